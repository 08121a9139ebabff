"""The tabs of the archive's matters."""
