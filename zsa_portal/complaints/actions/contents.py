"""The words and files of a complaint, whoever writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from zsa_portal.complaints.models import Complaint
from zsa_portal.complaints.records import Evidence, Note
from zsa_portal.documents import glyphs, store
from zsa_portal.documents.store import Stored
from zsa_portal.notices.actions.opinions import EVIDENCE
from zsa_portal.regulations import clock
from zsa_portal.ui.official import plain
from zsa_portal.workflow.refusals import BadValue

LONGEST = 6000
MOST_FILES = 10


def files_keep(complaint: Complaint, stored: Sequence[Stored], note: Note | None = None) -> None:
    """Keep files with the complaint, or with a note for those who read it."""
    Evidence.objects.bulk_create(
        Evidence(
            complaint=complaint,
            note=note,
            file=one.file,
            name=one.name,
            cleaned=one.cleaned,
            at=clock.now(),
            for_body=note.for_body if note else False,
            for_complainant=note.for_complainant if note else True,
        )
        for one in stored
    )


def files_stored(evidence: Sequence[Any]) -> list[Stored]:
    """Store uploaded files. Raises BadValue("evidence", …) for too many or one of no accepted kind."""
    if len(evidence) > MOST_FILES:
        raise BadValue("evidence", _("At most %(most)d files at once.") % {"most": MOST_FILES})
    try:
        return [store.put(one, accept=EVIDENCE) for one in evidence]
    except BadValue as refusal:
        raise refusal.at("evidence") from refusal


def words_of(field: str, text: str) -> str:
    """The text without control characters. BadValue where it is too long or cannot be printed."""
    cleaned = plain(text)
    if len(cleaned) > LONGEST:
        raise BadValue(field, _("At most %(most)d characters.") % {"most": LONGEST})
    glyphs.require_value(field, cleaned)
    return cleaned
