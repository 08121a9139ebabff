"""What the archive keeps: folders and records, and the matters of its processes."""

from __future__ import annotations

from archive.filing.collecting.papers import LABELS
from archive.filing.collecting.records import Received
from archive.filing.models import Filing, Signature
from archive.inspections.models import Finding, Inspection
from archive.levels.models import TableEdit
from archive.records import Folder, Item

__all__ = [
    "LABELS",
    "Filing",
    "Finding",
    "Folder",
    "Inspection",
    "Item",
    "Received",
    "Signature",
    "TableEdit",
]
