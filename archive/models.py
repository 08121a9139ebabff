"""What the archive keeps: folders and records, and the matters of its processes."""

from __future__ import annotations

from archive.exceptions.records import DocumentException, FolderException
from archive.filing.models import Filing
from archive.loans.models import Loan
from archive.loans.records import LoanItem, SpotCheck, SpotCheckRow
from archive.records import Folder, Item

__all__ = [
    "DocumentException",
    "Filing",
    "Folder",
    "FolderException",
    "Item",
    "Loan",
    "LoanItem",
    "SpotCheck",
    "SpotCheckRow",
]
