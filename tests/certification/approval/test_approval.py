"""The council, the letters, the announcement, the catalogue (R03, R19)."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from certification.approval.actions import recognition_announce, recognition_approve
from certification.approval.papers import OWN_NUMBER, RECOGNITION
from certification.models import Recognition
from certification.states import S
from tests.certification.assessment.conftest import missing, step
from zsa_portal.ballots.actions import decision_record
from zsa_portal.catalogue.models import Announcement
from zsa_portal.catalogue.numbering import editions_from
from zsa_portal.documents.render import html_of
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.ui.refused import BadValue
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import StepsUnmet


def announce(walker, *recognitions, by=None, **days):
    today = clock.today()
    return recognition_announce(
        recognitions=recognitions,
        title="认定公告",
        body="",
        published_on=days.get("published_on", today),
        implemented_on=days.get("implemented_on", today),
        by=by or walker.cast.secretariat,
    )


@pytest.mark.rule("R19")
def test_the_council_reads_the_report(recognition_at, walker):
    recognition = recognition_at(S.PASSED)
    reports = recognition.issued_forms.filter(kind="certification.review_report")
    assert reports.count() == 2
    for report in reports:
        report.matters.clear()
    with pytest.raises(StepsUnmet) as refused:
        step(walker, "send_to_council", recognition)
    assert missing(refused) == ["The review report is missing."]


@pytest.mark.rule("R19")
def test_without_a_recorded_approval_nothing_is_approved(recognition_at, walker):
    recognition = recognition_at(S.BEFORE_COUNCIL)
    with clock.moved_to(walker.now):
        made = decision_record(
            kind=RECOGNITION,
            matters=[recognition],
            outcome="rejected",
            by=walker.cast.council_secretary,
            **walker.decision("理1", yes=0, no=9),
        )
        with pytest.raises(StepsUnmet) as refused:
            perform(recognition.approve, by=walker.cast.council_secretary, decision=made)
    assert missing(refused) == ["The council's approval is not recorded."]


@pytest.mark.rule("R19")
@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ({"present": 4, "yes": 4}, "4 of 9 members are no quorum"),
        ({"yes": 4, "no": 5}, "4 of 9 votes are not more than 1/2"),
    ],
)
def test_a_recognition_is_approved_by_a_quorum_and_a_majority(
    recognition_at, walker, figures, told
):
    recognition = recognition_at(S.BEFORE_COUNCIL)
    with clock.moved_to(walker.now):
        record = {"kind": RECOGNITION, "matters": [recognition], "outcome": "approved"}
        office = walker.cast.council_secretary
        with pytest.raises(BadValue, match=told):
            decision_record(**record, **walker.decision("理1", **figures), by=office)
        just = walker.decision("理1", present=5, yes=3, no=2)
        assert decision_record(**record, **just, by=office).outcome == "approved"


@pytest.mark.rule("R19")
def test_without_a_recorded_refusal_nothing_is_closed(recognition_at, walker):
    recognition = recognition_at(S.BEFORE_COUNCIL)
    secretary = walker.cast.council_secretary
    with clock.moved_to(walker.now):
        made = decision_record(
            kind=RECOGNITION,
            matters=[recognition],
            outcome="approved",
            by=secretary,
            **walker.decision("理1"),
        )
        with pytest.raises(StepsUnmet) as refused:
            perform(
                recognition.close_after_refusal, by=secretary, decision=made, reason="材料不足。"
            )
    assert missing(refused) == ["No refusal by the council is recorded."]


def test_several_are_approved_at_once_and_each_body_gets_its_letter(recognition_at, walker):
    two = [recognition_at(S.BEFORE_COUNCIL), recognition_at(S.BEFORE_COUNCIL, "乙规范")]
    with walker.at(walker.later(5)):
        recognition_approve(
            recognitions=two, decision=walker.decision("理1"), by=walker.cast.council_secretary
        )
    for one in two:
        letter = one.issued_forms.get(kind="certification.result_letter")
        assert (letter.data["resolution"], letter.data["approved"]) == ("理1", True)


def test_a_refusal_by_the_council_is_a_letter_too(recognition_at):
    refused = recognition_at(S.COUNCIL_REFUSED)
    letter = refused.issued_forms.get(kind="certification.refused_letter")
    assert (letter.data["approved"], letter.data["reason"]) == (False, "材料不足。")


def test_recognised_standards_enter_the_catalogue_and_are_found_by_both_numbers(
    client, recognition_at, walker
):
    recognition = recognition_at(S.RECOGNISED)
    edition = recognition.editions.get()
    assert (edition.status, edition.source_body, edition.source_number) == (
        "current",
        walker.cast.organisation,
        recognition.source_number,
    )
    assert edition.kind == "certification.recognised"
    assert list(editions_from(recognition.source_number.replace("-", "—"))) == [edition]
    with clock.moved_to(walker.now):
        for url in (edition.get_absolute_url(), edition.announcement.get_absolute_url()):
            page = client.get(url, follow=True)
            assert page.status_code == 200
            assert recognition.source_number in page.content.decode()


@pytest.mark.parametrize("ours", [True, False])
def test_whether_it_gets_a_number_of_the_association_is_a_setting(
    client, recognition_at, walker, ours
):
    recognition = recognition_at(S.APPROVED)
    if not ours:
        Setting.objects.create(
            key=OWN_NUMBER.key, value=False, reason="理事会决定", valid_from=walker.now
        )
    with walker.at(walker.later(1)):
        edition = announce(walker, recognition).editions.get()
    source = recognition.source_number
    assert edition.number == (f"T/ZSA 1-{edition.year}" if ours else source)
    paper = recognition.issued_forms.get(kind="catalogue.announcement")
    (row,) = paper.data["rows"]
    assert (row["number"], row["source_number"]) == (edition.number, source if ours else "")
    printed = html_of(paper)
    assert (source in printed, "T/ZSA" in printed) == (True, ours)
    with clock.moved_to(walker.now):
        found = client.get("/search/", {"q": source.replace("-", "—")}).content.decode()
        assert edition.get_absolute_url() in found
        page = client.get(edition.get_absolute_url()).content.decode()
    assert (source in page, "T/ZSA 1" in page) == (True, ours)


def test_several_are_announced_under_one_number_or_none(recognition_at, walker):
    two = [recognition_at(S.APPROVED), recognition_at(S.APPROVED, "乙规范")]
    with walker.at(walker.later(1)):
        with pytest.raises(PermissionDenied):
            announce(walker, *two, by=walker.cast.applicant)
        with pytest.raises(RuleUnmet):
            announce(walker, *two, published_on=clock.today() - clock.FURTHEST)
        assert not Announcement.objects.exists()
        made = announce(walker, *two)
    rows = list(made.editions.values_list("number", flat=True).order_by("standard__running"))
    assert len(rows) == 2
    assert {one.state for one in Recognition.objects.filter(pk__in=[o.pk for o in two])} == {
        S.RECOGNISED
    }


def test_the_batch_pages_show_report_and_figures(client, recognition_at, walker):
    recognition = recognition_at(S.BEFORE_COUNCIL)
    report = recognition.issued_forms.filter(kind="certification.review_report").latest("pk")
    with clock.moved_to(walker.now):
        client.force_login(walker.cast.council_secretary)
        page = client.get(reverse("certification:decision_batch")).content.decode()
    assert "5 of 5 reviewers: passes" in page
    assert report.get_absolute_url() in page


def test_an_announcement_is_made_on_its_page(client, recognition_at, walker):
    recognition = recognition_at(S.APPROVED)
    url = reverse("certification:announcement_batch")
    with clock.moved_to(walker.now):
        client.force_login(walker.cast.secretariat)
        assert client.get(url).status_code == 200
        day = str(clock.today())
        data = {"matters": [recognition.pk], "title": "公告", "published_on": day}
        assert client.post(url, data).status_code == 422
        assert client.post(url, data | {"implemented_on": day}).status_code == 302
    assert recognition.editions.exists()


@pytest.mark.rule("R06")
def test_the_council_s_secretary_alone_records_its_approval(recognition_at, walker):
    recognition = recognition_at(S.BEFORE_COUNCIL)
    with clock.moved_to(walker.now), pytest.raises(PermissionDenied):
        recognition_approve(
            recognitions=[recognition],
            decision=walker.decision("R9"),
            by=walker.cast.secretariat,
        )
    assert Recognition.objects.get(pk=recognition.pk).state == S.BEFORE_COUNCIL
