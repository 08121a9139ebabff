"""Choosing records to be appraised, the panel's opinions, and the reminder of each January."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.appraisal.appraising_steps import OPINION
from archive.appraisal.judging import Judged, judged
from archive.appraisal.models import Appraisal
from archive.appraisal.panel import begun_with, judges, seats_of
from archive.appraisal.records import AppraisedItem, PanelOpinion
from archive.appraisal.states import OPEN, A
from archive.appraisal.times import is_over
from archive.appraisal.verdicts import Verdict
from archive.parties import is_custodian, keeps_archive
from archive.records import Item
from zsa_portal.outbox.actions import message_post
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import Department, DepartmentCode, Party, Post, User
from zsa_portal.people.queries import people_of
from zsa_portal.regulations import clock
from zsa_portal.workflow import wording
from zsa_portal.workflow.duties import discharge
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import held, require_seen, touched
from zsa_portal.workflow.refusals import BadValue
from zsa_portal.workflow.settle import begin

LONGEST_REASON = 500
REMINDER = "archive.records_due"
JANUARY = 1

wording.word(
    records_add=gettext_lazy("Records chosen"),
    record_remove=gettext_lazy("Record taken off"),
    opinion_give=gettext_lazy("Opinion of the panel given"),
    opinions_rest=gettext_lazy("All other records: dispose of them"),
)
wording.typed("opinion_give", values=("why",))


def records_add(*, items: Sequence[Item], by: User) -> Appraisal:
    """Put records onto the appraisal that is being chosen, a new one where there is none; all or none.

    By the custodian. Raises PermissionDenied; BadValue("item", …) for a record that is not in the
    archive, whose time is not over, or that another appraisal has.
    """
    if not is_custodian(by):
        raise PermissionDenied
    with transaction.atomic():
        finance = Department.objects.select_for_update(no_key=True).get(code=DepartmentCode.FINANCE)
        _require_due([item.pk for item in items])
        appraisal = Appraisal.objects.filter(state=A.CHOOSING).first() or _begin(finance, by)
        with held(appraisal, states=(A.CHOOSING,)) as fresh:
            AppraisedItem.objects.bulk_create(
                [AppraisedItem(appraisal=fresh, item=item) for item in items]
            )
            record(fresh, by=by, step="records_add", values={"items": [item.pk for item in items]})
            touched(fresh)
            return fresh


def _require_due(keys: Sequence[int]) -> None:
    rows = Item.objects.filter(is_over(clock.today()), pk__in=keys, state=Item.State.ACCEPTED)
    taken = AppraisedItem.objects.filter(item__in=keys, appraisal__state__in=OPEN)
    if rows.count() < len(set(keys)):
        raise BadValue("item", _("Choose records in the archive whose time is over."))
    if taken.exists():
        raise BadValue("item", _("A record is being appraised already."))


def _begin(finance: Department, by: User) -> Appraisal:
    """The custodian's department keeps the archive, and so owns the appraisal (第三条)."""
    appraisal = Appraisal(
        owner=finance,
        title=f"{clock.today():%Y年%-m月%-d日}档案鉴定",
        level=Level.RESTRICTED,
    )
    begin(appraisal, by=by, parties=begun_with())
    return appraisal


def record_remove(*, appraisal: Appraisal, row: int, by: User, seen: str = "") -> None:
    """Take a record (the key of its row) off before the register is drawn up; it stays due.

    By the custodian. Raises PermissionDenied, WrongState, Changed.
    """
    with held(appraisal, states=(A.CHOOSING, A.PANEL)) as fresh:
        if not keeps_archive(fresh, by):
            raise PermissionDenied
        require_seen(fresh, seen)
        found = AppraisedItem.objects.filter(appraisal=fresh, pk=row).first()
        if found is not None:
            item = found.item_id
            found.delete()
            record(fresh, by=by, step="record_remove", values={"item": item})
            touched(fresh)


def opinion_give(
    *, appraisal: Appraisal, row: int, verdict: str, reason: str = "", by: User
) -> None:
    """A member of the panel says of a record (the key of its row) what becomes of it; the last counts.

    Whoever speaks for several members says it for each. Raises PermissionDenied for who judges no
    record of that department, WrongState, BadValue("verdict", …), BadValue("reason", …).
    """
    why = " ".join(reason.replace("\x00", "").split())
    if verdict not in Verdict.values:
        raise BadValue("verdict", _("Say whether the record is kept on or disposed of."))
    if verdict != Verdict.DISPOSE and not why:
        raise BadValue("reason", _("Say why the record is kept on."))
    if len(why) > LONGEST_REASON:
        raise BadValue(
            "reason", _("Say it in at most %(most)d characters.") % {"most": LONGEST_REASON}
        )
    with _before_panel(appraisal, by) as (fresh, seats):
        one = next((one for one in judged(fresh) if one.pk == row), None)
        own = _own(one, seats) if one else []
        if one is None or not own:
            raise PermissionDenied
        _write(one, own, verdict, why, by)
        values = {"record": one.item.pk, "verdict": verdict, "why": why}
        record(fresh, by=by, step="opinion_give", values=values)


def opinions_give_rest(*, appraisal: Appraisal, by: User) -> int:
    """A member of the panel disposes of every record of which it has not spoken; returns how many."""
    with _before_panel(appraisal, by) as (fresh, seats):
        mine = {party.pk for party in seats}
        left = [one for one in judged(fresh) if any(party.pk in mine for party in one.silent)]
        for one in left:
            _write(one, [p for p in one.silent if p.pk in mine], Verdict.DISPOSE, "", by)
        record(fresh, by=by, step="opinions_rest", values={"rows": len(left)})
        return len(left)


@contextmanager
def _before_panel(appraisal: Appraisal, by: User) -> Iterator[tuple[Appraisal, list[Party]]]:
    """The appraisal, held before its panel, and the members for whom a user speaks."""
    with held(appraisal, states=(A.PANEL,)) as fresh:
        seats = seats_of(fresh, by)
        if not seats:
            raise PermissionDenied
        yield fresh, seats
        owing = {party.pk for one in judged(fresh) for party in one.silent}
        for party in seats:
            if party.pk not in owing:
                discharge(fresh, OPINION, by=by, party=party)
        touched(fresh)


def _own(one: Judged, seats: Sequence[Party]) -> list[Party]:
    """The members among some that judge a record."""
    return [party for party in seats if judges(party, one.item.department_id)]


def _write(one: Judged, members: Sequence[Party], verdict: str, why: str, by: User) -> None:
    values = {"by": by, "at": clock.now(), "verdict": verdict, "reason": why}
    for party in members:
        PanelOpinion.objects.update_or_create(row_id=one.pk, party=party, defaults=values)


def remind_of_due() -> int:
    """Tell the custodian each January, once, that records are due; returns how many were told."""
    today = clock.today()
    if today.month != JANUARY or _reminded(today):
        return 0
    due = Item.objects.filter(is_over(today), state=Item.State.ACCEPTED).count()
    if not due:
        return 0
    with transaction.atomic():
        list(Department.objects.select_for_update(no_key=True).filter(code=DepartmentCode.FINANCE))
        if _reminded(today):
            return 0
        people = list(people_of([Party.of_post(Post.CUSTODIAN)]))
        for person in people:
            _tell(person, due)
        return len(people)


def _reminded(today: dt.date) -> bool:
    first = clock.start_of(today.replace(day=1))
    return Message.objects.filter(event=REMINDER, created_at__gte=first).exists()


def _tell(person: User, due: int) -> None:
    with translation.override(person.language):
        message_post(
            recipient=person,
            event=REMINDER,
            subject=ngettext(
                "The time of %(count)d record is over",
                "The time of %(count)d records is over",
                due,
            )
            % {"count": due},
            body=_("They were kept as long as they had to be."),
            to_do=_("Have the panel appraise what is kept on and what is disposed of"),
            link=reverse("archive:retention"),
        )
