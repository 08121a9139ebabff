"""What the archive keeps: folders and records, and the matters of its processes."""

from __future__ import annotations

from archive.filing.models import Filing
from archive.levels.models import TableEdit
from archive.records import Folder, Item

__all__ = ["Filing", "Folder", "Item", "TableEdit"]
