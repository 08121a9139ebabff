"""The archive's walkers: a department's filing and an inspection, brought to a state by their steps."""

from archive.demo.walk.filing import FILING_LINE, FilingWalker
from archive.demo.walk.inspecting import INSPECTION_LINE, InspectionWalker
from archive.demo.walk.people import Cast

__all__ = ["FILING_LINE", "INSPECTION_LINE", "Cast", "FilingWalker", "InspectionWalker"]
