"""Lists of people and organisations are sorted by pinyin."""

import pytest
from django.urls import reverse

from zsa_portal.home.filters import BoardFilter
from zsa_portal.people.bodies.queries import committees
from zsa_portal.people.models import (
    Body,
    Department,
    Expert,
    Organisation,
    Party,
    Seat,
    User,
)
from zsa_portal.people.parties import in_order
from zsa_portal.people.queries import possible_deputies, voting_seats
from zsa_portal.people.sorting import pinyin_key

pytestmark = pytest.mark.django_db
NAMES = ["赵六", "王五", "李四", "张三", "阿明", "曾八", "Bob", "堃一", "amy"]
BY_PINYIN = ["amy", "Bob", "阿明", "堃一", "李四", "王五", "曾八", "张三", "赵六"]


def test_people_to_choose_from_stand_by_pinyin(make_staff):
    asked, *_others = [make_staff(name) for name in ["自己", *NAMES]]
    assert [one.name for one in possible_deputies(asked)] == BY_PINYIN
    User.objects.filter(name="赵六").update(name="安六")
    assert [one.name for one in possible_deputies(asked)][2:4] == ["阿明", "安六"]


def test_organisations_stand_by_pinyin_and_places_by_how_they_are_said(make_organisation):
    names = ["重庆泵业", "长沙泵业", "厦门泵业", "中关村协会", "北京泵业"]
    for name in names:
        make_organisation(name)
    expected = ["北京泵业", "长沙泵业", "重庆泵业", "厦门泵业", "中关村协会"]
    assert [one.name for one in Organisation.objects.all()] == expected


def test_the_list_of_experts_stands_by_pinyin(make_staff, client):
    for name in NAMES:
        Expert.objects.create(name=name, kind=Expert.Kind.TECHNICAL)
    client.force_login(make_staff())
    page = client.get(reverse("people:experts"))
    assert [row.record.name for row in page.context["table"].page] == BY_PINYIN


def test_departments_stand_by_pinyin_where_they_are_listed_and_where_one_chooses(
    make_staff, client
):
    names = ["质量管理部", "人事部", "标准培育部", "财务部"]
    for position, name in enumerate(names):
        Department.objects.create(code=f"d{position}", name=name, position=position)
    client.force_login(make_staff())
    page = client.get(reverse("people:departments"))
    choices = BoardFilter.base_filters["owner"].extra["queryset"].all()
    for found in (page.context["departments"], choices):
        listed = [one.name for one in found if one.name in names]
        assert listed == ["标准培育部", "财务部", "人事部", "质量管理部"]


@pytest.fixture
def body(make_user):
    """A committee of which the seats were given in no order, its chair's last."""
    committee = Body.objects.create(kind=Body.Kind.COMMITTEE, code="c", name="委员会")
    for name in ("赵六", "王五", "李四", "张三"):
        Seat.objects.create(body=committee, user=make_user(name))
    Seat.objects.create(body=committee, user=make_user("周秘书"), role=Seat.Role.SECRETARY)
    Seat.objects.create(body=committee, user=make_user("钱副"), role=Seat.Role.VICE_CHAIR)
    Seat.objects.create(body=committee, user=make_user("左主任"), role=Seat.Role.CHAIR)
    return committee


SEATED = ["左主任", "钱副", "周秘书", "李四", "王五", "张三", "赵六"]


def test_python_sorts_names_as_the_database_does(make_staff):
    names = [*NAMES, "Ａnn", "重庆", "长沙", "厦门", "𠮷林", "龍", "(临时)", "1号", "AB", "ab", "·"]
    for name in names:
        make_staff(name)
    kept = list(User.objects.order_by("by_pinyin", "pk").values_list("name", flat=True))
    assert sorted(kept, key=pinyin_key) == kept
    assert {one.name: one.by_pinyin for one in User.objects.all()} == {
        name: pinyin_key(name) for name in kept
    }


def test_who_leads_a_body_stands_first_and_its_members_by_pinyin(body, make_staff, client):
    assert [seat.user.name for seat in voting_seats(body)] == SEATED
    assert [seat.user.name for seat in body.seats.current().in_order()] == SEATED
    client.force_login(make_staff())
    page = client.get(reverse("people:body", args=[body.pk]))
    assert [seat.user.name for seat in page.context["seats"]] == SEATED


def test_those_who_sit_for_an_organisation_stand_by_pinyin(
    body, make_organisation, make_staff, client
):
    organisation = make_organisation("单位")
    Seat.objects.filter(body=body).update(organisation=organisation)
    client.force_login(make_staff())
    page = client.get(reverse("people:organisation", args=[organisation.pk]))
    shown = [seat.user.name for seat in page.context["seats"]]
    assert shown == ["李四", "钱副", "王五", "张三", "赵六", "周秘书", "左主任"]


def test_parties_stand_by_pinyin_whatever_they_are(make_organisation, make_user):
    parties = [Party.of(make_user("赵六")), Party.of(make_organisation("重庆泵业"))]
    parties += [Party.of(make_user("阿明")), Party.of(make_organisation("长沙泵业"))]
    assert list(map(str, in_order(parties))) == ["阿明", "长沙泵业", "重庆泵业", "赵六"]


def test_committees_stand_by_pinyin_where_they_are_listed(client):
    for code, name in (("1", "智能制造"), ("2", "材料"), ("3", "北斗")):
        Body.objects.create(kind=Body.Kind.COMMITTEE, code=code, name=name)
    page = client.get(reverse("people:committees"))
    names = ["北斗", "材料", "智能制造"]
    assert [row.record.name for row in page.context["table"].page] == names
    assert set(committees().values_list("name", flat=True)) == set(names)


def test_experts_at_work_stand_by_pinyin_where_their_load_is_the_same(make_staff, client):
    for name in ("赵六", "阿明", "李四"):
        expert = Expert.objects.create(name=name, kind=Expert.Kind.TECHNICAL)
        Expert.objects.filter(pk=expert.pk).update(user=make_staff(name))
    client.force_login(make_staff())
    page = client.get(reverse("home:expert_load"))
    assert [row.record.name for row in page.context["table"].page] == ["阿明", "李四", "赵六"]
