"""What people outside send and say, and what the desk and the body write to them.

The complainant acts by the secret of the private page: ``by`` is None in the log, since a name does
not belong there.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from zsa_portal.complaints import rules, times
from zsa_portal.complaints.facts import title_of
from zsa_portal.complaints.models import Complaint
from zsa_portal.complaints.papers import REPORT
from zsa_portal.complaints.procedures import procedure_for
from zsa_portal.complaints.queries import body_of, edition_named
from zsa_portal.complaints.records import Complainant, Evidence, Note
from zsa_portal.complaints.states import BODY, DESK, ENDED, OPEN, RETURNED, WITH_BODY, Satisfaction
from zsa_portal.complaints.telling import RECEIVED, WROTE, tell_complainant, tell_parties
from zsa_portal.documents import glyphs, numbers, store
from zsa_portal.documents.actions import document_add
from zsa_portal.documents.store import Stored
from zsa_portal.notices.actions.opinions import EVIDENCE
from zsa_portal.people.folding import folded_name
from zsa_portal.people.models import Department, Party, User
from zsa_portal.regulations import clock
from zsa_portal.ui.official import folded, plain
from zsa_portal.workflow.log import record
from zsa_portal.workflow.perform import BoundStep, held, perform, require_seen, touched
from zsa_portal.workflow.refusals import BadValue
from zsa_portal.workflow.settle import begin

LONGEST = 6000
MOST_FILES = 10


@dataclass(frozen=True)
class About:
    """The standard complained about, as the complainant names it."""

    number: str
    title: str = ""


@dataclass(frozen=True)
class Person:
    """Who complains; ``contact`` is a phone or e-mail that the association alone knows."""

    name: str
    contact: str
    organisation: str = ""
    shares_contact: bool = False


def complaint_submit(
    *,
    about: About,
    statement: str,
    person: Person,
    evidence: Sequence[Any],
    demand: str = "",
    by: User | None = None,
    ticket: uuid.UUID | None = None,
) -> Complaint:
    """Store a complaint with its evidence, and tell the desk and the complainant.

    ``by`` is the account of the complainant, if there is one. ``ticket`` names the filled-in form:
    sent twice, it is stored once. Raises RuleUnmet for what R27 asks and is not there, BadValue
    naming a field; then nothing is stored.
    """
    about, person = _clean_about(about), _clean_person(person)
    statement, demand = _text("statement", statement), _text("demand", demand)
    sent = rules.Written(statement, len(evidence), person.name, person.contact)
    rules.is_written_with_evidence.require(sent)
    stored = _stored(evidence)
    with transaction.atomic():
        if ticket and (known := Complainant.objects.filter(ticket=ticket).first()):
            return Complaint.objects.get(pk=known.complaint_id)
        complaint = _begin(about, statement, demand)
        _complainant(complaint, person, by, ticket)
        _keep(complaint, stored)
        tell_parties(complaint, [DESK], RECEIVED, gettext_lazy("A complaint came in"))
        tell_complainant(complaint, gettext_lazy("Your complaint was received."))
    return complaint


def complaint_say(
    *, complaint: Complaint, text: str, evidence: Sequence[Any] = (), for_body: bool = False
) -> Note:
    """The complainant adds words or files while the complaint is open.

    The body reads them only if ``for_body`` and once the complaint is there. One that was returned
    is complete by this. Raises WrongState, BadValue.
    """
    text = _text("text", text)
    if not text and not evidence:
        raise BadValue("text", _("Write something, or add a file."))
    stored = _stored(evidence)
    with held(complaint, states=OPEN) as fresh:
        heard = for_body and fresh.passed_at is not None
        note = _note(fresh, Note.Side.COMPLAINANT, text, for_body=heard)
        _keep(fresh, stored, note)
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
    text = _text("text", text)
    if not text:
        raise BadValue("text", _("Write something."))
    stored = _stored(evidence)
    with held(complaint, states=OPEN) as fresh:
        side = side_of(fresh, by)
        readers = {"for_complainant": for_complainant, "for_body": for_body}
        if side == Note.Side.BODY:
            readers["for_body"] = True
        elif not any(readers.values()):
            raise BadValue("for_complainant", _("Choose who reads it."))
        note = _note(fresh, side, text, by=by, **readers)
        _keep(fresh, stored, note)
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


def complaint_withdraw(*, complaint: Complaint) -> Complaint:
    """The complainant takes the complaint back. Raises WrongState once it has ended."""
    done: Complaint = perform(complaint.withdraw, by=None)
    return done


def complaint_rate(*, complaint: Complaint, satisfaction: str, words: str = "") -> Complaint:
    """The complainant says, once it has ended, whether they are satisfied; the last word counts.

    Raises WrongState before the end, BadValue for what is no answer.
    """
    if satisfaction not in Satisfaction.values:
        raise BadValue("satisfaction", _("Say whether you are satisfied."))
    words = _text("words", words)
    with held(complaint, states=ENDED) as fresh:
        fresh.satisfaction, fresh.satisfaction_words = satisfaction, words
        fresh.save(update_fields=["satisfaction", "satisfaction_words"])
        record(fresh, by=None, step="complaint_rate", values={"satisfaction": satisfaction})
        if satisfaction == Satisfaction.NOT_SATISFIED:
            tell_parties(fresh, [DESK], WROTE, gettext_lazy("The complainant is not satisfied"))
    return fresh


def side_of(complaint: Complaint, user: Any) -> Note.Side:
    """The side for which a user writes. PermissionDenied for who is on none."""
    if rules.handles(complaint, user):
        return Note.Side.DESK
    if rules.coordinates(complaint, user):
        return Note.Side.BODY
    raise PermissionDenied


def _begin(about: About, statement: str, demand: str) -> Complaint:
    edition = edition_named(about.number)
    number, title = (edition.number, edition.title) if edition else (about.number, about.title)
    owner, now = Department.objects.get(code=times.DEPARTMENT.value()), clock.now()
    year = clock.day_of(now).year
    complaint = Complaint(
        number=f"TS-{year}-{numbers.next(f'complaint:{year}'):03d}",
        title=title_of(number, title),
        about=edition,
        applicant=body_of(edition) if edition else None,
        owner=owner,
        standard_number=number,
        standard_title=title,
        procedure=procedure_for(edition.kind if edition else "").key,
        statement=statement,
        demand=demand,
        close_by=times.ends(now, times.CLOSE_DAYS),
    )
    begin(complaint, by=None, parties=[(DESK, Party.of(owner))])
    return complaint


def _complainant(
    complaint: Complaint, person: Person, by: User | None, ticket: uuid.UUID | None
) -> None:
    Complainant.objects.create(
        complaint=complaint,
        name=person.name,
        organisation=person.organisation,
        contact=person.contact,
        shares_contact=person.shares_contact,
        account=by,
        language=get_language() or "",
        ticket=ticket,
    )


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


def _keep(complaint: Complaint, stored: Sequence[Stored], note: Note | None = None) -> None:
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


def _tell_of(complaint: Complaint, note: Note, by: User) -> None:
    wrote = gettext_lazy("Message written")
    if note.for_complainant:
        tell_complainant(complaint, gettext_lazy("There is a message for you."))
    if note.for_body:
        tell_parties(complaint, [BODY], WROTE, wrote, by=by)
    if note.side == Note.Side.BODY:
        tell_parties(complaint, [DESK], WROTE, wrote, by=by)


def _stored(evidence: Sequence[Any]) -> list[Stored]:
    if len(evidence) > MOST_FILES:
        raise BadValue("evidence", _("At most %(most)d files at once.") % {"most": MOST_FILES})
    try:
        return [store.put(one, accept=EVIDENCE) for one in evidence]
    except BadValue as refusal:
        raise refusal.at("evidence") from refusal


def _text(field: str, text: str) -> str:
    """The text without control characters. BadValue where it is too long or cannot be printed."""
    cleaned = plain(text)
    if len(cleaned) > LONGEST:
        raise BadValue(field, _("At most %(most)d characters.") % {"most": LONGEST})
    glyphs.require_value(field, cleaned)
    return cleaned


def _clean_about(about: About) -> About:
    number, title = folded(plain(about.number)), folded(plain(about.title))
    for field, value, most in (("number", number, 80), ("title", title, 200)):
        if not value and (field == "number" or edition_named(number) is None):
            raise BadValue(field, _("Say which standard you mean."))
        if len(value) > most:
            raise BadValue(field, _("At most %(most)d characters.") % {"most": most})
        glyphs.require_value(field, value)
    return replace(about, number=number, title=title)


def _clean_person(person: Person) -> Person:
    cleaned = replace(
        person,
        name=folded_name(plain(person.name))[:80],
        organisation=folded_name(plain(person.organisation))[:160],
        contact=" ".join(plain(person.contact).split())[:160],
    )
    for field in ("name", "organisation"):
        glyphs.require_value(field, getattr(cleaned, field))
    return cleaned
