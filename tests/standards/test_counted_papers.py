"""What a gate counted stays: held afterwards, and asked for once more at every later gate."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from standards.consultation.actions import enquiry_open
from standards.models import Project
from standards.planning.actions import project_notice_publish, work_plan_issue
from standards.publication.actions import publication_approve
from standards.states import S
from tests.standards.publication.conftest import missing
from zsa_portal.documents.actions import document_level_set, document_withdraw
from zsa_portal.documents.models import Document, IssuedForm
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import Refusal, StepsUnmet

COMPARISON, LETTER = "standards.comparison_report", "standards.filing_letter"
ENQUIRY_DRAFT, PATENTS = "standards.enquiry_draft", "standards.patent_report"
HELD = [
    pytest.param(state, kind, rules, marks=[pytest.mark.rule(rule) for rule in rules])
    for state, kind, rules in [
        (S.SECRETARIAT_EVALUATION, COMPARISON, ["F13b"]),
        (S.APPROVAL_NOTICE, LETTER, ["F13b"]),
        (S.PLAN_ISSUED, COMPARISON, ["F13b"]),
        (S.ENQUIRY_REGISTERED, "standards.drafting_explanation", ["F21"]),
        (S.ENQUIRY_OPEN, ENQUIRY_DRAFT, ["F21"]),
        (S.ENQUIRY_CLOSED, "standards.drafting_explanation", ["F21"]),
        (S.EXPERT_CHECK, "standards.approval_draft", ["F25"]),
        (S.COUNCIL_APPROVAL, PATENTS, ["F25"]),
        (S.PUBLISHED, "catalogue.standard_text", ["F31"]),
    ]
] + [
    pytest.param(S.TC_AGREEMENT, "standards.working_draft", []),
    pytest.param(S.TECHNICAL_REVIEW, "standards.review_draft", []),
]


def paper(project, kind):
    return Document.objects.filter(matter=project.pk, kind=kind).live().first()


def gone(project, kind, at):
    """As though the paper had been lost by a way that nobody thought of."""
    Document.objects.filter(matter=project.pk, kind=kind).update(withdrawn_at=at)
    return Project.objects.get(pk=project.pk)


@pytest.mark.parametrize(("state", "kind", "rules"), HELD)
def test_a_counted_paper_is_held_against_its_keepers(walker, project_at, state, kind, rules):
    document = paper(project_at(state), kind)
    with clock.moved_to(walker.now), pytest.raises(Refusal) as refused:
        document_withdraw(document=document, by=walker.cast.secretariat, reason="不再需要")
    assert "counted this paper" in refused.value.reasons[0]
    assert refused.value.rules == rules
    document.refresh_from_db()
    assert document.withdrawn_at is None


@pytest.mark.rule("F06a")
def test_the_council_s_resolution_stays_while_the_plan_does(walker, project_at):
    project, cast = project_at(S.BEFORE_COUNCIL), walker.cast
    resolution = ContentFile("理事会决议".encode(), name="决议.txt")
    with clock.moved_to(walker.now):
        work_plan_issue(
            projects=[project],
            decision=walker.decision("决议1") | {"paper": resolution},
            by=cast.council_secretary,
        )
        document = paper(project, "ballots.resolution")
        with pytest.raises(Refusal) as refused:
            document_withdraw(document=document, by=cast.secretariat, reason="不再需要")
    assert refused.value.rules == ["F06a"]


@pytest.mark.rule("F21")
def test_the_open_consultation_s_draft_is_neither_withdrawn_nor_hidden_by_a_direct_post(
    walker, project_at, client
):
    document = paper(project_at(S.ENQUIRY_OPEN), ENQUIRY_DRAFT)
    client.force_login(walker.cast.secretariat)
    with clock.moved_to(walker.now):
        url = reverse("documents:withdraw", args=[document.pk])
        answers = [client.get(url).status_code, client.post(url, {"reason": "换稿"}).status_code]
        with pytest.raises(Refusal):
            document_level_set(
                document=document, level="restricted", reason="换稿", by=walker.cast.secretariat
            )
    assert answers == [409, 409]
    document.refresh_from_db()
    assert (document.withdrawn_at, document.level) == (None, "public")


def test_what_was_taken_back_is_free_again(walker, project_at):
    project = project_at(S.SECRETARIAT_EVALUATION)
    cast = walker.cast
    with clock.moved_to(walker.now):
        perform(project.take_back_dossier, by=cast.committee_secretary)
        document = paper(project, LETTER)
        document_withdraw(document=document, by=cast.committee_secretary, reason="换稿")
        with pytest.raises(StepsUnmet) as refused:
            perform(Project.objects.get(pk=project.pk).file_dossier, by=cast.committee_secretary)
    assert missing(refused) == {"F13b": ["Filing letter (报送函) is missing."]}


@pytest.mark.rule("F13b")
@pytest.mark.parametrize(
    "state", [S.SECRETARIAT_EVALUATION, S.READY_FOR_NOTICE, S.NOTICE_CLOSED, S.BEFORE_COUNCIL]
)
def test_every_gate_up_to_the_plan_asks_for_the_filing_dossier(walker, project_at, state):
    project = gone(project_at(state), LETTER, walker.now)
    cast, words = walker.cast, {"title": "公示", "body": "公示", "days": 15}
    acts = {
        S.SECRETARIAT_EVALUATION: lambda: perform(
            project.pass_evaluation, by=cast.secretariat, necessary=True, feasible=True, opinion="x"
        ),
        S.READY_FOR_NOTICE: lambda: project_notice_publish(
            projects=[project], by=cast.secretariat, **words
        ),
        S.NOTICE_CLOSED: lambda: perform(project.send_to_council, by=cast.secretariat),
        S.BEFORE_COUNCIL: lambda: work_plan_issue(
            projects=[project], decision=walker.decision("决议1"), by=cast.council_secretary
        ),
    }
    with clock.moved_to(walker.now), pytest.raises(StepsUnmet) as refused:
        acts[state]()
    assert missing(refused) == {"F13b": ["Filing letter (报送函) is missing."]}
    assert Project.objects.get(pk=project.pk).state == state


@pytest.mark.rule("F21")
@pytest.mark.parametrize("state", [S.ENQUIRY_REGISTERED, S.ENQUIRY_CLOSED])
def test_the_consultation_and_the_review_draft_ask_for_its_papers(walker, project_at, state):
    project, cast = project_at(state), walker.cast
    with clock.moved_to(walker.now):
        if state == S.ENQUIRY_CLOSED:
            walker.add_papers(project, "review", cast.applicant)
        project = gone(project, ENQUIRY_DRAFT, walker.now)
        acts = {
            S.ENQUIRY_REGISTERED: lambda: enquiry_open(
                project=project, title="x", body="x", days=30, by=cast.secretariat
            ),
            S.ENQUIRY_CLOSED: lambda: perform(project.submit_review_draft, by=cast.applicant),
        }
        with pytest.raises(StepsUnmet) as refused:
            acts[state]()
    assert missing(refused) == {"F21": ["Consultation draft (征求意见稿) is missing."]}


@pytest.mark.rule("F25")
def test_the_council_asks_for_the_approval_dossier_also_in_a_batch(walker, project_at, client):
    project = gone(project_at(S.COUNCIL_APPROVAL), PATENTS, walker.now)
    sentence = "Statement on intellectual property and its handling is missing."
    with clock.moved_to(walker.now), pytest.raises(StepsUnmet) as refused:
        publication_approve(
            projects=[project],
            decision=walker.decision("决议1"),
            by=walker.cast.council_secretary,
        )
    assert missing(refused) == {"F25": [sentence]}
    client.force_login(walker.cast.council_secretary)
    with clock.moved_to(walker.now):
        page = client.get(reverse("standards:decision_batch"))
    assert (page.status_code, sentence in page.content.decode()) == (200, True)


def issue(project, kind, state):
    """A form of a kind issued anew, its PDF in a state."""
    form = IssuedForm.objects.create(
        kind=kind, title=kind, check_token=f"{kind}{state}", state=state
    )
    form.matters.set([project.matter_ptr])


MAKING = "%s is issued and its PDF is being made; it counts when the PDF is there."
FAILED = (
    "%s is issued, but its PDF could not be made. The secretariat opens the form under “Papers” "
    "and tries again; it counts when the PDF is there."
)


@pytest.mark.rule("F25")
@pytest.mark.parametrize(("state", "sentence"), [("pending", MAKING), ("failed", FAILED)])
@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("standards.review_minutes", "Minutes of the review meeting (annex 8)"),
        ("notices.comment_table", "Table of comments and their handling (annex 7)"),
    ],
)
def test_minutes_and_table_count_when_their_pdf_is_there(
    walker, project_at, kind, title, state, sentence
):
    project = project_at(S.COUNCIL_APPROVAL)
    issue(project, kind, state)
    with clock.moved_to(walker.now), pytest.raises(StepsUnmet) as refused:
        publication_approve(
            projects=[Project.objects.get(pk=project.pk)],
            decision=walker.decision("决议1"),
            by=walker.cast.council_secretary,
        )
    (said,) = missing(refused)["F25"]
    assert said.startswith(sentence % title)


@pytest.mark.rule("F29")
@pytest.mark.parametrize(("state", "sentence"), [("pending", MAKING), ("failed", FAILED)])
def test_a_standard_is_not_published_before_its_announcement_is_there(
    walker, project_at, state, sentence
):
    project = project_at(S.NUMBERING_PUBLISHING)
    issue(project, "catalogue.announcement", state)
    with clock.moved_to(walker.now), pytest.raises(StepsUnmet) as refused:
        perform(Project.objects.get(pk=project.pk).publish_standard, by=walker.cast.secretariat)
    (said,) = missing(refused)["F29"]
    assert said.startswith(sentence % "The official document that confirms the number")


@pytest.mark.rule("F13b")
def test_the_form_and_the_ballot_s_evidence_count_when_they_are_there(walker, project_at):
    project = project_at(S.SECRETARIAT_EVALUATION)
    issue(project, "standards.proposal_form", "pending")
    with clock.moved_to(walker.now), pytest.raises(StepsUnmet) as refused:
        perform(
            Project.objects.get(pk=project.pk).pass_evaluation,
            by=walker.cast.secretariat,
            necessary=True,
            feasible=True,
            opinion="x",
        )
    (said,) = missing(refused)["F13b"]
    assert said.startswith(MAKING % "Standard project proposal (annex 2)")
