"""A panel is chosen, invited, answers, and becomes a body; each act by whom, when and under which rule."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from certification.models import Recognition
from certification.panels import rules
from certification.panels.actions import answering, choosing, invitations
from certification.panels.actions.choosing import Choice
from certification.panels.composing import plan_of
from certification.panels.models import REVIEW_PANEL
from certification.panels.papers import ANSWER_DAYS, DECLARATIONS
from certification.panels.records import Declaration, PanelPlan, Place
from certification.states import S
from tests.certification.association import reviewer
from tests.certification.panels.conftest import choose, everybody_answers, invite
from zsa_portal.ballots.actions import recusal_declare
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import Body, Expert, OrganisationPerson, Seat
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.models import Duty, LogEntry, Recusal
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import BadValue, Refusal, StepsUnmet, WrongState

pytestmark = pytest.mark.django_db
SIGNED = tuple(DECLARATIONS)


def place_of(recognition, user):
    rows = Place.objects.select_related("plan__matter")
    return rows.get(plan__matter=recognition.pk, user=user, ended_at=None)


def fresh(recognition):
    return Recognition.objects.get(pk=recognition.pk)


def unmet_by(refused):
    return {one.rule for one in refused.value.unmet}


def test_a_panel_is_chosen_invited_accepted_and_seated(forming, five, cast):
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    everybody_answers(forming, cast.reviewers)
    ready = perform(forming.complete_panel, by=cast.secretariat)
    assert (ready.state, ready.panel.kind) == (S.PANEL_READY, Body.Kind.PANEL)
    seats = list(ready.panel.seats.order_by("pk"))
    assert [seat.user for seat in seats] == cast.reviewers
    assert [seat.role for seat in seats] == ["chair", "member", "member", "member", "member"]
    steps = LogEntry.objects.filter(matter=forming.pk).values_list("step", flat=True)
    assert [*steps].count("panel_accept") == 5


def test_who_is_invited_gets_a_letter_a_message_and_a_duty_in_time(forming, five, cast):
    choose(forming, five, cast.secretariat)
    Setting.objects.create(key=ANSWER_DAYS.key, value=3, reason="x", valid_from=clock.now())
    invite(forming, cast.secretariat)
    own = place_of(forming, cast.reviewers[0])
    last = clock.today() + dt.timedelta(days=3)
    assert clock.day_of(own.answer_by - dt.timedelta(seconds=1)) == last
    assert (own.letter.data["post"], own.letter.data["name"]) == ("组长委员", "panel-1")
    duty = Duty.objects.get(party__user=cast.reviewers[0], done_at=None)
    assert (duty.key, duty.due_at) == (REVIEW_PANEL.duty, own.answer_by)
    told = Message.objects.get(recipient=cast.reviewers[0], event=invitations.INVITED)
    assert (told.to_do, told.deadline) == ("Answer and sign the declarations", own.answer_by)


def test_what_is_signed_is_kept_with_text_person_time_and_paper(forming, five, cast):
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    user = cast.reviewers[1]
    answering.invitation_accept(place=place_of(forming, user), signed=SIGNED, by=user)
    signed = {one.kind: one for one in Declaration.objects.filter(place__user=user)}
    assert set(signed) == {"confidentiality", "no_interest"}
    for one in signed.values():
        assert (one.signed_by, one.signed_at) == (user, clock.now())
        assert forming.title in one.text
        assert one.form.data["paragraphs"] == one.text.splitlines()
    assert "24个月" in signed["no_interest"].text
    assert str(forming.applicant) in signed["no_interest"].text
    assert not Duty.objects.filter(party__user=user, done_at=None).exists()


@pytest.mark.parametrize("signed", [(), ("confidentiality",), ("no_interest",)])
def test_both_declarations_are_signed_or_nothing_is(forming, five, cast, signed):
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    user = cast.reviewers[0]
    with pytest.raises(BadValue) as refused:
        answering.invitation_accept(place=place_of(forming, user), signed=signed, by=user)
    assert refused.value.field == "signed"
    assert Declaration.objects.count() == 0
    assert not place_of(forming, user).is_ready


def test_nobody_answers_for_another(forming, five, cast):
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    own = place_of(forming, cast.reviewers[0])
    for user in (cast.reviewers[1], cast.secretariat):
        with pytest.raises(PermissionDenied):
            answering.invitation_accept(place=own, signed=SIGNED, by=user)
        with pytest.raises(PermissionDenied):
            answering.invitation_decline(place=own, reason="x", by=user)


def test_only_the_secretariat_chooses_and_invites(forming, five, cast):
    for user in (cast.applicant, cast.reviewers[0]):
        with pytest.raises(PermissionDenied):
            choose(forming, five, user)
    plan = choose(forming, five, cast.secretariat)
    with pytest.raises(PermissionDenied):
        invite(forming, cast.applicant)
    with pytest.raises(PermissionDenied):
        choosing.invitation_withdraw(place=plan.places.first(), reason="x", by=cast.applicant)


def test_nothing_is_chosen_before_or_after_the_forming(recognition_at, walker, five, cast):
    recognition = recognition_at(S.NOTICE_CLOSED)
    with clock.moved_to(walker.now), pytest.raises(WrongState):
        choose(recognition, five, cast.secretariat)


INCOMPLETE = {
    "no chair": (5, {"chair": None}, {"R12a"}),
    "four": (4, {}, {"R12a"}),
    "no kinds": (3, {}, {"R12a", "R12b"}),
}


@pytest.mark.rule("R12a")
@pytest.mark.parametrize("case", INCOMPLETE)
def test_an_incomplete_panel_is_kept_but_not_invited(forming, five, cast, case):
    size, values, articles = INCOMPLETE[case]
    plan = choose(forming, five[:size], cast.secretariat, **values)
    assert plan.places.count() == size
    with pytest.raises(StepsUnmet) as refused:
        invite(forming, cast.secretariat)
    assert unmet_by(refused) == articles
    assert not Place.objects.filter(invited_at__isnull=False).exists()


@pytest.mark.rule("R12a")
def test_an_even_panel_is_not_invited(forming, five, cast):
    six = [*five, cast.experts[0].expert]
    choose(forming, six, cast.secretariat)
    with pytest.raises(StepsUnmet, match="odd"):
        invite(forming, cast.secretariat)


@pytest.mark.rule("R12b")
def test_few_origins_are_explained_before_inviting(forming, five, cast):
    Expert.objects.filter(pk__in=[one.pk for one in five]).update(origin="enterprise")
    choose(forming, five, cast.secretariat)
    with pytest.raises(StepsUnmet, match="origin"):
        invite(forming, cast.secretariat)
    choose(forming, five, cast.secretariat, origins_reason="只有企业从事该领域。")
    assert len(invite(forming, cast.secretariat)) == 5


def test_the_drafters_are_named_before_inviting(forming, five, cast):
    choose(forming, five, cast.secretariat, drafters="")
    with pytest.raises(RuleUnmet, match="drafted the standard"):
        invite(forming, cast.secretariat)


@pytest.mark.rule("R13b")
@pytest.mark.parametrize("how", ["employed", "acts", "drafted"])
def test_whoever_has_an_interest_is_not_even_chosen(forming, five, cast, how):
    drafters = "别人"
    if how == "employed":
        Expert.objects.filter(pk=five[2].pk).update(organisation=forming.applicant)
    elif how == "acts":
        OrganisationPerson.objects.create(
            user=five[2].user, organisation=forming.applicant, starts=dt.date(2020, 1, 1)
        )
    else:
        drafters = "panel-3"
    with pytest.raises(BadValue, match="panel-3") as refused:
        choose(forming, five, cast.secretariat, drafters=drafters)
    assert refused.value.field == "experts"
    assert Place.objects.count() == 0


@pytest.mark.rule("R05b")
def test_a_recused_expert_is_not_chosen(forming, five, cast):
    Recusal.objects.create(
        matter=forming, user=five[0].user, reason="亲属", declared_by=five[0].user
    )
    with pytest.raises(BadValue, match="recused"):
        choose(forming, five, cast.secretariat)


@pytest.mark.rule("R13a", "R13c")
def test_experience_and_background_are_asked_when_chosen(forming, five, cast):
    five[1].standardisation_since = clock.today()
    five[1].save()
    with pytest.raises(BadValue, match="standardisation"):
        choose(forming, five, cast.secretariat)
    five[0].backgrounds.all().delete()
    with pytest.raises(BadValue, match="background"):
        choose(forming, [five[0]], cast.secretariat)


def test_who_has_no_account_or_is_inactive_is_not_chosen(forming, five, cast):
    lost = Expert.objects.create(name="无账号", kind="technical", fields=["next_it"])
    with pytest.raises(BadValue, match="无账号"):
        choose(forming, [*five, lost], cast.secretariat)
    Expert.objects.filter(pk=five[0].pk).update(active=False)
    with pytest.raises(BadValue, match="panel-1"):
        choose(forming, five, cast.secretariat)
    with pytest.raises(BadValue):
        choosing.panel_choose(
            matter=forming, kind=REVIEW_PANEL, choice=Choice([999999]), by=cast.secretariat
        )


def test_a_choice_is_changed_until_the_invitation(forming, five, cast):
    choose(forming, five, cast.secretariat)
    choose(forming, five[1:3], cast.secretariat, chair=five[2].pk)
    rows = Place.objects.order_by("pk").values_list("name", "is_chair")
    assert list(rows) == [("panel-2", False), ("panel-3", True)]
    assert PanelPlan.objects.count() == 1


def test_who_is_invited_stays_chosen_until_withdrawn(forming, five, cast):
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    choose(forming, five[:1], cast.secretariat)
    assert Place.objects.filter(ended_at=None).count() == 5
    with pytest.raises(BadValue) as refused:
        choose(forming, five, cast.secretariat, chair=five[1].pk)
    assert refused.value.field == "chair"
    with pytest.raises(Refusal, match="invited already"):
        invite(forming, cast.secretariat)
    choosing.invitation_withdraw(
        place=place_of(forming, cast.reviewers[0]), reason="出差", by=cast.secretariat
    )
    assert Place.objects.filter(ended_at=None).count() == 4
    last = Message.objects.filter(recipient=cast.reviewers[0]).latest("pk")
    assert "出差" in last.body
    assert (last.to_do, last.deadline) == ("", None)


@pytest.mark.rule("R05b")
def test_who_declines_for_an_interest_is_recused_and_replaced(forming, five, cast):
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    user = cast.reviewers[4]
    answering.invitation_decline(
        place=place_of(forming, user), reason="导师是起草人", by=user, has_interest=True
    )
    assert Recusal.objects.get(matter=forming, user=user).reason == "导师是起草人"
    with pytest.raises(BadValue, match="recused"):
        choose(forming, five, cast.secretariat)
    choose(forming, [*five[:4], cast.experts[0].expert], cast.secretariat)
    assert [place.name for place in invite(forming, cast.secretariat)] == ["expert-1"]
    everybody_answers(forming, [*cast.reviewers[:4], cast.experts[0]])
    assert perform(forming.complete_panel, by=cast.secretariat).panel.seats.count() == 5


def test_declining_needs_a_reason_and_is_no_recusal_by_itself(forming, five, cast):
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    user = cast.reviewers[4]
    with pytest.raises(BadValue):
        answering.invitation_decline(place=place_of(forming, user), reason=" ", by=user)
    answering.invitation_decline(place=place_of(forming, user), reason="出差", by=user)
    assert not Recusal.objects.exists()
    place = Place.objects.select_related("plan__matter").get(user=user)
    with pytest.raises(Refusal, match="over"):
        answering.invitation_accept(place=place, signed=SIGNED, by=user)


@pytest.mark.parametrize(("late", "open_"), [(-1, True), (0, False)])
def test_silence_until_the_last_second_is_a_refusal(forming, five, cast, late, open_):
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    user = cast.reviewers[0]
    own = place_of(forming, user)
    with clock.moved_to(own.answer_by + dt.timedelta(seconds=late)):
        if open_:
            assert answering.invitation_accept(place=own, signed=SIGNED, by=user).is_ready
        else:
            with pytest.raises(Refusal, match="time to answer is over"):
                answering.invitation_accept(place=own, signed=SIGNED, by=user)


def test_the_silent_are_released_when_others_are_invited(forming, five, cast):
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    everybody_answers(forming, cast.reviewers[:4])
    silent = cast.reviewers[4]
    with clock.moved_to(place_of(forming, silent).answer_by):
        choose(forming, [cast.experts[0].expert], cast.secretariat, chair=None)
        invite(forming, cast.secretariat)
        assert not Duty.objects.filter(party__user=silent, done_at=None).exists()
        assert Place.objects.get(user=silent).state == "ended"


@pytest.mark.rule("R13b")
def test_an_interest_that_arose_since_bars_the_acceptance(forming, five, cast):
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    Expert.objects.filter(pk=five[0].pk).update(organisation=forming.applicant)
    user = cast.reviewers[0]
    with pytest.raises(RuleUnmet):
        answering.invitation_accept(place=place_of(forming, user), signed=SIGNED, by=user)
    assert Declaration.objects.count() == 0


def test_a_panel_is_complete_only_when_everybody_accepted(forming, five, cast):
    with pytest.raises(StepsUnmet, match="form a panel"):
        perform(forming.complete_panel, by=cast.secretariat)
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    everybody_answers(forming, cast.reviewers[:4])
    with pytest.raises(StepsUnmet, match="panel-5"):
        perform(forming.complete_panel, by=cast.secretariat)
    assert not Body.objects.filter(kind=Body.Kind.PANEL).exists()


@pytest.mark.rule("R11")
def test_what_the_step_lacks_is_told_before_it_is_taken(forming, five, cast):
    asked = rules.a_committee_or_a_panel_is_ready
    sentence = "No sub-committee exists for this field: form a panel."
    assert asked.missing(fresh(forming)) == [sentence]
    choose(forming, five[:4], cast.secretariat, drafters="")
    assert asked.missing(fresh(forming))[0].startswith("Record who drafted the standard")
    assert "The panel has 4 members; at least 5 are needed." in asked.missing(fresh(forming))
    Body.objects.create(kind="committee", code="TC9", name="九", field="next_it")
    assert asked.missing(fresh(forming)) == []


def test_who_has_not_accepted_is_named(forming, five, cast):
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    everybody_answers(forming, cast.reviewers[:3])
    missing = rules.everybody_is_ready.missing(plan_of(fresh(forming)))
    assert missing == ["Not accepted and signed yet: panel-4, panel-5."]
    everybody_answers(forming, cast.reviewers[3:])
    assert rules.everybody_is_ready.missing(plan_of(fresh(forming))) == []


@pytest.mark.rule("R05b")
def test_a_recused_secretary_forms_no_panel(forming, five, cast):
    Recusal.objects.create(
        matter=forming, user=cast.secretariat, reason="亲属", declared_by=cast.secretariat
    )
    with pytest.raises(PermissionDenied):
        choose(forming, five, cast.secretariat)


@pytest.mark.rule("R13b")
def test_the_rules_are_asked_again_when_the_panel_is_completed(forming, five, cast):
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    everybody_answers(forming, cast.reviewers)
    Expert.objects.filter(pk=five[0].pk).update(organisation=forming.applicant)
    with pytest.raises(StepsUnmet, match="panel-1"):
        perform(forming.complete_panel, by=cast.secretariat)


@pytest.mark.rule("R11")
def test_the_committee_of_the_field_reviews_and_no_panel(forming, five, cast):
    committee = Body.objects.create(kind="committee", code="TC9", name="九", field="next_it")
    other = Body.objects.create(kind="committee", code="TC8", name="八", field="bio")
    for body in (None, other):
        with pytest.raises((StepsUnmet, RuleUnmet)):
            perform(forming.complete_panel, by=cast.secretariat, panel=body)
    done = perform(forming.complete_panel, by=cast.secretariat, panel=committee)
    assert (done.state, done.panel) == (S.PANEL_READY, committee)


@pytest.mark.rule("R11")
def test_nobody_is_chosen_where_a_committee_reviews(forming, five, cast):
    committee = Body.objects.create(kind="committee", code="TC9", name="九", field="next_it")
    with pytest.raises(RuleUnmet, match="九"):
        choose(forming, five, cast.secretariat)
    done = perform(forming.complete_panel, by=cast.secretariat, panel=committee)
    with pytest.raises(RuleUnmet, match="no panel to change"):
        choose(done, five, cast.secretariat)
    assert Place.objects.count() == 0


def test_of_several_committees_one_is_chosen(forming, cast):
    first, second = (
        Body.objects.create(kind="committee", code=code, name=code, field="next_it")
        for code in ("TC8", "TC9")
    )
    assert perform(forming.complete_panel, by=cast.secretariat, panel=second).panel == second
    assert first.seats.count() == 0


@pytest.mark.rule("R11")
def test_a_dissolved_committee_reviews_nothing(forming, cast):
    gone = Body.objects.create(
        kind="committee", code="TC9", name="九", field="next_it", dissolved=clock.today()
    )
    with pytest.raises(StepsUnmet, match="form a panel"):
        perform(forming.complete_panel, by=cast.secretariat, panel=gone)


def test_the_seats_of_a_panel_are_changed_nowhere_else(recognition_at, cast):
    panel = recognition_at(S.PANEL_READY).panel
    seat = Seat(body=panel, user=reviewer("x", "technical", "user"), starts=dt.date(2026, 1, 1))
    with pytest.raises(Exception, match="come from its matter"):
        seat.full_clean()


def test_a_member_who_is_recused_while_invited_owes_no_answer(forming, five, cast):
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    user = cast.reviewers[0]
    recusal_declare(matter=forming, user=user, reason="亲属", by=user)
    assert not Duty.objects.filter(party__user=user, done_at=None).exists()
    place = Place.objects.select_related("plan__matter").get(user=user)
    with pytest.raises(Refusal, match="recused"):
        answering.invitation_accept(place=place, signed=SIGNED, by=user)
