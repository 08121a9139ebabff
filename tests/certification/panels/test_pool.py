"""What the pool says of an expert: each tie to the body and its standard at its boundary."""

from __future__ import annotations

import datetime as dt

import pytest

from certification.panels.models import REVIEW_PANEL
from certification.panels.papers import INTEREST_MONTHS
from certification.panels.pool import found_in_the_pool, names_in
from tests.certification.panels.conftest import best, seen
from zsa_portal.people.models import (
    Background,
    Body,
    Employment,
    Expert,
    OrganisationPerson,
    Seat,
)
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.workflow.memo import forget
from zsa_portal.workflow.models import Recusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(five):
    return five[0]


def ties(recognition, expert, drafters=""):
    return [tie.kind for tie in seen(recognition, expert, drafters).member.ties]


def worked(expert, ends, **values):
    return Employment.objects.create(
        expert=expert, starts=dt.date(2010, 1, 1), ends=ends, **{"employer": "X"} | values
    )


def test_an_expert_without_ties_has_none(forming, one):
    assert ties(forming, one) == []


def test_who_works_for_the_body_is_tied(forming, one):
    Expert.objects.filter(pk=one.pk).update(organisation=forming.applicant)
    assert ties(forming, one) == ["employed"]
    Expert.objects.filter(pk=one.pk).update(organisation=None, employer=forming.applicant.name)
    assert ties(forming, one) == ["employed"]


@pytest.mark.parametrize(("days", "tied"), [(0, ["employed"]), (-1, []), (1, ["employed"])])
def test_a_former_employment_ties_for_24_months_to_the_day(forming, one, days, tied):
    today = clock.today()
    edge = today.replace(year=today.year - 2)
    worked(one, edge + dt.timedelta(days=days), organisation=forming.applicant)
    assert ties(forming, one) == tied


def test_an_employment_that_goes_on_ties_whatever_its_begin(forming, one):
    worked(one, None, employer=forming.applicant.name)
    assert ties(forming, one) == ["employed"]


def test_for_how_long_is_a_setting(forming, one):
    today = clock.today()
    worked(one, today.replace(year=today.year - 1), organisation=forming.applicant)
    assert ties(forming, one) == ["employed"]
    forget(forming)
    Setting.objects.create(key=INTEREST_MONTHS.key, value=6, reason="x", valid_from=clock.now())
    assert ties(forming, one) == []


def test_who_acts_for_the_body_today_is_tied(forming, one):
    role = OrganisationPerson.objects.create(
        user=one.user, organisation=forming.applicant, starts=dt.date(2020, 1, 1)
    )
    assert ties(forming, one) == ["acts"]
    role.ends = clock.today() - dt.timedelta(days=1)
    role.save()
    assert ties(forming, one) == []


def test_who_sits_anywhere_in_the_bodys_name_is_tied(forming, one):
    elsewhere = Body.objects.create(kind="committee", code="x", name="x", field="bio")
    Seat.objects.create(
        body=elsewhere, user=one.user, organisation=forming.applicant, starts=dt.date(2020, 1, 1)
    )
    assert ties(forming, one) == ["acts"]


@pytest.mark.parametrize("drafters", ["panel-1", "panel-1单位", "别人\npanel-1单位"])
def test_a_drafter_and_who_works_for_one_are_tied(forming, one, drafters):
    assert ties(forming, one, drafters) == ["drafted"]
    assert ties(forming, one, "别人") == []


def test_who_led_the_drafting_by_the_application_is_tied(forming, one):
    forming.lead_unit, forming.lead_contact = "panel-1单位", ""
    assert ties(forming, one) == ["drafted"]
    forming.lead_unit, forming.lead_contact = "", "panel-1"
    assert ties(forming, one) == ["drafted"]


def test_who_lately_worked_for_a_drafter_is_tied(forming, one):
    worked(one, clock.today(), employer="起草研究院")
    assert ties(forming, one, "起草研究院") == ["drafted"]


def test_who_is_recused_here_is_tied_and_elsewhere_not(forming, one, recognition_at):
    recusal = Recusal.objects.create(
        matter=forming, user=one.user, reason="亲属", declared_by=one.user
    )
    assert ties(forming, one) == ["recused"]
    recusal.lifted_at = clock.now()
    recusal.save()
    assert ties(forming, one) == []


def test_a_background_counts_in_its_own_field_only(forming, one):
    assert seen(forming, one).member.backgrounds == ("professional",)
    Background.objects.filter(expert=one).update(field="bio")
    assert seen(forming, one).member.backgrounds == ()


def test_the_search_shows_those_too_who_may_not_sit(forming, one):
    Expert.objects.filter(pk=one.pk).update(active=False)
    subject = REVIEW_PANEL.about(forming)
    found = found_in_the_pool(forming, subject, [], "panel-1")
    assert [(row.name, row.available) for row in found] == [("panel-1", False)]
    assert found_in_the_pool(forming, subject, [], "panel", "market")[0].member.kind == "market"
    assert found_in_the_pool(forming, subject, [], "%") != []


def test_the_best_come_first_and_the_inactive_not_at_all(forming, one, five):
    Expert.objects.filter(pk=five[1].pk).update(active=False)
    Expert.objects.filter(pk=one.pk).update(fields=["bio"])
    names = [row.name for row in best(forming)]
    assert "panel-2" not in names
    assert names.index("panel-5") < names.index("panel-1")


def test_names_are_read_line_by_line():
    assert names_in("甲研究院、乙公司\n 丙 ；丁(北京)公司") == {
        "甲研究院",
        "乙公司",
        "丙",
        "丁（北京）公司",
    }
