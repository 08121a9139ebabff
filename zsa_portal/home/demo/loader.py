"""Fills an empty database with the demonstration, every matter's life in the order of time."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.documents.tasks import render_pending
from zsa_portal.home.demo.association import Association, association_build
from zsa_portal.home.demo.lives import Life, lives_in
from zsa_portal.home.demo.records import records
from zsa_portal.outbox.models import Mail, Message
from zsa_portal.outbox.tasks import worker_left_alone
from zsa_portal.people.invitations.actions import invitation_send
from zsa_portal.people.invitations.models import Place
from zsa_portal.people.models import Body, Department, Expert, Organisation, User
from zsa_portal.regulations import clock
from zsa_portal.regulations.registry import Unique
from zsa_portal.workflow.models import Matter

Say = Callable[[str], Any]
UNREAD = dt.timedelta(days=7)
"""The messages of so many days before today wait in the inboxes."""


class CannotLoad(Exception):
    """The demonstration is not loaded here; the message says why, translated."""


def demonstration_load(say: Say) -> dict[str, Matter]:
    """Load the association and the apps' lives, all or nothing; returns the matters by key.

    ``say`` gets a line for everything done. The data's days count from today; nothing lies later
    than now. Raises CannotLoad where no demonstration belongs, or where there are people already.
    """
    if not getattr(settings, "DEMO", False):
        raise CannotLoad(
            _("This is no demonstration (the setting DEMO is off): nothing is loaded.")
        )
    if User.objects.exists():
        raise CannotLoad(
            _(
                "The database has people already; the demonstration is loaded only into "
                "an empty one (make demo-reset)."
            )
        )
    with translation.override("zh-hans"), worker_left_alone(), transaction.atomic():
        built = association_build()
        _say_association(say)
        today = clock.today()
        lives = lives_in(built, today)
        _live(lives, until=clock.now(), say=say)
        _invite(built)
        _history_close(before=clock.start_of(today) - UNREAD)
        arrived: Unique[Matter] = Unique("matter of the demonstration")
        for life in lives:
            arrived.add(life.key, _arrived(life))
        return dict(arrived)


def papers_render(say: Say) -> int:
    """Make the PDFs that wait, here instead of in the worker; returns how many."""
    made = 0
    while done := render_pending():
        made += done
        say(_("%(made)d official papers made") % {"made": made})
    return made


def _live(lives: list[Life], *, until: dt.datetime, say: Say) -> None:
    """Let everything happen that lies before an instant, across all lives in order of time."""
    waiting, said = [], [""] * len(lives)
    for place, life in enumerate(lives):
        moments = life.life()
        waiting.append((next(moments), place, moments))
    heapq.heapify(waiting)
    while waiting:
        at, place, moments = heapq.heappop(waiting)
        if at > until:
            moments.close()
            continue
        with lives[place].at(at):
            coming = next(moments, None)
        said[place] = _say_state(lives[place], said[place], say)
        if coming is not None:
            heapq.heappush(waiting, (max(coming, at), place, moments))


def _say_state(life: Life, said: str, say: Say) -> str:
    """Say it when the matter came into another state than was said; returns what is said now."""
    state = life.state
    if state != said:
        matter = life.matter
        words = {
            "day": clock.day_of(matter.entered_at),
            "title": matter.title,
            "stage": matter.stage,
            "state": matter.state_info.label,
        }
        say(_("%(day)s %(title)s: %(stage)s %(state)s") % words)
    return state


def _invite(built: Association) -> None:
    """Send the invitations of the data, today."""
    for key, row in records().organisations.items():
        for person in row.get("invited", []):
            invitation_send(
                email=person["email"],
                name=person["name"],
                by=built.users[person["by"]],
                place=Place(organisation=built.organisations[key]),
            )


def _history_close(*, before: dt.datetime) -> None:
    """Take earlier messages as read, and every mail as delivered when it was written.

    Nobody is mailed today about what happened years ago.
    """
    Message.objects.filter(created_at__lt=before, read_at=None).update(read_at=F("created_at"))
    Mail.objects.filter(state=Mail.State.QUEUED).update(
        state=Mail.State.SENT, attempts=1, sent_at=F("next_try_at")
    )


def _arrived(life: Life) -> Matter:
    if life.state != life.end:
        raise RuntimeError(f"{life.key} is {life.state}, not {life.end}")
    return life.matter


def _say_association(say: Say) -> None:
    for model in (Department, Organisation, Expert, Body, User):
        words = {"what": model._meta.verbose_name_plural, "count": model.objects.count()}
        say(_("%(what)s: %(count)d") % words)
