"""The directory: who enters which list, what it shows, what it costs."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from zsa_portal.people.models import (
    Body,
    Department,
    DepartmentMembership,
    Expert,
    Membership,
    Post,
    PostHolding,
    Seat,
)
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db

LONG_AGO = dt.date(2020, 1, 1)
YESTERDAY = dt.timedelta(days=-1)
STAFF_ONLY = (
    "organisations",
    "bodies",
    "council",
    "departments",
    "posts",
    "experts",
    "invitations",
    "invitation_new",
)
KEEPERS_ONLY = ("imports",)
PUBLIC = ("members", "committees")
EVERYBODY = ("profile", "deputy_new")


def answers(visit, name, users, *args):
    return [visit(user).get(reverse(f"people:{name}", args=args)).status_code for user in users]


@pytest.fixture
def users(make_user, make_staff, make_organisation, make_committee):
    """Nobody, a person of an organisation, a member of a committee, staff, a head."""
    make_committee(kind=Body.Kind.COUNCIL)
    member = make_committee(size=3).seats.first().user
    person = make_user(organisation=make_organisation(), administrator=True)
    return [None, person, member, make_staff(), make_staff(head=True)]


@pytest.mark.parametrize("name", STAFF_ONLY)
def test_staff_screens_are_not_there_for_others(visit, users, name):
    assert answers(visit, name, users) == [302, 404, 404, 200, 200]


@pytest.mark.parametrize("name", KEEPERS_ONLY)
def test_keepers_screens_are_closed_to_other_staff(visit, users, name):
    assert answers(visit, name, users) == [302, 404, 404, 403, 200]


@pytest.mark.parametrize("name", PUBLIC)
def test_public_screens_are_for_everybody(visit, users, name):
    assert answers(visit, name, users) == [200] * 5


@pytest.mark.parametrize("name", EVERYBODY)
def test_own_screens_are_for_everybody_signed_in(visit, users, name):
    assert answers(visit, name, users) == [302, 200, 200, 200, 200]


def test_a_department_is_for_staff(visit, users):
    assert answers(visit, "department", users, "secretariat") == [302, 404, 404, 200, 200]
    assert visit(users[3]).get(reverse("people:department", args=["none"])).status_code == 404


def test_a_body_is_for_staff_and_who_sits_on_it(visit, users):
    own = users[2].seats.get().body
    other = Body.objects.exclude(pk=own.pk).first()
    assert answers(visit, "body", users, own.pk) == [302, 404, 200, 200, 200]
    assert answers(visit, "body", users, other.pk) == [302, 404, 404, 200, 200]
    assert answers(visit, "body", users[3:4], 999999) == [404]


def test_no_council_is_not_found(visit, make_staff):
    assert visit(make_staff()).get(reverse("people:council")).status_code == 404


LISTS = {
    "organisations": lambda make: make["organisation"](),
    "members": lambda make: Membership.objects.create(
        organisation=(one := make["organisation"]()), number=f"M{one.pk}"
    ),
    "bodies": lambda make: make["committee"](size=2),
    "committees": lambda make: make["committee"](size=2),
    "experts": lambda _make: Expert.objects.create(name="E", kind="market", fields=["bio"]),
    "departments": lambda make: DepartmentMembership.objects.create(
        user=(user := make["user"]()),
        department=Department.objects.create(code=user.username, name=user.username, duties=["x"]),
    ),
    "posts": lambda make: PostHolding.objects.create(user=make["user"](), post=Post.CUSTODIAN),
}


@pytest.mark.parametrize("name", list(LISTS))
def test_a_list_costs_the_same_at_one_and_at_three_rows(
    visit,
    make_staff,
    make_organisation,
    make_committee,
    make_user,
    django_assert_max_num_queries,
    name,
):
    make = {"organisation": make_organisation, "committee": make_committee, "user": make_user}
    browser = visit(make_staff())
    address = reverse(f"people:{name}")
    LISTS[name](make)
    browser.get(address)
    with django_assert_max_num_queries(15) as one:
        browser.get(address)
    for _number in range(2):
        LISTS[name](make)
    with django_assert_max_num_queries(15) as three:
        browser.get(address)
    assert len(three) == len(one)


@pytest.mark.parametrize("name", ["organisation", "body"])
def test_a_page_costs_the_same_at_one_and_at_three_people(
    visit, make_staff, make_user, make_organisation, django_assert_max_num_queries, name
):
    organisation = make_organisation()
    body = Body.objects.create(kind=Body.Kind.COMMITTEE, code="tc", name="TC")
    browser = visit(make_staff())
    address = (organisation if name == "organisation" else body).get_absolute_url()

    def add() -> None:
        user = make_user(organisation=organisation)
        Seat.objects.create(user=user, body=body, organisation=organisation)

    add()
    browser.get(address)
    with django_assert_max_num_queries(15) as one:
        browser.get(address)
    add()
    add()
    with django_assert_max_num_queries(15) as three:
        browser.get(address)
    assert len(three) == len(one)


def shown(page) -> list[str]:
    return [row.record.name for row in page.context["table"].rows]


def test_organisations_narrow_by_kind_status_field_and_words(visit, make_staff, make_organisation):
    member = make_organisation("Alpha", kind="enterprise", fields=["bio"])
    Membership.objects.create(organisation=member, number="M-77", starts=LONG_AGO)
    former = make_organisation("Beta", kind="social_organisation", fields=["bio", "other"])
    Membership.objects.create(
        organisation=former, number="M-78", starts=LONG_AGO, ends=clock.today() + YESTERDAY
    )
    browser, address = visit(make_staff()), reverse("people:organisations")
    narrowed = {
        query: shown(browser.get(f"{address}?{query}"))
        for query in (
            "",
            "sort=-name",
            "kind=enterprise",
            "is_member=1",
            "is_member=0",
            "field=other",
            "field=bio",
            "q=M-77",
            "q=bet",
            "q=nothing",
        )
    }
    assert narrowed == {
        "": ["Alpha", "Beta"],
        "sort=-name": ["Beta", "Alpha"],
        "kind=enterprise": ["Alpha"],
        "is_member=1": ["Alpha"],
        "is_member=0": ["Beta"],
        "field=other": ["Beta"],
        "field=bio": ["Alpha", "Beta"],
        "q=M-77": ["Alpha"],
        "q=bet": ["Beta"],
        "q=nothing": [],
    }


@pytest.mark.rule("QA3a")
def test_the_public_list_has_the_members_of_today_and_no_contacts(
    visit, make_organisation, make_user
):
    now, before = make_organisation("Now", contact="Wang", phone="010-9"), make_organisation("Gone")
    Membership.objects.create(organisation=now, number="1", starts=LONG_AGO)
    Membership.objects.create(
        organisation=before, number="2", starts=LONG_AGO, ends=clock.today() + YESTERDAY
    )
    page = visit().get(reverse("people:members"))
    assert shown(page) == ["Now"]
    text = page.content.decode()
    assert [word in text for word in ("Wang", "010-9")] == [False, False]


def test_the_public_list_of_committees_names_field_and_chair(visit, make_committee):
    body = make_committee(name="TC Bio", field="bio")
    chair = body.seats.get(role=Seat.Role.CHAIR).user
    make_committee(kind=Body.Kind.COUNCIL, name="Council")
    gone = make_committee(name="Old")
    Body.objects.filter(pk=gone.pk).update(dissolved=clock.today())
    page = visit().get(reverse("people:committees"))
    assert shown(page) == ["TC Bio"]
    text = page.content.decode()
    assert [word in text for word in (chair.name, "Bioengineering")] == [True, True]
    others = [seat.user.name for seat in body.seats.exclude(user=chair)]
    assert [name for name in others if f">{name}<" in text] == []


def test_experts_narrow_by_field_kind_years_and_activity(visit, make_staff):
    Expert.objects.create(name="A", kind="market", fields=["bio"], years=3)
    Expert.objects.create(name="B", kind="testing", fields=["other"], years=9, active=False)
    browser, address = visit(make_staff()), reverse("people:experts")
    narrowed = {
        query: shown(browser.get(f"{address}?{query}"))
        for query in ("field=bio", "kind=testing", "years=4", "years=3", "active=true")
    }
    assert narrowed == {
        "field=bio": ["A"],
        "kind=testing": ["B"],
        "years=4": ["B"],
        "years=3": ["A", "B"],
        "active=true": ["A"],
    }


def test_a_list_leaves_as_a_spreadsheet(visit, make_staff, make_organisation):
    make_organisation("=1+1", kind="enterprise")
    answer = visit(make_staff()).get(reverse("people:organisations"), {"export": "xlsx"})
    sheet = load_workbook(BytesIO(answer.content)).active
    cell = sheet.cell(row=2, column=1)
    assert (sheet.max_row, cell.value, cell.data_type) == (2, "=1+1", "s")


def test_a_body_shows_seats_of_today_and_of_before(visit, make_staff, make_committee):
    body = make_committee(size=3)
    gone = body.seats.get(role=Seat.Role.MEMBER)
    gone.ends = clock.today() + YESTERDAY
    gone.save()
    page = visit(make_staff()).get(body.get_absolute_url())
    assert (len(page.context["seats"]), list(page.context["former"])) == (2, [gone])


def test_posts_show_who_holds_them_and_who_did(visit, make_staff, make_user):
    PostHolding.objects.create(
        user=make_user("Old Hand"),
        post=Post.CUSTODIAN,
        starts=LONG_AGO,
        ends=clock.today() + YESTERDAY,
    )
    PostHolding.objects.create(user=make_user("New Hand"), post=Post.CUSTODIAN)
    page = visit(make_staff()).get(reverse("people:posts"))
    row = next(row for row in page.context["posts"] if row[0] == "Custodian")
    assert [[one.user.name for one in part] for part in row[1:]] == [["New Hand"], ["Old Hand"]]
