"""The recognition's own tabs."""

from certification.one_mark import tabs as one_mark

__all__ = ["one_mark"]
