"""F25 and F26: the approval dossier, the changes of the review, patents."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from standards.models import PatentDisclosure, Project
from standards.publication import actions
from standards.publication.papers import APPROVAL_DOSSIER
from standards.review.meeting import TECHNICAL_REVIEW
from standards.states import S
from tests.standards.publication.conftest import PATENT, missing
from zsa_portal.documents.models import Document
from zsa_portal.meetings.actions import attendance_record, change_answer, minutes_save
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import BadValue, StepsUnmet, WrongState


def declaration():
    return ContentFile("许可声明".encode(), name="声明.txt")


@pytest.mark.rule("F25")
@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("standards.approval_letter", "Submission letter (报送函) is missing."),
        ("standards.approval_draft", "Approval draft (报批稿) is missing."),
        ("standards.approval_explanation", "Drafting explanation for approval is missing."),
        (
            "standards.patent_report",
            "Statement on intellectual property and its handling is missing.",
        ),
    ],
)
def test_a_missing_paper_blocks_the_submission_and_is_named(
    walker, passed, no_patents, act, kind, sentence
):
    no_patents(passed)
    Document.objects.filter(matter=passed, kind=kind).update(withdrawn_at=walker.now)
    with pytest.raises(StepsUnmet) as refused:
        act(passed, "submit_approval_dossier", by=walker.cast.applicant)
    assert missing(refused) == {"F25": [sentence]}


def test_before_the_review_the_minutes_are_missing_and_the_comment_table_is_there(project_at):
    sentences = APPROVAL_DOSSIER.missing(project_at(S.REVIEW_DRAFT_READY))
    assert "Minutes of the review meeting (annex 8) is missing." in sentences
    assert not [sentence for sentence in sentences if "annex 7" in sentence]


def test_the_overview_and_other_material_are_there_only_where_applicable(passed):
    optional = {row.paper.kind for row in APPROVAL_DOSSIER.rows(passed) if not row.paper.required}
    assert optional == {"standards.approval_overview", "standards.approval_other"}
    assert APPROVAL_DOSSIER.missing(passed) == []


def test_a_complete_dossier_goes_to_the_secretariat_and_may_be_taken_back(
    walker, passed, no_patents, act
):
    no_patents(passed)
    project = act(passed, "submit_approval_dossier", by=walker.cast.applicant)
    assert (project.state, project.stage) == (S.APPROVAL_DRAFT_READY, "50.00")
    assert str(project.holder) == "标准培育部"
    back = act(project, "take_back_approval_dossier", by=walker.cast.applicant)
    assert back.state == S.REVIEW_PASSED


def test_only_the_drafting_group_submits(walker, passed, no_patents, act, outsiders):
    no_patents(passed)
    cast = walker.cast
    for somebody in [*outsiders.values(), cast.secretariat, cast.committee_secretary]:
        with pytest.raises(PermissionDenied):
            act(passed, "submit_approval_dossier", by=somebody)


@pytest.mark.rule("F25")
def test_the_changes_of_the_review_are_answered_first(walker, project_at):
    cast = walker.cast
    project = project_at(S.TECHNICAL_REVIEW)
    with walker.day(7):
        meeting = project.review_meetings.get()
        rows = {row.pk: {"present": True} for row in meeting.attendance.all()}
        attendance_record(
            matter=project,
            kind=TECHNICAL_REVIEW,
            rows=rows,
            guests="",
            by=cast.committee_secretary,
        )
        change = {"text": "补充试验条件", "handling": "同意", "is_change": True, "clause": "5.1"}
        minutes_save(
            matter=project,
            kind=TECHNICAL_REVIEW,
            minutes="审查",
            sections={"technical_level": "先进"},
            points=[change],
            by=cast.committee_secretary,
        )
        project = perform(
            project.conclude_by_consensus,
            by=cast.committee_secretary,
            conclusion="pass_with_changes",
        )
        with pytest.raises(StepsUnmet) as refused:
            perform(project.submit_approval_dossier, by=cast.applicant)
        assert "Change 1 asked for by the review is not answered." in missing(refused)["F25"]
        answer = {
            "matter": project,
            "kind": TECHNICAL_REVIEW,
            "answers": {meeting.points.get().pk: "已补充"},
            "by": cast.applicant,
        }
        assert change_answer(**answer) == 1
        assert change_answer(**answer) == 0
        with pytest.raises(StepsUnmet) as refused:
            perform(project.submit_approval_dossier, by=cast.applicant)
        assert not [line for line in missing(refused)["F25"] if "Change" in line]


def test_only_the_drafting_group_answers_changes(walker, passed, outsiders):
    for somebody in [*outsiders.values(), walker.cast.committee_secretary]:
        with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
            change_answer(matter=passed, kind=TECHNICAL_REVIEW, answers={}, by=somebody)


@pytest.mark.rule("F26")
def test_without_a_word_on_patents_nothing_is_submitted(walker, passed, act):
    with pytest.raises(StepsUnmet) as refused:
        act(passed, "submit_approval_dossier", by=walker.cast.applicant)
    assert missing(refused) == {
        "F26": [
            (
                "Neither an essential patent nor the statement that none is known is "
                "recorded with the project."
            )
        ]
    }


@pytest.mark.rule("F26")
def test_a_patent_without_licensing_declaration_blocks_until_it_has_one(walker, passed, act):
    drafter = walker.cast.applicant
    with clock.moved_to(walker.now):
        disclosed = actions.patent_disclose(
            project=passed, values=PATENT | {"licence": ""}, by=drafter
        )
    with pytest.raises(StepsUnmet) as refused:
        act(passed, "submit_approval_dossier", by=drafter)
    assert missing(refused) == {
        "F26": ["The licensing declaration for patent ZL202010000001.1 is missing."]
    }
    with clock.moved_to(walker.now):
        actions.patent_change(
            disclosure=disclosed, values={"licence": "fee"}, by=drafter, upload=declaration()
        )
    assert act(passed, "submit_approval_dossier", by=drafter).state == S.APPROVAL_DRAFT_READY


@pytest.mark.rule("F26")
def test_a_refused_licence_needs_a_word_on_how_it_was_handled(walker, passed, act):
    drafter = walker.cast.applicant
    with clock.moved_to(walker.now):
        disclosed = actions.patent_disclose(
            project=passed, values=PATENT | {"licence": "refused"}, by=drafter
        )
    with pytest.raises(StepsUnmet) as refused:
        act(passed, "submit_approval_dossier", by=drafter)
    assert missing(refused) == {
        "F26": ["The holder does not license patent ZL202010000001.1; say how this was handled."]
    }
    with clock.moved_to(walker.now):
        actions.patent_change(disclosure=disclosed, values={"handling": "删除5.2"}, by=drafter)
    assert act(passed, "submit_approval_dossier", by=drafter).state == S.APPROVAL_DRAFT_READY


@pytest.mark.rule("F26")
def test_a_patent_that_comes_to_light_late_stops_the_council(walker, project_at, act):
    project = project_at(S.COUNCIL_APPROVAL)
    with clock.moved_to(walker.now):
        actions.patent_disclose(
            project=project, values=PATENT | {"licence": ""}, by=walker.cast.secretariat
        )
        with pytest.raises(StepsUnmet) as refused:
            actions.publication_approve(
                projects=[Project.objects.get(pk=project.pk)],
                decision=walker.decision("决议1"),
                by=walker.cast.council_secretary,
            )
    assert list(missing(refused)) == ["F26"]


def test_a_signed_declaration_is_kept_with_the_patent_and_read_by_the_parties(walker, passed):
    paper = ContentFile("许可声明".encode(), name="声明.txt")
    with clock.moved_to(walker.now):
        disclosed = actions.patent_disclose(
            project=passed, values=PATENT, by=walker.cast.applicant, upload=paper
        )
    assert disclosed.paper.name == "声明.txt"
    documents = Document.objects.filter(kind="standards.licensing_declaration")
    assert documents.readable_by(walker.cast.members[0]).count() == 1
    assert LogEntry.objects.filter(matter=passed, step="patent_disclose").count() == 1


def test_the_same_patent_is_not_recorded_twice(walker, passed):
    drafter = walker.cast.applicant
    with clock.moved_to(walker.now):
        actions.patent_disclose(project=passed, values=PATENT, by=drafter)
        with pytest.raises(BadValue):
            actions.patent_disclose(project=passed, values=PATENT, by=drafter)
        other = actions.patent_disclose(
            project=passed, values=PATENT | {"patent_number": "ZL2"}, by=drafter
        )
        with pytest.raises(BadValue):
            actions.patent_change(
                disclosure=other, values={"patent_number": PATENT["patent_number"]}, by=drafter
            )
    assert PatentDisclosure.objects.count() == 2


def test_none_known_cannot_be_stated_over_a_disclosure(walker, passed, no_patents):
    with clock.moved_to(walker.now):
        actions.patent_disclose(project=passed, values=PATENT, by=walker.cast.applicant)
    with pytest.raises(BadValue):
        no_patents(passed)


def test_outsiders_record_no_patents(walker, passed, outsiders):
    for somebody in [*outsiders.values(), walker.cast.committee_secretary]:
        with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
            actions.patent_disclose(project=passed, values=PATENT, by=somebody)
        with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
            actions.patent_none_state(project=passed, note="", by=somebody)


def test_after_the_approval_no_patent_is_recorded(walker, project_at):
    project = project_at(S.APPROVED)
    with pytest.raises(WrongState), clock.moved_to(walker.now):
        actions.patent_disclose(project=project, values=PATENT, by=walker.cast.secretariat)
