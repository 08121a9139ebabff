"""The imports of this app: standards published before the portal."""

from zsa_portal.catalogue.imports import Standards

__all__ = ["Standards"]
