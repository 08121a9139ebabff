"""The tabs of the archive's matters."""

from archive.appraisal import tabs as appraisal
from archive.filing import tabs as filing
from archive.filing.collecting import tabs as collecting
from archive.inspections import tabs as inspections
from archive.levels import tabs as levels
from archive.loans import tabs as loans

__all__ = ["appraisal", "collecting", "filing", "inspections", "levels", "loans"]
