"""F26: what the proposal said of patents is answered, and a licence counts only when it is signed."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from standards.models import PatentDisclosure, Project
from standards.publication import actions
from standards.publication.papers import LICENCE_PAPER
from standards.states import S
from tests.standards.publication.conftest import PATENT, missing
from zsa_portal.documents.actions import document_withdraw
from zsa_portal.documents.models import Document
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import BadValue, Refusal, StepsUnmet

INVOLVED = (
    "The proposal says that patents are involved; record each of them. One that proved not to be "
    "essential is recorded as such, with the reason."
)
UNSIGNED = (
    "The signed declaration for patent ZL202010000001.1 is missing; a licence counts only with it. "
    "Upload it with the record of the patent."
)


def declaration(text="许可声明"):
    return ContentFile(text.encode(), name="声明.txt")


@pytest.fixture
def disclose(walker, passed):
    """Record the patent, or change its record."""

    def record(made=None, *, upload=None, **values):
        verb = {"project": passed} if made is None else {"disclosure": made}
        act = actions.patent_disclose if made is None else actions.patent_change
        values = PATENT | values if made is None else values
        with clock.moved_to(walker.now):
            return act(values=values, upload=upload, by=walker.cast.applicant, **verb)

    return record


@pytest.fixture
def lacking(walker, passed, act):
    """What F26 misses when the dossier is submitted; nothing when it went through."""

    def sentences():
        try:
            act(passed, "submit_approval_dossier", by=walker.cast.applicant)
        except StepsUnmet as refused:
            return {unmet.rule: unmet.missing for unmet in refused.unmet}
        return {}

    return sentences


@pytest.mark.rule("F26")
def test_a_proposal_that_says_patents_is_not_answered_by_none_known(
    walker, passed, no_patents, disclose, lacking, client
):
    no_patents(passed)
    Project.objects.filter(pk=passed.pk).update(patents=True)
    with pytest.raises(BadValue, match="The proposal says that patents are involved"):
        no_patents(passed)
    client.force_login(walker.cast.applicant)
    with clock.moved_to(walker.now):
        url = reverse("standards:patents", args=[passed.pk])
        assert "State that none is known" not in client.get(url).content.decode()
        posted = client.post(url, {"none": "1", "none-sure": "on", "none-note": "没有"})
    assert posted.status_code == 422
    assert lacking() == {"F26": [INVOLVED]}
    disclose(licence="not_essential", handling=" ")
    assert lacking() == {
        "F26": ["Say why patent ZL202010000001.1 is not essential to the standard."]
    }
    disclose(PatentDisclosure.objects.get(), handling="条款5.2已改，不再落入保护范围。")
    assert lacking() == {}


@pytest.mark.rule("F26")
@pytest.mark.parametrize("licence", ["free", "fee"])
def test_a_licence_counts_only_with_the_signed_declaration(disclose, lacking, licence):
    made = disclose(licence=licence)
    assert lacking() == {"F26": [UNSIGNED]}
    disclose(made, upload=declaration())
    assert lacking() == {}


@pytest.mark.rule("F26")
@pytest.mark.parametrize(
    "other", [{"licence": "fee"}, {"holder": "乙公司"}, {"patent_number": "ZL202010000001.2"}]
)
def test_a_declaration_signed_for_something_else_does_not_count(disclose, lacking, other):
    made = disclose(upload=declaration())
    made = disclose(made, **other)
    assert made.paper is not None
    assert "is missing; a licence counts only with it." in lacking()["F26"][0]
    disclose(made, upload=declaration("新声明"))
    assert lacking() == {}


@pytest.mark.rule("F26")
def test_a_declaration_may_come_before_its_terms_are_written_down(disclose, lacking):
    made = disclose(licence="", upload=declaration())
    disclose(made, licence="fee", handling="按声明")
    assert lacking() == {}


@pytest.mark.rule("F26")
def test_a_withdrawn_declaration_does_not_count(walker, disclose, lacking):
    made = disclose(upload=declaration())
    with clock.moved_to(walker.now):
        document_withdraw(
            document=made.paper.document, by=walker.cast.secretariat, reason="签字不全"
        )
    assert lacking() == {"F26": [UNSIGNED]}


@pytest.mark.rule("F26")
def test_a_declaration_that_a_gate_counted_is_held(walker, passed, disclose, act):
    made = disclose(upload=declaration())
    act(passed, "submit_approval_dossier", by=walker.cast.applicant)
    with clock.moved_to(walker.now), pytest.raises(Refusal) as refused:
        document_withdraw(document=made.paper.document, by=walker.cast.secretariat, reason="x")
    assert refused.value.rules == ["F26"]
    assert Document.objects.live().filter(kind=LICENCE_PAPER).count() == 1


@pytest.mark.rule("F26")
def test_the_council_asks_again_also_in_a_batch(walker, project_at):
    project = project_at(S.COUNCIL_APPROVAL)
    Project.objects.filter(pk=project.pk).update(patents=True)
    with clock.moved_to(walker.now), pytest.raises(StepsUnmet) as refused:
        actions.publication_approve(
            projects=[Project.objects.get(pk=project.pk)],
            decision=walker.decision("决议1"),
            by=walker.cast.council_secretary,
        )
    assert missing(refused) == {"F26": [INVOLVED]}


ANNEX = "Say whether annex 6 (overview of the project) applies: add it, or say why it does not."


@pytest.fixture
def without_annex(walker, passed, no_patents):
    """A project whose dossier lacks annex 6 alone."""
    no_patents(passed)
    Document.objects.filter(kind="standards.approval_overview").update(withdrawn_at=walker.now)
    return passed


@pytest.mark.rule("F25")
@pytest.mark.parametrize("said", [{}, {"applies": True}, {"applies": False, "why_not": " "}])
def test_an_annex_that_applies_is_there(walker, without_annex, act, said):
    with pytest.raises(StepsUnmet) as refused:
        act(without_annex, "submit_approval_dossier", by=walker.cast.applicant, **said)
    assert missing(refused) == {"F25": [ANNEX]}


@pytest.mark.rule("F25")
def test_an_annex_that_does_not_apply_is_left_out_with_its_reason(
    walker, without_annex, act, client
):
    url = reverse("workflow:step", args=[without_annex.pk, "submit_approval_dossier"])
    client.force_login(walker.cast.applicant)
    with clock.moved_to(walker.now):
        assert "Does annex 6" in client.get(url).content.decode()
        assert client.post(url, {}).status_code == 422
        assert client.post(url, {"applies": "no", "why_not": ""}).status_code == 422
        assert client.post(url, {"applies": "yes"}).status_code == 409
        assert client.post(url, {"applies": "no", "why_not": "只有一项标准。"}).status_code == 302
    project = Project.objects.get(pk=without_annex.pk)
    assert (project.state, project.overview_waiver) == (S.APPROVAL_DRAFT_READY, "只有一项标准。")
    entry = project.log.filter(step="submit_approval_dossier").latest("pk")
    assert entry.values == {"applies": False, "why_not": "只有一项标准。"}


@pytest.mark.rule("F25")
def test_later_gates_ask_for_the_annex_again(walker, project_at):
    project = project_at(S.COUNCIL_APPROVAL)
    Project.objects.filter(pk=project.pk).update(overview_waiver="")
    with clock.moved_to(walker.now), pytest.raises(StepsUnmet) as refused:
        actions.publication_approve(
            projects=[Project.objects.get(pk=project.pk)],
            decision=walker.decision("决议1"),
            by=walker.cast.council_secretary,
        )
    assert missing(refused) == {"F25": [ANNEX]}


def test_without_an_answer_that_of_the_earlier_submission_holds(walker, project_at):
    project, drafter = project_at(S.APPROVAL_DRAFT_READY), walker.cast.applicant
    with clock.moved_to(walker.now):
        perform(project.take_back_approval_dossier, by=drafter)
        again = perform(Project.objects.get(pk=project.pk).submit_approval_dossier, by=drafter)
    assert again.overview_waiver == project.overview_waiver != ""
