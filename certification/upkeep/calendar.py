"""The calendar opens re-checks and re-examinations in time, per body in one letter (第二十、二十四条)."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from certification.upkeep.effects import day_after, machine_of, opened, parties_of
from certification.upkeep.official import notice_data
from certification.upkeep.papers import (
    EVERY_THREE_YEARS,
    EVERY_YEAR,
    RECHECK,
    RECHECK_DAYS,
    RECHECK_NOTICE,
    RECHECK_OPENS,
    REEXAMINATION,
    REEXAMINATION_DAYS,
    REEXAMINATION_NOTICE,
    REEXAMINATION_OPENS,
)
from certification.upkeep.records import Letter, Upkeep
from zsa_portal.catalogue import kinds
from zsa_portal.catalogue.models import Edition
from zsa_portal.documents import forms
from zsa_portal.outbox.actions import messages_post
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import Department, DepartmentCode, Party
from zsa_portal.people.queries import department, people_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.settle import begin_all

if TYPE_CHECKING:
    from zsa_portal.documents.kinds import FormKind
    from zsa_portal.regulations.models import Settable
    from zsa_portal.regulations.rule import Every

logger = logging.getLogger(__name__)
MOST = 1000
"""How much one round opens at most, so that its transaction ends; the next round goes on."""


@dataclass(frozen=True)
class Series:
    """What returns every so often of each recognised standard: ``column`` keeps its next day."""

    kind: str
    column: str
    every: Every
    opens: Settable
    days: Settable
    notice: FormKind


SERIES: dict[str, Series] = {
    RECHECK: Series(RECHECK, "recheck_on", EVERY_YEAR, RECHECK_OPENS, RECHECK_DAYS, RECHECK_NOTICE),
    REEXAMINATION: Series(
        REEXAMINATION,
        "reexamination_on",
        EVERY_THREE_YEARS,
        REEXAMINATION_OPENS,
        REEXAMINATION_DAYS,
        REEXAMINATION_NOTICE,
    ),
}


def event_of(kind: str) -> str:
    """The event of a letter that opens one of the series."""
    return f"{kind}.begin"


def open_upkeep() -> int:
    """Take newly recognised standards in, open what is due, issue the letters; returns how much.

    Idempotent: a day is moved on in the transaction that opens what is due on it, and a letter is
    issued once. Side by side, two rounds open different standards.
    """
    standards_enter()
    opened_now = sum(due_open(series) for series in SERIES.values())
    letters_issue()
    return opened_now


def recognised() -> QuerySet[Edition]:
    """The recognised editions in force: those of a kind that may be revoked, from a known body."""
    own = [kind.key for kind in kinds.KINDS.values() if kinds.Status.REVOKED in kind.ends]
    rows: QuerySet[Edition] = Edition.objects.filter(
        kind__in=own, status=Edition.Status.CURRENT, source_body__isnull=False
    )
    return rows


def first_days(recognised_on: dt.date) -> dict[str, dt.date]:
    """The first days on which a standard recognised on a day is due, by column."""
    return {one.column: one.every.next_after(recognised_on) for one in SERIES.values()}


def standards_enter() -> int:
    """Keep the days of standards that were recognised since the last round; three queries."""
    known = Upkeep.objects.filter(standard=OuterRef("standard"))
    new = recognised().filter(~Exists(known)).order_by("pk")[: 10 * MOST]
    rows = [
        Upkeep(
            standard_id=edition.standard_id,
            edition=edition,
            recognised_on=edition.published_on,
            **first_days(edition.published_on),
        )
        for edition in new
    ]
    Upkeep.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def due_open(series: Series) -> int:
    """Open what of one series is due within its time of notice; a fixed number of queries."""
    last = clock.today() + dt.timedelta(days=int(series.opens.value()))
    with transaction.atomic():
        rows = list(_due(series, last))
        if rows:
            _open(series, rows)
            _move_on(series, rows, last)
    return len(rows)


def _due(series: Series, last: dt.date) -> QuerySet[Upkeep]:
    """The standards in force whose day has come near, locked; those another round has are left."""
    rows = Upkeep.objects.select_for_update(skip_locked=True, of=("self",))
    near = rows.filter(
        **{f"{series.column}__lte": last}, edition__status=Edition.Status.CURRENT
    ).select_related("edition__standard", "edition__source_body")
    return near.order_by(series.column, "pk")[:MOST]


def _open(series: Series, rows: Sequence[Upkeep]) -> None:
    owner = department(DepartmentCode.STANDARDS)
    until = day_after(int(series.days.value()))
    bodies = {row.edition.source_body_id: row.edition.source_body for row in rows}
    letters = Letter.objects.bulk_create(
        Letter(body=body, kind=series.kind, material_due_on=until) for body in bodies.values()
    )
    letter_to = {letter.body_id: letter for letter in letters}
    begin_all(
        [_opened(series, row, owner, until, letter_to) for row in rows],
        parties=_parties(bodies, owner),
    )


def _opened(
    series: Series, row: Upkeep, owner: Department, until: dt.date, letters: dict[Any, Letter]
) -> Any:
    return opened(
        series.kind,
        row.edition,
        owner=owner,
        due_on=getattr(row, series.column),
        material_due_on=until,
        letter=letters[row.edition.source_body_id],
    )


def _parties(bodies: dict[Any, Any], owner: Department) -> Any:
    found, own = Party.of_organisations(bodies), Party.of(owner)
    return lambda matter: parties_of(found[matter.applicant_id], own)


def _move_on(series: Series, rows: Sequence[Upkeep], last: dt.date) -> None:
    """The next day of each, counted from the recognition: what is opened now stands for all before.

    ``last`` is the last day of which it is opened today.
    """
    for row in rows:
        day = max(getattr(row, series.column), last)
        setattr(row, series.column, series.every.next_after(day, row.recognised_on))
    Upkeep.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["standard"], update_fields=[series.column]
    )


def letters_issue() -> int:
    """Issue the letters of what was opened; one that fails is logged and tried again next time."""
    issued = 0
    for pk in list(Letter.objects.filter(form=None).order_by("pk").values_list("pk", flat=True)):
        try:
            issued += letter_issue(pk)
        except Exception:
            logger.exception("the letter %s was not issued", pk)
    return issued


def letter_issue(pk: int) -> bool:
    """Issue a letter over everything it tells of, and tell the body's people; False if it is out."""
    with transaction.atomic():
        letter = Letter.objects.select_for_update(of=("self",)).select_related("body").get(pk=pk)
        if letter.form_id is not None:
            return False
        series = SERIES[letter.kind]
        rows = machine_of(letter.kind).objects.filter(letter=letter)
        matters = list(rows.select_related("edition__source_body").order_by("pk"))
        data = notice_data(letter, matters)
        letter.form = forms.issue(series.notice, about=matters, data=data, by=None)
        letter.save(update_fields=["form"])
        messages_post([_message(letter, person) for person in people_of([Party.of(letter.body)])])
    return True


def _message(letter: Letter, person: Any) -> Message:
    form: Any = letter.form
    with translation.override(person.language):
        words = {"title": SERIES[letter.kind].notice.title, "until": letter.material_due_on}
        return Message(
            recipient=person,
            event=event_of(letter.kind),
            subject=_("%(title)s: submit the material until %(until)s") % words,
            body=_("The letter names the standards and what to submit for each of them."),
            to_do=_("Submit the material that the letter names"),
            deadline=clock.start_of(letter.material_due_on + dt.timedelta(days=1)),
            link=form.get_absolute_url(),
        )
