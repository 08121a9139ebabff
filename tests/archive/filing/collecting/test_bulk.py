"""A folder of many files sent at once: what was taken is whole, the rest is named, a retry adds no twin.

Each day it is sixty files, in ``make test-long`` two thousand.
"""

from __future__ import annotations

import json
import resource
import threading
from collections import Counter
from contextlib import contextmanager

import pytest
from django.conf import settings as portal
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from archive.filing.collecting.records import Received
from archive.records import Item
from benchmarks.sending import STOPPED_AFTER, send_all
from tests.examples import so_many
from tests.workers import kill, parsing_worker
from zsa_portal.documents import looking, store
from zsa_portal.documents.models import File, Version

MANY = so_many(60, 2_000)
SMALL = 64 * 1024
LARGER_THAN_MEMORY = 3 * 1024 * 1024


def files(large: int = 0) -> dict[str, bytes]:
    """A folder of text files in sub-folders; each fifth one is so large."""
    return {
        f"项目{number % 4}/记录{number}.txt": f"记录 {number}\n".encode()
        + (b"x" * large if number % 5 == 0 else b"")
        for number in range(MANY)
    }


@pytest.fixture
def post(filing, cast):
    """Posts as the archivist's browser, with its CSRF token."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(cast.archivist)
    client.get(reverse("archive:upload", args=[filing.pk]))
    token = client.cookies["csrftoken"].value

    def post(name, data, **more):
        address = reverse(f"archive:{name}", args=[filing.pk])
        return client.post(address, data, headers={"X-CSRFToken": token}, **more)

    return post


@contextmanager
def disk_takes(most):
    """No file of this process grows larger: the kernel refuses it, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def assert_whole(filing, sent, told):
    """Every file is told of once; what was taken has its row, its bytes and its name, once each."""
    named = [*told.taken, *told.twice, *told.missing]
    assert Counter(named) == Counter(list(sent))
    rows = Item.objects.filter(filing=filing.pk)
    assert rows.count() == len(told.taken) + len(told.twice) == Received.objects.count()
    for version in Version.objects.filter(document__archive_items__in=rows):
        assert store.intact(version.file)
    kept = {row.name for row in rows}
    assert kept == {path.rpartition("/")[2] for path in (*told.taken, *told.twice)}
    assert rows.count() == File.objects.filter(versions__document__archive_items__in=rows).count()
    assert not [path for path in (portal.FILES_ROOT / "incoming").iterdir() if path.is_file()]


def test_a_folder_of_many_files_is_taken_once(post, folder, filing):
    sent = files()
    told = send_all(post, folder.pk, sent)
    assert (len(told.taken), told.missing) == (MANY, {})
    assert_whole(filing, sent, told)
    again = send_all(post, folder.pk, sent)
    assert (len(again.twice), again.taken, again.missing) == (MANY, [], {})
    assert_whole(filing, sent, again)


def test_each_file_costs_the_same_however_many_lie_there(
    post, folder, django_assert_max_num_queries
):
    send_all(post, folder.pk, dict(list(files().items())[:4]))
    few = {"项目0/一.txt": b"1"}
    with django_assert_max_num_queries(60) as first:
        send_all(post, folder.pk, few)
    send_all(post, folder.pk, files())
    with django_assert_max_num_queries(60) as later:
        send_all(post, folder.pk, {"项目0/二.txt": b"2"})
    assert len(later) == len(first)


def test_a_killed_worker_in_the_middle(post, folder, filing, settings, monkeypatch):
    settings.PARSING_IN_PROCESS = False
    monkeypatch.setattr(looking, "WAITS_SECONDS", 2)
    sent, done = files(), []
    with parsing_worker() as worker:

        def killing(name, data, **more):
            done.append(name)
            if len(done) == MANY // 3:
                threading.Timer(0.002, kill, [worker]).start()
            return post(name, data, **more)

        told = send_all(killing, folder.pk, sent)
    assert MANY // 3 - 3 <= len(told.taken) < MANY // 3 + 1
    assert sum("again in a minute" in why for why in told.missing.values()) == STOPPED_AFTER
    assert_whole(filing, sent, told)
    monkeypatch.setattr(looking, "WAITS_SECONDS", 30)
    with parsing_worker():
        again = send_all(post, folder.pk, sent)
    assert (len(again.twice), again.missing) == (len(told.taken), {})
    assert_whole(filing, sent, again)
    assert Item.objects.count() == MANY


def test_a_full_disk_in_the_middle(post, folder, filing):
    sent = files(large=2 * SMALL)
    with disk_takes(SMALL):
        told = send_all(post, folder.pk, sent)
    large = {path for path, data in sent.items() if len(data) > SMALL}
    assert set(told.missing) == large
    assert all("the disk is full" in why for why in told.missing.values())
    assert_whole(filing, sent, told)
    again = send_all(post, folder.pk, sent)
    assert (set(again.taken), again.missing) == (large, {})
    assert_whole(filing, sent, again)


def test_a_disk_that_takes_nothing_stops_the_sending_and_names_all(post, folder, filing):
    with disk_takes(0):
        told = send_all(post, folder.pk, files())
    assert (told.taken, len(told.missing)) == ([], MANY)
    assert list(told.missing.values()).count("not sent") == MANY - STOPPED_AFTER
    assert_whole(filing, files(), told)


def test_a_full_disk_while_a_large_file_comes_in_is_said(post, folder, filing):
    file = SimpleUploadedFile("大.txt", b"x" * LARGER_THAN_MEMORY)
    given = {"file": file, "folder": folder.pk, "no_state_secrets": "on"}
    with disk_takes(LARGER_THAN_MEMORY // 2):
        answer = post("upload_one", given)
    assert (answer.status_code, answer["Retry-After"]) == (503, "300")
    assert Item.objects.count() == 0


def test_a_connection_that_drops_in_the_middle_of_a_file_leaves_nothing_of_it(post, folder, filing):
    sent = files()
    half = dict(list(sent.items())[: MANY // 2])
    told = send_all(post, folder.pk, half)
    body = (
        b'--x\r\nContent-Disposition: form-data; name="no_state_secrets"\r\n\r\non\r\n'
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhal'
    )
    answer = post("upload_one", body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code != 200
    assert_whole(filing, half, told)
    again = send_all(post, folder.pk, sent)
    assert (len(again.twice), len(again.taken)) == (MANY // 2, MANY // 2)
    assert json.dumps(again.missing) == "{}"
    assert_whole(filing, sent, again)
