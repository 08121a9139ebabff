"""A recognition whose panel is being formed, and an expert pool of which more fit than are needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from certification.demo.walk import Cast, Walker
from certification.demo.walk.reviewing import invitation_answer
from certification.models import Recognition
from certification.panels.actions import choosing
from certification.panels.actions.choosing import Choice
from certification.panels.models import REVIEW_PANEL
from certification.panels.pool import Candidate, best_of_the_pool, these_of_the_pool
from certification.panels.records import PanelPlan, Place
from certification.states import S
from zsa_portal.people.models import Expert, User
from zsa_portal.regulations import clock

DRAFTERS = "起草研究院\n起草人甲"


@pytest.fixture
def forming(recognition_at: Callable[..., Recognition], walker: Walker) -> Iterator[Recognition]:
    """A recognition whose panel is being formed; the clock stands there."""
    recognition = recognition_at(S.PANEL_FORMING)
    with clock.moved_to(walker.now):
        yield recognition


@pytest.fixture
def five(cast: Cast) -> list[Expert]:
    """The experts of a panel of five that meets every rule, the chair first."""
    return list(Expert.objects.filter(user__in=cast.reviewers).order_by("pk"))


def choose(recognition: Recognition, experts: list[Expert], by: User, **values) -> PanelPlan:
    """Choose these, the first as chair."""
    given = {"drafters": DRAFTERS, "chair": experts[0].pk} | values
    choice = Choice([one.pk for one in experts], **given)
    return choosing.panel_choose(matter=recognition, kind=REVIEW_PANEL, choice=choice, by=by)


def invite(recognition: Recognition, by: User) -> list[Place]:
    """Invite everybody chosen."""
    return choosing.panel_invite(matter=recognition, kind=REVIEW_PANEL, by=by)


def everybody_answers(recognition: Recognition, users: list[User]) -> None:
    """All accept and sign."""
    for user in users:
        invitation_answer(recognition, user)


def seen(recognition: Recognition, expert: Expert, drafters: str = "") -> Candidate:
    """An expert as the pool shows him or her for the recognition."""
    subject = REVIEW_PANEL.about(recognition)
    names = frozenset(filter(None, drafters.split("\n")))
    return these_of_the_pool(recognition, subject, names, [expert.pk])[expert.pk]


def best(recognition: Recognition) -> list[Candidate]:
    """The best of the pool for the recognition."""
    return best_of_the_pool(recognition, REVIEW_PANEL.about(recognition), frozenset())
