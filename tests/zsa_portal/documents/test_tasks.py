"""The PDFs of issued forms: made once, whatever happens to the worker."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pypdfium2
import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, connections, transaction

from tests.procedure.papers import EXAMPLE_FORM
from zsa_portal.documents import actions, forms, render, store, tasks, watermark
from zsa_portal.documents.models import File, IssuedForm

DATA = {"title": "甲", "rows": [], "note": "乙"}


@pytest.fixture
def issued(example_matter):
    with transaction.atomic():
        form = forms.issue(
            EXAMPLE_FORM, about=example_matter, data=DATA, by=example_matter.people["staff"]
        )
    form.people = example_matter.people
    return form


@pytest.fixture
def counted(monkeypatch):
    """Render quickly, and count how often."""
    made = []

    def pdf(html: str) -> bytes:
        made.append(html)
        return b"%PDF-1.7 made " + str(len(made)).encode()

    monkeypatch.setattr(render, "pdf", pdf)
    monkeypatch.setattr(watermark, "marked_form", lambda made, _level: made)
    return made


def fresh(form: IssuedForm) -> IssuedForm:
    return IssuedForm.objects.get(pk=form.pk)


@pytest.mark.django_db
def test_a_form_is_made_once_however_often_the_task_runs(issued, counted):
    assert [tasks.render_form(issued.pk) for _one in range(3)] == [True, False, False]
    form = fresh(issued)
    assert (form.state, form.attempts, len(counted)) == ("ready", 1, 1)
    assert store.open_file(form.file).read() == b"%PDF-1.7 made 1"
    assert File.objects.count() == 1


@pytest.mark.django_db
def test_the_real_pdf_is_stored_intact(issued):
    assert tasks.render_form(issued.pk)
    form = fresh(issued)
    assert store.intact(form.file)
    assert form.file.media_type == "application/pdf"
    with pypdfium2.PdfDocument(store.path_of(form.file)) as made:
        said = [page.get_textpage().get_text_range() for page in made]
    assert watermark.mark_of(form.level)
    assert all(watermark.mark_of(form.level) in page for page in said)


@pytest.mark.django_db
def test_the_database_refuses_another_file_once_one_is_there(issued, counted):
    tasks.render_form(issued.pk)
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        IssuedForm.objects.filter(pk=issued.pk).update(file=None)
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        IssuedForm.objects.filter(pk=issued.pk).update(state="pending")


@pytest.mark.django_db(transaction=True)
def test_after_the_commit_the_worker_is_asked(example_matter, monkeypatch):
    asked = []
    monkeypatch.setattr(tasks.render_form, "delay", asked.append)
    with transaction.atomic():
        form = forms.issue(EXAMPLE_FORM, about=example_matter, data=DATA, by=None)
        assert asked == []
    assert asked == [form.pk]


@pytest.mark.django_db
def test_an_absent_broker_does_not_hinder_and_the_sweep_makes_it(issued, counted, monkeypatch):
    def down(pk: int) -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr(tasks.render_form, "delay", down)
    tasks.render_soon(issued.pk)
    assert tasks.render_pending() == 1
    assert tasks.render_pending() == 0
    assert fresh(issued).state == "ready"


@pytest.mark.django_db
def test_an_error_is_tried_again_five_times_then_staff_are_asked(issued, monkeypatch):
    def broken(html: str) -> bytes:
        raise OSError("disk full")

    monkeypatch.setattr(render, "pdf", broken)
    states = []
    for _attempt in range(6):
        tasks.render_form(issued.pk)
        states.append((fresh(issued).state, fresh(issued).attempts))
    assert states == [
        ("pending", 1),
        ("pending", 2),
        ("pending", 3),
        ("pending", 4),
        ("failed", 5),
        ("failed", 5),
    ]
    assert fresh(issued).error == "OSError: disk full"


@pytest.mark.django_db
@pytest.mark.parametrize("error", [render.RenderError("too long")])
def test_what_cannot_get_better_fails_at_once(issued, monkeypatch, error):
    def broken(html: str) -> bytes:
        raise error

    monkeypatch.setattr(render, "pdf", broken)
    tasks.render_form(issued.pk)
    assert fresh(issued).state == "failed"


@pytest.mark.django_db
def test_the_workers_soft_time_limit_counts_as_an_attempt(issued, monkeypatch):
    def slow(html: str) -> bytes:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(render, "pdf", slow)
    tasks.render_form(issued.pk)
    assert (fresh(issued).state, fresh(issued).attempts) == ("pending", 1)


@pytest.mark.django_db
def test_staff_retry_a_failed_form_and_others_do_not(issued, counted):
    IssuedForm.objects.filter(pk=issued.pk).update(state="failed", attempts=5, error="disk full")
    assert tasks.render_form(issued.pk) is False
    with pytest.raises(PermissionDenied):
        actions.form_retry(form=issued, by=issued.people["applicant"])
    actions.form_retry(form=issued, by=issued.people["staff"])
    assert tasks.render_form(issued.pk) is True
    assert (fresh(issued).state, fresh(issued).error) == ("ready", "")


@pytest.mark.django_db
def test_a_form_whose_kind_is_gone_fails_with_a_reason(issued, monkeypatch):
    monkeypatch.delitem(forms.FORMS, EXAMPLE_FORM.key)
    tasks.render_form(issued.pk)
    assert fresh(issued).error == "RenderError: no form is declared as 'test.example_form'"


@pytest.mark.django_db(transaction=True)
def test_ten_workers_at_once_make_one_file(issued, monkeypatch):
    barrier, made, results = threading.Barrier(10), [], []

    def pdf(html: str) -> bytes:
        made.append(html)
        return b"%PDF-1.7 made " + str(len(made)).encode()

    monkeypatch.setattr(render, "pdf", pdf)
    monkeypatch.setattr(watermark, "marked_form", lambda made, _level: made)

    def work() -> None:
        try:
            barrier.wait()
            results.append(tasks.render_form(issued.pk))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _one in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(results) == 1
    assert fresh(issued).attempts == 1
    assert fresh(issued).state == "ready"
    assert File.objects.count() == 1
    assert len(made) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["before the file is in its place", "after it"])
def test_kill_9_while_making_leaves_nothing_and_the_next_worker_makes_one_file(
    issued, counted, files_root, moment
):
    """A real process, killed in the middle: its row is free again and its half file is no file."""
    reading, writing = os.pipe()
    connections.close_all()
    child = os.fork()
    if child == 0:
        _die_while_storing(issued.pk, writing, moment)
    os.close(writing)
    assert os.read(reading, 5) == b"begun"
    assert tasks.render_pending() == 0
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert (fresh(issued).state, fresh(issued).file, fresh(issued).attempts) == ("pending", None, 1)
    assert _made_within(20)
    assert fresh(issued).state == "ready"
    assert File.objects.count() == 1
    kept = [
        path for path in files_root.rglob("*") if path.is_file() and path.parent.name != "incoming"
    ]
    assert kept == [store.path_of(fresh(issued).file)]


def _die_while_storing(pk: int, writing: int, moment: str) -> None:
    keep = store._keep

    def begin(path: Path, checksum: str) -> None:
        if moment == "after it":
            keep(path, checksum)
        os.write(writing, b"begun")
        time.sleep(60)

    store._keep = begin
    try:
        tasks.render_form(pk)
    finally:
        os._exit(1)


def _made_within(seconds: int) -> bool:
    """The server notices a dead client after a moment; beat sweeps again and again."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if tasks.render_pending() == 1:
            return True
        time.sleep(0.2)
    return False
