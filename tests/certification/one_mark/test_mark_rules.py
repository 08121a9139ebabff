"""R28a–c: for which products the mark is authorised, for how long, and when it is suspended by itself."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from certification.models import Authorisation, Mark
from certification.one_mark.marks.actions import mark_begin, mark_save
from certification.one_mark.marks.papers import CERTIFICATE, REPORT, SUSPENSION, WITHDRAWAL
from certification.one_mark.marks.states import S, Standing
from tests.certification.one_mark.association import edition_in_force
from tests.certification.one_mark.stations import mark_at
from tests.standards.association import LONG_AGO
from zsa_portal.catalogue.models import Edition
from zsa_portal.documents.actions import document_withdraw
from zsa_portal.documents.models import Document, IssuedForm
from zsa_portal.people.models import Membership, OrganisationPerson
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.workflow.models import Duty, LogEntry
from zsa_portal.workflow.perform import catch_up, perform
from zsa_portal.workflow.refusals import BadValue, StepsUnmet
from zsa_portal.workflow.tasks import take_clock_steps

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
ENDED = {"status_since": dt.date(2026, 1, 2), "status_reason": "不再适用"}
"""What an edition says of itself whose recognition was revoked."""


def refused(walker, bound, by):
    """What a step is refused for, on the walker's day."""
    with clock.moved_to(walker.now), pytest.raises(StepsUnmet) as refusal:
        perform(bound, by=by)
    return refusal.value.reasons


def changed(walker, **values):
    """An application that was returned, with other values and its papers."""
    found, mark = walker
    with clock.moved_to(found.now):
        saved = mark_save(mark=mark, values=values, by=found.cast.applicant)
    return Mark.objects.get(pk=saved.pk)


def submitted(walker, mark):
    with clock.moved_to(walker.now):
        return perform(mark.submit_mark, by=walker.cast.applicant).state


def standing(mark, now):
    """What the register says at an instant, with no calendar having run."""
    with clock.moved_to(now):
        return Mark.objects.with_standing().get(pk=mark.pk).standing


@pytest.mark.rule("R28a")
@pytest.mark.parametrize(
    ("name", "empty", "sentence"),
    [
        ("model", "", "model is missing."),
        ("edition", None, "standard is missing."),
        ("certificate_number", "", "certificate number is missing."),
        ("contact_person", "", "contact person is missing."),
    ],
)
def test_product_standard_and_certificate_are_named(name, empty, sentence):
    walker, mark = mark_at(S.RETURNED)
    mark = changed((walker, mark), **{name: empty})
    reasons = refused(walker, mark.submit_mark, walker.cast.applicant)
    assert [one.lower() for one in reasons] == [sentence]


@pytest.mark.rule("R28a")
@pytest.mark.parametrize("status", ["replaced", "withdrawn", "revoked"])
def test_the_standard_is_in_force(status):
    walker, mark = mark_at(S.RETURNED)
    Edition.objects.filter(pk=mark.edition_id).update(status=status, **ENDED)
    assert refused(walker, mark.submit_mark, walker.cast.applicant) == [
        "T/ZSA 9001-2025 is not in force."
    ]
    Edition.objects.filter(pk=mark.edition_id).update(status="current")
    assert submitted(walker, mark) == S.EXAMINATION


@pytest.mark.rule("R28a")
def test_a_standard_is_in_force_from_the_day_of_its_implementation():
    walker, mark = mark_at(S.RETURNED)
    today = clock.day_of(walker.now)
    Edition.objects.filter(pk=mark.edition_id).update(implemented_on=today + DAY)
    assert refused(walker, mark.submit_mark, walker.cast.applicant) == [
        "T/ZSA 9001-2025 is not in force."
    ]
    Edition.objects.filter(pk=mark.edition_id).update(implemented_on=today)
    assert submitted(walker, mark) == S.EXAMINATION


@pytest.mark.rule("R28a")
def test_a_certificate_counts_on_its_last_day_and_not_after():
    walker, mark = mark_at(S.RETURNED)
    today = clock.day_of(walker.now)
    mark = changed((walker, mark), certificate_until=today - DAY)
    assert refused(walker, mark.submit_mark, walker.cast.applicant) == [
        f"The product certificate ended on {today - DAY}."
    ]
    mark = changed((walker, mark), certificate_until=today)
    assert submitted(walker, mark) == S.EXAMINATION


@pytest.mark.rule("R28a")
def test_report_and_certificate_are_there():
    walker, mark = mark_at(S.RETURNED)
    paper = Document.objects.get(matter=mark.pk, kind=REPORT)
    with clock.moved_to(walker.now):
        document_withdraw(document=paper, by=walker.cast.applicant, reason="错了")
    assert refused(walker, mark.submit_mark, walker.cast.applicant) == ["Test report is missing."]


@pytest.mark.rule("R28b")
@pytest.mark.parametrize(
    ("partner", "date"), [("laboratory", "report_date"), ("certifier", "certificate_date")]
)
def test_what_a_partner_issued_before_it_was_listed_does_not_count(partner, date):
    walker, mark = mark_at(S.RETURNED)
    body = getattr(mark, partner)
    first = body.listings.get().starts
    mark = changed((walker, mark), **{date: first - DAY})
    assert refused(walker, mark.submit_mark, walker.cast.applicant) == [
        f"{body.title} was not validly listed on {first - DAY}."
    ]
    mark = changed((walker, mark), **{date: first})
    assert submitted(walker, mark) == S.EXAMINATION


@pytest.mark.rule("R28b")
def test_a_report_keeps_its_date_when_the_laboratory_is_delisted_later():
    walker, mark = mark_at(S.RETURNED)
    with clock.moved_to(walker.now):
        perform(mark.laboratory.delist_partner, by=walker.cast.head, reason="不再合作")
    assert submitted(walker, mark) == S.EXAMINATION


@pytest.mark.rule("R28b")
def test_a_certificate_needs_its_body_listed_today_too():
    walker, mark = mark_at(S.RETURNED)
    with clock.moved_to(walker.now):
        perform(mark.certifier.delist_partner, by=walker.cast.head, reason="不再合作")
    assert refused(walker, mark.submit_mark, walker.cast.applicant) == [
        "示例认证中心 is not validly listed today."
    ]


@pytest.mark.rule("R28b")
@pytest.mark.parametrize("partner", ["laboratory", "certifier"])
def test_a_partner_counts_only_within_its_scope(partner):
    walker, mark = mark_at(S.RETURNED)
    body = getattr(mark, partner)
    type(body).objects.filter(pk=body.pk).update(fields=["bio"])
    mark = Mark.objects.get(pk=mark.pk)
    assert refused(walker, mark.submit_mark, walker.cast.applicant) == [
        f"The scope of {body.title} does not cover T/ZSA 9001-2025."
    ]
    body.standards.add(mark.edition.standard)
    assert submitted(walker, Mark.objects.get(pk=mark.pk)) == S.EXAMINATION


def test_a_day_to_come_does_not_count():
    walker, mark = mark_at(S.RETURNED)
    tomorrow = clock.day_of(walker.now) + DAY
    mark = changed((walker, mark), report_date=tomorrow)
    assert refused(walker, mark.submit_mark, walker.cast.applicant) == [
        f"The day {tomorrow} lies in the future."
    ]


def test_any_enterprise_may_apply_unless_the_association_narrows_it():
    walker, mark = mark_at(S.RETURNED)
    setting = Setting.objects.create(key="one_mark.members_only", value=True, reason="x")
    Setting.objects.update(valid_from=walker.now - DAY)
    said = "Only members of the association may apply for the 1字标 at present."
    assert refused(walker, mark.submit_mark, walker.cast.applicant) == [said]
    with clock.moved_to(walker.now), pytest.raises(BadValue):
        mark_begin(applicant=walker.cast.enterprise, title="x", by=walker.cast.applicant)
    Membership.objects.create(
        organisation=walker.cast.enterprise, number="M-1", starts=LONG_AGO, ends=None
    )
    assert setting.value is True
    assert submitted(walker, mark) == S.EXAMINATION


@pytest.mark.rule("R28a")
def test_only_the_department_examines_and_only_its_head_authorises():
    walker, mark = mark_at(S.EXAMINATION)
    for somebody in (walker.cast.applicant, walker.cast.assessor):
        with clock.moved_to(walker.now), pytest.raises(PermissionDenied):
            perform(mark.examine_mark, by=somebody, reason="可以")
    mark = walker.to(mark, S.BEFORE_HEAD)
    for somebody in (walker.cast.clerk, walker.cast.applicant):
        with clock.moved_to(walker.now), pytest.raises(PermissionDenied):
            perform(mark.authorise_mark, by=somebody)
    with clock.moved_to(walker.now):
        assert perform(mark.authorise_mark, by=walker.cast.head).state == S.AUTHORISED


@pytest.mark.rule("R05b")
def test_whoever_works_for_the_certifying_body_takes_no_part():
    walker, mark = mark_at(S.BEFORE_HEAD)
    for body in (walker.cast.laboratory, walker.cast.certifier):
        seat = OrganisationPerson.objects.create(
            user=walker.cast.head, organisation=body, starts=LONG_AGO
        )
        walker.cast.head.__dict__.pop("_places", None)
        with clock.moved_to(walker.now), pytest.raises(PermissionDenied):
            perform(mark.authorise_mark, by=walker.cast.head)
        seat.delete()


@pytest.mark.rule("R05b")
def test_whoever_is_recused_takes_no_part():
    walker, mark = mark_at(S.BEFORE_HEAD)
    head = walker.cast.head
    recusal = mark.recusals.create(user=head, reason="持有股份", declared_by=head)
    with clock.moved_to(walker.now), pytest.raises(PermissionDenied):
        perform(mark.authorise_mark, by=head)
    recusal.lifted_at = walker.now
    recusal.save()
    with clock.moved_to(walker.now):
        assert perform(mark.authorise_mark, by=head).state == S.AUTHORISED


def test_the_authorisation_has_number_product_standard_certificate_and_validity():
    walker, mark = mark_at(S.AUTHORISED)
    given = mark.authorisation
    assert (mark.number, mark.title) == (f"ZSA-1-{walker.now.year}-001", "边缘计算网关")
    assert (given.edition, given.certificate_number, given.starts, given.ends) == (
        walker.edition,
        mark.certificate_number,
        clock.day_of(walker.now),
        mark.certificate_until,
    )
    form = IssuedForm.objects.get(kind=CERTIFICATE.key)
    assert (form.data["number"], form.data["ends"]) == (mark.number, str(given.ends))
    assert form in IssuedForm.objects.readable_by(None)


@pytest.mark.rule("R28a")
def test_the_numbers_of_a_year_have_no_gap():
    walker, mark = mark_at(S.AUTHORISED)
    second = walker.to(walker.start("另一产品"), S.BEFORE_HEAD)
    third = walker.to(walker.start("第三产品"), S.BEFORE_HEAD)
    with clock.moved_to(walker.now):
        perform(second.refuse_mark, by=walker.cast.head, reason="不符合")
        third = perform(third.authorise_mark, by=walker.cast.head)
    assert [mark.number[-3:], third.number[-3:]] == ["001", "002"]


def test_it_is_never_authorised_for_longer_than_the_longest_time():
    walker, mark = mark_at(S.BEFORE_HEAD)
    Mark.objects.filter(pk=mark.pk).update(certificate_until=dt.date(2040, 1, 1))
    Setting.objects.create(key="one_mark.longest_months", value=12, reason="x")
    Setting.objects.update(valid_from=walker.now - DAY)
    with clock.moved_to(walker.now):
        done = perform(Mark.objects.get(pk=mark.pk).authorise_mark, by=walker.cast.head)
        today = clock.today()
    assert done.authorisation.ends == dt.date(today.year + 1, today.month, today.day) - DAY
    done.certifier.listings.update(ends=dt.date(2030, 1, 1))
    assert standing(done, clock.start_of(done.authorisation.ends)) == Standing.VALID
    with clock.moved_to(clock.start_of(done.authorisation.ends + DAY)):
        lapsed = catch_up(Mark.objects.get(pk=done.pk))
    assert (lapsed.state, lapsed.lapsed) == (S.SUSPENDED, ["term"])


@pytest.mark.rule("R28c")
def test_it_is_suspended_when_its_certificate_ends_with_no_job_and_with_one():
    _walker, mark = mark_at(S.RENEWAL)
    over = clock.start_of(mark.authorisation.ends + DAY)
    assert standing(mark, over - dt.timedelta(seconds=1)) == Standing.VALID
    assert standing(mark, over) == Standing.SUSPENDED
    with clock.moved_to(over):
        assert take_clock_steps() == 1
        assert take_clock_steps() == 0
    found = Mark.objects.get(pk=mark.pk)
    assert (found.state, found.lapsed) == (S.SUSPENDED, ["certificate"])
    notice = IssuedForm.objects.get(kind=SUSPENSION.key)
    assert "产品认证证书有效期已届满" in notice.data["paragraphs"][0]


@pytest.mark.rule("R28c")
@pytest.mark.parametrize("status", ["replaced", "withdrawn", "revoked"])
def test_it_is_suspended_when_its_standard_is_no_longer_in_force(status):
    walker, mark = mark_at(S.AUTHORISED)
    Edition.objects.filter(pk=mark.edition_id).update(status=status, **ENDED)
    assert standing(mark, walker.now) == Standing.SUSPENDED
    with clock.moved_to(walker.now):
        assert (take_clock_steps(), take_clock_steps()) == (1, 0)
    found = Mark.objects.get(pk=mark.pk)
    assert (found.state, found.lapsed) == (S.SUSPENDED, ["standard"])


@pytest.mark.rule("R28c")
def test_it_is_suspended_when_its_certification_body_is_delisted_and_resumed_when_listed_again():
    walker, mark = mark_at(S.AUTHORISED)
    with clock.moved_to(walker.now):
        perform(mark.certifier.delist_partner, by=walker.cast.head, reason="不再合作")
        assert (take_clock_steps(), take_clock_steps()) == (1, 0)
    found = Mark.objects.get(pk=mark.pk)
    assert (found.state, found.lapsed) == (S.SUSPENDED, ["partner"])
    with clock.moved_to(walker.now + 2 * DAY):
        found.certifier.listings.create(
            starts=clock.today(), ends=clock.today() + dt.timedelta(days=300)
        )
        assert (take_clock_steps(), take_clock_steps()) == (1, 0)
        assert standing(mark, clock.now()) == Standing.VALID
    found = Mark.objects.get(pk=mark.pk)
    assert (found.state, found.lapsed) == (S.AUTHORISED, [])


def test_a_laboratory_that_is_delisted_leaves_the_mark_as_it_is():
    walker, mark = mark_at(S.AUTHORISED)
    with clock.moved_to(walker.now):
        perform(mark.laboratory.delist_partner, by=walker.cast.head, reason="不再合作")
        assert take_clock_steps() == 0
    assert standing(mark, walker.now) == Standing.VALID


def test_the_sweep_is_one_query_however_many_marks_there_are(django_assert_num_queries):
    walker, _mark = mark_at(S.AUTHORISED)
    walker.to(walker.start("另一产品"), S.AUTHORISED)
    with clock.moved_to(walker.now), django_assert_num_queries(1):
        assert take_clock_steps() == 0


def test_the_renewal_opens_in_time_and_nobody_must_renew():
    _walker, mark = mark_at(S.AUTHORISED)
    opens = clock.start_of(mark.authorisation.ends + DAY) - 90 * DAY
    with clock.moved_to(opens - dt.timedelta(seconds=1)):
        assert catch_up(mark).state == S.AUTHORISED
    with clock.moved_to(opens):
        assert catch_up(Mark.objects.get(pk=mark.pk)).state == S.RENEWAL
    owed = Duty.objects.get(matter=mark.pk, done_at=None)
    assert owed.party.organisation_id == mark.applicant_id
    assert "if you wish" in str(mark.STATES[S.RENEWAL].duty)


def test_how_early_the_renewal_opens_is_a_setting():
    walker, mark = mark_at(S.AUTHORISED)
    Setting.objects.create(key="one_mark.renewal_opens", value=10, reason="x")
    Setting.objects.update(valid_from=walker.now - DAY)
    opens = clock.start_of(mark.authorisation.ends + DAY) - 10 * DAY
    with clock.moved_to(opens - dt.timedelta(seconds=1)):
        assert catch_up(mark).state == S.AUTHORISED
    with clock.moved_to(opens):
        assert catch_up(Mark.objects.get(pk=mark.pk)).state == S.RENEWAL


def test_renewed_it_keeps_its_number_and_goes_on_without_a_gap():
    walker, mark = mark_at(S.RENEWAL_EXAMINATION)
    with clock.moved_to(walker.now):
        done = perform(mark.renew_mark, by=walker.cast.clerk)
        today = clock.today()
    new, old = Authorisation.objects.filter(mark=mark)
    assert (done.state, done.number, done.authorisation) == (S.AUTHORISED, mark.number, new)
    assert (old.ends, new.starts, new.certificate_number) == (
        today - DAY,
        today,
        mark.certificate_number,
    )
    assert IssuedForm.objects.filter(kind=CERTIFICATE.key).count() == 2


@pytest.mark.rule("R28c")
def test_what_is_brought_for_a_renewal_counts_for_nothing_before_it_is_examined():
    walker, mark = mark_at(S.RESUMPTION)
    assert mark.certificate_until > clock.day_of(walker.now)
    assert standing(mark, walker.now) == Standing.SUSPENDED
    with clock.moved_to(walker.now):
        done = perform(mark.renew_mark, by=walker.cast.clerk)
    assert (done.state, done.lapsed) == (S.AUTHORISED, [])
    assert standing(mark, walker.now) == Standing.VALID


def test_a_suspended_mark_is_resumed_on_a_new_edition_of_its_standard():
    walker, mark = mark_at(S.AUTHORISED)
    Edition.objects.filter(pk=mark.edition_id).update(status="replaced")
    with clock.moved_to(walker.now):
        mark = catch_up(Mark.objects.get(pk=mark.pk))
        assert refused(walker, mark.ask_for_resumption, walker.cast.applicant) == [
            "T/ZSA 9001-2025 is not in force."
        ]
        other = edition_in_force(9002)
        mark = mark_save(mark=mark, values={"edition": other}, by=walker.cast.applicant)
        mark = perform(mark.ask_for_resumption, by=walker.cast.applicant)
        mark = perform(mark.renew_mark, by=walker.cast.clerk)
    assert (mark.state, mark.authorisation.edition) == (S.AUTHORISED, other)


def test_withdrawn_it_says_so_with_the_reason_on_the_notice():
    walker, mark = mark_at(S.REVOKED)
    assert standing(mark, walker.now) == Standing.REVOKED
    notice = IssuedForm.objects.get(kind=WITHDRAWAL.key)
    assert ["撤销原因", "材料不足。"] in notice.data["facts"]
    assert notice not in IssuedForm.objects.readable_by(None)
    assert notice in IssuedForm.objects.readable_by(walker.cast.applicant)


@pytest.mark.parametrize("state", [S.AUTHORISED, S.RENEWAL, S.SUSPENDED, S.RESUMPTION])
def test_it_is_given_up_at_any_time_without_a_reason(state):
    walker, mark = mark_at(state)
    with clock.moved_to(walker.now):
        assert perform(mark.give_up_mark, by=walker.cast.applicant).state == S.GIVEN_UP
    assert standing(mark, walker.now) == Standing.GIVEN_UP
    assert LogEntry.objects.filter(matter=mark.pk).first().reason == ""
