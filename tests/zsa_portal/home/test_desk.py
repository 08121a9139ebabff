"""The desk: numbers that lead to the lists they count, what is late and whom one reminds, meetings."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from tests.pages.costs import MOST, statements
from tests.zsa_portal.meetings.conftest import convene  # noqa: F401 - a fixture
from zsa_portal.home.desk import board_for, meetings_for
from zsa_portal.people.models import Seat, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Duty, Matter

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)
DAY = dt.timedelta(days=1)
ADDRESS = "/desk/"


@pytest.fixture(autouse=True)
def at_morning():
    with clock.moved_to(NOW), translation.override("en"):
        yield


def fresh(user):
    return User.objects.get(pk=user.pk)


def due(matter, at):
    Matter.objects.filter(pk=matter.pk).update(due_at=at)


@pytest.fixture
def some(make_matter):
    """Two received, one of them five days late, one balloting and a day late, one over, one a draft."""
    late, _fine = make_matter("received", title="Very late"), make_matter("received", title="Fine")
    less = make_matter("balloting", title="Less late")
    over = make_matter("published", title="Over")
    make_matter("draft", title="Draft")
    for matter, at in ((late, NOW - 5 * DAY), (_fine, NOW + DAY), (less, NOW), (over, NOW - DAY)):
        due(matter, at)
    return late


def told(user):
    return {
        label: [(one.column.code, one.column.matters, one.column.overdue) for one in rows]
        for label, rows in board_for(fresh(user), 9).stages
    }


def test_staff_have_the_numbers_of_all_that_they_may_discover(some):
    assert told(some.people["staff"]) == {"Examples": [("10", 3, 2)]}


def test_others_have_those_in_which_they_take_part(some, make_user):
    assert told(some.people["applicant"]) == {"Examples": [("10", 1, 1)]}
    assert told(make_user()) == {}


def test_a_matter_is_late_from_the_instant_of_its_deadline(some):
    with clock.moved_to(NOW - dt.timedelta(seconds=1)):
        assert told(some.people["staff"]) == {"Examples": [("10", 3, 1)]}
        assert [str(one.matter) for one in board_for(some.people["staff"], 9).late] == ["Very late"]


def test_each_number_leads_to_the_list_that_it_counts(client, some):
    for user in (some.people["staff"], some.people["applicant"]):
        client.force_login(fresh(user))
        for _label, rows in board_for(fresh(user), 9).stages:
            for one in rows:
                assert len(client.get(one.url).context["table"].rows) == one.column.matters
                listed = client.get(one.overdue_url).context["table"].rows
                assert len(listed) == one.column.overdue
        page = client.get(ADDRESS)
        all_late = client.get(page.context["board"].late_url).context["table"].rows
        assert len(all_late) == page.context["board"].late_number > 0


def test_the_latest_stands_first_and_staff_remind_its_holder(client, some):
    staff = some.people["staff"]
    applicant = some.people["applicant"]
    titles = [str(one.matter) for one in board_for(fresh(staff), 9).late]
    assert titles == ["Very late", "Less late"]
    assert [str(one.matter) for one in board_for(fresh(staff), 1).late] == ["Very late"]
    assert [one.urge_url for one in board_for(fresh(applicant), 9).late] == [""]


@pytest.mark.parametrize(
    ("language", "shown", "other"), [("en", "Hydrogen", "氢气"), ("zh-hans", "氢气", "Hydrogen")]
)
def test_desk_and_search_show_titles_in_the_language_of_the_reader(
    client, some, language, shown, other
):
    Matter.objects.filter(pk=some.pk).update(title="氢气", title_en="Hydrogen")
    client.force_login(fresh(some.people["staff"]))
    for address in (ADDRESS, "/search/?q=hydrogen"):
        page = client.get(address, headers={"accept-language": language}).content.decode()
        assert shown in page
        assert other not in page


@pytest.mark.parametrize(
    ("language", "shown", "other"), [("en", "Hydrogen", "氢气"), ("zh-hans", "氢气", "Hydrogen")]
)
def test_what_is_done_with_a_matter_names_it_in_the_language_of_the_reader(
    client, some, make_staff, language, shown, other
):
    Matter.objects.update(title="氢气", title_en="Hydrogen")
    client.force_login(make_staff(department="finance"))
    picked = f"?matter={some.pk}"
    addresses = (ADDRESS, f"/matters/remind/{picked}", f"/matters/steps/{picked}")
    for address in (*addresses, f"/matters/steps/example/end/{picked}"):
        page = client.get(address, headers={"accept-language": language})
        assert shown in page.content.decode(), address
        assert other not in page.content.decode(), address
    client.force_login(fresh(some.people["staff"]))
    step = client.get(f"/matters/{some.pk}/do/end/", headers={"accept-language": language})
    assert step.context["page_lead"] == step.context["breadcrumbs"][0].label == shown


def test_nobody_is_reminded_of_the_own_turn(some, make_staff):
    mine = {str(one.matter): one.urge_url for one in board_for(fresh(some.people["staff"]), 9).late}
    other = make_staff(department="finance")
    others = {str(one.matter): one.urge_url for one in board_for(other, 9).late}
    assert mine["Very late"] == ""
    assert others["Very late"] == f"/matters/remind/?matter={some.pk}"


def test_the_reminder_is_offered_on_the_desk(client, some, make_staff):
    client.force_login(make_staff(department="finance"))
    page = client.get(ADDRESS).content.decode()
    assert f'href="/matters/remind/?matter={some.pk}"' in page
    assert "Remind" in client.get(f"/matters/remind/?matter={some.pk}").content.decode()


def test_the_meetings_of_seven_days_with_where_when_and_ones_part(
    client,
    make_matter,
    make_committee,
    convene,  # noqa: F811 - a fixture
):
    committee = make_committee(3)
    matter = make_matter("balloting", committee=committee)
    matter.secretary = committee.seats.get(role=Seat.Role.SECRETARY).user
    member = committee.seats.get(role=Seat.Role.MEMBER).user
    end = clock.start_of(NOW.date() + 7 * DAY)
    meeting = convene(matter, starts_at=end - dt.timedelta(minutes=1))
    assert [one.uid for one in meetings_for(fresh(member))] == [f"meeting-{meeting.pk}"]
    client.force_login(fresh(member))
    page = client.get(ADDRESS).content.decode()
    assert "2026-03-08 23:59" in page
    assert "会议室" in page
    assert "You are expected" in page
    type(meeting).objects.update(starts_at=end)
    assert meetings_for(fresh(member)) == []
    assert "No meetings" in client.get(ADDRESS).content.decode()


def test_the_desk_costs_the_same_with_more_of_everything(some, make_matter):
    staff = some.people["staff"]
    few = statements(fresh(staff), ADDRESS, NOW)
    for title in ("More", "And more"):
        due(make_matter("received", title=title), NOW - DAY)
    many = statements(fresh(staff), ADDRESS, NOW)
    with_none = statements(fresh(staff), ADDRESS, NOW - 9 * DAY)
    assert len(few) == len(many) == len(with_none) <= MOST


def test_duties_are_narrowed_by_kind_and_deadline_and_sorted(make_matter, client):
    late, soon = make_matter("received", title="乙"), make_matter("received", title="甲")
    later, staff = make_matter("received", title="丙"), late.people["staff"]
    for matter, at in ((late, NOW - DAY), (soon, NOW + DAY), (later, NOW + 30 * DAY)):
        Duty.objects.filter(matter=matter.pk).update(due_at=at)
    client.force_login(fresh(staff))

    def listed(**asked):
        page = client.get(reverse("home:inbox"), asked).context["table"].page.object_list
        return [row.record.matter_id for row in page]

    assert listed() == [late.pk, soon.pk, later.pk]
    assert listed(overdue="yes") == [late.pk]
    assert listed(overdue="week") == [soon.pk]
    assert listed(kind=late.kind) == [late.pk, soon.pk, later.pk]
    assert listed(kind="nothing") == listed()
    assert listed(sort="-due_at") == [later.pk, soon.pk, late.pk]
    assert len(listed(sort="what")) == 3


def test_the_matters_of_chosen_duties_go_to_one_act(make_matter, client):
    first, second = make_matter("received", title="乙"), make_matter("received", title="甲")
    client.force_login(fresh(first.people["staff"]))
    page = client.get(reverse("home:inbox"))
    boxes = [f'name="matter" value="{matter.pk}"' for matter in (first, second)]
    assert all(box in page.content.decode() for box in boxes)
    assert reverse("workflow:assign") in page.content.decode()
    chosen = client.get(reverse("home:inbox"), {"picked": "1", "matter": first.pk})
    rows = chosen.context["table"].page.object_list
    assert {row.record.matter_id for row in rows} == {first.pk}
    assert client.get(reverse("home:inbox"), {"picked": "1"}).status_code == 302
