"""Published standards are among what is found."""

from tests.zsa_portal.catalogue.conftest import make_edition

__all__ = ["make_edition"]
