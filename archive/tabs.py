"""The tabs of the archive's matters."""

from archive.filing import tabs as filing
from archive.inspections import tabs as inspections

__all__ = ["filing", "inspections"]
