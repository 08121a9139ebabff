"""A table that somebody sent is a job: a worker reads it, and the page tells how far it is."""

from __future__ import annotations

import datetime as dt

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.cache import cache
from django.db import DatabaseError
from django.urls import reverse
from django.utils import translation

from tests.sheets import check, read_tables, sentences, upload
from tests.zsa_portal.outbox.test_worker_killed import broker, until, worker
from zsa_portal.parsing import TooDemanding
from zsa_portal.people import tasks
from zsa_portal.people.imports import actions, reading, sheet
from zsa_portal.people.imports.importer import IMPORTERS
from zsa_portal.people.imports.models import ImportRun
from zsa_portal.regulations import clock

__all__ = ["broker"]
HEAD = ["name", "kind", "membership number", "member since"]
ROW = ["Alpha", "Enterprise", "M1", "2020-01-02"]
PAGE = "people:import"


@pytest.fixture
def keeper(make_staff):
    return make_staff(head=True)


def send(by, *rows):
    return actions.table_receive(
        table=IMPORTERS["members"], upload=upload(HEAD, *rows), name="rows.xlsx", by=by
    )


@pytest.mark.django_db
def test_the_web_process_parses_nothing(visit, keeper, monkeypatch):
    monkeypatch.setattr(sheet, "read", lambda *_args: pytest.fail("parsed by the web process"))
    answer = visit(keeper).post(reverse(PAGE, args=["members"]), {"file": upload(HEAD, ROW)})
    run = ImportRun.objects.get()
    assert (answer.status_code, run.state, bool(run.upload)) == (302, "waiting", True)
    assert visit(keeper).get(answer["Location"]).status_code == 200


@pytest.mark.django_db
def test_the_page_tells_how_far_it_is_with_scripts_and_without(visit, keeper):
    run, browser = send(keeper, ROW), visit(keeper)
    address = reverse("people:import_preview", args=["members", run.pk])
    page = browser.get(address).content.decode()
    assert (
        f'<a class="btn btn-primary" href="{address}">See how far it is</a></p></noscript>' in page
    )
    assert f'hx-get="{address}"' in page
    cache.set(f"table-read:{run.pk}", 40, 60)
    part = browser.get(address, headers={"HX-Request": "true"}).content.decode()
    assert 'value="40"' in part
    assert "<html" not in part
    read_tables()
    assert browser.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "What will happen" in browser.get(address).content.decode()


@pytest.mark.django_db
def test_a_broker_that_is_away_keeps_the_table_for_the_next_round(
    visit, keeper, monkeypatch, django_capture_on_commit_callbacks
):
    def refused(*_args):
        raise ConnectionRefusedError

    monkeypatch.setattr(tasks.read_table, "delay", refused)
    with django_capture_on_commit_callbacks(execute=True):
        run = send(keeper, ROW)
    address = reverse("people:import_preview", args=["members", run.pk])
    later = clock.now() + dt.timedelta(seconds=20)
    assert "does not answer" not in visit(keeper).get(address).content.decode()
    with clock.moved_to(later):
        assert (
            "Your table is kept and is read by itself"
            in visit(keeper).get(address).content.decode()
        )
    monkeypatch.setattr(tasks.read_table, "delay", tasks.read_table)
    assert tasks.read_waiting() == 1
    run.refresh_from_db()
    assert (run.state, run.upload) == ("ready", None)


@pytest.mark.django_db
def test_a_table_is_read_once_and_again_when_its_worker_died(keeper, monkeypatch):
    run = send(keeper, ROW)
    ImportRun.objects.update(started_at=clock.now(), attempts=1)
    assert (reading.waiting(), tasks.read_table(run.pk)) == ([], False)
    with clock.moved_to(clock.now() + reading.lease() + dt.timedelta(seconds=1)):
        assert reading.waiting() == [run.pk]
        assert tasks.read_table(run.pk)
        assert not tasks.read_table(run.pk)


@pytest.mark.django_db
def test_what_kills_its_worker_thrice_is_given_up_in_words(keeper):
    run = send(keeper, ROW)
    ImportRun.objects.update(attempts=reading.MOST_ATTEMPTS)
    assert tasks.read_table(run.pk)
    run.refresh_from_db()
    assert (run.state, run.upload) == ("refused", None)
    assert "after several attempts" in sentences(run)


@pytest.mark.django_db
@pytest.mark.parametrize("bound", [TooDemanding, SoftTimeLimitExceeded])
def test_what_asks_for_too_much_is_refused_in_words(keeper, monkeypatch, bound):
    def demanding(*_args):
        raise bound

    monkeypatch.setattr(sheet, "read", demanding)
    run = check("members", HEAD, ROW, by=keeper)
    assert run.state == "refused"
    assert "more time or memory" in sentences(run)


@pytest.mark.django_db
def test_errors_are_in_the_sender_s_language(keeper):
    with translation.override("zh-hans"):
        run = send(keeper, [None, *ROW[1:]])
    with translation.override("en"):
        tasks.read_table(run.pk)
    run.refresh_from_db()
    assert run.errors == [{"row": 2, "column": "名称", "text": "这个字段是必填项。"}]


@pytest.mark.django_db
def test_what_nobody_takes_further_is_put_away_but_not_what_waits_for_release(keeper):
    old = clock.now() - reading.KEPT - dt.timedelta(minutes=1)
    for state in ("ready", "refused", "submitted", "done", "waiting"):
        ImportRun.objects.create(
            importer="members", uploaded_by=keeper, state=state, uploaded_at=old
        )
    ImportRun.objects.create(importer="members", uploaded_by=keeper, state="ready")
    reading.swept()
    left = sorted(ImportRun.objects.values_list("state", flat=True))
    assert left == ["done", "ready", "submitted", "waiting"]


@pytest.mark.django_db
def test_another_table_takes_the_place_of_the_one_before(keeper):
    first, second = check("members", HEAD, ROW, by=keeper), send(keeper, ROW)
    assert list(ImportRun.objects.values_list("pk", flat=True)) == [second.pk]
    assert first.pk != second.pk


@pytest.mark.django_db
def test_an_accident_leaves_the_table_waiting(keeper, monkeypatch):
    def broken(*_args, **_named):
        raise DatabaseError

    run = send(keeper, ROW)
    with monkeypatch.context() as patch:
        patch.setattr(IMPORTERS["members"], "check", broken)
        with pytest.raises(DatabaseError):
            tasks.read_table(run.pk)
    run.refresh_from_db()
    assert (run.state, run.attempts, bool(run.upload)) == ("waiting", 1, True)


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_reads_a_table(tmp_path, make_staff, broker):
    run = send(make_staff(head=True), ROW)
    with worker(tmp_path, queue="parsing"):
        broker.send_task("zsa_portal.people.tasks.read_table", [run.pk], queue="parsing")
        until(lambda: ImportRun.objects.get().state != "waiting")
    done = ImportRun.objects.get()
    assert (done.state, done.errors, done.attempts) == ("ready", [], 1)
