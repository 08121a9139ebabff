"""The file store: by checksum, once, and never half."""

from __future__ import annotations

import hashlib
import os
import threading
import time
import tracemalloc

import pytest
from django.db import DatabaseError, connection, transaction

from tests.zsa_portal.documents.making import docx_bytes, pdf_bytes, upload
from zsa_portal.documents import store
from zsa_portal.documents.models import File
from zsa_portal.workflow.refusals import BadValue

pytestmark = pytest.mark.django_db


class Endless:
    """An upload of any size that is made while it is read."""

    name = "film.pdf"

    def __init__(self, size: int | None, really: int) -> None:
        self.size, self.really, self.read = size, really, 0

    def chunks(self):
        block = b"%PDF" + b"0" * (1024 * 1024 - 4)
        while self.read < self.really:
            self.read += len(block)
            yield block


def stored_paths(root):
    return [path for path in root.rglob("*") if path.is_file()] if root.exists() else []


def test_a_file_lies_under_its_checksum_and_is_read_only(files_root):
    data = pdf_bytes()
    file = store.put(upload("a.pdf", data)).file
    checksum = hashlib.sha256(data).hexdigest()
    path = files_root / checksum[:2] / checksum[2:4] / checksum
    assert (file.sha256, file.size, file.media_type) == (checksum, len(data), "application/pdf")
    assert path.read_bytes() == data
    assert path.stat().st_mode & 0o777 == 0o440
    assert stored_paths(files_root) == [path]


def test_the_same_bytes_are_stored_once_and_not_written_again(files_root):
    data = docx_bytes()
    first = store.put(upload("a.docx", data)).file
    before = store.path_of(first).stat()
    again = store.put(upload("other name.docx", data)).file
    after = store.path_of(again).stat()
    assert again.pk == first.pk
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert File.objects.count() == 1


def test_a_refused_file_leaves_nothing(files_root):
    with pytest.raises(BadValue):
        store.put(upload("a.docx", b"MZ" + b"\0" * 100))
    assert stored_paths(files_root) == []
    assert File.objects.count() == 0


def test_a_file_with_damaged_bytes_is_noticed():
    file = store.put(upload("a.pdf", pdf_bytes())).file
    assert store.intact(file)
    path = store.path_of(file)
    path.chmod(0o640)
    path.write_bytes(path.read_bytes().replace(b"%PDF-", b"%PDX-"))
    assert not store.intact(file)
    path.unlink()
    assert not store.intact(file)


def test_two_gigabytes_are_refused_by_their_announced_size(settings, files_root):
    huge = Endless(2 * 1024**3, 2 * 1024**3)
    with pytest.raises(BadValue, match="too large: at most 200"):
        store.put(huge)
    assert huge.read == 0
    assert stored_paths(files_root) == []


def test_two_gigabytes_that_announce_nothing_are_stopped_early(settings, files_root):
    settings.FILES_MAX_BYTES = 20 * 1024 * 1024
    huge = Endless(None, 2 * 1024**3)
    tracemalloc.start()
    with pytest.raises(BadValue, match="too large"):
        store.put(huge)
    assert tracemalloc.get_traced_memory()[1] < 8 * 1024 * 1024
    tracemalloc.stop()
    assert huge.read == 21 * 1024 * 1024
    assert stored_paths(files_root) == []


def test_accept_narrows_the_kinds():
    with pytest.raises(BadValue, match="Accepted: docx, pdf"):
        store.put(upload("a.txt", b"text"), accept=(".docx", ".pdf"))


@pytest.mark.parametrize(
    "statement", ["UPDATE zsa_documents_file SET size = 1", "DELETE FROM zsa_documents_file"]
)
def test_the_database_refuses_to_change_a_file(statement):
    store.put(upload("a.pdf", pdf_bytes()))
    with (
        pytest.raises(DatabaseError, match="Cannot"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_remains_of_a_dead_upload_are_swept_after_a_day(files_root):
    folder = files_root / "incoming"
    folder.mkdir(parents=True)
    old, new = folder / "old", folder / "new"
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (time.time() - 100_000,) * 2)
    assert store.sweep_temporary() == 1
    assert list(folder.iterdir()) == [new]


@pytest.mark.django_db(transaction=True)
def test_the_same_file_sent_twenty_times_at_once_is_one_file(files_root):
    data, found = pdf_bytes(), []

    def send() -> None:
        try:
            found.append(store.put(upload("a.pdf", data)).file.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _one in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 20
    assert len(set(found)) == 1
    assert len(stored_paths(files_root)) == 1
