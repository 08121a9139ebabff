"""What a mark and a partner rest on, at the boundaries, on bare values."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils import translation

from certification.one_mark.marks import rules as marks
from certification.one_mark.marks.rules import Lapse
from certification.one_mark.partners import rules as partners
from zsa_portal.people.models import Membership
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting

TODAY = dt.date(2026, 3, 2)
DAY = dt.timedelta(days=1)
NOON = clock.start_of(TODAY) + dt.timedelta(hours=12)
BARE = SimpleNamespace(authorisation=None)


@pytest.fixture(autouse=True)
def at_noon():
    with clock.moved_to(NOON), translation.override("en"):
        yield


def partner(*days, fields=("bio",), standards=False):
    """A partner that was listed on these days."""
    listing = SimpleNamespace(holds=lambda day: day in days)
    rows = SimpleNamespace(exists=lambda: standards)
    return SimpleNamespace(
        title="示例中心",
        fields=fields,
        listings=SimpleNamespace(all=lambda: [listing]),
        standards=SimpleNamespace(filter=lambda **_of: rows),
    )


def edition(*, status="current", since=TODAY, field="bio"):
    return SimpleNamespace(
        number="T/ZSA 1-2024",
        status=status,
        implemented_on=since,
        standard_id=7,
        standard=SimpleNamespace(field=field),
    )


def mark(*, of=None, until=TODAY, ends=TODAY, certifier=None):
    """A mark whose authorisation and certificate end today."""
    given = SimpleNamespace(
        edition=of or edition(),
        certificate_until=until,
        ends=ends,
        certifier=certifier or partner(TODAY),
    )
    return SimpleNamespace(authorisation=given)


@pytest.mark.rule("R28c")
def test_what_a_mark_rests_on_holds_through_its_last_day():
    cases = [
        (mark(), []),
        (BARE, []),
        (mark(until=TODAY - DAY, ends=TODAY - DAY), [Lapse.CERTIFICATE]),
        (mark(until=TODAY + DAY, ends=TODAY - DAY), [Lapse.TERM]),
        (mark(until=TODAY - DAY, ends=TODAY - 2 * DAY), [Lapse.CERTIFICATE, Lapse.TERM]),
        (mark(of=edition(since=TODAY + DAY)), [Lapse.STANDARD]),
        (mark(of=edition(status="replaced")), [Lapse.STANDARD]),
        (mark(certifier=partner(TODAY - DAY)), [Lapse.PARTNER]),
    ]
    assert [list(marks.lapses_of(found)) for found, _lapsed in cases] == [
        lapsed for _found, lapsed in cases
    ]
    assert [marks.mended_at(found) for found, _lapsed in cases] == [NOON, *[None] * 7]


@pytest.mark.rule("R28c")
def test_the_calendar_suspends_after_the_last_day_or_at_once():
    assert marks.lapses_at(BARE) is None
    assert marks.lapses_at(mark()) == clock.start_of(TODAY + DAY)
    assert marks.lapses_at(mark(certifier=partner())) == NOON


@pytest.mark.django_db
def test_the_renewal_opens_ninety_days_before_the_end_of_what_has_not_lapsed():
    assert marks.renewal_opens(BARE) is None
    assert marks.renewal_opens(mark(certifier=partner())) is None
    assert marks.renewal_opens(mark()) == clock.start_of(TODAY + DAY) - 90 * DAY


@pytest.mark.django_db
def test_an_authorisation_ends_with_its_certificate_or_after_three_years():
    longest = dt.date(2029, 3, 1)
    for until, ends in ((longest - DAY, longest - DAY), (longest + DAY, longest)):
        assert marks.authorisation_ends(SimpleNamespace(certificate_until=until)) == ends


@pytest.mark.rule("R28b")
def test_a_report_counts_by_a_partner_listed_on_its_day_within_its_scope():
    cases = [
        (partner(TODAY), TODAY, edition(), []),
        (None, TODAY, edition(), []),
        (partner(), None, edition(), []),
        (partner(), TODAY, None, []),
        (partner(), TODAY, edition(), ["示例中心 was not validly listed on 2026-03-02."]),
        (partner(), TODAY + DAY, edition(), ["The day 2026-03-03 lies in the future."]),
        (
            partner(TODAY),
            TODAY,
            edition(field="other"),
            ["The scope of 示例中心 does not cover T/ZSA 1-2024."],
        ),
        (partner(TODAY, standards=True), TODAY, edition(field="other"), []),
        (
            partner(TODAY, fields=("",)),
            TODAY,
            edition(field=""),
            ["The scope of 示例中心 does not cover T/ZSA 1-2024."],
        ),
    ]
    for by, day, about, sentences in cases:
        report = SimpleNamespace(laboratory=by, report_date=day, edition=about)
        assert marks.report_counts.missing(report) == sentences


@pytest.mark.rule("R28b")
def test_a_certificate_counts_while_its_body_is_listed():
    def lacks(by):
        day = TODAY - DAY
        found = SimpleNamespace(certifier=by, certificate_date=day, edition=edition())
        return marks.certificate_counts.missing(found)

    assert lacks(partner(TODAY - DAY, TODAY)) == []
    assert lacks(partner(TODAY - DAY)) == ["示例中心 is not validly listed today."]
    assert lacks(None) == []


def listed(ends):
    first = None if ends == "never" else SimpleNamespace(ends=ends)
    return SimpleNamespace(listings=SimpleNamespace(first=lambda: first))


@pytest.mark.django_db
def test_the_re_evaluation_opens_sixty_days_before_a_listing_runs_out():
    last = clock.start_of(TODAY + DAY)
    assert partners.listing_runs_out(listed(TODAY)) == last
    assert partners.reevaluation_opens(listed(TODAY)) == last - 60 * DAY
    assert partners.reevaluation_opens(listed(TODAY - DAY)) is None
    with clock.moved_to(last):
        assert partners.reevaluation_opens(listed(TODAY)) is None
    for none in ("never", None):
        assert partners.listing_runs_out(listed(none)) is None
        assert partners.reevaluation_opens(listed(none)) is None


@pytest.mark.rule("R28a")
def test_a_product_certificate_counts_through_its_last_day():
    def lacks(until):
        return marks.certificate_holds.missing(SimpleNamespace(certificate_until=until))

    assert lacks(None) == lacks(TODAY) == lacks(TODAY + DAY) == []
    assert lacks(TODAY - DAY) == ["The product certificate ended on 2026-03-01."]


def test_only_members_apply_where_the_mark_is_opened_to_them_alone(make_organisation):
    applied = SimpleNamespace(applicant=make_organisation())
    assert marks.applicant_may_apply.missing(applied) == []
    Setting.objects.create(key=marks.MEMBERS_ONLY.key, value=True, reason="x", valid_from=NOON)
    assert marks.applicant_may_apply.missing(applied) == [
        "Only members of the association may apply for the 1字标 at present."
    ]
    Membership.objects.create(organisation=applied.applicant, number="M-1", starts=TODAY)
    assert marks.applicant_may_apply.missing(applied) == []
