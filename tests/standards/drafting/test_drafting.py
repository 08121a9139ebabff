"""F18 to F21: the drafting group, its lead, the committee's agreement, the consultation's papers."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from standards.drafting.actions import draft_agree
from standards.drafting.papers import AGREEMENT, COMMITTEE_AGREEMENT, SUMMARY_FORM
from standards.drafting.queries import lead_election
from standards.models import Project
from standards.states import S
from tests.standards.association import LONG_AGO, START, acting_for, organisation, person
from zsa_portal.ballots.actions import decision_record
from zsa_portal.ballots.resolutions import Decision
from zsa_portal.documents.models import Document
from zsa_portal.people.models import Invitation, OrganisationPerson, Seat, User
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.perform import perform, seen_of
from zsa_portal.workflow.refusals import BadValue, Changed, StepsUnmet, WrongState


def missing(refused):
    return {unmet.rule: unmet.missing for unmet in refused.value.unmet}


@pytest.fixture
def partner(walker):
    """A second organisation that the proposal names as participating."""
    made = organisation("参编研究院")
    walker.proposal["participants"] = f"{walker.cast.organisation.name}\n参编研究院"
    return made, acting_for(made, "partner")


def people_of(*organisations):
    return list(OrganisationPerson.objects.filter(organisation__in=organisations))


@pytest.mark.rule("F18")
def test_the_group_includes_the_applicant(walker, partner, project_at):
    project = project_at(S.PLAN_ISSUED)
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(
            project.form_drafting_group,
            by=walker.cast.committee_secretary,
            members=people_of(partner[0]),
        )
    assert missing(refused) == {
        "F18": ["示例科技有限公司 applied for the project and belongs to the group."]
    }


@pytest.mark.rule("F18")
def test_the_group_holds_only_applying_organisations(walker, project_at):
    stranger = organisation("无关公司")
    acting_for(stranger, "stranger")
    project = project_at(S.PLAN_ISSUED)
    members = people_of(walker.cast.organisation, stranger)
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(project.form_drafting_group, by=walker.cast.committee_secretary, members=members)
    assert missing(refused) == {
        "F18": ["无关公司 is not among the applying organisations of the proposal."]
    }


@pytest.mark.rule("F18")
def test_part_of_a_participants_name_names_nobody(walker, partner, project_at):
    shorter = organisation("研究院")
    acting_for(shorter, "shorter")
    project = project_at(S.PLAN_ISSUED)
    members = people_of(walker.cast.organisation, shorter)
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(project.form_drafting_group, by=walker.cast.committee_secretary, members=members)
    assert missing(refused) == {
        "F18": ["研究院 is not among the applying organisations of the proposal."]
    }


def test_one_person_sits_for_one_organisation(walker, partner, project_at):
    OrganisationPerson.objects.create(
        user=walker.cast.applicant, organisation=partner[0], starts=LONG_AGO
    )
    project = project_at(S.PLAN_ISSUED)
    members = people_of(walker.cast.organisation, partner[0])
    with pytest.raises(BadValue) as refused, clock.moved_to(walker.now):
        perform(project.form_drafting_group, by=walker.cast.committee_secretary, members=members)
    assert refused.value.field == "members"


def test_the_longest_title_has_a_drafting_group(walker):
    project = walker.to(walker.start("长" * 170), S.GROUP_FORMED)
    assert project.drafting_group.name == f"《{'长' * 150}》起草工作组"


def test_the_group_becomes_a_party_of_the_project(walker, partner, project_at):
    project = project_at(S.GROUP_FORMED)
    assert project.holder.body == project.drafting_group
    seats = Seat.objects.filter(body=project.drafting_group).order_by("pk")
    assert {seat.organisation.name for seat in seats} == {"示例科技有限公司", "参编研究院"}


def elect(walker, project, *votes):
    """Record an election as the applicant's person in the group."""
    with clock.moved_to(walker.now):
        return perform(project.elect_lead, by=walker.cast.applicant, votes=list(votes))


def leads(project):
    """The names of the organisations whose seats lead the group."""
    seats = project.drafting_group.seats.filter(role=Seat.Role.LEAD)
    return set(seats.values_list("organisation__name", flat=True))


@pytest.mark.rule("F19a")
def test_the_lead_is_one_of_the_group(walker, project_at):
    project = project_at(S.GROUP_FORMED)
    with pytest.raises(StepsUnmet) as refused:
        elect(walker, project, (organisation("无关公司"), 1))
    assert missing(refused) == {"F19a": ["无关公司 is not in the drafting group."]}


@pytest.mark.rule("F19a")
def test_a_tie_elects_nobody(walker, partner, project_at):
    project = project_at(S.GROUP_FORMED)
    with pytest.raises(StepsUnmet) as refused:
        elect(walker, project, (walker.cast.organisation, 1), (partner[0], 1))
    assert missing(refused) == {
        "F19a": [
            "示例科技有限公司, 参编研究院 have the same number of votes; the group votes again."
        ]
    }
    assert leads(project) == set()


@pytest.mark.rule("F19a")
@pytest.mark.parametrize("votes", [0, None])
def test_without_votes_nobody_is_elected(walker, project_at, votes):
    project = project_at(S.GROUP_FORMED)
    given = [] if votes is None else [(walker.cast.organisation, votes)]
    with pytest.raises(StepsUnmet) as refused:
        elect(walker, project, *given)
    assert missing(refused) == {
        "F19a": ["No votes are recorded; the group elects its lead organisation."]
    }


@pytest.mark.rule("F19a")
def test_a_member_of_the_group_has_one_vote(walker, partner, project_at):
    project = project_at(S.GROUP_FORMED)
    with pytest.raises(StepsUnmet) as refused:
        elect(walker, project, (walker.cast.organisation, 1), (partner[0], 2))
    assert missing(refused) == {"F19a": ["3 votes are more than the 2 members of the group."]}


def test_one_vote_more_elects_and_the_votes_are_shown_and_logged(
    walker, partner, project_at, client
):
    acting_for(partner[0], "partner-2")
    project = elect(
        walker, project_at(S.GROUP_FORMED), (walker.cast.organisation, 1), (partner[0], 2)
    )
    assert (project.state, leads(project)) == (S.DRAFTING, {"参编研究院"})
    entry = LogEntry.objects.get(matter=project, step="elect_lead")
    keys = [f"zsa_people.organisation:{one.pk}" for one in (walker.cast.organisation, partner[0])]
    assert entry.values == {"votes": [[keys[0], 1], [keys[1], 2]]}
    with clock.moved_to(walker.now):
        client.force_login(walker.cast.secretariat)
        people = client.get(f"{project.get_absolute_url()}people/")
        assert people.context["election"] == [(partner[0], 2), (walker.cast.organisation, 1)]
        assert "Election of the lead organisation" in people.content.decode()
        lines = client.get(f"{project.get_absolute_url()}log/").context["lines"]
    assert lines[0].reason == "参编研究院: 2\n示例科技有限公司: 1"


def test_the_screen_asks_for_the_votes_of_each_organisation(walker, partner, project_at, client):
    project = project_at(S.GROUP_FORMED)
    url = reverse("workflow:step", args=[project.pk, "elect_lead"])
    own, other = (f"votes_{one.pk}" for one in (walker.cast.organisation, partner[0]))
    with clock.moved_to(walker.now):
        client.force_login(walker.cast.applicant)
        assert sorted(client.get(url).context["form"].fields) == sorted([own, other])
        assert client.post(url, {own: "-1", other: ""}).status_code == 422
        assert client.post(url, {own: "1", other: "1"}).status_code == 409
        assert client.post(url, {own: "1", other: ""}).status_code == 302
    assert leads(Project.objects.get(pk=project.pk)) == {"示例科技有限公司"}


@pytest.fixture
def outsider(walker, project_at):
    """Somebody whom an administrator's hand put on the group's body, and the project."""
    project = project_at(S.DRAFTING)
    stranger = acting_for(organisation("无关公司"), "stranger")
    Seat.objects.create(body=project.drafting_group, user=stranger, starts=LONG_AGO)
    return stranger, project


@pytest.mark.rule("F18")
@pytest.mark.parametrize("own", [False, True])
def test_a_seat_added_by_hand_makes_nobody_the_drafting_group(walker, outsider, client, own):
    stranger, project = outsider
    if own:
        Seat.objects.filter(user=stranger).update(organisation=walker.cast.organisation)
    url = reverse("workflow:step", args=[project.pk, "submit_draft"])
    client.force_login(stranger)
    with clock.moved_to(walker.now):
        walker.add(project, "standards.working_draft", "草案", walker.cast.applicant)
        with pytest.raises(PermissionDenied):
            perform(project.submit_draft, by=stranger)
        assert client.post(url, {}).status_code == 403
        assert perform(project.submit_draft, by=walker.cast.applicant).state == S.TC_AGREEMENT


def test_a_person_who_left_the_organisation_is_not_its_drafter(walker, project_at):
    project = project_at(S.DRAFTING)
    gone = walker.cast.applicant
    OrganisationPerson.objects.filter(user=gone).update(ends=clock.day_of(walker.now))
    with walker.day(1), pytest.raises(PermissionDenied):
        perform(Project.objects.get(pk=project.pk).submit_draft, by=gone)


def test_neither_admin_nor_invitation_gives_a_seat_in_a_drafting_group(walker, project_at):
    group = project_at(S.DRAFTING).drafting_group
    seat = Seat(body=group, user=walker.cast.members[0], starts=LONG_AGO)
    sentence = (
        "The seats of this body come from its matter; those who run the matter change them there."
    )
    with pytest.raises(ValidationError) as refused:
        seat.full_clean()
    assert sentence in refused.value.messages
    kept = group.seats.first()
    kept.full_clean()
    kept.ends = clock.day_of(walker.now)
    with pytest.raises(ValidationError):
        kept.full_clean()
    with pytest.raises(ValidationError) as refused:
        Invitation(body=group).clean()
    assert refused.value.messages == ["Its procedure says who sits on this body."]
    group.kind = "panel"
    with pytest.raises(ValidationError) as refused:
        group.full_clean()
    assert refused.value.message_dict["kind"] == ["Its procedure founds a body of this kind."]


def test_the_admin_s_page_refuses_a_seat_in_a_drafting_group(walker, project_at, client):
    group = project_at(S.DRAFTING).drafting_group
    admin = person("administrator")
    User.objects.filter(pk=admin.pk).update(is_staff=True, is_superuser=True)
    client.force_login(User.objects.get(pk=admin.pk))
    data = {
        "body": group.pk,
        "user": walker.cast.members[0].pk,
        "role": "member",
        "votes": "on",
        "starts": "2020-01-01",
    }
    before = group.seats.count()
    with clock.moved_to(walker.now):
        answer = client.post(reverse("admin:zsa_people_seat_add"), data)
    assert (answer.status_code, group.seats.count()) == (200, before)
    assert "The seats of this body come from its matter" in answer.content.decode()


def test_another_lead_is_elected_when_the_lead_s_seats_have_ended(walker, partner, project_at):
    project = project_at(S.DRAFTING)
    by = walker.cast.committee_secretary
    with clock.moved_to(walker.now), pytest.raises(StepsUnmet) as refused:
        perform(project.elect_lead_anew, by=by, votes=[(partner[0], 1)])
    assert missing(refused) == {"lead_is_missing": ["The drafting group has a lead organisation."]}
    project.drafting_group.seats.filter(role="lead").update(ends=clock.day_of(walker.now))
    with walker.day(1):
        project = Project.objects.get(pk=project.pk)
        project = perform(project.elect_lead_anew, by=by, votes=[(partner[0], 1)])
        walker.add(project, "standards.working_draft", "草案", partner[1])
        assert perform(project.submit_draft, by=partner[1]).state == S.TC_AGREEMENT
        assert lead_election(project) == [(partner[0], 1)]


@pytest.mark.rule("F19a")
def test_a_stranger_is_not_elected_anew_either(walker, partner, project_at):
    project = project_at(S.DRAFTING)
    project.drafting_group.seats.update(role=Seat.Role.MEMBER)
    votes = [(organisation("无关公司"), 1)]
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(project.elect_lead_anew, by=walker.cast.committee_secretary, votes=votes)
    assert missing(refused) == {"F19a": ["无关公司 is not in the drafting group."]}


def test_the_committee_s_secretary_changes_the_group(walker, partner, project_at, client):
    project = project_at(S.DRAFTING)
    second = acting_for(walker.cast.organisation, "second-drafter")
    theirs = people_of(walker.cast.organisation)
    url = reverse("workflow:step", args=[project.pk, "change_drafting_group"])
    client.force_login(walker.cast.committee_secretary)
    with walker.day(1):
        ticked = client.get(url).context["form"]["members"].value()
        assert len(ticked) == project.drafting_group.seats.count()
        chosen = [one.pk for one in theirs if one.user_id == second.pk]
        assert client.post(url, {"members": chosen}).status_code == 302
        seats = project.drafting_group.seats.current()
        assert [seat.user for seat in seats] == [second]
        assert client.post(url, {"members": [one.pk for one in theirs]}).status_code == 302
        assert seats.all().count() == 2


@pytest.mark.rule("F18")
def test_the_changed_group_too_comes_from_the_applicants(walker, project_at):
    stranger = organisation("无关公司")
    acting_for(stranger, "stranger")
    project = project_at(S.DRAFTING)
    members = people_of(walker.cast.organisation, stranger)
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(project.change_drafting_group, by=walker.cast.committee_secretary, members=members)
    assert missing(refused) == {
        "F18": ["无关公司 is not among the applying organisations of the proposal."]
    }


@pytest.mark.rule("F20a")
@pytest.mark.parametrize(
    ("votes", "field"),
    [
        ({"present": 7, "yes": 4, "no": 3}, "yes"),
        ({"present": 7, "yes": 6, "abstain": 1}, "yes"),
        ({"present": 6, "yes": 6}, "yes"),
        ({"present": 500, "yes": 500}, "present"),
    ],
)
def test_the_committee_agrees_only_when_all_who_sit_on_it_do(
    walker, project_at, client, votes, field
):
    project, by = project_at(S.TC_AGREEMENT), walker.cast.committee_secretary
    given = walker.decision("纪要2", **votes)
    with pytest.raises(BadValue) as refused, clock.moved_to(walker.now):
        draft_agree(project=project, decision=given, by=by)
    assert refused.value.field == field
    client.force_login(by)
    with clock.moved_to(walker.now):
        url = reverse("workflow:step", args=[project.pk, "agree_draft"])
        assert client.post(url, given).status_code == 422
    assert Project.objects.get(pk=project.pk).state == S.TC_AGREEMENT
    assert not Decision.objects.filter(matters=project.pk, purpose=AGREEMENT.key).exists()


def test_the_share_of_the_committee_that_agrees_is_a_setting(walker, project_at):
    Setting.objects.create(
        key=COMMITTEE_AGREEMENT.key, value=[3, 4], reason="章程", valid_from=START
    )
    project, by = project_at(S.TC_AGREEMENT), walker.cast.committee_secretary
    with clock.moved_to(walker.now):
        with pytest.raises(BadValue):
            draft_agree(
                project=project, decision=walker.decision("1", present=7, yes=5, no=2), by=by
            )
        agreed = draft_agree(
            project=project, decision=walker.decision("2", present=7, yes=6, no=1), by=by
        )
    assert agreed.state == S.ENQUIRY_READY


@pytest.mark.rule("F19a")
def test_no_draft_goes_to_the_committee_without_a_lead(walker, project_at):
    project = project_at(S.DRAFTING)
    project.drafting_group.seats.update(role=Seat.Role.MEMBER)
    with clock.moved_to(walker.now):
        walker.add(project, "standards.working_draft", "草案", walker.cast.applicant)
        with pytest.raises(StepsUnmet) as refused:
            perform(Project.objects.get(pk=project.pk).submit_draft, by=walker.cast.applicant)
    assert missing(refused) == {"F19a": ["The drafting group has no lead organisation yet."]}


def test_no_draft_no_submission(walker, project_at):
    project = project_at(S.DRAFTING)
    with pytest.raises(StepsUnmet) as refused, clock.moved_to(walker.now):
        perform(project.submit_draft, by=walker.cast.applicant)
    assert missing(refused) == {"draft_is_there": ["A version of the draft is missing."]}


@pytest.mark.rule("F20a")
def test_the_consultation_waits_for_the_committees_agreement(walker, project_at):
    project = project_at(S.TC_AGREEMENT)
    with clock.moved_to(walker.now):
        made = decision_record(
            kind=AGREEMENT,
            matters=[project],
            outcome="rejected",
            by=walker.cast.committee_secretary,
            **walker.decision("纪要1", present=7, yes=0, no=7),
        )
        with pytest.raises(StepsUnmet) as refused:
            perform(project.agree_draft, by=walker.cast.committee_secretary, decision=made)
    assert missing(refused) == {"F20a": ["The committee's agreement on the draft is not recorded."]}


def test_the_committee_agrees_or_returns_the_draft(walker, project_at):
    project = project_at(S.TC_AGREEMENT)
    with clock.moved_to(walker.now):
        returned = perform(
            project.return_draft, by=walker.cast.committee_secretary, reason="术语需统一"
        )
        assert returned.state == S.DRAFTING
        again = perform(returned.submit_draft, by=walker.cast.applicant)
        agreed = draft_agree(
            project=again, decision=walker.agreement("纪要2"), by=walker.cast.committee_secretary
        )
    assert agreed.state == S.ENQUIRY_READY


def test_the_agreement_is_not_recorded_on_a_page_gone_stale(walker, project_at):
    project = project_at(S.TC_AGREEMENT)
    seen, secretary = seen_of(project), walker.cast.committee_secretary
    with clock.moved_to(walker.now):
        returned = perform(project.return_draft, by=secretary, reason="术语需统一")
        again = perform(returned.submit_draft, by=walker.cast.applicant)
        with pytest.raises(Changed):
            draft_agree(project=again, decision=walker.agreement("纪要2"), by=secretary, seen=seen)
    assert Project.objects.get(pk=project.pk).state == S.TC_AGREEMENT
    assert not Decision.objects.filter(matters=project.pk, purpose=AGREEMENT.key).exists()


def test_the_drafting_group_does_not_agree_with_itself(walker, project_at):
    project = project_at(S.TC_AGREEMENT)
    with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
        draft_agree(project=project, decision=walker.agreement("纪要3"), by=walker.cast.applicant)


@pytest.mark.rule("F21")
@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("standards.enquiry_draft", "Consultation draft (征求意见稿) is missing."),
        ("standards.drafting_explanation", "Drafting explanation (annex 5) is missing."),
    ],
)
def test_each_consultation_paper_is_required(walker, project_at, kind, sentence):
    project = project_at(S.ENQUIRY_READY)
    with clock.moved_to(walker.now):
        for other in ("standards.enquiry_draft", "standards.drafting_explanation"):
            walker.add(project, other, other, walker.cast.applicant)
        Document.objects.filter(matter=project, kind=kind).update(withdrawn_at=walker.now)
        with pytest.raises(StepsUnmet) as refused:
            perform(
                Project.objects.get(pk=project.pk).submit_enquiry_papers, by=walker.cast.applicant
            )
    assert missing(refused) == {"F21": [sentence]}


@pytest.mark.rule("F21")
def test_the_summary_of_the_standard_is_made_by_the_portal_or_an_own_one_serves(walker, project_at):
    project = project_at(S.ENQUIRY_READY)
    form = project.issued_forms.get(kind=SUMMARY_FORM.key)
    row = form.data["rows"][0]
    assert (form.data["annex"], row["number"]) == ("附件4", project.plan_number)
    assert row["units"] == project.drafting_unit_names()
    by = walker.cast.applicant
    with clock.moved_to(walker.now):
        for kind in ("standards.enquiry_draft", "standards.drafting_explanation"):
            walker.add(project, kind, kind, by)
        form.matters.clear()
        with pytest.raises(StepsUnmet) as refused:
            perform(Project.objects.get(pk=project.pk).submit_enquiry_papers, by=by)
        assert missing(refused) == {"F21": ["Summary of the standard (annex 4) is missing."]}
        walker.add(project, "standards.standard_summary", "汇总表", by)
        handed = perform(Project.objects.get(pk=project.pk).submit_enquiry_papers, by=by)
    assert handed.state == S.ENQUIRY_REGISTERED


def test_deficient_consultation_papers_go_back_with_the_reason(walker, project_at):
    project = project_at(S.ENQUIRY_REGISTERED)
    with clock.moved_to(walker.now):
        project = perform(
            project.return_enquiry_papers, by=walker.cast.secretariat, reason="编制说明缺少试验验证"
        )
    assert project.state == S.ENQUIRY_READY
    assert "编制说明缺少试验验证" in walker.cast.applicant.messages.first().body


def test_consultation_papers_are_taken_back_until_the_secretariat_acts(walker, project_at):
    project = project_at(S.ENQUIRY_REGISTERED)
    with clock.moved_to(walker.now):
        for other in (walker.cast.secretariat, walker.cast.committee_secretary):
            with pytest.raises(PermissionDenied):
                perform(project.take_back_enquiry_papers, by=other)
        back = perform(project.take_back_enquiry_papers, by=walker.cast.applicant)
        assert back.state == S.ENQUIRY_READY
        perform(back.submit_enquiry_papers, by=walker.cast.applicant)
    project = walker.to(Project.objects.get(pk=project.pk), S.ENQUIRY_OPEN)
    with pytest.raises(WrongState), clock.moved_to(walker.now):
        perform(project.take_back_enquiry_papers, by=walker.cast.applicant)
