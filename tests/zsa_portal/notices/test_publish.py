"""A notice is published for N natural days over one or many matters."""

import datetime as dt

import pytest
from django.db import transaction

from tests.zsa_portal.notices.making import COMMENTS, OBJECTIONS, OPENED, put_on_notice
from zsa_portal.documents.models import IssuedForm
from zsa_portal.notices.actions import notice_publish
from zsa_portal.notices.models import Notice
from zsa_portal.notices.queries import closes_at, length_in_days, open_notice, open_now
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.refusals import BadValue, Refusal

pytestmark = pytest.mark.django_db


def publish(matter, **fields):
    values = {"kind": OBJECTIONS, "title": "A notice", "body": "", "days": None} | fields
    with transaction.atomic():
        return notice_publish(matters=[matter], by=matter.people["staff"], **values)


def test_fifteen_days_opened_2_march_end_with_17_march(noticed):
    notice = noticed.notice
    assert notice.opened_at == OPENED
    assert notice.closes_at == dt.datetime(2026, 3, 18, tzinfo=clock.SHANGHAI)
    assert length_in_days(notice) == 15


def test_thirty_days_for_a_consultation(consulted):
    assert consulted.notice.closes_at == dt.datetime(2026, 4, 2, tzinfo=clock.SHANGHAI)


@pytest.mark.rule("F14b")
def test_fourteen_days_are_refused_for_a_project_notice(make_noticed):
    with pytest.raises(RuleUnmet) as refused:
        publish(make_noticed(), days=14)
    assert refused.value.missing == ["The period is at least 15 natural days."]
    assert Notice.objects.count() == 0


@pytest.mark.rule("F20a")
def test_twenty_nine_days_are_refused_for_a_consultation(make_noticed):
    with pytest.raises(RuleUnmet) as refused:
        publish(make_noticed(), kind=COMMENTS, days=29)
    assert refused.value.missing == ["The period is at least 30 natural days."]
    assert Notice.objects.count() == 0


def test_longer_is_allowed(make_noticed):
    notice = publish(make_noticed(), days=20)
    assert notice.closes_at == dt.datetime(2026, 3, 23, tzinfo=clock.SHANGHAI)


@pytest.mark.parametrize(
    ("opened", "closes"),
    [
        ((2028, 2, 14, 23, 59, 59), (2028, 3, 1)),
        ((2026, 12, 20, 0, 0, 0), (2027, 1, 5)),
        ((2026, 2, 13, 12, 0, 0), (2026, 3, 1)),
    ],
)
def test_leap_day_year_end_and_midnight(make_noticed, opened, closes):
    with clock.moved_to(dt.datetime(*opened, tzinfo=clock.SHANGHAI)):
        notice = publish(make_noticed())
    assert notice.closes_at == dt.datetime(*closes, tzinfo=clock.SHANGHAI)


def test_numbers_count_in_the_year_and_begin_anew(make_noticed):
    first, second = publish(make_noticed()), publish(make_noticed())
    with clock.moved_to(dt.datetime(2027, 1, 1, tzinfo=clock.SHANGHAI)):
        third = publish(make_noticed())
    numbers = [first.number, second.number, third.number]
    assert numbers == ["GS-2026-001", "GS-2026-002", "GS-2027-001"]


def test_a_refused_notice_leaves_no_gap(make_noticed):
    matter = make_noticed()
    publish(matter)
    with pytest.raises(Refusal):
        publish(matter)
    assert publish(make_noticed()).number == "GS-2026-002"


def test_one_notice_over_three_matters_keeps_what_was_proposed(make_noticed):
    matters = [make_noticed(title=title) for title in ("First", "Second", "Third")]
    notice = put_on_notice(matters)
    matters[0].title = "Another title"
    matters[0].save(update_fields=["title"])
    items = list(notice.items.order_by("position"))
    assert [item.title for item in items] == ["First", "Second", "Third"]
    assert items[0].summary == "What First is about."
    assert items[0].applicant == str(matters[0].applicant)
    assert items[0].committee == str(matters[0].involved["committee"][0])


def test_the_official_paper_is_issued_with_it_over_all_matters(make_noticed):
    matters = [make_noticed(), make_noticed()]
    notice = put_on_notice(matters)
    form = IssuedForm.objects.get(kind="notices.public_notice")
    assert notice.form == form
    assert set(form.matters.values_list("pk", flat=True)) == {matter.pk for matter in matters}
    assert (form.data["number"], form.data["days"], form.data["last_day"]) == (
        "GS-2026-001",
        15,
        "2026-03-17",
    )
    assert IssuedForm.objects.readable_by(None).filter(pk=form.pk).exists()


def test_a_matter_is_not_twice_on_notices_of_a_kind_at_once(make_noticed):
    matter = make_noticed(title="A project")
    notice = publish(matter)
    with pytest.raises(Refusal) as refused:
        publish(matter)
    assert refused.value.reasons == [
        f"A project is on notice {notice.number} already, until 2026-03-17."
    ]
    assert publish(matter, kind=COMMENTS).number == "GS-2026-002"


def test_after_its_end_a_second_round_counts(make_noticed):
    matter = make_noticed()
    first = publish(matter)
    with clock.moved_to(first.closes_at):
        assert open_notice(matter, OBJECTIONS.code) is None
        assert closes_at(matter, OBJECTIONS.code) == first.closes_at
        second = publish(matter)
        assert open_notice(matter, OBJECTIONS.code) == second
        assert closes_at(matter, OBJECTIONS.code) == second.closes_at


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("title", {"title": "  "}),
        ("title", {"title": "x" * 201}),
        ("body", {"body": "x" * 20_001}),
        ("days", {"days": 367}),
        ("days", {"days": 0}),
    ],
)
def test_bad_values_are_named_and_nothing_is_stored(make_noticed, field, values):
    with pytest.raises(BadValue) as refused:
        publish(make_noticed(), **values)
    assert refused.value.field == field
    assert Notice.objects.count() == 0


def test_no_matter_or_one_twice_is_refused(make_noticed):
    matter = make_noticed()
    for matters in ([], [matter, matter]):
        with pytest.raises(BadValue) as refused:
            notice_publish(
                kind=OBJECTIONS, matters=matters, title="T", body="", by=matter.people["staff"]
            )
        assert refused.value.field == "matters"


def test_open_now_lists_the_soonest_to_close_first(make_noticed):
    long, short = publish(make_noticed(), days=40), publish(make_noticed())
    assert list(open_now()) == [short, long]
    with clock.moved_to(short.closes_at):
        assert list(open_now()) == [long]


def test_a_published_notice_stays_as_it_is(noticed):
    notice = noticed.notice
    with pytest.raises(Exception, match="notice_stays"), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(closes_at=OPENED)
    with pytest.raises(Exception, match="notice_is_kept"), transaction.atomic():
        Notice.objects.filter(pk=notice.pk)._raw_delete("default")
