"""Reminding by hand (催办): whoever's turn it is in a matter, once a day for each matter.

What single people owe besides, as a vote, is left to the reminders of its deadline: a list shows whose
turn it is, and nobody else is named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.outbox.actions import message_post
from zsa_portal.people.models import Party, User
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.reminders import queries
from zsa_portal.ui.listing import listed
from zsa_portal.workflow.bulk.queries import Act
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Duty, LogEntry, Matter
from zsa_portal.workflow.perform import held
from zsa_portal.workflow.refusals import Refusal
from zsa_portal.workflow.wording import duty_label, duty_url, word

URGED = "reminder.urged"
STEP = "turn_remind"
word(turn_remind=gettext_lazy("Reminded of what is owed"))


def urgings(matters: Sequence[Matter], by: User) -> list[Act]:
    """What reminding would do in each matter; two queries for all."""
    already = reminded_today(matters, STEP)
    owed: dict[int, list[Duty]] = {matter.pk: [] for matter in matters}
    for duty in _open_in(matters):
        owed[duty.matter_id].append(duty)
    return [_urging(matter, owed[matter.pk], matter.pk in already, by) for matter in matters]


def reminded_today(matters: Sequence[Matter], step: str) -> set[int]:
    """The keys of those of which was reminded today, as their logs say under a step; one query."""
    today = clock.start_of(clock.today())
    urged = LogEntry.objects.filter(matter__in=matters, step=step, at__gte=today)
    return set(urged.values_list("matter", flat=True))


def turn_remind(*, matter: Matter, by: User) -> int:
    """Remind whoever's turn it is in a matter, log it, and return how many people were told.

    Raises Refusal where it is nobody else's turn, and for a matter of which was reminded today.
    """
    with held(matter) as fresh:
        found = urgings([fresh], by)[0]
        if found.refusal:
            raise Refusal([found.refusal], matter=fresh)
        duties = _of_others(_open_in([fresh]), by)
        told = {person.pk: (duty, person) for duty in duties for person in queries.told(duty)}
        told.pop(by.pk, None)
        if not told:
            raise Refusal([_("Nobody who owes it has an account.")], matter=fresh)
        for duty, person in told.values():
            with translation.override(person.language):
                _post(duty, person, by)
        keys = sorted({duty.key for duty in duties})
        record(fresh, by=by, step=STEP, values={"duties": keys, "people": len(told)})
    return len(told)


def _open_in(matters: Iterable[Matter]) -> list[Duty]:
    rows = Duty.objects.filter(
        matter__in=list(matters), done_at__isnull=True, key__startswith="turn:"
    )
    parties = (f"party__{name}" for name in Party.WITH_NAMES)
    return list(rows.select_related("matter", "party", *parties).order_by("due_at", "pk"))


def _of_others(duties: Iterable[Duty], by: User) -> list[Duty]:
    who = places_of(by)
    return [duty for duty in duties if duty.party not in who]


def _urging(matter: Matter, duties: list[Duty], already: bool, by: User) -> Act:  # noqa: FBT001 - a fact of the row
    if already:
        return Act(matter, refusal=_("Somebody was reminded of this matter today already."))
    if not duties:
        return Act(matter, refusal=_("Nobody owes anything here at present."))
    others = _of_others(duties, by)
    if not others:
        return Act(matter, refusal=_("It is your own turn."))
    return Act(matter, told=listed(dict.fromkeys(str(duty.party) for duty in others)))


def _post(duty: Duty, person: User, by: User) -> None:
    what = duty_label(duty.matter, duty.key)
    link = duty_url(duty.matter, duty.key)
    reminder_post(duty.matter, person, what, by=by, deadline=duty.due_at, link=link)


def reminder_post(
    matter: Matter,
    person: User,
    what: str,
    *,
    by: User,
    link: str,
    deadline: dt.datetime | None = None,
) -> None:
    """Tell a person, in the language that is on, that somebody reminds of something in a matter."""
    words = {"what": what, "title": matter.shown_name, "by": str(by)}
    lines = [
        _("Matter: %(title)s") % words,
        _("Reminded by: %(by)s") % words,
    ]
    message_post(
        recipient=person,
        event=URGED,
        subject=_("Reminder: %(what)s – %(title)s") % words,
        body="\n".join(lines),
        to_do=what,
        deadline=deadline,
        link=link,
        about=matter.pk,
    )
