"""A recused expert audits no more: the opinion does not count, whenever it was given."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from standards.models import Project
from standards.publication.engagement import EXPERT_AUDIT
from standards.publication.queries import own_audit
from standards.states import S
from tests.standards.association import expert
from tests.standards.publication.conftest import missing
from zsa_portal.ballots.actions import recusal_declare, recusal_lift
from zsa_portal.ballots.queries import deciders
from zsa_portal.people.models import Party
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Duty, Recusal
from zsa_portal.workflow.refusals import StepsUnmet


@pytest.fixture
def recuse(walker):
    """Let an expert take no part any more."""

    def declare(project, user):
        with clock.moved_to(walker.now):
            return recusal_declare(
                matter=project, user=user, reason="合作关系", by=walker.cast.secretariat
            )

    return declare


REPLACE = (
    "expert-2 gave an opinion and was then recused by somebody else; engage another expert in "
    "place and wait for the new opinion."
)


def lacking(act, project, *, by):
    """What F28 misses when the audit is passed."""
    with pytest.raises(StepsUnmet) as unmet:
        act(project, "pass_audit", by=by)
    assert list(missing(unmet)) == ["F28"]
    return missing(unmet)["F28"]


def owes(project, user):
    """Whether the expert still owes the opinion."""
    return Duty.objects.filter(
        matter=project, party=Party.of(user), key="expert_audit", done_at=None
    ).exists()


@pytest.mark.rule("F28")
def test_opinions_of_recused_experts_alone_pass_nothing(walker, project_at, opine, act, recuse):
    project = project_at(S.EXPERT_CHECK)
    for user in walker.cast.experts:
        opine(project, user)
        recuse(project, user)
    with pytest.raises(StepsUnmet) as refused:
        act(project, "pass_audit", by=walker.cast.secretariat)
    assert missing(refused) == {"F28": ["No expert is engaged."]}


def test_a_recused_expert_s_silence_stops_nothing(walker, project_at, opine, act, recuse):
    project = project_at(S.EXPERT_CHECK)
    one, two = walker.cast.experts
    opine(project, one)
    recuse(project, two)
    assert act(project, "pass_audit", by=walker.cast.secretariat).state == S.COUNCIL_APPROVAL


@pytest.mark.rule("F28")
@pytest.mark.parametrize("conclusion", ["fail", "pass_with_changes", "pass"])
def test_after_an_opinion_is_given_a_recusal_by_others_needs_a_replacement_and_its_opinion(
    walker, project_at, opine, act, recuse, conclusion
):
    project, secretariat = project_at(S.EXPERT_CHECK), walker.cast.secretariat
    one, two = walker.cast.experts
    third = expert("expert-3")
    opine(project, one)
    opine(project, two, conclusion, "指标缺少依据")
    recuse(project, two)
    assert lacking(act, project, by=secretariat) == [REPLACE]
    act(project, "engage_more_experts", by=secretariat, experts=[third.expert])
    assert lacking(act, project, by=secretariat) == ["The opinion of expert-3 is missing."]
    opine(project, third, "fail", "同样缺少依据")
    assert lacking(act, project, by=secretariat) == [
        "expert-3 found that the dossier does not pass; return it with reasons."
    ]
    opine(project, third)
    assert act(project, "pass_audit", by=secretariat).state == S.COUNCIL_APPROVAL
    rows = {row.expert.name: (row.opinion, row.replaces) for row in project.audits.all()}
    assert rows["expert-2"] == ("指标缺少依据", None)
    assert rows["expert-3"][1].expert == two.expert


@pytest.mark.rule("F28")
def test_no_other_way_leads_round_the_replacement(walker, project_at, opine, act, recuse):
    project, secretariat = project_at(S.EXPERT_CHECK), walker.cast.secretariat
    one, two = walker.cast.experts
    third = expert("expert-3")
    act(project, "engage_more_experts", by=secretariat, experts=[third.expert])
    for user in (one, third):
        opine(project, user)
    audit = opine(project, two, "fail", "指标缺少依据")
    recuse(project, two)
    assert lacking(act, project, by=secretariat) == [REPLACE]
    with pytest.raises(StepsUnmet):
        act(project, "release_expert", by=secretariat, audit=audit, reason="不同意见")
    fourth = expert("expert-4")
    act(project, "engage_more_experts", by=secretariat, experts=[fourth.expert])
    instead = project.audits.get(user=fourth)
    act(project, "release_expert", by=secretariat, audit=instead, reason="出差")
    assert lacking(act, project, by=secretariat) == [REPLACE]
    with pytest.raises(StepsUnmet):
        act(project, "engage_more_experts", by=secretariat, experts=[two.expert])


def test_both_opinions_stay_on_the_page_and_a_direct_post_passes_nothing(
    walker, project_at, opine, act, recuse, client
):
    project, secretariat = project_at(S.EXPERT_CHECK), walker.cast.secretariat
    one, two = walker.cast.experts
    third = expert("expert-3")
    opine(project, one)
    opine(project, two, "fail", "指标缺少依据")
    recuse(project, two)
    client.force_login(secretariat)
    step = reverse("workflow:step", args=[project.pk, "pass_audit"])
    with clock.moved_to(walker.now):
        answer = client.post(step, {"handling": ""})
    assert (answer.status_code, REPLACE in answer.content.decode()) == (409, True)
    act(project, "engage_more_experts", by=secretariat, experts=[third.expert])
    opine(project, third, "pass", "依据充分")
    with clock.moved_to(walker.now):
        shown = client.get(f"{project.get_absolute_url()}approval/").content.decode()
    words = ("指标缺少依据", "依据充分", "Recused", "in place of expert-2")
    assert [word for word in words if word not in shown] == []


def test_an_expert_who_steps_back_needs_no_replacement(walker, project_at, opine, act):
    project = project_at(S.EXPERT_CHECK)
    one, two = walker.cast.experts
    opine(project, one)
    opine(project, two, "fail", "指标缺少依据")
    with clock.moved_to(walker.now):
        recusal_declare(matter=project, user=two, reason="合作关系", by=two)
    assert act(project, "pass_audit", by=walker.cast.secretariat).state == S.COUNCIL_APPROVAL


def test_a_lifted_recusal_brings_the_opinion_back(walker, project_at, opine, act, recuse):
    project, secretariat = project_at(S.EXPERT_CHECK), walker.cast.secretariat
    one, two = walker.cast.experts
    opine(project, one)
    opine(project, two)
    recusal = recuse(project, two)
    assert lacking(act, project, by=secretariat) == [REPLACE]
    with clock.moved_to(walker.now):
        recusal_lift(recusal=recusal, reason="误报", by=secretariat)
    assert act(project, "pass_audit", by=secretariat).state == S.COUNCIL_APPROVAL


def test_a_recused_expert_owes_and_gives_no_opinion_until_the_recusal_is_lifted(
    walker, project_at, opine, recuse
):
    project, one = project_at(S.EXPERT_CHECK), walker.cast.experts[0]
    recusal = recuse(project, one)
    assert not owes(project, one)
    assert own_audit(project, one) is None
    with pytest.raises(PermissionDenied):
        opine(project, one)
    with clock.moved_to(walker.now):
        recusal_lift(recusal=recusal, reason="误报", by=walker.cast.secretariat)
    assert owes(project, one)
    assert opine(project, one).conclusion == "pass"


def test_after_the_audit_a_lifted_recusal_owes_nothing(walker, project_at, opine, act, recuse):
    project = project_at(S.EXPERT_CHECK)
    one, two = walker.cast.experts
    recusal = recuse(project, one)
    opine(project, two)
    act(project, "pass_audit", by=walker.cast.secretariat)
    with clock.moved_to(walker.now):
        recusal_lift(recusal=recusal, reason="误报", by=walker.cast.secretariat)
    assert not owes(project, one)


def test_the_recusal_page_offers_experts_and_an_expert_declares_the_own(walker, project_at, client):
    project = project_at(S.EXPERT_CHECK)
    one, two = walker.cast.experts
    url, audit = (
        reverse("ballots:recuse", args=[project.pk]),
        EXPERT_AUDIT.address(project),
    )
    with clock.moved_to(walker.now):
        assert {one, two} <= set(deciders(project))
        client.force_login(walker.cast.secretariat)
        offered = client.get(url).context["form"].fields["user"].queryset
        assert {one, two} <= set(offered)
        client.force_login(one)
        assert url in client.get(audit).content.decode()
        answer = client.post(url, {"reason": "合作关系"})
        assert (answer.status_code, answer.url) == (302, project.get_absolute_url())
        assert Recusal.objects.get(matter=project).user == one
        assert client.get(audit).status_code == 403
        assert client.post(audit, {"choice": "pass"}).status_code == 403
        client.force_login(walker.cast.secretariat)
        shown = client.get(f"{project.get_absolute_url()}approval/").content.decode()
    assert "Recused" in shown


def test_experts_who_are_not_engaged_are_not_offered(walker, project_at, client):
    project = project_at(S.APPROVAL_DRAFT_READY)
    url = reverse("ballots:recuse", args=[project.pk])
    with clock.moved_to(walker.now):
        assert not set(walker.cast.experts) & set(deciders(Project.objects.get(pk=project.pk)))
        client.force_login(walker.cast.experts[0])
        assert client.get(url).status_code in (403, 404)
