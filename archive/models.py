"""What the archive keeps: folders and records, and the matters of its processes."""

from __future__ import annotations

from archive.appraisal.models import Appraisal
from archive.appraisal.records import AppraisedItem, DisposalSignature, PanelOpinion
from archive.bags.records import Bag
from archive.checking.papers import CHECK_REPORT
from archive.checking.records import CheckResult, CheckRun
from archive.exceptions.records import DocumentException, FolderException
from archive.filing.collecting.papers import LABELS
from archive.filing.collecting.records import GoneThrough, Received
from archive.filing.models import Filing, Signature
from archive.inspections.evaluating.records import Evaluation
from archive.inspections.models import Finding, Inspection
from archive.intakes.models import Intake
from archive.intakes.papers import RECEIVED
from archive.intakes.records import IntakeContents
from archive.levels.models import TableEdit
from archive.loans.models import Loan
from archive.loans.records import LoanItem, SpotCheck, SpotCheckRow
from archive.records import Folder, Item
from archive.storage.records import StorageCheck

__all__ = [
    "CHECK_REPORT",
    "LABELS",
    "RECEIVED",
    "Appraisal",
    "AppraisedItem",
    "Bag",
    "CheckResult",
    "CheckRun",
    "DisposalSignature",
    "DocumentException",
    "Evaluation",
    "Filing",
    "Finding",
    "Folder",
    "FolderException",
    "GoneThrough",
    "Inspection",
    "Intake",
    "IntakeContents",
    "Item",
    "Loan",
    "LoanItem",
    "PanelOpinion",
    "Received",
    "Signature",
    "SpotCheck",
    "SpotCheckRow",
    "StorageCheck",
    "TableEdit",
]
