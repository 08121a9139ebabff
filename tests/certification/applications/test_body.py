"""R07: which body may apply, told before it has typed anything."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from certification.applications.actions import (
    Elsewhere,
    application_save,
    application_start,
    applications_begin,
    body_facts_record,
)
from certification.applications.papers import EQUIPMENT_PROOF, OWN_RULES
from certification.applications.records import BodyFacts
from certification.applications.rules import same_standard, stands_in_no_other_application
from certification.demo.walk import samples
from certification.models import Recognition
from certification.states import S
from tests.standards.association import organisation
from zsa_portal.documents.models import Document
from zsa_portal.people.models import Membership
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.ui.refused import BadValue
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import StepsUnmet

APPLY = reverse("certification:apply")


def record(walker, **values):
    """Record the body's facts, today by the walker's clock."""
    with clock.moved_to(walker.now):
        facts = samples.body_facts(clock.today()) | values
        return body_facts_record(
            organisation=walker.cast.organisation, values=facts, by=walker.cast.applicant
        )


def start(walker):
    with clock.moved_to(walker.now):
        return application_start(
            applicant=walker.cast.organisation,
            title="规范",
            source_number="T/EX 1-2025",
            by=walker.cast.applicant,
        )


def today(walker):
    return clock.day_of(walker.now)


@pytest.mark.rule("R07a")
def test_a_body_whose_membership_ended_yesterday_is_refused_before_it_types(walker, client):
    record(walker)
    ended = today(walker) - dt.timedelta(days=1)
    Membership.objects.filter(organisation=walker.cast.organisation).update(ends=ended)
    client.force_login(walker.cast.applicant)
    with clock.moved_to(walker.now):
        page = client.get(APPLY)
    assert page.context["may_apply"] is False
    assert 'name="standards-0-title"' not in page.content.decode()
    assert [(one.rule, one.missing) for one in page.context["checks"] if one.missing] == [
        (
            "R07a",
            [
                (
                    "示例产业联盟 is not a member of the association today; only members apply for "
                    "recognition."
                )
            ],
        )
    ]
    with pytest.raises(RuleUnmet) as refused:
        start(walker)
    assert refused.value.rule == "R07a"
    assert Recognition.objects.count() == 0


@pytest.mark.rule("R07a")
def test_membership_counts_on_its_last_day_and_not_when_submitting_later(
    walker, ready, submit, refused
):
    Membership.objects.filter(organisation=walker.cast.organisation).update(ends=today(walker))
    day_after = walker.now + dt.timedelta(days=1)
    walker.now, now = day_after, walker.now
    assert [rule for rule, _line in refused(ready)] == ["R07a"]
    walker.now = now
    assert submit(ready).state == S.ACCEPTANCE


@pytest.mark.rule("R07b")
def test_a_body_records_its_facts_first(walker, client):
    client.force_login(walker.cast.applicant)
    with clock.moved_to(walker.now):
        page = client.get(APPLY)
    assert page.context["may_apply"] is False
    with pytest.raises(RuleUnmet) as refused:
        start(walker)
    assert refused.value.missing == [
        "The facts about the body's standards work are not recorded yet."
    ]


@pytest.mark.rule("R07b")
@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"department": " "}, "department for standards work is missing."),
        ({"staff": ""}, "staff who know standards work is missing."),
        ({"rules": ""}, "own rules for group standards is missing."),
        (
            {"rules_since": dt.date(2026, 1, 6)},
            "The body's own rules are not in effect before 2026-01-06.",
        ),
    ],
)
def test_a_body_needs_department_staff_and_rules_in_effect(walker, values, sentence):
    record(walker, **values)
    with pytest.raises(RuleUnmet) as refused:
        start(walker)
    assert (refused.value.rule, refused.value.missing) == ("R07b", [sentence])


@pytest.mark.rule("R07b")
def test_rules_in_effect_since_today_are_in_effect(walker):
    record(walker, rules_since=today(walker))
    assert start(walker).state == S.DRAFT


@pytest.mark.rule("R07b")
@pytest.mark.parametrize("kind", [EQUIPMENT_PROOF, OWN_RULES])
def test_department_and_rules_are_shown_by_papers(walker, ready, refused, kind):
    Document.objects.filter(kind=kind, matter=None).update(withdrawn_at=walker.now)
    assert "R07b" in [rule for rule, _line in refused(ready)]


@pytest.mark.rule("R07c")
@pytest.mark.parametrize(
    ("since", "allowed"),
    [(dt.date(2025, 7, 5), True), (dt.date(2025, 7, 6), False), (dt.date(2025, 12, 1), False)],
)
def test_exactly_half_a_year_of_standards_work_passes(walker, since, allowed):
    record(walker, since=since)
    if allowed:
        assert start(walker).state == S.DRAFT
        return
    with pytest.raises(RuleUnmet) as refused:
        start(walker)
    assert refused.value.rule == "R07c"
    assert refused.value.missing[0].startswith(f"The body has done standards work since {since}")


@pytest.mark.rule("R07c")
def test_half_a_year_is_counted_in_calendar_months(walker):
    record(walker, since=dt.date(2025, 8, 31))
    walker.now = dt.datetime(2026, 2, 27, 23, 59, tzinfo=clock.SHANGHAI)
    with pytest.raises(RuleUnmet):
        start(walker)
    walker.now = dt.datetime(2026, 2, 28, 0, 0, tzinfo=clock.SHANGHAI)
    assert start(walker).state == S.DRAFT


@pytest.mark.rule("R07c")
@pytest.mark.parametrize(
    ("day", "allowed"), [(dt.date(2024, 1, 5), True), (dt.date(2024, 1, 6), False)]
)
def test_an_incident_of_the_last_two_years_refuses(walker, day, allowed):
    record(walker, incident_on=day, incident="不良影响")
    if allowed:
        assert start(walker).state == S.DRAFT
        return
    with pytest.raises(RuleUnmet) as refused:
        start(walker)
    assert refused.value.missing == [
        (
            "An incident of large negative effect occurred on 2024-01-06; the body may apply from "
            "2026-01-06 on."
        )
    ]


@pytest.mark.rule("R07c")
def test_what_the_body_corrects_counts_when_it_submits(walker, ready, refused):
    record(walker, since=today(walker) - dt.timedelta(days=10))
    assert [rule for rule, _line in refused(ready)] == ["R07c"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"since": dt.date(2026, 1, 6)}, "since"),
        ({"incident_on": dt.date(2027, 1, 1)}, "incident_on"),
        ({"founded": dt.date(2025, 1, 1), "since": dt.date(2024, 1, 1)}, "since"),
    ],
)
def test_days_that_cannot_be_are_not_recorded(walker, values, field):
    with pytest.raises(BadValue) as refused:
        record(walker, **values)
    assert refused.value.field == field
    assert BodyFacts.objects.count() == 0


def test_nobody_records_or_applies_for_others(walker, outsiders):
    record(walker)
    for outsider in outsiders.values():
        with pytest.raises(PermissionDenied):
            body_facts_record(
                organisation=walker.cast.organisation,
                values=samples.body_facts(today(walker)),
                by=outsider,
            )
        with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
            applications_begin(
                applicant=walker.cast.organisation,
                standards=[("T/EX 1-2025", "规范")],
                by=outsider,
            )


def test_facts_are_recorded_on_the_bodys_page_and_corrected_later(walker, client, outsiders):
    url = reverse("certification:body", args=[walker.cast.organisation.pk])
    client.force_login(walker.cast.applicant)
    facts = samples.body_facts(today(walker))
    given = {name: value for name, value in facts.items() if value is not None}
    with clock.moved_to(walker.now):
        assert client.get(url).context["recorded"] == []
        wrong = client.post(url, given | {"since": "2027-01-01"})
        assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["since"])
        assert client.post(url, given | {"staff": ""}).status_code == 422
        assert client.post(url, given).status_code == 302
        assert client.post(url, given | {"department": "新部门"}).status_code == 302
        page = client.get(url)
    assert [row.department for row in page.context["recorded"]] == ["新部门", "标准化工作部"]
    client.force_login(walker.cast.secretariat)
    assert b"id_department" not in client.get(url).content
    for outsider in outsiders.values():
        client.force_login(outsider)
        assert client.get(url).status_code == 404


def test_several_standards_are_applied_for_at_once(walker, client):
    record(walker)
    client.force_login(walker.cast.applicant)
    body = walker.cast.organisation
    table = {"standards-TOTAL_FORMS": "3", "standards-INITIAL_FORMS": "0", "body": body.pk}
    rows = {
        "standards-0-number": "t/ex 1—2025",
        "standards-0-title": "规范一",
        "standards-2-number": "T/EX 2-2025",
        "standards-2-title": "规范二",
    }
    with clock.moved_to(walker.now):
        half = client.post(APPLY, table | {"standards-0-title": "规范一"})
        none = client.post(APPLY, table)
        wrong = client.post(APPLY, table | rows | {"standards-0-number": "GB 1"})
        twice = client.post(APPLY, table | rows | {"standards-2-number": "T/EX 1-2025"})
        assert [one.status_code for one in (half, none, wrong, twice)] == [422] * 4
        assert Recognition.objects.count() == 0
        answer = client.post(APPLY, table | rows)
    first, second = Recognition.objects.order_by("pk")
    assert answer["Location"] == reverse("certification:application_edit", args=[first.pk])
    assert first.applied_together() == [["T/EX 1-2025", "规范一"], ["T/EX 2-2025", "规范二"]]
    assert (first.batch, second.state) == (second.batch, S.DRAFT)


def test_only_people_of_organisations_open_the_page_and_only_for_their_own(walker, client):
    other = organisation("别家")
    client.force_login(walker.cast.applicant)
    assert client.get(APPLY, {"body": other.pk}).status_code == 403
    client.force_login(walker.cast.secretariat)
    assert client.get(APPLY).status_code == 403


def test_a_standard_stands_in_one_open_application_of_its_body(walker, client):
    record(walker)
    first = start(walker)
    body, by = walker.cast.organisation, walker.cast.applicant
    with clock.moved_to(walker.now):
        with pytest.raises(Elsewhere) as refused:
            applications_begin(applicant=body, standards=[("t/ex 1-2025", "规范")], by=by)
        assert (refused.value.other, Recognition.objects.count()) == (first, 1)
        assert str(refused.value).startswith(
            "T/EX 1-2025 stands in another application of your body: “规范”"
        )
        client.force_login(by)
        table = {"standards-TOTAL_FORMS": "1", "standards-INITIAL_FORMS": "0", "body": body.pk}
        table |= {"standards-0-number": "T/EX 1-2025", "standards-0-title": "规范"}
        page = client.post(APPLY, table)
        assert page.status_code == 422
        assert f'<a href="{first.get_absolute_url()}">' in page.content.decode()
        perform(first.discard_application, by=by)
        assert (
            len(applications_begin(applicant=body, standards=[("T/EX 1-2025", "规范")], by=by)) == 1
        )


def test_a_number_of_another_open_application_is_not_saved(walker, client):
    record(walker)
    first, by = start(walker), walker.cast.applicant
    with clock.moved_to(walker.now):
        second = walker.start("规范二", "T/EX 2-2025")
        with pytest.raises(Elsewhere):
            application_save(recognition=second, values={"source_number": "T/EX 1-2025"}, by=by)
        client.force_login(by)
        url = reverse("certification:application_edit", args=[second.pk])
        page = client.post(url, {"title": "规范二", "source_number": "T/EX 1-2025"})
        assert page.status_code == 422
        assert f'<a href="{first.get_absolute_url()}">' in page.content.decode()
        stays = {"title": "规范二", "source_number": "T/EX 2-2025"}
        assert client.post(url, stays).status_code == 302


def test_what_stands_in_two_applications_is_not_submitted_twice(walker):
    record(walker)
    first = start(walker)
    with clock.moved_to(walker.now):
        second = walker.start("规范二", "T/EX 2-2025")
        assert stands_in_no_other_application.missing(second) == []
        Recognition.objects.filter(pk=second.pk).update(source_number=first.source_number)
        with pytest.raises(StepsUnmet) as refused:
            perform(
                Recognition.objects.get(pk=second.pk).submit_application, by=walker.cast.applicant
            )
    lines = [line for unmet in refused.value.unmet for line in unmet.missing]
    assert any("stands in another application of your body" in line for line in lines)


def test_a_number_is_free_for_another_body_and_once_its_application_is_over(walker):
    record(walker)
    first = start(walker)
    same = Recognition(applicant=first.applicant, source_number=first.source_number.lower())
    other = Recognition(applicant=organisation("另一联盟"), source_number=first.source_number)
    assert same_standard(same) == first
    assert same_standard(other) is None
    state = first.state
    for code, info in Recognition.STATES.items():
        LogEntry.objects.create(matter_id=first.pk, step="placed", from_state=state, to_state=code)
        Recognition.objects.filter(pk=first.pk).update(state=code)
        state = code
        assert (same_standard(same) is None) is (info.outcome in ("ended", "done")), code
