"""Conditions of reconsideration (认定 第十八条)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from certification.parties import acts_for_secretariat
from certification.reconsideration.papers import DAYS, Ground
from certification.states import S
from zsa_portal.people.models import Seat
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import missing_title, permission, provision, rule
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
    own = LogEntry.objects.filter(matter=recognition.pk, by=user.pk, step__in=REVIEW_STEPS)
    seats = Seat.objects.filter(body=recognition.panel_id, user=user.pk)
    return not own.exists() and not seats.exists()


def examines(recognition: Any, user: Any) -> bool:
    """The secretariat's people without an interest who had no part in the review."""
    return acts_for_secretariat(recognition, user) and had_no_part(recognition, user)


examines.article = "R18b"  # type: ignore[attr-defined]
