"""Lists of people and organisations are sorted by pinyin."""

import pytest
from django.urls import reverse

from zsa_portal.home.filters import BoardFilter
from zsa_portal.people.models import Department, Expert, Organisation, User
from zsa_portal.people.queries import possible_deputies

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
