"""The imports of this app: standards published before the portal."""

from standards.catalogue.imports import Standards

__all__ = ["Standards"]
