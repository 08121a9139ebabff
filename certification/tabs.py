"""The recognition's own tabs."""

from certification.upkeep import tabs as upkeep

__all__ = ["upkeep"]
