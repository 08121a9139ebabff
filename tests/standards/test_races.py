"""Real connections racing each other: nothing lost, doubled or let through."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections

from standards.models import Project
from standards.planning.papers import FILING_DOSSIER
from standards.states import S
from zsa_portal.documents.actions import document_withdraw
from zsa_portal.documents.models import Document
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import Refusal

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 200


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Run acts at the same instant on connections of their own; their results or refusals."""
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return act()
        except (Refusal, PermissionDenied) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def at(walker: Any, act: Callable[[], Any]) -> Callable[[], Any]:
    """The act at the walker's time, which other threads do not know."""

    def timed() -> Any:
        with clock.moved_to(walker.now):
            return act()

    return timed


def test_no_dossier_is_filed_without_the_paper_that_is_withdrawn_meanwhile(walker, project_at):
    project = project_at(S.DOSSIER_FILING)
    secretary = walker.cast.committee_secretary
    filed = withdrawn = 0
    for _round in range(ROUNDS):
        with clock.moved_to(walker.now):
            walker.add(project, "standards.filing_letter", "报送函", secretary)
        letter = Document.objects.live().get(matter=project, kind="standards.filing_letter")
        together(
            at(
                walker,
                lambda: perform(Project.objects.get(pk=project.pk).file_dossier, by=secretary),
            ),
            at(walker, lambda: document_withdraw(document=letter, by=secretary, reason="换一份")),  # noqa: B023 - used at once
        )
        now = Project.objects.get(pk=project.pk)
        missing = FILING_DOSSIER.missing(now)
        if now.state == S.SECRETARIAT_EVALUATION:
            filed += 1
            assert missing == []
            with clock.moved_to(walker.now):
                perform(now.take_back_dossier, by=secretary)
        else:
            withdrawn += 1
            assert len(missing) == 1
    assert filed + withdrawn == ROUNDS
    steps = LogEntry.objects.filter(matter=project, step="file_dossier").count()
    assert steps == filed


def test_of_two_who_press_at_once_one_wins_and_the_other_is_told(walker, project_at):
    project = project_at(S.TC_REGISTERED)
    secretary = walker.cast.committee_secretary

    def press() -> Any:
        return perform(Project.objects.get(pk=project.pk).open_ballot, by=secretary, days=7)

    results = together(*[at(walker, press)] * 8)
    won = [result for result in results if isinstance(result, Project)]
    assert len(won) == 1
    assert project.ballots.count() == 1
    assert LogEntry.objects.filter(matter=project, step="open_ballot").count() == 1
