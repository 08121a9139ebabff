"""What the archive adds to the one rule of who reads a document."""

from archive.appraisal.rights import APPRAISALS
from archive.exceptions.rights import EXCEPTIONS
from archive.filing.rights import CHECKING
from archive.loans.rights import LOANS
from zsa_portal.documents.grants import GRANTS

GRANTS.add("archive.loan", LOANS)
GRANTS.add("archive.exception", EXCEPTIONS)
GRANTS.add("archive.checking", CHECKING)
GRANTS.add("archive.appraisal", APPRAISALS)
