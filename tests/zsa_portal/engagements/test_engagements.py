"""Experts of any procedure: engaged, released, giving an opinion, dismissed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied

from tests.procedure import roles
from tests.zsa_portal.engagements.conftest import HELP, MORNING, VERDICT
from zsa_portal.ballots.actions import recusal_declare, recusal_lift
from zsa_portal.engagements.actions import (
    dismiss_all,
    engage,
    engage_anew,
    opinion_give,
    release,
)
from zsa_portal.engagements.kinds import EngagementKind
from zsa_portal.engagements.models import Engagement
from zsa_portal.engagements.queries import (
    awaiting_replacement,
    engagements_of,
    live_among,
    round_of,
)
from zsa_portal.people.models import Deputyship, Expert, Party
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Duty, LogEntry, Matter
from zsa_portal.workflow.perform import held, perform
from zsa_portal.workflow.queries import open_duties
from zsa_portal.workflow.refusals import BadValue, WrongState
from zsa_portal.workflow.wording import duty_label, duty_url


def act(matter, verb, **values):
    """Call a verb that belongs to a step, in the held matter."""
    with held(matter) as fresh:
        return verb(matter=fresh, **values)


def take_on(matter, *experts, kind=VERDICT, verb=engage, **values):
    return act(matter, verb, kind=kind, experts=experts, by=matter.people["staff"], **values)


def plays(matter, expert):
    fresh = type(matter).objects.get(pk=matter.pk)
    return Party.of(expert.user) in fresh.parties(roles.EXPERT)


def live(matter, kind=VERDICT):
    """The live engagements, asked of the database and of the rows alike."""
    rows = engagements_of(matter, kind)
    found = list(rows.live())
    assert live_among(list(rows.with_recusals())) == found
    return found


def waiting(matter):
    """The engagements of the kind that want another expert."""
    return awaiting_replacement(list(engagements_of(matter, VERDICT).with_recusals()))


def test_an_expert_plays_the_role_and_owes_the_opinion_in_person(
    example_matter, make_expert, make_user
):
    expert, deputy = make_expert(), make_user()
    Deputyship.objects.create(principal=expert.user, deputy=deputy, starts=clock.today())
    take_on(example_matter, expert)
    assert plays(example_matter, expert)
    assert Matter.objects.visible_to(expert.user).filter(pk=example_matter.pk).exists()
    (duty,) = open_duties(expert.user)
    assert (duty.key, list(open_duties(deputy))) == ("give_verdict", [])
    assert duty.due_at == clock.start_of(clock.today() + dt.timedelta(days=6))
    assert duty_label(example_matter, duty.key) == "Give the verdict"
    page = f"{example_matter.get_absolute_url()}engagements/test.verdict/opinion/"
    assert duty_url(example_matter, duty.key) == page


def test_an_expert_is_engaged_once_a_round(example_matter, make_expert):
    one, two = make_expert(), make_expert()
    take_on(example_matter, one)
    assert [row.expert for row in take_on(example_matter, one, two)] == [two]
    again = take_on(example_matter, one, verb=engage_anew)
    assert (round_of(example_matter, VERDICT), live(example_matter)) == (2, again)


def test_an_expert_without_an_account_is_not_engaged(example_matter):
    stranger = Expert.objects.create(name="无账号", kind=Expert.Kind.TECHNICAL)
    with pytest.raises(BadValue) as refused:
        take_on(example_matter, stranger)
    assert str(refused.value) == "无账号 has no account; invite the expert first."
    assert live(example_matter) == []


def test_a_verdict_that_is_not_plain_says_why(example_matter, make_expert):
    expert = make_expert()
    take_on(example_matter, expert)
    give = {"matter": example_matter, "kind": VERDICT, "by": expert.user}
    for conclusion, field in (("bad", "opinion"), ("maybe", "conclusion"), ("", "conclusion")):
        with pytest.raises(BadValue) as refused:
            opinion_give(conclusion=conclusion, opinion=" ", **give)
        assert refused.value.field == field
    given = opinion_give(conclusion="good", **give)
    assert (given.conclusion_label, given.at) == ("Good", MORNING)
    assert not open_duties(expert.user).exists()
    changed = opinion_give(conclusion="bad", opinion=" 缺依据 ", **give)
    assert (changed.pk, changed.opinion) == (given.pk, "缺依据")
    assert LogEntry.objects.filter(matter=example_matter, step="engagement_opinion").count() == 2


def test_an_expert_asked_to_help_answers_the_question_with_a_date(example_matter, make_expert):
    expert = make_expert()
    (asked,) = take_on(example_matter, expert, kind=HELP, question="指标是否可行？")
    give = {"matter": example_matter, "kind": HELP, "by": expert.user}
    with pytest.raises(BadValue) as refused:
        opinion_give(opinion=" ", **give)
    assert str(refused.value) == "Write the answer."
    with clock.moved_to(MORNING + dt.timedelta(days=2)):
        opinion_give(opinion="可行", **give)
    asked.refresh_from_db()
    assert (asked.question, asked.opinion) == ("指标是否可行？", "可行")
    assert (asked.engaged_at, asked.at) == (MORNING, MORNING + dt.timedelta(days=2))


def test_only_engaged_experts_give_opinions_and_only_in_the_kind_s_states(
    example_matter, make_expert
):
    expert, other = make_expert(), make_expert()
    take_on(example_matter, expert)
    for somebody in (other.user, *example_matter.people.values()):
        with pytest.raises(PermissionDenied):
            opinion_give(matter=example_matter, kind=VERDICT, by=somebody, conclusion="good")
    with pytest.raises(PermissionDenied):
        opinion_give(matter=example_matter, kind=HELP, by=expert.user, opinion="x")
    moved = perform(example_matter.to_ballot, by=example_matter.people["staff"])
    with pytest.raises(WrongState):
        opinion_give(matter=moved, kind=VERDICT, by=expert.user, conclusion="good")


def test_a_released_expert_leaves_and_may_be_engaged_again(example_matter, make_expert):
    expert = make_expert()
    (row,) = take_on(example_matter, expert)
    act(example_matter, release, kind=VERDICT, engagement=row, reason="出差")
    row.refresh_from_db()
    assert (row.released_at, row.ended_at, row.release_reason) == (MORNING, MORNING, "出差")
    assert not plays(example_matter, expert)
    assert not Duty.objects.filter(key="give_verdict", done_at=None).exists()
    with pytest.raises(BadValue):
        act(example_matter, release, kind=VERDICT, engagement=row, reason="again")
    assert live(example_matter) == []
    assert live(example_matter) != take_on(example_matter, expert)


def test_nobody_is_released_from_another_matter_kind_or_round(
    example_matter, make_matter, make_expert
):
    expert, other = make_expert(), make_matter("received")
    (row,) = take_on(example_matter, expert)
    take_on(other, expert)
    for matter, kind in ((other, VERDICT), (example_matter, HELP)):
        with pytest.raises(BadValue):
            act(matter, release, kind=kind, engagement=row, reason="x")
    take_on(example_matter, expert, verb=engage_anew)
    with pytest.raises(BadValue):
        act(example_matter, release, kind=VERDICT, engagement=row, reason="x")


def test_all_are_dismissed_but_for_what_still_engages_them(example_matter, make_expert):
    one, two = make_expert(), make_expert()
    take_on(example_matter, one, two)
    take_on(example_matter, two, kind=HELP, question="？")
    act(example_matter, dismiss_all, kind=VERDICT)
    assert (plays(example_matter, one), plays(example_matter, two)) == (False, True)
    owed = Duty.objects.filter(matter=example_matter, done_at=None)
    assert list(owed.filter(key__startswith="give_").values_list("key", flat=True)) == ["give_help"]
    act(example_matter, dismiss_all, kind=HELP)
    assert not plays(example_matter, two)
    assert not Engagement.objects.filter(ended_at=None).exists()


def test_a_recusal_ends_duty_and_opinion_until_it_is_lifted(example_matter, make_expert):
    expert, staff = make_expert(), example_matter.people["staff"]
    take_on(example_matter, expert)
    recusal = recusal_declare(matter=example_matter, user=expert.user, reason="合作", by=staff)
    assert (live(example_matter), list(open_duties(expert.user))) == ([], [])
    with pytest.raises(PermissionDenied):
        opinion_give(matter=example_matter, kind=VERDICT, by=expert.user, conclusion="good")
    assert take_on(example_matter, expert) == []
    recusal_lift(recusal=recusal, reason="误报", by=staff)
    assert [duty.key for duty in open_duties(expert.user)] == ["give_verdict"]
    assert len(live(example_matter)) == 1


def test_an_opinion_that_falls_by_a_recusal_of_others_waits_for_another_expert(
    example_matter, make_expert
):
    staff, give = example_matter.people["staff"], {"matter": example_matter, "kind": VERDICT}
    one, two, three = make_expert(), make_expert(), make_expert()
    (first,) = take_on(example_matter, one)
    opinion_give(by=one.user, conclusion="bad", opinion="缺依据", **give)
    recusal_declare(matter=example_matter, user=one.user, reason="合作", by=staff)
    assert waiting(example_matter) == [first]
    (second,) = take_on(example_matter, two)
    assert (second.replaces, waiting(example_matter)) == (first, [])
    opinion_give(by=two.user, conclusion="bad", opinion="同上", **give)
    recusal_declare(matter=example_matter, user=two.user, reason="合作", by=staff)
    assert waiting(example_matter) == [second]
    (third,) = take_on(example_matter, three)
    assert (third.replaces, waiting(example_matter)) == (second, [])
    act(example_matter, release, kind=VERDICT, engagement=third, reason="出差")
    assert waiting(example_matter) == [second]
    assert [row.opinion for row in (first, second) if row.refresh_from_db() is None] == [
        "缺依据",
        "同上",
    ]
    take_on(example_matter, three, verb=engage_anew)
    assert waiting(example_matter) == []


def test_who_was_silent_or_steps_back_needs_no_replacement(example_matter, make_expert):
    staff = example_matter.people["staff"]
    silent, honest, later = make_expert(), make_expert(), make_expert()
    take_on(example_matter, silent, honest)
    opinion_give(matter=example_matter, kind=VERDICT, by=honest.user, conclusion="good")
    recusal_declare(matter=example_matter, user=silent.user, reason="合作", by=staff)
    recusal_declare(matter=example_matter, user=honest.user, reason="合作", by=honest.user)
    assert waiting(example_matter) == []
    (row,) = take_on(example_matter, later)
    assert row.replaces is None


def test_a_key_or_a_duty_is_declared_once():
    for key, duty in (("test.verdict", "other"), ("test.other", "give_help")):
        with pytest.raises(ImproperlyConfigured):
            EngagementKind(**VERDICT.__dict__ | {"key": key, "duty": duty})
