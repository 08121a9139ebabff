"""What the archive keeps: folders and records, and the matters of its processes."""

from __future__ import annotations

from archive.bags.records import Bag
from archive.checking.records import CheckResult, CheckRun
from archive.exceptions.records import DocumentException, FolderException
from archive.filing.collecting.papers import LABELS
from archive.filing.collecting.records import Received
from archive.filing.models import Filing, Signature
from archive.inspections.models import Finding, Inspection
from archive.levels.models import TableEdit
from archive.loans.models import Loan
from archive.loans.records import LoanItem, SpotCheck, SpotCheckRow
from archive.records import Folder, Item

__all__ = [
    "LABELS",
    "Bag",
    "CheckResult",
    "CheckRun",
    "DocumentException",
    "Filing",
    "Finding",
    "Folder",
    "FolderException",
    "Inspection",
    "Item",
    "Loan",
    "LoanItem",
    "Received",
    "Signature",
    "SpotCheck",
    "SpotCheckRow",
    "TableEdit",
]
