"""Every step, POSTed by those it is not for and in states it does not start from, is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from standards.demo.walk import MAIN_LINE, Cast, Walker
from standards.models import Project
from standards.states import S
from tests.access.world import ROLES
from tests.standards.association import START
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import nobody_by_hand, steps_of
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.perform import find

REASON = {"reason": "不合格，请修改", "opinion": "x", "seen": ""}
SAMPLE = (S.POLICY_REVIEW, S.DOSSIER_FILING, S.DRAFTING, S.REVIEW_DRAFT_READY, S.COUNCIL_APPROVAL)


def post(user: Any, project: Project, name: str) -> int:
    """The status of POSTing a step; what it did is rolled back."""
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    with transaction.atomic():
        status = client.post(reverse("workflow:step", args=[project.pk, name]), REASON).status_code
        moved = Project.objects.get(pk=project.pk).state != project.state
        transaction.set_rollback(True)
    assert not moved, f"{user} moved {project.state} by {name}"
    return status


def people(cast: Cast, outsiders: dict[str, Any]) -> dict[str, Any]:
    """Insiders and outsiders by name."""
    insiders = {
        "applicant": cast.applicant,
        "secretariat": cast.secretariat,
        "committee secretary": cast.committee_secretary,
        "committee member": cast.members[0],
        "council secretary": cast.council_secretary,
    }
    return insiders | outsiders | {"anonymous": None}


def test_at_every_station_nobody_else_takes_the_steps(cast, walker: Walker, outsiders):
    project = walker.start("示例规范")
    checked = 0
    for state in MAIN_LINE[1:]:
        project = walker.to(project, state)
        with clock.moved_to(walker.now):
            for transition_ in steps_of(Project):
                if transition_.source == state:
                    for user in people(cast, outsiders).values():
                        if user is None or not transition_.has_perm(project, user):
                            status = post(user, project, transition_.name)
                            wanted = (302,) if user is None else (403, 404)
                            assert status in wanted, (
                                f"{user}: {transition_.name} in {state}: {status}"
                            )
                            checked += 1
    assert checked > 300


@pytest.mark.parametrize("state", SAMPLE)
def test_a_step_of_another_state_is_refused_to_its_own_people(cast, walker, outsiders, state):
    project = walker.to(walker.start("示例规范"), state)
    insiders = [u for name, u in people(cast, {}).items() if u is not None]
    before = LogEntry.objects.filter(matter=project).count()
    last = LogEntry.objects.filter(matter=project).first()
    with clock.moved_to(walker.now):
        for transition_ in {t.name: t for t in steps_of(Project)}.values():
            if (
                find(project, transition_.name) is None
                and transition_.permission is not nobody_by_hand
            ):
                for user in insiders:
                    if transition_.has_perm(project, user):
                        own = (last.step, last.by) == (transition_.name, user)
                        wanted = 302 if own else 409
                        assert post(user, project, transition_.name) == wanted
    assert LogEntry.objects.filter(matter=project).count() == before


def test_the_roles_of_the_matrix_are_at_least_eight():
    assert len(ROLES) >= 8
    assert START.tzinfo is clock.SHANGHAI
