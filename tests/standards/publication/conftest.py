"""What tests of approval and publication have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from standards.demo.walk import Walker
from standards.demo.walk.samples import PAPERS
from standards.models import Project
from standards.publication import actions
from standards.publication.engagement import EXPERT_AUDIT
from standards.publication.papers import OVERVIEW
from standards.states import S
from zsa_portal.engagements.actions import opinion_give
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

PATENT = {
    "holder": "甲公司",
    "patent_number": "ZL202010000001.1",
    "title": "一种方法",
    "clauses": "权利要求1；5.2",
    "licence": "free",
    "handling": "",
}


def missing(refused: Any) -> dict[str, list[str]]:
    """What a refused step's rules miss, by rule."""
    return {unmet.rule: unmet.missing for unmet in refused.value.unmet}


@pytest.fixture
def passed(walker: Walker, project_at: Callable[..., Project]) -> Project:
    """A project whose review passed, with all papers that the drafting group uploads."""
    project = project_at(S.REVIEW_PASSED)
    with clock.moved_to(walker.now):
        for kind, title in {**PAPERS["approval"], OVERVIEW: "总体情况说明"}.items():
            walker.add(project, kind, title, walker.cast.applicant)
    return Project.objects.get(pk=project.pk)


@pytest.fixture
def act(walker: Walker) -> Callable[..., Any]:
    """Take a step now, with the project read anew: ``act(project, "publish_standard", by=…)``."""

    def take(project: Project, name: str, **values: Any) -> Any:
        with clock.moved_to(walker.now):
            return perform(getattr(Project.objects.get(pk=project.pk), name), **values)

    return take


@pytest.fixture
def no_patents(walker: Walker) -> Callable[[Project], None]:
    """State that no essential patent is known."""

    def state(project: Project) -> None:
        with clock.moved_to(walker.now):
            actions.patent_none_state(project=project, note="", by=walker.cast.applicant)

    return state


@pytest.fixture
def opine(walker):
    """Let an expert give an opinion."""

    def give(project, user, conclusion="pass", opinion=""):
        with clock.moved_to(walker.now):
            return opinion_give(
                matter=project,
                kind=EXPERT_AUDIT,
                conclusion=conclusion,
                opinion=opinion,
                by=user,
            )

    return give
