"""Conditions of reconsideration (认定 第十八条)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Value
from django.utils.translation import gettext as _

from certification.parties import acts_for_secretariat, manages_recognition
from certification.reconsideration.papers import DAYS, Ground
from certification.states import S
from zsa_portal.people.models import DepartmentMembership, Seat
from zsa_portal.people.sorting import pinyin_key
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import missing_title, permission, provision, rule
from zsa_portal.ui.listing import listed
from zsa_portal.workflow.memo import remembered
from zsa_portal.workflow.models import LogEntry

REVIEW_STEPS = (
    "complete_panel",
    "convene_assessment",
    "open_assessment",
    "open_assessment_of_meeting",
    "close_assessment",
    "changes_list",
    "change_object",
    "change_confirm",
    "pass_assessment",
    "ask_for_changes",
    "return_changes",
    "fail_assessment",
    "fail_unchanged",
)
"""What the secretariat does in a review: whoever did any of it has had a part in it."""
HAD_PART, BELONGS = "had_part", "belongs"


@dataclass(frozen=True)
class Request:
    """What a body says of a review: which principles it broke, where, and what that changed."""

    grounds: Sequence[str]
    breach: str
    effect: str
    has_evidence: bool


@rule("R18a")
def request_is_complete(request: Request) -> Iterable[str]:
    """A request names a principle, where it was broken, the material effect, and has evidence (第十八条)."""
    if not request.grounds or set(request.grounds) - set(Ground.values):
        yield _("Name at least one of openness, fairness and independence.")
    if not request.breach.strip():
        yield missing_title(_("Where the review broke it"))
    if not request.effect.strip():
        yield missing_title(_("The material effect on the result"))
    if not request.has_evidence:
        yield missing_title(_("The evidence"))


@provision("R18a", otherwise=None)
def time_ends(recognition: Any) -> dt.datetime | None:
    """The exclusive end of the time for a request, counted from when the body was told (ours)."""
    if recognition.state != S.FAILED:
        return None
    days = dt.timedelta(days=int(DAYS.value()) + 1)
    return clock.start_of(clock.day_of(recognition.entered_at) + days)


@permission("R18b")
def had_no_part(recognition: Any, user: Any) -> bool:
    """Whoever carried the review through, or sat on its panel, does not examine it (第五、十八条; ours)."""
    if user is None:
        return False
    return user.pk not in _barred(_people(recognition))


def _people(recognition: Any) -> list[tuple[Any, str, str]]:
    """Key and name of who had a part in the review, and of who belongs to the department, as which.

    Without key and name: what the calendar did. One query, once an object.
    """
    acted = LogEntry.objects.filter(matter=recognition.pk, step__in=REVIEW_STEPS)
    seats = Seat.objects.filter(body=recognition.panel_id)
    members = DepartmentMembership.objects.current().filter(department=recognition.owner_id)
    recused = recognition.recusals.filter(lifted_at=None).values("user")
    free = members.filter(user__is_active=True).exclude(user__in=recused)
    rows = _named(acted, "by", HAD_PART).union(
        _named(seats, "user", HAD_PART), _named(free, "user", BELONGS)
    )
    return remembered(recognition, "people_of_review", lambda: list(rows))


def _named(rows: Any, who: str, as_what: str) -> Any:
    return rows.order_by().values_list(f"{who}_id", f"{who}__name", Value(as_what))


def _barred(rows: Iterable[tuple[Any, str, str]]) -> set[Any]:
    return {pk for pk, _name, as_what in rows if as_what == HAD_PART}


def examines(recognition: Any, user: Any) -> bool:
    """The secretariat's people without an interest who had no part in the review."""
    return acts_for_secretariat(recognition, user) and had_no_part(recognition, user)


def examiners(recognition: Any) -> list[str]:
    """The names of those who may examine the request: people of the department who had no part."""
    rows = _people(recognition)
    barred = _barred(rows)
    names = (name for pk, name, as_what in rows if as_what == BELONGS and pk not in barred)
    return sorted(names, key=pinyin_key)


def why_not_examining(recognition: Any, user: Any) -> str:
    """Why one of the secretariat may not examine the request, and who may; empty for others."""
    if recognition.state != S.RECONSIDERATION or not manages_recognition(recognition, user):
        return ""
    if examines(recognition, user):
        return ""
    if names := listed(examiners(recognition)):
        who = _("This can be done by: %(names)s.") % {"names": names}
    else:
        who = _("Nobody of the department is free to: let somebody who had no part join it.")
    reason = _(
        "Whoever carried the review through, sat on its panel or has an interest does not examine "
        "the request."
    )
    return f"{reason} {who}"


examines.article = "R18b"  # type: ignore[attr-defined]
