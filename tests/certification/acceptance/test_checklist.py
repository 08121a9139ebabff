"""R15: the checklist of the acceptance, its experts, its results."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from certification.acceptance.actions import acceptance_mark, acceptance_save
from certification.acceptance.engagement import EXPERT_HELP
from certification.acceptance.papers import ACCEPTANCE_FORM, CHECKLIST, POINTS
from certification.acceptance.records import Acceptance
from certification.acceptance.rules import finding, points_are_named
from certification.demo.walk import samples
from certification.models import Recognition
from certification.states import S
from certification.tabs import acceptance_tab
from tests.standards.association import expert
from zsa_portal.ballots.actions import recusal_declare
from zsa_portal.engagements.actions import opinion_give
from zsa_portal.people.models import Expert
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import Changed, StepsUnmet, WrongState

DRAFT = {"headers": {"X-Draft": "1"}}
QUESTION = "该时延指标能否实现？"
LOWER = {"scope": "national", "number": "GB/T 1", "indicator": "时延", "finding": "lower"}


@pytest.fixture
def waiting(recognition_at):
    """An application that waits to be accepted."""
    return recognition_at(S.ACCEPTANCE)


@pytest.fixture
def check(walker):
    """Save the checklist as it would pass, but for these values."""

    def act(recognition, **values):
        with clock.moved_to(walker.now):
            acceptance_save(
                recognition=recognition,
                values=samples.CHECKED | values,
                by=walker.cast.secretariat,
            )
        return Recognition.objects.get(pk=recognition.pk)

    return act


def take(walker, bound, **values):
    with clock.moved_to(walker.now):
        return perform(bound, by=walker.cast.secretariat, **values)


def missed(walker, recognition, step="accept", **values):
    """What a step misses, as pairs of rule and sentence."""
    try:
        take(walker, getattr(recognition, step), **values)
    except StepsUnmet as refusal:
        return [(unmet.rule, line) for unmet in refusal.unmet for line in unmet.missing]
    return []


def without(point):
    """Every point ticked but one."""
    return {"checks": dict.fromkeys(POINTS.keys() - {point}, True)}


@pytest.mark.rule("R15a")
@pytest.mark.rule("R15e")
@pytest.mark.rule("R15f")
@pytest.mark.rule("R15g")
@pytest.mark.parametrize(
    ("rule", "point"), [(group.rule, point) for group in CHECKLIST for point in group.points]
)
def test_every_point_is_confirmed_before_an_application_is_accepted(
    walker, waiting, check, rule, point
):
    group = next(one for one in CHECKLIST if point in one.points)
    sentence = f"{group.title}: not confirmed: {POINTS[point]}."
    assert missed(walker, check(waiting, **without(point))) == [(rule, sentence)]


def test_the_five_stages_each_show_work_who_period_and_the_way_on():
    stages = [one for one in CHECKLIST if one.rule == "R15e"]
    assert [one.key for one in stages] == [
        "project",
        "drafting",
        "consultation",
        "review",
        "publication",
    ]
    assert [len(one.points) for one in stages] == [4, 4, 4, 4, 3]


def test_an_application_that_was_not_checked_is_not_accepted(walker, waiting):
    assert {rule for rule, _line in missed(walker, waiting)} == {"R15a", "R15e", "R15f", "R15g"}


@pytest.mark.rule("R15g")
@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"issuer": " "}, "Name the third party that issued the comparison report."),
        (
            {"comparison": []},
            "Fill in the table of comparison, or state that there is no comparable standard.",
        ),
        ({"comparison": [LOWER]}, "Lower than National standard GB/T 1: 时延."),
        (
            {"comparison": [LOWER | {"scope": "industry", "number": "YD/T 2"}]},
            "Lower than Industry standard YD/T 2: 时延.",
        ),
    ],
)
def test_the_comparison_shows_it_is_not_lower(walker, waiting, check, values, sentence):
    assert missed(walker, check(waiting, **values)) == [("R15g", sentence)]


@pytest.mark.rule("R15g")
@pytest.mark.parametrize(
    "values",
    [
        {"comparison": [LOWER | {"finding": "equal"}]},
        {"comparison": [LOWER | {"scope": "local"}]},
        {"comparison": [], "none_comparable": True},
    ],
)
def test_equal_passes_and_local_standards_are_a_finding(walker, waiting, check, values):
    assert take(walker, check(waiting, **values).accept).state == S.ACCEPTED


def test_higher_than_all_compared_is_a_finding():
    rows = [LOWER | {"finding": "higher"}, LOWER | {"number": "DB11/T 3", "finding": "equal"}]
    assert finding([]) == ""
    assert finding(rows[:1]).startswith("Higher than every standard")
    assert finding(rows) == "Not higher than: DB11/T 3 (Equal). The manual (0.4) wants it higher."


@pytest.mark.rule("R15c")
@pytest.mark.parametrize(
    ("step", "state", "result"),
    [
        ("return_to_complete", S.RETURNED, "to_complete"),
        ("refuse_application", S.REFUSED, "refused"),
    ],
)
def test_a_return_says_by_point_what_is_missing(walker, waiting, check, step, state, result):
    nothing = check(waiting, checks={}, notes={})
    assert missed(walker, nothing, step, reason="材料不足") == [
        (
            "R15c",
            "Write under at least one heading of the checklist what is missing; the body reads it.",
        )
    ]
    held = check(waiting, notes={"drafting": "材料齐全"})
    assert points_are_named.missing(held) != []
    lacking = check(waiting, **without("drafting.who"), notes={"drafting": "未写明起草人"})
    moved = take(walker, getattr(lacking, step), reason="请补充")
    assert moved.state == state
    found = Acceptance.objects.get(recognition=moved)
    assert (found.result, found.reason, found.finished_by) == (
        result,
        "请补充",
        walker.cast.secretariat,
    )
    shown = acceptance_tab(moved, walker.cast.applicant)["told"][0]["groups"]
    assert [(str(row["title"]), row["note"]) for row in shown if not row["holds"]] == [
        ("Procedure: drafting (起草)", "未写明起草人")
    ]
    form = moved.issued_forms.get(kind=ACCEPTANCE_FORM.key)
    assert (form.data["reason"], form.data["title"]) == ("请补充", moved.title)


def test_what_was_completed_is_checked_anew(walker, recognition_at):
    returned = recognition_at(S.RETURNED)
    with clock.moved_to(walker.now):
        again = perform(returned.submit_application, by=walker.cast.applicant)
    assert again.acceptance is None
    assert {rule for rule, _line in missed(walker, again)} == {"R15a", "R15e", "R15f", "R15g"}


def ask(walker, recognition, *experts):
    return take(walker, recognition.ask_experts, experts=list(experts), question=QUESTION)


@pytest.mark.rule("R15b")
def test_an_expert_is_asked_answers_and_then_the_application_goes_on(walker, waiting, check):
    helper = walker.cast.experts[0]
    asked = ask(walker, check(waiting), helper.expert)
    assert asked.state == S.ACCEPTANCE
    assert missed(walker, asked) == [("R15b", "expert-1 has not answered yet.")]
    with clock.moved_to(walker.now):
        given = opinion_give(matter=asked, kind=EXPERT_HELP, by=helper, opinion="可以实现。")
    accepted = take(walker, Recognition.objects.get(pk=asked.pk).accept)
    assert (accepted.state, given.question) == (S.ACCEPTED, QUESTION)
    row = accepted.issued_forms.get(kind=ACCEPTANCE_FORM.key).data["questions"][0]
    assert row == {
        "expert": "expert-1",
        "question": QUESTION,
        "answer": "可以实现。",
        "day": clock.day_of(walker.now).isoformat(),
    }


def test_an_expert_who_does_not_answer_is_released(walker, waiting, check):
    asked = ask(walker, check(waiting), walker.cast.experts[0].expert)
    engagement = asked.experts_asked()[0]
    take(walker, asked.release_asked_expert, engagement=engagement, reason="出差")
    assert take(walker, Recognition.objects.get(pk=asked.pk).accept).state == S.ACCEPTED


@pytest.mark.rule("R05b")
def test_nobody_with_an_interest_is_asked(walker, waiting):
    own = expert("own-expert", employer=walker.cast.organisation.name)
    recused, free = walker.cast.experts
    with clock.moved_to(walker.now):
        recusal_declare(matter=waiting, user=recused, reason="参与起草", by=walker.cast.secretariat)
    waiting = Recognition.objects.get(pk=waiting.pk)
    for one in (own, recused, walker.cast.applicant):
        listed = getattr(one, "expert", None) or Expert.objects.create(
            user=one, name=one.name, kind=Expert.Kind.TECHNICAL
        )
        assert listed not in waiting.experts_to_ask()
        assert missed(walker, waiting, "ask_experts", experts=[listed], question=QUESTION) == [
            ("R05b", f"{listed} has an interest in this standard or its body.")
        ]
    assert ask(walker, waiting, free.expert).experts_asked()[0].user == free


@pytest.mark.rule("R05b")
def test_staff_with_an_interest_take_no_part_in_the_acceptance(walker, waiting, check):
    checked = check(waiting)
    staff = walker.cast.secretariat
    with clock.moved_to(walker.now):
        recusal_declare(matter=checked, user=staff, reason="亲属", by=staff)
        with pytest.raises(PermissionDenied):
            perform(checked.accept, by=staff)
        with pytest.raises(PermissionDenied):
            acceptance_save(recognition=checked, values={"issuer": "x"}, by=staff)


@pytest.mark.rule("R06")
@pytest.mark.parametrize(
    ("step", "values"),
    [
        ("accept", {}),
        ("return_to_complete", {"reason": "理由"}),
        ("refuse_application", {"reason": "理由"}),
        ("ask_experts", {"experts": [], "question": QUESTION}),
    ],
)
def test_steps_of_acceptance_are_the_secretariats(
    walker, waiting, check, outsiders, client, step, values
):
    checked = check(waiting, **without("drafting.who"))
    for who in (*outsiders.values(), walker.cast.applicant):
        with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
            perform(getattr(checked, step), by=who, **values)
        with pytest.raises(PermissionDenied):
            acceptance_save(recognition=checked, values={"issuer": "x"}, by=who)
    with clock.moved_to(walker.now):
        withdrawn = perform(
            checked.withdraw_application, by=walker.cast.applicant, reason="不再申请"
        )
    client.force_login(walker.cast.secretariat)
    url = reverse("workflow:step", args=[withdrawn.pk, step])
    assert client.post(url, {"reason": "理由"}).status_code == 409


def posted(client, walker, recognition, values, **more):
    url = reverse("certification:acceptance", args=[recognition.pk])
    table = {"comparison-TOTAL_FORMS": "2", "comparison-INITIAL_FORMS": "0"}
    with clock.moved_to(walker.now):
        return client.post(url, table | values, **more)


def test_the_checklist_saves_itself_with_its_table(walker, waiting, client):
    client.force_login(walker.cast.secretariat)
    values = {
        "project.work": "on",
        "note.project": "有立项批文",
        "issuer": "某院",
        "comparison-0-scope": "national",
        "comparison-0-number": "GB/T 1",
        "comparison-0-indicator": "时延",
        "comparison-0-finding": "higher",
        "comparison-1-number": "半行",
        "seen": acceptance_mark(waiting),
    }
    answer = posted(client, walker, waiting, values, **DRAFT)
    assert answer.json()["seen"] == "1"
    found = Acceptance.objects.get()
    assert (found.checks, found.notes, found.issuer) == (
        {"project.work": True},
        {"project": "有立项批文"},
        "某院",
    )
    assert [row["number"] for row in found.comparison] == ["GB/T 1"]
    stale = posted(client, walker, waiting, values | {"issuer": "别院"}, **DRAFT)
    assert (stale.status_code, Acceptance.objects.get().issuer) == (409, "某院")


def test_a_row_that_was_saved_in_the_background_stays_when_the_button_is_pressed(
    walker, waiting, client
):
    client.force_login(walker.cast.secretariat)
    values = {
        "issuer": "某院",
        "comparison-0-scope": "national",
        "comparison-0-number": "GB/T 1",
        "comparison-0-indicator": "时延",
        "comparison-0-finding": "higher",
    }
    saved = posted(client, walker, waiting, values | {"seen": acceptance_mark(waiting)}, **DRAFT)
    pressed = values | {"seen": saved.json()["seen"], "done": "1"}
    assert posted(client, walker, waiting, pressed).status_code == 302
    assert [row["number"] for row in Acceptance.objects.get().comparison] == ["GB/T 1"]


def test_the_page_shows_papers_beside_the_ticks_and_keeps_what_is_refused(walker, waiting, client):
    client.force_login(walker.cast.secretariat)
    with clock.moved_to(walker.now):
        page = client.get(reverse("certification:acceptance", args=[waiting.pk]))
    beside = {group.key: len(papers) for group, _fields, papers, _old in page.context["groups"]}
    assert (beside["project"], beside["coordination"], beside["completeness"]) == (1, 1, 4)
    named = re.findall(r'<aside aria-labelledby="([^"]+)"', page.content.decode())
    assert len(set(named)) == len(CHECKLIST)
    seen = page.context["seen"]
    half = posted(client, walker, waiting, {"comparison-0-number": "半行", "seen": seen})
    assert half.status_code == 422
    assert half.context["table"].total_error_count() == 3
    saved = posted(client, walker, waiting, {"issuer": "某院", "done": "1"})
    assert saved["Location"] == f"{waiting.get_absolute_url()}acceptance/"
    changed = posted(client, walker, waiting, {"issuer": "别院", "seen": "0"})
    assert (changed.status_code, changed.context["form"]["issuer"].value()) == (409, "别院")


def test_the_checklist_is_the_secretariats_while_the_application_waits(
    walker, waiting, client, outsiders
):
    url = reverse("certification:acceptance", args=[waiting.pk])
    for who in outsiders.values():
        client.force_login(who)
        assert client.get(url).status_code in (403, 404)
    client.force_login(walker.cast.applicant)
    assert client.get(url).status_code == 403
    accepted = walker.to(waiting, S.ACCEPTED)
    client.force_login(walker.cast.secretariat)
    assert client.get(url).status_code == 409
    with pytest.raises(WrongState):
        acceptance_save(recognition=accepted, values={}, by=walker.cast.secretariat)


def test_a_colleague_who_saved_meanwhile_is_not_overwritten(walker, waiting, check):
    check(waiting)
    with pytest.raises(Changed):
        acceptance_save(
            recognition=waiting, values={"issuer": "x"}, by=walker.cast.secretariat, seen="0"
        )


def test_an_expert_answers_on_the_page_and_reads_the_papers(walker, waiting, client):
    helper = walker.cast.experts[0]
    asked = ask(walker, waiting, helper.expert)
    client.force_login(helper)
    url = reverse("engagements:opinion", args=[asked.pk, EXPERT_HELP.key])
    with clock.moved_to(walker.now):
        page = client.get(url)
        assert QUESTION in page.content.decode()
        papers = client.get(f"{asked.get_absolute_url()}papers/").content.decode()
        assert client.post(url, {"opinion": ""}).status_code == 422
        assert client.post(url, {"opinion": "可以实现。"}).status_code == 302
        tab = client.get(f"{asked.get_absolute_url()}acceptance/")
    assert "标准比对报告" in papers or "Comparison report of the standard" in papers
    assert tab.context["questions"] == []
    client.force_login(walker.cast.secretariat)
    with clock.moved_to(walker.now):
        tab = client.get(f"{asked.get_absolute_url()}acceptance/")
    assert [row.opinion for row in tab.context["questions"]] == ["可以实现。"]


def test_an_expert_who_did_not_answer_does_not_hold_up_the_next_submission(
    walker, waiting, check, client
):
    helper = walker.cast.experts[0]
    asked = ask(walker, check(waiting, checks={}, notes={"drafting": "缺材料"}), helper.expert)
    returned = take(walker, asked.return_to_complete, reason="请补充")
    assert returned.duties.filter(key=EXPERT_HELP.duty, done_at=None).count() == 0
    with clock.moved_to(walker.now):
        again = perform(returned.submit_application, by=walker.cast.applicant)
    assert again.experts_asked() == []
    asked = ask(walker, check(again), helper.expert)
    assert [row.round for row in asked.experts_asked()] == [2]
    assert missed(walker, asked) == [("R15b", "expert-1 has not answered yet.")]


def test_a_withdrawn_application_asks_nobody_any_more(walker, waiting):
    asked = ask(walker, waiting, walker.cast.experts[0].expert)
    with clock.moved_to(walker.now):
        ended = perform(asked.withdraw_application, by=walker.cast.applicant, reason="理由")
    assert ended.duties.filter(key=EXPERT_HELP.duty, done_at=None).count() == 0
