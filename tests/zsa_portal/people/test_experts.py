"""An expert's page, own data, and the imports of both."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation

from tests.sheets import check
from zsa_portal.people.experts.actions import expert_data_keep
from zsa_portal.people.imports import actions as imports
from zsa_portal.people.models import Background, Employment, Expert, Organisation
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db
BIO = {"field": "bio", "kind": "professional", "evidence": "十年研发"}
WORKED = {"employer": "甲公司", "post": "工程师", "starts": dt.date(2019, 1, 1), "ends": None}


@pytest.fixture
def expert(make_user):
    user = make_user()
    return Expert.objects.create(user=user, name=user.name, kind="technical", fields=["bio"])


def keep(expert, by, **values):
    given = {
        "origin": "research",
        "standardisation_since": dt.date(2015, 6, 1),
        "backgrounds": [BIO],
        "employments": [WORKED],
    } | values
    return expert_data_keep(expert=expert, by=by, **given)


def test_an_expert_keeps_the_own_data(expert):
    organisation = Organisation.objects.create(name="甲公司", kind="enterprise")
    kept = keep(expert, expert.user)
    assert (kept.origin, kept.standardisation_since) == ("research", dt.date(2015, 6, 1))
    row = Background.objects.get()
    assert (row.expert, row.field, row.kind, row.evidence) == (
        expert,
        "bio",
        "professional",
        "十年研发",
    )
    assert Employment.objects.get().organisation == organisation


def test_what_is_left_out_goes_and_the_rest_stays(expert):
    keep(expert, expert.user, backgrounds=[BIO, BIO | {"kind": "testing"}])
    first = Employment.objects.get()
    later = WORKED | {"employer": "乙公司", "ends": dt.date(2020, 1, 1)}
    keep(expert, expert.user, backgrounds=[BIO | {"evidence": ""}], employments=[WORKED, later])
    assert [(row.kind, row.evidence) for row in Background.objects.all()] == [("professional", "")]
    assert set(Employment.objects.values_list("employer", flat=True)) == {"甲公司", "乙公司"}
    assert Employment.objects.filter(pk=first.pk).exists()
    keep(expert, expert.user, backgrounds=[], employments=[])
    assert (Background.objects.count(), Employment.objects.count()) == (0, 0)


def test_the_history_of_an_employment_is_kept(expert):
    keep(expert, expert.user)
    keep(expert, expert.user, employments=[])
    labels = Employment.pgh_event_model.objects.order_by("pgh_id").values_list(
        "pgh_label", flat=True
    )
    assert list(labels) == ["insert", "delete"]


def test_others_keep_nothing_those_who_keep_the_registers_do(expert, make_user, make_staff):
    for user in (make_user(), make_staff()):
        with pytest.raises(PermissionDenied):
            keep(expert, user)
    assert keep(expert, make_staff(head=True)).origin == "research"


def test_a_turned_round_employment_is_refused_whole(expert):
    wrong = WORKED | {"ends": dt.date(2018, 1, 1)}
    with pytest.raises(ValidationError):
        keep(expert, expert.user, employments=[wrong])
    assert Background.objects.count() == 0


def form(**values):
    sets = {
        f"{prefix}-{name}": value
        for prefix in ("b", "e")
        for name, value in (("TOTAL_FORMS", 1), ("INITIAL_FORMS", 0), ("MAX_NUM_FORMS", 40))
    }
    return {"origin": "research"} | sets | values


def test_the_own_page_stores_and_leads_back(visit, expert):
    page = reverse("people:expert_own")
    browser = visit(expert.user)
    assert browser.get(page).status_code == 200
    assert "My data as an expert" in browser.get(reverse("people:profile")).content.decode()
    given = form(
        **{
            "b-0-field": "bio",
            "b-0-kind": "managerial",
            "e-0-employer": "甲公司",
            "e-0-starts": "2019-01-01",
        }
    )
    answer = browser.post(page, given)
    assert (answer.status_code, answer.url) == (302, reverse("people:profile"))
    assert Background.objects.get().kind == "managerial"
    assert Employment.objects.get().starts == dt.date(2019, 1, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": ""},
        {"origin": "nowhere"},
        {"standardisation_since": "2999-01-01"},
        {"b-0-field": "bio"},
        {"b-0-evidence": "x"},
        {"e-0-employer": "甲公司"},
        {"e-0-post": "x"},
        {"e-0-employer": "甲公司", "e-0-starts": "2019-01-01", "e-0-ends": "2018-01-01"},
        {"e-0-employer": "甲公司", "e-0-starts": "soon"},
        {"b-TOTAL_FORMS": "x"},
    ],
)
def test_what_is_wrong_is_told_and_nothing_stored(visit, expert, wrong):
    answer = visit(expert.user).post(reverse("people:expert_own"), form(**wrong))
    assert answer.status_code == 422
    assert (Background.objects.count(), Employment.objects.count()) == (0, 0)
    assert Expert.objects.get().origin == ""


def test_tomorrow_is_no_day_to_have_begun(visit, expert):
    tomorrow = clock.today() + dt.timedelta(days=1)
    browser, page = visit(expert.user), reverse("people:expert_own")
    assert browser.post(page, form(standardisation_since=tomorrow)).status_code == 422
    assert browser.post(page, form(standardisation_since=clock.today())).status_code == 302


def test_the_pages_are_for_whom_they_are(visit, expert, make_user, make_staff):
    shown, data = (
        reverse(f"people:{name}", args=[expert.pk]) for name in ("expert", "expert_data")
    )
    own = reverse("people:expert_own")
    other = visit(make_user())
    assert [other.get(url).status_code for url in (shown, data, own)] == [404, 403, 404]
    assert visit(make_staff()).get(shown).status_code == 200
    assert visit(make_staff()).get(data).status_code == 403
    keeper = visit(make_staff(head=True))
    assert "Change the data" in keeper.get(shown).content.decode()
    answer = keeper.post(data, form())
    assert (answer.status_code, answer.url) == (302, shown)
    assert visit(None).get(own).status_code == 302


def test_the_pages_cost_the_same_however_long_the_history(
    visit, expert, make_staff, django_assert_max_num_queries
):
    browser, page = visit(make_staff(head=True)), reverse("people:expert", args=[expert.pk])
    browser.get(page)
    with django_assert_max_num_queries(12) as before:
        browser.get(page)
    rows = [WORKED | {"starts": dt.date(2000 + year, 1, 1)} for year in range(3)]
    keep(expert, expert.user, employments=rows, backgrounds=[BIO, BIO | {"kind": "testing"}])
    with django_assert_max_num_queries(12) as after:
        browser.get(page)
    assert len(after) == len(before)


HEAD = [
    "姓名",
    "技术领域",
    "专长类别",
    "来源",
    "从事标准化工作起始日期",
    "专业背景领域",
    "检测背景领域",
]


def test_a_table_brings_origin_and_backgrounds(make_staff):
    keeper = make_staff(head=True)
    row = ["张三", "生物工程", "技术", "科研机构", "2015-06-01", "生物工程、新能源", "生物工程"]
    with translation.override("zh-hans"):
        for outcome in ("created", "unchanged"):
            run = check("experts", HEAD, row, by=keeper)
            done, errors = imports.import_apply(run=run, by=keeper)
            assert (errors, getattr(done, outcome)) == ([], 1)
        more = check("experts", HEAD, [*row[:5], "未来产业", None], by=keeper)
        done, _errors = imports.import_apply(run=more, by=keeper)
    assert done.updated == 1
    expert = Expert.objects.get()
    assert (expert.origin, expert.standardisation_since) == ("research", dt.date(2015, 6, 1))
    found = expert.backgrounds.order_by("field", "kind").values_list("field", "kind")
    assert list(found) == [
        ("bio", "professional"),
        ("bio", "testing"),
        ("future", "professional"),
        ("new_energy", "professional"),
    ]


def test_a_table_brings_the_employment_history(expert, make_staff):
    keeper, head = make_staff(head=True), ["姓名", "工作单位", "职务", "自", "至（含当日）"]
    rows = [
        [expert.name, "甲公司", "工程师", "2010-01-01", "2015-12-31"],
        [expert.name, "乙公司", None, "2016-01-01", None],
    ]
    with translation.override("zh-hans"):
        for outcome in ("created", "unchanged"):
            run = check("employments", head, *rows, by=keeper)
            done, errors = imports.import_apply(run=run, by=keeper)
            assert (errors, getattr(done, outcome)) == ([], 2)
        lost = check("employments", head, ["无此人", *rows[0][1:]], by=keeper)
        assert "没有这一姓名的专家" in lost.errors[0]["text"]
        Expert.objects.create(name=expert.name, kind="market", fields=["bio"])
        twice = check("employments", head, rows[0], by=keeper)
        assert "多名专家同名" in twice.errors[0]["text"]
