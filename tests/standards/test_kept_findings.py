"""What is typed in a step's form is kept for who typed it, until the step is done or its time is over."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from standards.models import Project
from standards.states import S
from zsa_portal.regulations import clock
from zsa_portal.workflow import findings
from zsa_portal.workflow.findings import KEPT, StepDraft
from zsa_portal.workflow.perform import seen_of

TYPED = {"opinion": "Half of an opin", "necessary": "on"}


@pytest.fixture
def evaluated(walker, project_at):
    """A project that waits for its evaluation; its page of the step, and the secretariat's browser."""
    project = project_at(S.SECRETARIAT_EVALUATION)
    client = Client(headers={"accept-language": "en"})
    client.force_login(walker.cast.secretariat)
    with clock.moved_to(walker.now):
        yield project, client, reverse("workflow:step", args=[project.pk, "pass_evaluation"])


def test_a_draft_is_offered_again_and_goes_when_the_step_is_done(evaluated):
    project, client, address = evaluated
    assert "Keep as draft" in client.get(address).content.decode()
    kept = client.post(address, TYPED | {"keep": "1"}, follow=True)
    assert "Kept as a draft until" in kept.content.decode()
    shown = client.get(address)
    assert "This is your draft of" in shown.content.decode()
    form = shown.context["form"]
    values = [form[name].value() for name in ("opinion", "necessary", "feasible")]
    assert values == ["Half of an opin", "on", ""]
    project = Project.objects.get(pk=project.pk)
    assert project.state == S.SECRETARIAT_EVALUATION
    whole = TYPED | {"feasible": "on", "seen": seen_of(project)}
    assert client.post(address, whole).status_code == 302
    assert not StepDraft.objects.exists()


def test_nobody_else_is_offered_it(evaluated, make_user):
    project, client, address = evaluated
    client.post(address, TYPED | {"keep": "1"})
    assert findings.draft_of(project, "pass_evaluation", make_user()) is None
    draft = StepDraft.objects.get()
    assert findings.draft_of(project, "fail_evaluation", draft.by) is None
    assert findings.draft_of(project, "pass_evaluation", draft.by) == draft


def test_the_script_keeps_it_and_is_told_when(evaluated):
    _project, client, address = evaluated
    said = client.post(address, TYPED | {"seen": "x"}, headers={"x-draft": "1"})
    assert (said.status_code, said.json()["seen"], said.json()["left"]) == (200, "x", [])
    assert StepDraft.objects.get().values["opinion"] == ["Half of an opin"]


def test_a_draft_is_discarded_by_a_press(evaluated):
    _project, client, address = evaluated
    client.post(address, TYPED | {"keep": "1"})
    client.post(address, TYPED | {"drop": "1"})
    assert not StepDraft.objects.exists()
    assert "This is your draft of" not in client.get(address).content.decode()


def test_more_than_a_form_holds_is_not_kept(evaluated, monkeypatch):
    _project, client, address = evaluated
    monkeypatch.setattr(findings, "MOST_CHARACTERS", 10)
    answer = client.post(address, TYPED | {"keep": "1"})
    assert answer.status_code == 422
    assert "too long to be kept" in answer.content.decode()
    said = client.post(address, TYPED, headers={"x-draft": "1"})
    assert (said.status_code, "too long to be kept" in said.json()["said"]) == (422, True)
    assert not StepDraft.objects.exists()


def test_after_its_time_it_is_offered_no_more_and_swept(evaluated):
    _project, client, address = evaluated
    client.post(address, TYPED | {"keep": "1"})
    draft = StepDraft.objects.get()
    for seconds, offered in ((-1, True), (0, False)):
        at = draft.saved_at + KEPT + dt.timedelta(seconds=seconds)
        with clock.moved_to(at):
            found = findings.draft_of(draft.matter, draft.step, draft.by)
            assert (found is not None) == offered
            assert findings.sweep_drafts() == (0 if offered else 1)
