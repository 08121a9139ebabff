"""R28b: who is listed as a partner, by whom, for how long; the yearly re-evaluation."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from certification.models import Listing, Partner
from certification.one_mark.partners import rules
from certification.one_mark.partners.actions import partner_enter, partner_save
from certification.one_mark.partners.papers import (
    ACCREDITATION,
    DELISTING,
    EVALUATION,
    LETTER,
    POINTS,
)
from certification.one_mark.partners.states import S
from tests.certification.one_mark.stations import partner_at
from zsa_portal.documents.actions import document_withdraw
from zsa_portal.documents.models import Document, IssuedForm
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.workflow.models import Duty, Matter
from zsa_portal.workflow.perform import catch_up, perform
from zsa_portal.workflow.queries import log_lines
from zsa_portal.workflow.refusals import BadValue, StepsUnmet, WrongState
from zsa_portal.workflow.tasks import take_clock_steps

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def refused(walker, bound, by, **values):
    """What a step is refused for, on the walker's day."""
    with clock.moved_to(walker.now), pytest.raises(StepsUnmet) as refusal:
        perform(bound, by=by, **values)
    return refusal.value.reasons


def filled(walker, partner, **values):
    """The partner with these values of its qualification, its papers as the walker adds them."""
    with clock.moved_to(walker.now):
        given = walker.values() | values
        saved = partner_save(partner=partner, values=given, standards=[], by=walker.person)
        for kind in (ACCREDITATION, "certification.partner_licence"):
            walker.add(saved, kind, "证书.pdf", walker.person)
    return Partner.objects.get(pk=saved.pk)


def listing(partner):
    return Listing.objects.get(partner=partner)


@pytest.mark.rule("R28b")
@pytest.mark.parametrize(
    ("name", "empty", "sentence"),
    [
        ("accreditation_number", "", "Accreditation or approval number is missing."),
        ("accreditation_issuer", "", "Accredited or approved by is missing."),
        ("accredited_until", None, "Accredited until is missing."),
        ("scope", "", "What it tests or certifies is missing."),
        ("fields", [], "The scope names no technical field and no standard."),
    ],
)
def test_a_partner_states_its_qualification(name, empty, sentence):
    walker, partner = partner_at(S.DRAFT)
    partner = filled(walker, partner, **{name: empty})
    assert [one.lower() for one in refused(walker, partner.submit_partner, walker.person)] == [
        sentence.lower()
    ]


@pytest.mark.rule("R28b")
def test_an_accreditation_counts_on_its_last_day_and_not_after():
    walker, partner = partner_at(S.DRAFT)
    today = clock.day_of(walker.now)
    partner = filled(walker, partner, accredited_until=today - DAY)
    assert refused(walker, partner.submit_partner, walker.person) == [
        f"The accreditation ended on {today - DAY}."
    ]
    partner = filled(walker, partner, accredited_until=today)
    with clock.moved_to(walker.now):
        assert perform(partner.submit_partner, by=walker.person).state == S.EVALUATION


@pytest.mark.rule("R28b")
def test_the_qualification_is_proved_by_papers():
    walker, partner = partner_at(S.DRAFT)
    partner = filled(walker, partner)
    paper = Document.objects.get(matter=partner.pk, kind=ACCREDITATION)
    with clock.moved_to(walker.now):
        document_withdraw(document=paper, by=walker.person, reason="错了")
    assert refused(walker, partner.submit_partner, walker.person) == [
        "Accreditation or approval certificate with its scope is missing."
    ]


def test_somebody_is_named_to_be_asked():
    walker, partner = partner_at(S.DRAFT)
    partner = filled(walker, partner, contact_person="")
    assert [one.lower() for one in refused(walker, partner.submit_partner, walker.person)] == [
        "contact person is missing."
    ]


@pytest.mark.rule("R28b")
def test_every_point_of_the_evaluation_holds():
    walker, partner = partner_at(S.EVALUATION)
    told = {"points": list(POINTS)[1:], "opinion": "可以"}
    assert refused(walker, partner.evaluate_partner, walker.cast.clerk, **told) == [
        "This point does not hold: The accreditation is genuine and valid."
    ]
    assert not IssuedForm.objects.filter(kind=EVALUATION.key).exists()
    with clock.moved_to(walker.now):
        told = {"points": list(POINTS), "opinion": "可以"}
        done = perform(partner.evaluate_partner, by=walker.cast.clerk, **told)
    assert (done.state, IssuedForm.objects.get(kind=EVALUATION.key).data["opinion"]) == (
        S.BEFORE_HEAD,
        "可以",
    )


@pytest.mark.rule("R28b")
def test_only_the_department_evaluates_and_only_its_head_approves():
    walker, partner = partner_at(S.EVALUATION)
    told = {"points": list(POINTS), "opinion": "可以"}
    for somebody in (walker.person, walker.cast.applicant):
        with clock.moved_to(walker.now), pytest.raises(PermissionDenied):
            perform(partner.evaluate_partner, by=somebody, **told)
    partner = walker.to(partner, S.BEFORE_HEAD)
    for somebody in (walker.cast.clerk, walker.person):
        with clock.moved_to(walker.now), pytest.raises(PermissionDenied):
            perform(partner.approve_partner, by=somebody)
    with clock.moved_to(walker.now):
        assert perform(partner.approve_partner, by=walker.cast.head).state == S.LISTED


@pytest.mark.rule("R05b")
def test_nobody_with_an_interest_evaluates_or_approves():
    walker, partner = partner_at(S.EVALUATION)
    for somebody in (walker.cast.clerk, walker.cast.head):
        partner.recusals.create(user=somebody, reason="曾任职", declared_by=somebody)
    told = {"points": list(POINTS), "opinion": "可以"}
    with clock.moved_to(walker.now), pytest.raises(PermissionDenied):
        perform(partner.evaluate_partner, by=walker.cast.clerk, **told)
    partner.recusals.update(lifted_at=walker.now)
    partner = walker.to(partner, S.BEFORE_HEAD)
    partner.recusals.filter(user=walker.cast.head).update(lifted_at=None)
    with clock.moved_to(walker.now), pytest.raises(PermissionDenied):
        perform(partner.approve_partner, by=walker.cast.head)


@pytest.mark.rule("R28b")
def test_the_listing_holds_a_year_and_no_longer_than_the_accreditation():
    walker, partner = partner_at(S.LISTED)
    today = clock.day_of(walker.now)
    assert listing(partner).ends == dt.date(today.year + 1, today.month, today.day)
    assert partner.number == f"ZSA-1-P-{today.year}-001"
    partner.accredited_until = today + DAY
    with clock.moved_to(walker.now):
        assert rules.listing_ends(partner) == today + DAY
        partner.accredited_until = dt.date(today.year + 2, 1, 1)
        assert rules.listing_ends(partner) == dt.date(today.year + 1, today.month, today.day)
    letter = IssuedForm.objects.get(kind=LETTER.key)
    assert (letter.data["partner"], letter.data["again"]) == ("示例认证中心", False)


def test_the_calendar_opens_the_re_evaluation_in_time():
    _walker, partner = partner_at(S.LISTED)
    opens = clock.start_of(listing(partner).ends + DAY) - 60 * DAY
    with clock.moved_to(opens - dt.timedelta(seconds=1)):
        assert catch_up(partner).state == S.LISTED
    with clock.moved_to(opens):
        assert take_clock_steps() == 1
        assert take_clock_steps() == 0
        owed = Duty.objects.get(matter=partner.pk, done_at=None)
    found = Partner.objects.get(pk=partner.pk)
    assert (found.state, owed.due_at) == (
        S.REEVALUATION,
        clock.start_of(listing(partner).ends + DAY),
    )
    assert owed.party.department_id == partner.owner_id


def test_how_early_it_opens_is_a_setting():
    _walker, partner = partner_at(S.LISTED)
    Setting.objects.create(key="one_mark.reevaluation_opens", value=10, reason="x")
    opens = clock.start_of(listing(partner).ends + DAY) - 10 * DAY
    with clock.moved_to(opens - dt.timedelta(seconds=1)):
        assert catch_up(partner).state == S.LISTED
    with clock.moved_to(opens):
        assert catch_up(Partner.objects.get(pk=partner.pk)).state == S.REEVALUATION


def test_without_a_re_evaluation_the_listing_lapses_after_its_last_day():
    _walker, partner = partner_at(S.REEVALUATION)
    over = clock.start_of(listing(partner).ends + DAY)
    with clock.moved_to(over - dt.timedelta(seconds=1)):
        assert listing(partner).holds()
        assert catch_up(partner).state == S.REEVALUATION
    with clock.moved_to(over):
        assert not listing(partner).holds()
        assert catch_up(Partner.objects.get(pk=partner.pk)).state == S.LAPSED


@pytest.mark.rule("R28b")
def test_renewed_it_is_listed_for_a_year_from_then_without_a_gap():
    walker, partner = partner_at(S.RENEWAL)
    walker.now += dt.timedelta(days=3)
    with clock.moved_to(walker.now):
        done = perform(partner.renew_partner, by=walker.cast.head)
        today = clock.today()
    new, old = Listing.objects.filter(partner=partner)
    assert (done.state, old.ends, new.starts) == (S.LISTED, today - DAY, today)
    assert new.ends == dt.date(today.year + 1, today.month, today.day)
    assert IssuedForm.objects.filter(kind=LETTER.key).latest("pk").data["again"] is True


def test_a_lapsed_partner_may_be_re_evaluated():
    walker, partner = partner_at(S.LAPSED)
    told = {"points": list(POINTS), "opinion": "已恢复"}
    with clock.moved_to(walker.now + DAY):
        renewing = perform(partner.reevaluate_partner, by=walker.cast.clerk, **told)
        assert catch_up(renewing).state == S.RENEWAL
        done = perform(renewing.renew_partner, by=walker.cast.head)
        assert (done.state, done.listings.first().holds()) == (S.LISTED, True)
    assert not any(one.holds(clock.day_of(walker.now)) for one in done.listings.all())


def test_delisted_it_was_listed_until_the_day_before():
    walker, partner = partner_at(S.DELISTED)
    today = clock.day_of(walker.now)
    row = listing(partner)
    assert (row.holds(today - DAY), row.holds(today)) == (True, False)
    assert "材料不足" in str(IssuedForm.objects.get(kind=DELISTING.key).data["facts"])


def test_delisted_on_the_day_of_its_listing_it_never_was():
    walker, partner = partner_at(S.LISTED)
    with clock.moved_to(walker.now):
        perform(partner.delist_partner, by=walker.cast.head, reason="有误")
    assert not Listing.objects.filter(partner=partner).exists()


def test_one_organisation_has_one_open_entry_for_a_kind_of_work():
    walker, partner = partner_at(S.LISTED)
    with clock.moved_to(walker.now), pytest.raises(BadValue):
        partner_enter(
            organisation=partner.applicant, works_as=partner.works_as, by=walker.cast.clerk
        )
    with clock.moved_to(walker.now):
        other = partner_enter(
            organisation=partner.applicant, works_as="laboratory", by=walker.cast.clerk
        )
    assert (other.state, str(other.holder)) == (S.DRAFT, "“1 字标”培育部")


def test_others_enter_no_partner():
    walker, partner = partner_at(S.DRAFT)
    with clock.moved_to(walker.now), pytest.raises(PermissionDenied):
        partner_enter(
            organisation=partner.applicant, works_as="laboratory", by=walker.cast.applicant
        )


def test_the_qualification_is_written_only_while_it_is_open():
    walker, partner = partner_at(S.EVALUATION)
    with clock.moved_to(walker.now), pytest.raises(WrongState):
        partner_save(partner=partner, values={"scope": "x"}, standards=[], by=walker.person)
    partner = walker.to(partner, S.REEVALUATION)
    with clock.moved_to(walker.now):
        for somebody in (walker.person, walker.cast.clerk):
            partner_save(
                partner=partner, values={"scope": str(somebody)}, standards=[], by=somebody
            )
        with pytest.raises(PermissionDenied):
            partner_save(
                partner=partner, values={"scope": "x"}, standards=[], by=walker.cast.applicant
            )
        partner = Partner.objects.get(pk=partner.pk)
        newest = next(one for one in log_lines(partner, walker.cast.clerk) if one.changes)
    assert [one.new for one in newest.changes] == [str(walker.cast.clerk)]


def test_a_draft_is_known_to_those_alone_who_write_it():
    walker, partner = partner_at(S.DRAFT)
    known = [
        Matter.objects.visible_to(one).filter(pk=partner.pk).exists()
        for one in (walker.person, walker.cast.clerk, walker.cast.applicant, None)
    ]
    assert known == [True, True, False, False]


@pytest.mark.parametrize(("state", "public"), [(S.EVALUATION, False), (S.LISTED, True)])
def test_the_public_knows_of_those_that_are_listed(state, public):
    walker, partner = partner_at(state)
    rows = Matter.objects.filter(pk=partner.pk)
    assert Matter.objects.public().filter(pk=partner.pk).exists() is public
    assert rows.visible_to(walker.cast.applicant).exists() is public
    assert rows.visible_to(walker.cast.clerk).exists()
