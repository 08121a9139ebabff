"""The tabs of the archive's matters."""

from archive.loans import tabs as loans

__all__ = ["loans"]
