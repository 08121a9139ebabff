"""What holds of material, reviewers, panels and conclusions: the refused case and the allowed one."""

from __future__ import annotations

import datetime as dt

import pytest

from certification.panels.actions import answering, choosing
from certification.panels.papers import DECLARATIONS
from certification.panels.records import Place
from certification.upkeep import actions
from certification.upkeep.engaging import REEXAMINATION_PANEL
from certification.upkeep.papers import CONCLUSION
from certification.upkeep.records import Upkeep
from certification.upkeep.states import U
from tests.certification.upkeep.conftest import at, reviewer
from tests.standards.association import organisation
from zsa_portal.ballots.actions import decision_record, recusal_declare, vote_cast
from zsa_portal.catalogue.editions import edition_revoke
from zsa_portal.catalogue.models import Edition
from zsa_portal.engagements.actions import opinion_give
from zsa_portal.people.models import Background, Body, Expert, OrganisationPerson
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import BadValue, StepsUnmet


def refused(bound, *, by, **values):
    """The sentences with which a step is refused."""
    with pytest.raises(StepsUnmet) as unmet:
        perform(bound, by=by, **values)
    return unmet.value.reasons


def texts(bound, *, by, **values):
    """The refusal as plain sentences."""
    return [getattr(one, "text", str(one)) for one in refused(bound, by=by, **values)]


@pytest.mark.rule("R21")
def test_a_recheck_goes_on_only_with_the_report(keeper, kept_at):
    matter = kept_at("recheck", U.MATERIAL)
    with keeper.day():
        told = texts(matter.submit_material, by=keeper.cast.applicant)
        assert told == ["Report on the advancedness of the standard is missing."]
        keeper.paper(matter)
        assert perform(matter.submit_material, by=keeper.cast.applicant).state == U.REVIEWERS


@pytest.mark.rule("R23")
def test_a_revision_comes_with_its_comparison_table(keeper, kept_at):
    revision = kept_at("revision", U.MATERIAL)
    with keeper.day():
        keeper.paper(revision)
        told = texts(revision.submit_material, by=keeper.cast.applicant)
        assert told == ["The comparison table is empty: describe each main change."]
        rows = [{"clause": "5", "old": "旧", "new": "新", "why": "升级"}]
        actions.changes_save(
            revision=revision, source_number="", rows=rows, by=keeper.cast.applicant
        )
        told = texts(revision.submit_material, by=keeper.cast.applicant)
        assert told == ["The body's number of the revised standard is missing."]
        actions.changes_save(
            revision=revision, source_number="T/EX 2", rows=rows, by=keeper.cast.applicant
        )
        assert perform(revision.submit_material, by=keeper.cast.applicant).state == U.REVIEWERS


def engage(keeper, matter, experts):
    return texts(matter.engage_reviewers, by=keeper.cast.secretariat, experts=experts)


def experts_of(keeper, number):
    return [user.expert for user in keeper.cast.experts[:number]]


@pytest.mark.rule("R21")
def test_fewer_experts_than_the_setting_wants_review_nothing(keeper, kept_at):
    matter = kept_at("recheck", U.REVIEWERS)
    with keeper.day():
        told = engage(keeper, matter, experts_of(keeper, 2))
        assert told == ["At least 3 experts review by letter."]
        perform(matter.engage_reviewers, by=keeper.cast.secretariat, experts=experts_of(keeper, 3))


@pytest.mark.rule("R13c")
def test_an_expert_without_background_in_the_field_reviews_nothing(keeper, kept_at):
    matter = kept_at("recheck", U.REVIEWERS)
    Background.objects.filter(expert=keeper.cast.experts[0].expert).delete()
    with keeper.day():
        told = engage(keeper, matter, experts_of(keeper, 3))
        assert told == ["expert-1: no background in this field is recorded."]


@pytest.mark.rule("R13a")
def test_a_standardisation_expert_has_five_years(keeper, kept_at, standardiser):
    matter = kept_at("recheck", U.REVIEWERS)
    chosen = [*experts_of(keeper, 2), standardiser]
    with keeper.day():
        told = engage(keeper, matter, chosen)
        assert told == ["standardiser works in standardisation since 2022-01-05 only."]
        Expert.objects.filter(pk=standardiser.pk).update(
            standardisation_since=clock.today().replace(year=clock.today().year - 5)
        )
        standardiser.refresh_from_db()
        perform(matter.engage_reviewers, by=keeper.cast.secretariat, experts=chosen)


def _employed(keeper, expert):
    Expert.objects.filter(pk=expert.pk).update(organisation=keeper.cast.organisation)


def _acting(keeper, expert):
    OrganisationPerson.objects.create(
        user=expert.user, organisation=keeper.cast.organisation, starts=dt.date(2020, 1, 1)
    )


def _drafted(keeper, expert):
    Expert.objects.filter(pk=expert.pk).update(employer="某设计公司")


@pytest.mark.rule("R13b")
@pytest.mark.parametrize(
    ("tie", "sentence"),
    [
        (_employed, "expert-1 works or lately worked for 示例产业联盟."),
        (_acting, "expert-1 acts for 示例产业联盟."),
        (_drafted, "expert-1 drafted the standard, or 某设计公司 did."),
    ],
)
def test_nobody_with_an_interest_reviews(keeper, kept_at, tie, sentence):
    matter = kept_at("recheck", U.REVIEWERS)
    tie(keeper, keeper.cast.experts[0].expert)
    with keeper.day():
        fresh = list(Expert.objects.filter(pk__in=[one.pk for one in experts_of(keeper, 3)]))
        assert engage(keeper, matter, fresh) == [sentence]


@pytest.mark.rule("R05b")
def test_whoever_is_recused_reviews_nothing(keeper, kept_at):
    matter = kept_at("recheck", U.REVIEWERS)
    with keeper.day():
        user = keeper.cast.experts[0]
        matter.recusals.create(user=user, reason="合作关系", declared_by=user)
        assert engage(keeper, matter, experts_of(keeper, 3)) == ["expert-1 is recused: 合作关系"]


@pytest.mark.rule("R21")
def test_every_expert_answers_before_the_conclusion(keeper, kept_at):
    matter = kept_at("recheck", U.LETTERS)
    conclude = {"conclusion": "continue", "grounds": ""}
    with keeper.day():
        for user in keeper.cast.experts[:2]:
            opinion_give(matter=matter, kind=matter.REVIEW, by=user, conclusion="continue")
        told = texts(matter.conclude_review, by=keeper.cast.secretariat, **conclude)
        assert told == ["expert-3 has not answered."]
        last = matter.engagements.get(expert=keeper.cast.experts[2].expert)
        perform(matter.release_reviewer, by=keeper.cast.secretariat, engagement=last, reason="出差")
        done = perform(matter.conclude_review, by=keeper.cast.secretariat, **conclude)
        assert done.state == U.COUNCIL


def test_an_expert_who_answered_is_not_released(keeper, kept_at):
    matter = kept_at("recheck", U.LETTERS)
    with keeper.day():
        user = keeper.cast.experts[0]
        given = opinion_give(matter=matter, kind=matter.REVIEW, by=user, conclusion="continue")
        told = texts(
            matter.release_reviewer, by=keeper.cast.secretariat, engagement=given, reason="出差"
        )
        assert told == ["expert-1 has answered; the opinion stays."]


@pytest.mark.rule("R21")
def test_an_opinion_of_a_recused_expert_wants_another(keeper, kept_at):
    matter = kept_at("recheck", U.LETTERS)
    with keeper.day():
        answer(keeper, matter, "continue")
        user = keeper.cast.experts[0]
        recusal_declare(matter=matter, user=user, reason="合作关系", by=keeper.cast.secretariat)
        conclude = {"conclusion": "continue", "grounds": ""}
        told = texts(matter.conclude_review, by=keeper.cast.secretariat, **conclude)
        assert told == ["expert-1 was recused; choose somebody in that place."]
        fourth = keeper.cast.experts[3]
        perform(matter.engage_more_reviewers, by=keeper.cast.secretariat, experts=[fourth.expert])
        opinion_give(matter=matter, kind=matter.REVIEW, by=fourth, conclusion="continue")
        assert (
            perform(matter.conclude_review, by=keeper.cast.secretariat, **conclude).state
            == U.COUNCIL
        )


def answer(keeper, matter, *conclusions):
    """The experts conclude, the last one's for all that follow."""
    given = list(conclusions) + [conclusions[-1]] * 3
    for user, conclusion in zip(keeper.cast.experts[:3], given, strict=False):
        opinion_give(
            matter=matter, kind=matter.REVIEW, by=user, conclusion=conclusion, opinion="见说明"
        )


def test_a_conclusion_that_is_not_plain_says_why(keeper, kept_at):
    matter = kept_at("recheck", U.LETTERS)
    with keeper.day():
        answer(keeper, matter, "revoke")
        conclude = matter.conclude_review
        by = keeper.cast.secretariat
        told = texts(conclude, by=by, conclusion="revoke", grounds=" ")
        assert told == ["Say why; the body reads the reason, and the public does."]
        told = texts(conclude, by=by, conclusion="accept", grounds="x")
        assert told == ["Choose a conclusion."]
        done = perform(conclude, by=by, conclusion="revoke", grounds="技术过时")
        assert (done.conclusion, done.grounds) == ("revoke", "技术过时")


def test_departing_from_the_reviewers_is_explained(keeper, kept_at):
    matter = kept_at("recheck", U.LETTERS)
    with keeper.day():
        answer(keeper, matter, "continue", "revise", "revise")
        by = keeper.cast.secretariat
        told = texts(matter.conclude_review, by=by, conclusion="continue", grounds="")
        assert told == [
            "Most reviewers concluded otherwise; say why the conclusion departs from them."
        ]
        perform(matter.conclude_review, by=by, conclusion="continue", grounds="已书面澄清")


@pytest.mark.rule("R23")
def test_changes_that_nobody_accepts_are_not_accepted(keeper, kept_at):
    revision = kept_at("revision", U.LETTERS)
    with keeper.day():
        answer(keeper, revision, "reject")
        by = keeper.cast.secretariat
        told = texts(revision.conclude_review, by=by, conclusion="accept", grounds="x")
        assert told == [
            "No reviewer accepts the changes; send the revision back or do not accept it."
        ]
        answer(keeper, revision, "accept", "reject")
        assert (
            perform(
                revision.conclude_review, by=by, conclusion="accept", grounds="意见已采纳"
            ).state
            == U.COUNCIL
        )


@pytest.mark.rule("R21")
def test_a_conclusion_is_approved_by_the_council_alone(keeper, kept_at):
    matter = kept_at("recheck", U.COUNCIL)
    office = keeper.cast.council_secretary
    with keeper.day():
        assert texts(matter.approve_conclusion, by=office) == [
            "The council's approval is not recorded."
        ]
        assert texts(matter.return_after_council, by=office, reason="x") == [
            "No refusal by the council is recorded."
        ]
        back = actions.conclusion_refuse(
            matter=matter,
            decision=keeper.decision("R1", yes=0, no=9),
            reason="理由不足",
            by=office,
        )
        assert (back.state, back.conclusion) == (U.REVIEWERS, "")


@pytest.mark.rule("R21")
@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ({"present": 4, "yes": 4}, "4 of 9 members are no quorum"),
        ({"yes": 4, "no": 5}, "4 of 9 votes are not more than 1/2"),
    ],
)
def test_a_conclusion_is_approved_by_a_quorum_and_a_majority(keeper, kept_at, figures, told):
    matter = kept_at("recheck", U.COUNCIL)
    with keeper.day():
        record = {"kind": CONCLUSION, "matters": [matter], "outcome": "approved"}
        office = keeper.cast.council_secretary
        with pytest.raises(BadValue, match=told):
            decision_record(**record, **keeper.decision("R1", **figures), by=office)
        just = keeper.decision("R1", present=5, yes=3, no=2)
        assert decision_record(**record, **just, by=office).outcome == "approved"


@pytest.mark.rule("R11")
def test_the_committee_of_the_field_reexamines_where_there_is_one(keeper, kept_at):
    matter = kept_at("reexamination", U.REVIEWERS)
    name = {"by": keeper.cast.secretariat, "visit_needed": False}
    panel = Body.objects.create(kind=Body.Kind.PANEL, code="p", name="复审组")
    with keeper.day():
        assert texts(matter.name_panel, panel=panel, **name) == [
            "TC1 is there for this field and reviews."
        ]
        assert perform(matter.name_panel, panel=keeper.cast.committee, **name).state == U.PANEL


def form_panel(keeper, matter):
    """Choose, invite and have accepted a panel of five that meets every rule."""
    people = [reviewer(f"panel-{place}", **row) for place, row in enumerate(PANEL)]
    experts = [user.expert.pk for user in people]
    choice = choosing.Choice(experts, experts[0], drafters="示范起草单位")
    by = keeper.cast.secretariat
    choosing.panel_choose_and_invite(matter=matter, kind=REEXAMINATION_PANEL, choice=choice, by=by)
    for place in Place.objects.filter(plan__matter=matter.pk).select_related("plan__matter"):
        answering.invitation_accept(place=place, signed=list(DECLARATIONS), by=place.user)


PANEL = [
    {"kind": kind, "origin": origin, "standardisation_since": dt.date(2010, 1, 1)}
    for kind, origin in (
        ("technical", "research"),
        ("standardisation", "enterprise"),
        ("testing", "testing"),
        ("market", "user"),
        ("technical", "research"),
    )
]


@pytest.mark.rule("R11")
def test_without_a_committee_a_panel_is_formed_for_the_reexamination(keeper, kept_at):
    matter = kept_at("reexamination", U.REVIEWERS)
    Body.objects.filter(pk=keeper.cast.committee.pk).update(dissolved=dt.date(2026, 1, 1))
    name = {"by": keeper.cast.secretariat, "visit_needed": False}
    with keeper.day():
        assert texts(matter.name_panel, **name) == [
            "No sub-committee exists for this field: form a panel."
        ]
        form_panel(keeper, matter)
        done = perform(matter.name_panel, **name)
    assert done.state == U.PANEL
    assert "复审委员会" in done.panel.name


@pytest.mark.rule("R12a")
def test_a_recusal_that_leaves_the_panel_even_blocks_the_judgement(keeper, kept_at):
    matter = kept_at("reexamination", U.REVIEWERS)
    Body.objects.filter(pk=keeper.cast.committee.pk).update(dissolved=dt.date(2026, 1, 1))
    by = keeper.cast.secretariat
    with keeper.day():
        form_panel(keeper, matter)
        matter = perform(matter.name_panel, by=by, visit_needed=False)
        member = matter.panel.seats.latest("pk").user
        matter.recusals.create(user=member, reason="合作关系", declared_by=by)
        told = texts(matter.open_judgement, by=by, days=10)
        assert told == [
            "The panel has 4 members; at least 5 are needed.",
            "The panel has 4 members: the number has to be odd.",
        ]


@pytest.mark.rule("R25")
@pytest.mark.parametrize(("yes", "holds"), [(4, True), (3, False)])
def test_a_standard_continues_with_three_quarters_of_the_whole_panel(keeper, kept_at, yes, holds):
    matter = kept_at("reexamination", U.BALLOT)
    by = keeper.cast.secretariat
    with keeper.day():
        ballot = matter.ballots.get()
        for place, member in enumerate(keeper.cast.members):
            choice = "approve" if place < yes else "disapprove"
            vote_cast(ballot=ballot, by=member, choice=choice, reason="见说明")
        closed = perform(matter.close_judgement, by=by)
        conclude = {"by": by, "conclusion": "continue", "grounds": ""}
        if holds:
            assert perform(closed.conclude_reexamination, **conclude).state == U.COUNCIL
        else:
            assert texts(closed.conclude_reexamination, **conclude) == [
                "1 more vote in favour is needed: 3 of 5, 4 required."
            ]
            done = perform(
                closed.conclude_reexamination, by=by, conclusion="revise", grounds="指标落后"
            )
            assert done.state == U.COUNCIL


@pytest.mark.rule("R26")
def test_a_visit_that_is_needed_is_recorded_before_the_panel_judges(keeper, kept_at):
    matter = kept_at("reexamination", U.REVIEWERS)
    by = keeper.cast.secretariat
    with keeper.day():
        matter = perform(matter.name_panel, by=by, panel=keeper.cast.committee, visit_needed=True)
        told = texts(matter.open_judgement, by=by, days=10)
        assert told == ["A visit on site is needed: record it, with its findings."]
        values = {
            "visited_on": clock.today(),
            "place": "北京",
            "visitors": "张三",
            "received_by": "",
            "findings": "生产线按标准运行。",
        }
        actions.visit_record(matter=matter, values=values, photos=[], by=by)
        assert perform(matter.open_judgement, by=by, days=10).state == U.BALLOT


@pytest.mark.rule("R23")
def test_only_accepted_changes_become_an_edition(keeper, kept_at):
    revision = kept_at("revision", U.LETTERS)
    by = keeper.cast.secretariat
    with keeper.day():
        answer(keeper, revision, "reject")
        revision = perform(revision.conclude_review, by=by, conclusion="reject", grounds="指标降低")
    revision = keeper.to(revision, U.APPROVED)
    with keeper.day(), pytest.raises(StepsUnmet) as unmet:
        actions.revisions_publish(
            revisions=[revision], title="公告", body="", implemented_on=clock.today(), by=by
        )
    assert "there is no new edition" in str(unmet.value)
    with keeper.day():
        (done,) = actions.conclusions_publish(matters=[revision], by=by)
    assert (done.state, done.new_edition) == (U.DONE, None)
    assert Edition.objects.get().status == Edition.Status.CURRENT


def test_accepted_changes_are_published_with_their_edition(keeper, kept_at):
    revision = kept_at("revision", U.APPROVED)
    with keeper.day(), pytest.raises(StepsUnmet) as unmet:
        actions.conclusions_publish(matters=[revision], by=keeper.cast.secretariat)
    assert "publish the revised standard" in str(unmet.value)


def test_nothing_is_concluded_about_a_standard_no_longer_in_force(keeper, kept_at, edition):
    matter = kept_at("recheck", U.LETTERS)
    by = keeper.cast.secretariat
    with keeper.day():
        answer(keeper, matter, "continue")
        assert texts(matter.close_letter_review, by=by) == [
            "T/ZSA 1-2024 is in force; bring this to its conclusion."
        ]
        edition_revoke(edition, on=clock.today(), reason="投诉成立")
        told = texts(matter.conclude_review, by=by, conclusion="continue", grounds="")
        assert told == ["T/ZSA 1-2024 is no longer in force; close this instead."]
        closed = perform(matter.close_letter_review, by=by)
    assert closed.state == U.CLOSED
    assert not matter.engagements.filter(ended_at=None).exists()


@pytest.mark.rule("R22")
def test_a_body_gives_up_only_what_it_began_itself(keeper, kept_at, edition):
    own = kept_at("revision", U.MATERIAL)
    with keeper.day():
        given_up = perform(own.withdraw_revision, by=keeper.cast.applicant, reason="推迟")
        assert given_up.state == U.WITHDRAWN
        asked = actions.revision_open(
            upkeep=Upkeep.objects.get(), reason="不再满足", by=keeper.cast.secretariat
        )
        told = texts(asked.withdraw_revision, by=keeper.cast.applicant, reason="推迟")
        assert told == ["This revision was asked for; it cannot be given up."]


@pytest.mark.rule("R22")
def test_a_conclusion_to_revise_makes_a_revision_due(keeper, kept_at, edition):
    kept_at("recheck", U.DONE, conclusion="revise", grounds="指标落后。")
    found = edition.standard.standardrevisions.values_list("state", "ground")
    assert list(found) == [(U.MATERIAL, "conclusion")]


def test_a_revision_is_begun_with_a_reason_once(keeper, kept_at, edition):
    kept_at("revision", U.MATERIAL)
    kept = Upkeep.objects.get()
    with keeper.day():
        with pytest.raises(BadValue, match="runs already"):
            actions.revision_open(upkeep=kept, reason="再次", by=keeper.cast.applicant)
        with pytest.raises(BadValue, match="runs already"):
            actions.recheck_open_early(upkeep=kept, reason="x", by=keeper.cast.secretariat)


def test_more_time_is_a_later_day_still_to_come(keeper, kept_at):
    matter = kept_at("recheck", U.MATERIAL)
    by = keeper.cast.secretariat
    with clock.moved_to(at(2026, 1, 26, 0, 0, 0)):
        for until in (matter.material_due_on, dt.date(2027, 6, 1)):
            with pytest.raises(BadValue):
                perform(matter.give_more_time, by=by, until=until, reason="x")
        more = perform(matter.give_more_time, by=by, until=dt.date(2026, 1, 26), reason="补充")
    assert (more.state, more.due_at) == (U.MATERIAL, at(2026, 1, 27, 0, 0))


def test_other_bodies_begin_nothing(keeper, kept_at, edition):
    from django.core.exceptions import PermissionDenied

    from tests.standards.association import acting_for

    stranger = acting_for(organisation("别家联盟"), "stranger")
    kept_at("recheck", U.MATERIAL)
    kept = Upkeep.objects.get()
    with keeper.day():
        for act in (actions.revision_open, actions.recheck_open_early):
            with pytest.raises(PermissionDenied):
                act(upkeep=kept, reason="x", by=stranger)
