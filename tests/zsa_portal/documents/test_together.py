"""Everything readable as one ZIP: what is in it, its list, who has it, and that it goes."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.zsa_portal.documents.fetching import body
from tests.zsa_portal.documents.making import pdf_bytes
from zsa_portal.documents import actions as papers
from zsa_portal.documents.models import PaperZip
from zsa_portal.documents.readings import ReadLog
from zsa_portal.documents.together import actions, making
from zsa_portal.documents.together.records import FOLDER
from zsa_portal.documents.zipping import free_place
from zsa_portal.regulations import clock
from zsa_portal.workflow.refusals import BadValue

pytestmark = pytest.mark.django_db
LIST = "List of the papers.xlsx"


def signed_in(user) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def address(matter, name="zip"):
    return reverse(f"documents:{name}", args=[matter.pk])


def made(matter, user):
    asked = actions.zip_ask(matter=matter, by=user)
    assert actions.zip_make(asked.pk) is True
    asked.refresh_from_db()
    return asked


def rows_of(bundle):
    sheet = load_workbook(io.BytesIO(bundle.read(LIST))).active
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def test_the_zip_holds_what_its_reader_may_read_by_phase_and_a_list(add, example_matter):
    staff, applicant = (example_matter.people[who] for who in ("staff", "applicant"))
    add(example_matter, "test.outline", name="纲要.docx")
    add(example_matter, "test.minutes", name="CANARY.docx")
    text = add(example_matter, "test.draft_text", name="正文.docx", by=staff)
    asked = made(example_matter, applicant)
    with zipfile.ZipFile(asked.path) as bundle:
        names = bundle.namelist()
        assert names == [
            "01 Draft/纲要.docx",
            "02 Received/正文.docx",
            LIST,
            "List of the papers.html",
        ]
        rows = rows_of(bundle)
        assert [row[:4] for row in rows] == [
            ["01 Draft/纲要.docx", "Outline", 1, "Restricted"],
            ["02 Received/正文.docx", "Text", 1, "Public"],
        ]
        assert rows[1][4] == str(staff)
        assert rows[1][5].date() == clock.day_of(text.at)
        assert rows[1][6] == hashlib.sha256(bundle.read(names[1])).hexdigest()
        assert "CANARY" not in bundle.read("List of the papers.html").decode()


def test_an_own_paper_above_public_is_marked_in_the_zip(add, example_matter, monkeypatch):
    staff = example_matter.people["staff"]
    version = add(example_matter, "test.evaluation", by=staff, data=pdf_bytes(), name="评估.pdf",
                  level="restricted")  # fmt: skip
    found = making.members_of(example_matter, staff)
    assert [one.paper.pk for one in found] == [version.pk]
    asked = made(example_matter, staff)
    with zipfile.ZipFile(asked.path) as bundle:
        data = bundle.read(bundle.namelist()[0])
    assert hashlib.sha256(data).hexdigest() != version.file.sha256
    assert data.startswith(b"%PDF")


def test_what_is_no_longer_whole_stays_out_and_the_list_says_why(add, example_matter, monkeypatch):
    add(example_matter, "test.outline")
    monkeypatch.setattr(making.store, "intact", lambda _file: False)
    asked = made(example_matter, example_matter.people["applicant"])
    assert (asked.left_out, asked.held) == (1, {"versions": {}, "forms": {}})
    with zipfile.ZipFile(asked.path) as bundle:
        assert rows_of(bundle)[0][-1].startswith("The stored file does not have its checksum")


def test_the_page_asks_tells_how_far_it_is_and_hands_it_out_with_each_reading_noted(
    add, example_matter
):
    version = add(example_matter, "test.outline")
    applicant = example_matter.people["applicant"]
    client = signed_in(applicant)
    assert "Make the ZIP" in client.get(address(example_matter)).content.decode()
    assert client.get(address(example_matter, "zip_progress")).status_code == 404
    assert client.post(address(example_matter)).status_code == 302
    assert client.get(address(example_matter, "zip_file")).status_code == 404
    assert "progress" in client.get(address(example_matter, "zip_progress")).content.decode()
    actions.zip_make(PaperZip.objects.get().pk)
    assert client.get(address(example_matter, "zip_progress"))["HX-Refresh"] == "true"
    assert "Save the ZIP" in client.get(address(example_matter)).content.decode()
    answer = client.get(address(example_matter, "zip_file"))
    assert answer["Cache-Control"] == "private, no-store"
    assert zipfile.ZipFile(io.BytesIO(body(answer))).testzip() is None
    noted = ReadLog.objects.values_list("by", "version", "how", "level")
    assert list(noted) == [(applicant.pk, version.pk, "download", "restricted")]


def test_nobody_has_the_zip_of_somebody_else_nor_one_of_rights_that_ended(add, example_matter):
    version = add(example_matter, "test.outline")
    applicant, staff = (example_matter.people[who] for who in ("applicant", "staff"))
    asked = made(example_matter, applicant)
    assert signed_in(staff).get(address(example_matter, "zip_file")).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.zip_leave(asked=asked, by=staff)
    papers.document_withdraw(document=version.document, by=applicant, reason="Mistake.")
    papers.document_level_set(
        document=version.document, level="confidential", by=staff, reason="Names."
    )
    assert signed_in(applicant).get(address(example_matter, "zip_file")).status_code == 403
    assert not ReadLog.objects.exists()


def test_a_stranger_knows_of_no_zip(add, example_matter, make_user):
    add(example_matter, "test.outline")
    for name in ("zip", "zip_progress", "zip_file"):
        assert Client().get(address(example_matter, name)).status_code == 302
        assert signed_in(make_user()).get(address(example_matter, name)).status_code == 404


def test_nothing_readable_and_too_much_are_said_in_words(add, example_matter, monkeypatch):
    applicant = example_matter.people["applicant"]
    with pytest.raises(BadValue, match="no paper yet"):
        actions.zip_ask(matter=example_matter, by=applicant)
    answer = signed_in(applicant).post(address(example_matter))
    assert (answer.status_code, "no paper yet" in answer.content.decode()) == (422, True)
    version = add(example_matter, "test.outline")
    monkeypatch.setattr(making, "most_bytes", lambda: version.file.size)
    actions.zip_ask(matter=example_matter, by=applicant)
    monkeypatch.setattr(making, "most_bytes", lambda: version.file.size - 1)
    with pytest.raises(BadValue, match="too much for one ZIP"):
        actions.zip_ask(matter=example_matter, by=applicant)


def test_a_zip_is_made_once_and_fails_after_three_attempts(add, example_matter, monkeypatch):
    add(example_matter, "test.outline")
    applicant = example_matter.people["applicant"]
    asked = made(example_matter, applicant)
    assert actions.zip_make(asked.pk) is False
    again = actions.zip_ask(matter=example_matter, by=applicant)
    assert (again.pk, again.state, asked.path.exists()) == (asked.pk, "waiting", False)

    def dies(*_args):
        raise OSError("no space")

    monkeypatch.setattr(making, "write", dies)
    for _attempt in range(actions.MOST_ATTEMPTS):
        with pytest.raises(OSError, match="no space"):
            actions.zip_make(asked.pk)
    assert actions.zip_make(asked.pk) is False
    again.refresh_from_db()
    assert again.state == "failed"


def test_the_zip_goes_after_a_day(add, example_matter, files_root):
    add(example_matter, "test.outline")
    asked = made(example_matter, example_matter.people["applicant"])
    with clock.moved_to(asked.asked_at + dt.timedelta(hours=23, minutes=59)):
        assert actions.zips_tidy() == 0
    assert asked.path.exists()
    with clock.moved_to(asked.asked_at + dt.timedelta(days=1)):
        assert actions.zips_tidy() == 1
    assert (PaperZip.objects.count(), list((files_root / FOLDER).iterdir())) == (0, [])


def test_two_files_of_one_name_lie_side_by_side():
    taken: set[str] = set()
    places = [free_place(name, taken) for name in ("a/x.pdf", "a/X.pdf", "b/x.pdf", "y", "y")]
    assert places == ["a/x.pdf", "a/X (2).pdf", "b/x.pdf", "y", "y (2)"]


def test_the_page_takes_the_same_queries_at_one_and_three_papers(
    add, example_matter, django_assert_max_num_queries
):
    client = signed_in(example_matter.people["applicant"])
    counts = []
    for total in (1, 3):
        for number in range(total):
            add(example_matter, "test.attachment", title=f"{total} {number}")
        client.get(address(example_matter))
        with django_assert_max_num_queries(15) as asked:
            client.get(address(example_matter))
        counts.append(len(asked))
    assert counts[0] == counts[1]
