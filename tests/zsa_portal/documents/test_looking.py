"""No web process opens what people send: a parsing worker does, or nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.workers import parsing_worker
from tests.zsa_portal.documents import making
from tests.zsa_portal.documents.hostile import templated
from zsa_portal.catalogue import stamping
from zsa_portal.documents import looking, store
from zsa_portal.documents.models import File, Version
from zsa_portal.parsing import TooDemanding, WorkerAway
from zsa_portal.workflow.refusals import BadValue, NotNow

pytestmark = pytest.mark.django_db


@pytest.fixture
def out_of_process(settings: Any) -> None:
    settings.PARSING_IN_PROCESS = False


@pytest.fixture
def away(out_of_process: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "WAITS_SECONDS", 0.3)


@pytest.fixture
def worker(out_of_process: None) -> Iterator[None]:
    with parsing_worker():
        yield


def paths(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_a_worker_that_is_away_stores_nothing_and_says_so(away: None, files_root: Path) -> None:
    with pytest.raises(NotNow, match="send it again in a minute") as refused:
        store.put(making.upload("a.docx", making.docx_bytes()))
    assert (refused.value.field, refused.value.status) == ("file", 503)
    assert isinstance(refused.value.__cause__, WorkerAway)
    assert paths(files_root) == []
    assert File.objects.count() == 0


def test_the_page_says_503_and_keeps_what_was_typed(
    away: None, client: Any, example_matter: Any
) -> None:
    client.force_login(example_matter.people["applicant"])
    url = reverse("documents:upload", args=[example_matter.pk, "test.attachment"])
    file = SimpleUploadedFile("a.docx", making.docx_bytes())
    answer = client.post(url, {"file": file, "title": "An own title", "no_state_secrets": "on"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "send it again in a minute" in answer.content.decode()
    assert "An own title" in answer.content.decode()
    assert Version.objects.count() == 0


def test_a_wrong_name_is_told_without_a_worker(away: None) -> None:
    with pytest.raises(BadValue, match="not of an accepted kind"):
        store.put(making.upload("a.mp4", b"x"))


def test_no_process_of_the_web_opens_a_file(away: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but the asking stands between the bytes and the worker."""

    def opened(*_args: Any, **_named: Any) -> None:
        raise AssertionError("parsed in the web process")

    monkeypatch.setattr(looking.contents, "check", opened)
    monkeypatch.setattr(looking, "clean", opened)
    with pytest.raises(NotNow):
        store.put(making.upload("a.pdf", making.pdf_bytes()))


def test_a_file_that_takes_too_much_is_refused(
    monkeypatch: pytest.MonkeyPatch, files_root: Path
) -> None:
    def much(*_args: Any, **_named: Any) -> None:
        raise TooDemanding

    monkeypatch.setattr(looking, "ask", much)
    with pytest.raises(BadValue, match="more time or memory") as refused:
        store.put(making.upload("a.pdf", making.pdf_bytes()))
    assert refused.value.status == 422
    assert paths(files_root) == []


def test_a_refusal_travels_and_can_be_put_at_another_field() -> None:
    moved = NotNow("file", "later").at("evidence")
    assert (type(moved), moved.field, str(moved), moved.args) == (
        NotNow,
        "evidence",
        "later",
        ("evidence", "later"),
    )


def test_a_real_worker_looks_cleans_stamps_and_refuses(
    worker: None, files_root: Path, tmp_path: Path
) -> None:
    stored = store.put(making.upload("a.pdf", making.pdf_bytes()))
    assert (stored.file.media_type, stored.cleaned) == ("application/pdf", "")
    cleaned = store.put(making.upload("a.docx", templated("http://example.org/t.dotm")))
    assert "template" in cleaned.cleaned
    assert store.intact(cleaned.file)
    with pytest.raises(BadValue, match="is a program"):
        store.put(making.upload("b.pdf", b"MZ" + b"\0" * 99))
    place = tmp_path / "text"
    place.write_bytes(making.pdf_bytes())
    looking.asked("text.pdf", stamping.stamp_file, str(place), "zh")
    assert place.read_bytes() != making.pdf_bytes()
    assert [path.parent.name for path in paths(files_root)].count("incoming") == 0


def test_memory_beyond_the_bound_is_refused(
    monkeypatch: pytest.MonkeyPatch, files_root: Path
) -> None:
    def eat(*_args: Any, **_named: Any) -> Any:
        return bytearray(2 * looking.MEMORY)

    monkeypatch.setattr(looking.contents, "check", eat)
    with pytest.raises(BadValue, match="more time or memory"):
        store.put(making.upload("a.pdf", making.pdf_bytes()))
    assert paths(files_root) == []
