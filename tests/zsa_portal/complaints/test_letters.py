"""The official letters: what each prints, to whom, and that each fits its paper."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.zsa_portal.complaints.stations import complaint_at
from tests.zsa_portal.complaints.walk import CONTACT, NAME
from zsa_portal.complaints.papers import TO_COMPLAINANT
from zsa_portal.documents.kinds import FORMS
from zsa_portal.documents.models import IssuedForm
from zsa_portal.documents.render import html_of_preview, pdf_of_preview

pytestmark = pytest.mark.django_db


def printed(kind):
    form = IssuedForm.objects.get(kind=f"complaints.{kind}")
    if folder := os.environ.get("LETTERS"):
        pdf = pdf_of_preview(FORMS[form.kind], form.data)
        (Path(folder) / f"{kind}.pdf").write_bytes(pdf)
    return html_of_preview(FORMS[form.kind], form.data)


def test_the_receipt_says_what_came_in_and_until_when():
    walk, complaint = complaint_at("received")
    walk.accept(complaint)
    page = printed("receipt")
    for words in ("投诉受理回执", NAME, "TS-2026-001", "evidence.txt", "标准培育部"):
        assert words in page
    assert "2026年5月1日" in page
    assert "《中关村标准认定管理办法》第九章" in page
    assert "不告知对应团体" in page


def test_the_letter_to_the_body_asks_for_a_report_without_the_contact():
    walk, complaint = complaint_at("accepted")
    walk.pass_on(complaint)
    page = printed("transfer")
    for words in ("投诉转办函", "Pump Society", "Withdraw it.", "2026年4月2日", "evidence.txt"):
        assert words in page
    assert (NAME in page, CONTACT in page, "由协会掌握" in page) == (False, False, True)


def test_the_minutes_say_who_came_and_what_was_agreed():
    walk, complaint = complaint_at("coordination")
    walk.conclude(walk.hold(complaint))
    page = printed("minutes")
    for words in ("投诉协调会会议纪要", "Both sides were heard.", "双方未达成一致", "answerer"):
        assert words in page


def test_each_side_gets_a_letter_on_the_outcome():
    walk, complaint = complaint_at("deciding")
    walk.close(complaint)
    person, body = printed("result"), printed("result_to_body")
    for page in (person, body):
        for words in ("投诉处理结果告知书", "投诉部分成立", "Chapter 3 is to be rewritten."):
            assert words in page
    assert (NAME in person, NAME in body, "Pump Society" in body) == (True, False, True)


def test_a_reference_to_state_law_is_printed():
    walk, complaint = complaint_at("deciding")
    law = {"law": "《标准化法》第三十九条", "referred_to": "市标准化行政主管部门"}
    walk.take(complaint, "refer", conclusion="Unsettled.", **law)
    page = printed("result")
    for words in (*law.values(), "依照上述国家法律法规的规定处理"):
        assert words in page


def test_the_forms_of_the_complainant_are_kept_from_the_body():
    walk, complaint = complaint_at("deciding")
    walk.close(complaint)
    read = set(IssuedForm.objects.readable_by(walk.answerer).values_list("kind", flat=True))
    assert read & set(TO_COMPLAINANT) == set()
    assert read == {"complaints.transfer", "complaints.result_to_body"}
    desk = set(IssuedForm.objects.readable_by(walk.clerk).values_list("kind", flat=True))
    assert desk >= {*TO_COMPLAINANT, *read}
