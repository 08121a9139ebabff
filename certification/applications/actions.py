"""Recording a body's facts, beginning applications, saving them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification import roles
from certification.applications import rules
from certification.applications.models import OF_THE_BODY, ApplicationSteps
from certification.applications.papers import APPLYING, BODY, CONTENT, FILED
from certification.applications.records import BodyFacts
from certification.models import Recognition
from certification.parties import handles_application
from zsa_portal.documents.filed import file_paper
from zsa_portal.documents.models import Version
from zsa_portal.people.models import DepartmentCode, Organisation, Party, User
from zsa_portal.people.places import places_of
from zsa_portal.people.queries import department
from zsa_portal.regulations import clock
from zsa_portal.workflow.refusals import BadValue, Changed, WrongState
from zsa_portal.workflow.saving import mark_of, write
from zsa_portal.workflow.settle import begin
from zsa_portal.workflow.wording import saves, word

MOST_AT_ONCE = 20
OF_THE_STEPS = ("batch", "submitted_at")
WRITTEN = (
    *("title", "field"),
    *(one.name for one in ApplicationSteps._meta.local_fields if one.name not in OF_THE_STEPS),
)
"""The fields that the application's form writes."""


class Elsewhere(BadValue):
    """A standard stands in another open application of its body: ``other``."""

    other: Any
    """The other application, a Recognition."""

    @property
    def linked(self) -> SafeString:
        """The sentence, with a link to the other application."""
        url = self.other.get_absolute_url()
        return format_html('{} <a href="{}">{}</a>', str(self), url, _("Open that application"))


word(
    application_save=gettext_lazy("Application saved"),
    application_carry=gettext_lazy("What the body wrote of itself taken over from another draft"),
)
TOLD = ("title", "source_number", "field", "sub_field", "lead_unit", "opinion", *CONTENT)
for _step in ("application_save", "application_carry"):
    saves(_step, told=TOLD, reads=handles_application)


def body_facts_record(*, organisation: Organisation, values: dict[str, Any], by: User) -> BodyFacts:
    """Record the facts about a body's standards work, in place of those recorded before (R07).

    By its own people. Raises PermissionDenied, and BadValue naming a day that cannot be.
    """
    if organisation.pk not in places_of(by).organisations:
        raise PermissionDenied
    _require_days(values)
    return BodyFacts.objects.create(
        organisation=organisation, recorded_by=by, recorded_at=clock.now(), **values
    )


def _require_days(values: dict[str, Any]) -> None:
    days: dict[str, dt.date | None] = {
        name: values.get(name) for name in ("founded", "since", "incident_on")
    }
    for name, day in days.items():
        if day is not None and day > clock.today():
            raise BadValue(name, _("This day lies in the future."))
    founded = days["founded"]
    for name in ("since", "incident_on"):
        day = days[name]
        if founded is not None and day is not None and day < founded:
            raise BadValue(name, _("This day lies before the founding of the body."))


def body_paper_file(*, organisation: Organisation, kind: str, upload: Any, by: User) -> Version:
    """File one of a body's own papers, for all its applications (R14b); see ``file_paper``."""
    return file_paper(organisation=organisation, kind=FILED[kind], upload=upload, by=by)


def application_start(
    *, applicant: Organisation, title: str, source_number: str, by: User
) -> Recognition:
    """Begin the application of a body for one of its standards; see ``applications_begin``."""
    return applications_begin(applicant=applicant, standards=[(source_number, title)], by=by)[0]


def applications_begin(
    *, applicant: Organisation, standards: Sequence[tuple[str, str]], by: User
) -> list[Recognition]:
    """Begin the applications of a body for its standards, one draft each, all or none.

    ``standards`` are pairs of number and title. What the body wrote of itself last comes along.
    Raises PermissionDenied for others' bodies, RuleUnmet where the body falls short (R07), BadValue
    for ``standards``, Elsewhere where one stands in an open application already.
    """
    if applicant.pk not in places_of(by).organisations:
        raise PermissionDenied
    _require_standards(standards)
    for condition in OF_THE_BODY:
        condition.require(Recognition(applicant=applicant))
    known, batch, owner = known_of(applicant), uuid.uuid4(), department(DepartmentCode.STANDARDS)
    begun = []
    with transaction.atomic():
        _lock(applicant.pk)
        for number, title in standards:
            recognition = Recognition(
                applicant=applicant,
                owner=owner,
                title=title.strip(),
                source_number=number.strip(),
                batch=batch,
                **known,
            )
            _require_nowhere_else(recognition, "standards")
            parties = [(roles.APPLICANT, Party.of(applicant)), (roles.SECRETARIAT, Party.of(owner))]
            begin(recognition, by=by, parties=parties)
            begun.append(recognition)
    return begun


def _lock(body: Any) -> None:
    """Let nobody else begin or number applications of a body until the transaction ends."""
    Organisation.objects.select_for_update(no_key=True).get(pk=body)


def _require_nowhere_else(recognition: Recognition, field: str) -> None:
    other = rules.same_standard(recognition)
    if other is not None:
        refusal = Elsewhere(field, rules.said_elsewhere(other))
        refusal.other = other
        raise refusal


def _require_standards(standards: Sequence[tuple[str, str]]) -> None:
    if not 1 <= len(standards) <= MOST_AT_ONCE:
        raise BadValue(
            "standards",
            _("Name between 1 and %(most)d standards.") % {"most": MOST_AT_ONCE},
        )
    if any(not title.strip() for _number, title in standards):
        raise BadValue("standards", _("Give each standard its title."))
    numbers = [number.strip() for number, _title in standards if number.strip()]
    if len(set(numbers)) != len(numbers):
        raise BadValue("standards", _("A standard stands in the table only once."))


def known_of(body: Organisation) -> dict[str, str]:
    """What a body wrote of itself in its last application, else what the register knows of it."""
    last = Recognition.objects.filter(applicant=body).order_by("-created_at", "-pk").first()
    if last is not None:
        return {name: getattr(last, name) for name in BODY}
    return {
        "legal_representative": body.legal_representative,
        "address": body.address,
        "contact_person": body.contact,
        "contact_phone": body.phone,
        "contact_email": body.email,
    }


def saved_mark(recognition: Recognition) -> str:
    """What a page has seen of an application's fields: the same while nobody changed them."""
    return mark_of(recognition, WRITTEN)


def application_save(
    *, recognition: Recognition, values: dict[str, Any], by: User, seen: str = ""
) -> Recognition:
    """Save the fields of an application that is its body's to write, and carry what is the body's.

    ``values`` maps field names to values; what they say of the body itself is carried to its other
    drafts that said the same before. ``seen`` is what ``saved_mark`` said when the page was shown.
    Raises PermissionDenied, WrongState once it is submitted, Changed when a colleague saved meanwhile,
    Elsewhere("source_number", …) for a number that stands in another open application of the body.
    """
    if recognition.applicant_id not in places_of(by).organisations:
        raise PermissionDenied
    with transaction.atomic():
        _lock(recognition.applicant_id)
        drafts = _locked_drafts(recognition)
        fresh = drafts.pop(recognition.pk, None)
        if fresh is None:
            raise WrongState(Recognition.objects.get(pk=recognition.pk))
        if seen and seen != saved_mark(fresh):
            raise Changed(fresh)
        if values.get("source_number", fresh.source_number) != fresh.source_number:
            named = Recognition(pk=fresh.pk, applicant=fresh.applicant)
            named.source_number = values["source_number"]
            _require_nowhere_else(named, "source_number")
        before = {name: getattr(fresh, name) for name in BODY}
        write(fresh, values, by=by, step="application_save")
        for other in drafts.values():
            _carry(fresh, other, before, by)
    return fresh


def _locked_drafts(recognition: Recognition) -> dict[int, Recognition]:
    """The body's applications that it may write now, locked in order of key."""
    rows = Recognition.objects.filter(applicant=recognition.applicant_id, state__in=APPLYING)
    locked = rows.select_for_update(no_key=True, of=("self", "matter_ptr")).order_by("pk")
    return {row.pk: row for row in locked}


def _carry(fresh: Recognition, other: Recognition, before: dict[str, Any], by: User) -> None:
    told = {
        name: getattr(fresh, name) for name in BODY if getattr(other, name) in ("", before[name])
    }
    write(other, told, by=by, step="application_carry")
