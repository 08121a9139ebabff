"""The tabs of the archive's matters."""

from archive.appraisal import tabs as appraisal
from archive.checking import tabs as checking
from archive.filing import tabs as filing
from archive.filing.collecting import tabs as collecting
from archive.inspections import tabs as inspections
from archive.intakes import tabs as intakes
from archive.levels import tabs as levels
from archive.loans import tabs as loans

__all__ = [
    "appraisal",
    "checking",
    "collecting",
    "filing",
    "inspections",
    "intakes",
    "levels",
    "loans",
]
