"""The days of recognised standards in the calendar, for those who may see them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from certification.upkeep.calendar import open_upkeep, standards_enter
from certification.upkeep.models import Recheck
from certification.upkeep.records import Upkeep
from certification.upkeep.states import U
from tests.certification.upkeep.conftest import at
from tests.standards.association import acting_for, organisation
from zsa_portal.catalogue.models import Edition
from zsa_portal.regulations import clock
from zsa_portal.workflow.calendar import dated, sources_of
from zsa_portal.workflow.models import Matter

KEYS = ["certification.upkeep"]
DUE = dt.date(2026, 3, 1)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def stands(user, first=DUE, last=DUE):
    return [(one.day, one.title, one.url, one.part) for one in dated(user, first, last, keys=KEYS)]


def test_a_standard_stands_on_the_day_it_is_due_for_staff_and_its_body(edition, cast):
    Edition.objects.filter(pk=edition.pk).update(title_en="Edge gateways")
    with clock.moved_to(at(2025, 6, 1)):
        standards_enter()
        Upkeep.objects.update(recheck_on=DUE)
        page = reverse("certification:upkeep_of", args=[Upkeep.objects.get().pk])
        title = f"Yearly re-check due – {edition.number} Edge gateways"
        other = acting_for(organisation("别家联盟"), "other")
        assert stands(cast.secretariat) == [(DUE, title, page, "")]
        assert stands(cast.applicant) == [(DUE, title, page, "Your standard")]
        assert stands(other) == []
        assert "certification.upkeep" not in sources_of(cast.council_secretary)
        day = dt.timedelta(days=1)
        assert stands(cast.secretariat, DUE - day, DUE - day) == []
        assert stands(cast.secretariat, DUE + day, DUE + day) == []
        three_years = dt.date(2027, 3, 1)
        assert [
            one[1].split(" – ")[0] for one in stands(cast.applicant, three_years, three_years)
        ] == ["Re-examination due"]


def test_what_is_opened_stays_on_its_day_until_it_is_over(make_edition, cast):
    make_edition(on=dt.date(2025, 3, 1))
    with clock.moved_to(at(2026, 1, 5)):
        open_upkeep()
        recheck = Recheck.objects.get()
        other = acting_for(organisation("别家联盟"), "other")
        for who in (cast.secretariat, cast.applicant):
            assert [one[2] for one in stands(who)] == [recheck.get_absolute_url()]
        assert stands(other) == []
        assert recheck.state == U.MATERIAL


def test_a_standard_no_longer_in_force_stands_on_no_day(edition, cast):
    with clock.moved_to(at(2025, 6, 1)):
        standards_enter()
        Upkeep.objects.update(recheck_on=DUE)
        Edition.objects.update(
            status=Edition.Status.REVOKED, status_since=clock.today(), status_reason="x"
        )
        assert stands(cast.secretariat) == []
        assert not Matter.objects.exists()
