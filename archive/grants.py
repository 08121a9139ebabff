"""What the archive adds to the one rule of who reads a document, and what it keeps for itself."""

from archive.appraisal.rights import APPRAISALS
from archive.exceptions.folders import DOWNLOAD_FOLDER, READ_FOLDER
from archive.exceptions.rights import EXCEPTIONS
from archive.filing.rights import CHECKING, is_taken_in
from archive.filing.rules import (
    its_words_are_told,
    the_archive_does_not_hold_it,
    the_original_is_not_filed,
    with_newest_filed,
)
from archive.loans.rights import LOANS
from zsa_portal.documents.backends import RIGHTS
from zsa_portal.documents.grants import GRANTS, TAKEN_OVER
from zsa_portal.documents.holding import ELSEWHERE, ORIGINALS, PICTURES, PICTURES_AHEAD

GRANTS.add("archive.loan", LOANS)
GRANTS.add("archive.exception", EXCEPTIONS)
GRANTS.add("archive.checking", CHECKING)
GRANTS.add("archive.appraisal", APPRAISALS)
TAKEN_OVER.add("archive.records", is_taken_in)
ELSEWHERE.add("archive.records", the_archive_does_not_hold_it)
ORIGINALS.add("archive.records", the_original_is_not_filed)
PICTURES.add("archive.records", its_words_are_told)
PICTURES_AHEAD.add("archive.records", with_newest_filed)
RIGHTS.add("archive.read_folder", READ_FOLDER)
RIGHTS.add("archive.download_folder", DOWNLOAD_FOLDER)
