"""What the archive adds to the one rule of who reads a document, and what it keeps for itself."""

from archive.appraisal.rights import APPRAISALS
from archive.exceptions.rights import EXCEPTIONS
from archive.filing.rights import CHECKING
from archive.filing.rules import the_archive_does_not_hold_it, the_original_is_not_filed
from archive.loans.rights import LOANS
from zsa_portal.documents.grants import GRANTS
from zsa_portal.documents.holding import ELSEWHERE, ORIGINALS

GRANTS.add("archive.loan", LOANS)
GRANTS.add("archive.exception", EXCEPTIONS)
GRANTS.add("archive.checking", CHECKING)
GRANTS.add("archive.appraisal", APPRAISALS)
ELSEWHERE.add("archive.records", the_archive_does_not_hold_it)
ORIGINALS.add("archive.records", the_original_is_not_filed)
