"""Texts are read by the worker, once, from what was stored; what cannot be read says why."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from tests.zsa_portal.documents.making import docx_bytes, image_bytes, xlsx_bytes
from zsa_portal.documents import store
from zsa_portal.documents.finding import filling, texts
from zsa_portal.documents.finding.records import DocumentText
from zsa_portal.documents.render import pdf
from zsa_portal.parsing import TooDemanding, WorkerAway
from zsa_portal.people.models import User

S = DocumentText.State


def read(version) -> DocumentText:
    filling.fill(version.document_id)
    return DocumentText.objects.get(pk=version.document_id)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", "一行\n文字".encode(), "一行文字"),
        ("a.txt", "国标码".encode("gb18030"), "国标码"),
        ("a.docx", docx_bytes("标准草案"), "标准草案"),
        ("a.xlsx", xlsx_bytes(), "意见"),
        ("a.pdf", pdf("<p>范围与术语</p>"), "范围与术语"),
    ],
)
def test_the_text_of_a_file_is_read_once(sent, name, data, said):
    version = sent(name, data)
    assert DocumentText.objects.get().state == S.PENDING
    row = read(version)
    assert (row.state, row.error) == (S.READY, "")
    assert said in row.text
    assert not filling.fill(version.document_id)
    assert filling.waiting() == []


def test_a_new_version_is_read_anew(sent):
    version = sent("a.txt", "旧的".encode())
    read(version)
    user = User.objects.get()
    from zsa_portal.documents.models import Version

    file = store.put_own("新的".encode(), media_type="text/plain; charset=utf-8")
    newer = Version.objects.create(
        document=version.document, number=2, file=file, name="a.txt", uploaded_by=user
    )
    row = DocumentText.objects.get()
    assert (row.state, row.text) == (S.PENDING, "")
    assert read(newer).text == "新的"


def test_kinds_without_a_text_wait_for_nothing(sent):
    assert read(sent("a.png", image_bytes())).state == S.NONE


def test_a_file_that_does_not_open_is_told(sent):
    version = sent("a.docx", docx_bytes())
    path = store.path_of(version.file)
    path.chmod(0o640)
    path.write_bytes(b"PK\x03\x04 cut off")
    row = read(version)
    assert row.state == S.FAILED
    assert "a.docx" in row.error


def test_a_file_that_is_gone_is_told(sent):
    version = sent("a.txt", b"text")
    store.path_of(version.file).unlink()
    row = read(version)
    assert row.state == S.FAILED
    assert "a.txt" in row.error


def test_a_file_that_takes_too_much_is_told(sent, monkeypatch):
    def stopped(*_args, **_named):
        raise TooDemanding

    monkeypatch.setattr(filling, "ask", stopped)
    row = read(sent("a.txt", b"text"))
    assert (row.state, bool(row.error)) == (S.FAILED, True)


def test_no_worker_lets_it_wait_on(sent, monkeypatch):
    def away(*_args, **_named):
        raise WorkerAway

    version = sent("a.txt", b"text")
    monkeypatch.setattr(filling, "ask", away)
    with pytest.raises(WorkerAway):
        filling.fill(version.document_id)
    row = DocumentText.objects.get()
    assert (row.state, row.attempts) == (S.PENDING, 0)


def test_a_file_that_ends_the_worker_is_left_after_three_attempts(sent, monkeypatch):
    def dies(*_args, **_named):
        raise SystemExit

    version = sent("a.txt", b"text")
    monkeypatch.setattr(filling, "ask", dies)
    for _attempt in range(filling.MOST_ATTEMPTS):
        with pytest.raises(SystemExit):
            filling.fill(version.document_id)
    row = read(version)
    assert (row.state, bool(row.error)) == (S.FAILED, True)


def test_of_a_long_text_the_beginning_is_kept(sent, monkeypatch):
    monkeypatch.setattr(texts, "MOST_CHARACTERS", 10)
    row = read(sent("a.txt", "一二三四五六七八九十十一".encode()))
    assert (row.text, row.is_cut) == ("一二三四五六七八九十", True)


def test_the_round_asks_for_what_waits(sent, monkeypatch):
    version = sent("a.txt", b"text")
    asked: list[int] = []
    monkeypatch.setattr(
        filling.read_text, "apply_async", lambda args, **_how: asked.append(args[0])
    )
    assert filling.read_waiting_texts() == 1
    assert asked == [version.document_id]


def test_the_command_reads_all_that_waits_and_tells_what_it_could_not(sent):
    sent("a.txt", "一".encode()), sent("b.docx", docx_bytes())
    lost = sent("c.txt", "三".encode())
    store.path_of(lost.file).unlink()
    told = io.StringIO()
    call_command("read_texts", stdout=told)
    assert "c.txt" in told.getvalue()
    assert "3 / 3" in told.getvalue()
    assert not DocumentText.objects.filter(state=S.PENDING).exists()
    call_command("read_texts", again=True, stdout=told)
    assert DocumentText.objects.get(pk=lost.document_id).state == S.FAILED
