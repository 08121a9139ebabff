"""The tabs of the archive's matters."""

from archive.filing import tabs as filing
from archive.inspections import tabs as inspections
from archive.levels import tabs as levels

__all__ = ["filing", "inspections", "levels"]
