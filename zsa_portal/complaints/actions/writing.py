"""What complainant, desk and body write to each other while a complaint is open.

The complainant acts by the secret of the private page: ``by`` is None in the log, since a name does
not belong there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.complaints import rules
from zsa_portal.complaints.actions.contents import files_keep, files_stored, words_of
from zsa_portal.complaints.models import Complaint
from zsa_portal.complaints.papers import REPORT
from zsa_portal.complaints.records import Note
from zsa_portal.complaints.states import BODY, DESK, OPEN, RETURNED, WITH_BODY
from zsa_portal.complaints.telling import WROTE, tell_complainant, tell_parties
from zsa_portal.documents import store
from zsa_portal.documents.actions import document_add
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.log import record
from zsa_portal.workflow.perform import BoundStep, held, perform, require_seen, touched
from zsa_portal.workflow.refusals import BadValue


def complaint_say(
    *, complaint: Complaint, text: str, evidence: Sequence[Any] = (), for_body: bool = False
) -> Note:
    """The complainant adds words or files while the complaint is open.

    The body reads them only if ``for_body`` and once the complaint is there. One that was returned
    is complete by this. Raises WrongState, BadValue.
    """
    text = words_of("text", text)
    if not text and not evidence:
        raise BadValue("text", _("Write something, or add a file."))
    stored = files_stored(evidence)
    with held(complaint, states=OPEN) as fresh:
        heard = for_body and fresh.passed_at is not None
        note = _note(fresh, Note.Side.COMPLAINANT, text, for_body=heard)
        files_keep(fresh, stored, note)
        record(fresh, by=None, step="complaint_say", values={"note": note})
        touched(fresh)
        to = [DESK, BODY] if heard else [DESK]
        tell_parties(fresh, to, WROTE, gettext_lazy("The complainant wrote"))
        if fresh.state == RETURNED:
            perform(fresh.complete, by=None)
    return note


def complaint_note(
    *,
    complaint: Complaint,
    text: str,
    for_complainant: bool,
    for_body: bool = False,
    evidence: Sequence[Any] = (),
    by: User,
) -> Note:
    """The desk or the body writes to the others; the association reads everything.

    Raises PermissionDenied for anybody else, WrongState, BadValue when nobody is meant to read it.
    """
    text = words_of("text", text)
    if not text:
        raise BadValue("text", _("Write something."))
    stored = files_stored(evidence)
    with held(complaint, states=OPEN) as fresh:
        side = side_of(fresh, by)
        readers = {"for_complainant": for_complainant, "for_body": for_body}
        if side == Note.Side.BODY:
            readers["for_body"] = True
        elif not any(readers.values()):
            raise BadValue("for_complainant", _("Choose who reads it."))
        note = _note(fresh, side, text, by=by, **readers)
        files_keep(fresh, stored, note)
        record(fresh, by=by, step="complaint_note", values={"note": note})
        touched(fresh)
        _tell_of(fresh, note, by)
    return note


def complaint_report(
    *, bound: BoundStep, body_outcome: str, body_report: str, file: Any, by: User, seen: str = ""
) -> Complaint:
    """Take the step by which the body's report comes in, with its file if there is one: both or neither."""
    stored = store.put(file) if file else None
    with held(bound.__self__, states=[WITH_BODY]) as fresh:
        require_seen(fresh, seen)
        if stored is not None:
            document_add(matter=fresh, kind=REPORT, upload=stored, by=by)
        done: Complaint = perform(
            getattr(fresh, bound.__name__),
            by=by,
            body_outcome=body_outcome,
            body_report=body_report,
        )
    return done


def side_of(complaint: Complaint, user: Any) -> Note.Side:
    """The side for which a user writes. PermissionDenied for who is on none."""
    if rules.handles(complaint, user):
        return Note.Side.DESK
    if rules.coordinates(complaint, user):
        return Note.Side.BODY
    raise PermissionDenied


def _note(
    complaint: Complaint,
    side: Note.Side,
    text: str,
    *,
    by: User | None = None,
    for_body: bool = False,
    for_complainant: bool = False,
) -> Note:
    own = side == Note.Side.COMPLAINANT
    return Note.objects.create(
        complaint=complaint,
        side=side,
        by=by,
        text=text,
        at=clock.now(),
        for_body=for_body,
        for_complainant=own or for_complainant,
    )


def _tell_of(complaint: Complaint, note: Note, by: User) -> None:
    wrote = gettext_lazy("Message written")
    if note.for_complainant:
        tell_complainant(complaint, gettext_lazy("There is a message for you."))
    if note.for_body:
        tell_parties(complaint, [BODY], WROTE, wrote, by=by)
    if note.side == Note.Side.BODY:
        tell_parties(complaint, [DESK], WROTE, wrote, by=by)
