"""Two kinds of engagement that only tests know: a verdict, and an answer to a question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import models
from django.utils import translation

from tests.procedure import roles
from zsa_portal.engagements.kinds import EngagementKind
from zsa_portal.people.models import Expert
from zsa_portal.regulations import clock

MORNING = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)


class Verdict(models.TextChoices):
    GOOD = "good", "Good"
    BAD = "bad", "Bad"


VERDICT = EngagementKind(
    key="test.verdict",
    label="verdict",
    role=roles.EXPERT,
    duty="give_verdict",
    duty_label="Give the verdict",
    days=5,
    tab="log",
    given_in=("received",),
    conclusions=Verdict,
    plain=("good",),
)
HELP = EngagementKind(
    key="test.help",
    label="help with a dispute",
    role=roles.EXPERT,
    duty="give_help",
    duty_label="Answer the question",
    days=10,
    tab="log",
)


@pytest.fixture(autouse=True)
def at_morning():
    """The clock stands at 2026-03-02 09:30, and sentences are English."""
    with clock.moved_to(MORNING), translation.override("en"):
        yield


@pytest.fixture
def make_expert(make_user: Callable[..., Any]) -> Callable[..., Expert]:
    """Make an expert with an account."""

    def make() -> Expert:
        user = make_user()
        return Expert.objects.create(user=user, name=user.name, kind=Expert.Kind.TECHNICAL)

    return make
