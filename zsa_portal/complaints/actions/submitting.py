"""A complaint comes in from outside, with its evidence."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from zsa_portal.complaints import rules, times
from zsa_portal.complaints.actions.contents import files_keep, files_stored, words_of
from zsa_portal.complaints.facts import title_of
from zsa_portal.complaints.models import Complaint
from zsa_portal.complaints.procedures import procedure_for
from zsa_portal.complaints.queries import body_of, edition_named
from zsa_portal.complaints.records import Complainant
from zsa_portal.complaints.states import DESK
from zsa_portal.complaints.telling import RECEIVED, tell_complainant, tell_parties
from zsa_portal.documents import glyphs, numbers
from zsa_portal.people.folding import folded_name
from zsa_portal.people.models import Department, Party, User
from zsa_portal.regulations import clock
from zsa_portal.ui.official import folded, plain
from zsa_portal.workflow.refusals import BadValue
from zsa_portal.workflow.settle import begin


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
    statement, demand = words_of("statement", statement), words_of("demand", demand)
    sent = rules.Written(statement, len(evidence), person.name, person.contact)
    rules.is_written_with_evidence.require(sent)
    stored = files_stored(evidence)
    with transaction.atomic():
        if ticket and (known := Complainant.objects.filter(ticket=ticket).first()):
            return Complaint.objects.get(pk=known.complaint_id)
        complaint = _begin(about, statement, demand)
        _complainant(complaint, person, by, ticket)
        files_keep(complaint, stored)
        tell_parties(complaint, [DESK], RECEIVED, gettext_lazy("A complaint came in"))
        tell_complainant(complaint, gettext_lazy("Your complaint was received."))
    return complaint


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
