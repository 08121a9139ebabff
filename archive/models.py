"""What the archive keeps: folders and records, and the matters of its processes."""

from __future__ import annotations

from archive.filing.collecting.papers import LABELS
from archive.filing.collecting.records import Received
from archive.filing.models import Filing
from archive.records import Folder, Item

__all__ = ["LABELS", "Filing", "Folder", "Item", "Received"]
