"""The stations of the archive."""

from tests.archive.chains import walk

__all__ = ["walk"]
