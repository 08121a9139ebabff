"""Uploads that are far too large: a page that says so, and neither memory nor disk filled."""

from __future__ import annotations

import tracemalloc

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from zsa_portal.documents import uploads
from zsa_portal.documents.models import File

pytestmark = pytest.mark.django_db

BOUNDARY = b"--frontier"
HEAD = (
    BOUNDARY
    + b'\r\nContent-Disposition: form-data; name="no_state_secrets"\r\n\r\non\r\n'
    + BOUNDARY
    + b'\r\nContent-Disposition: form-data; name="file"; filename="film.pdf"\r\n'
    b"Content-Type: application/pdf\r\n\r\n%PDF-1.7"
)
TAIL = b"\r\n" + BOUNDARY + b"--\r\n"


class Body:
    """A request body of any length that is made while it is read."""

    def __init__(self, filling: int) -> None:
        self.left, self.head, self.tail, self.total = filling, HEAD, TAIL, 0

    def read(self, size: int = -1) -> bytes:
        size = 65536 if size is None or size < 0 else size
        if self.head:
            part, self.head = self.head[:size], self.head[size:]
        elif self.left:
            part = b"0" * min(size, self.left)
            self.left -= len(part)
        else:
            part, self.tail = self.tail[:size], self.tail[size:]
        self.total += len(part)
        return part

    readline = read


@pytest.fixture
def send(example_matter):
    def post(filling: int, language: str = "en") -> tuple[object, Body]:
        client, body = Client(headers={"accept-language": language}), Body(filling)
        client.force_login(example_matter.people["applicant"])
        url = reverse("documents:upload", args=[example_matter.pk, "test.outline"])
        answer = client.request(
            **{
                "PATH_INFO": url,
                "REQUEST_METHOD": "POST",
                "wsgi.input": body,
                "CONTENT_TYPE": "multipart/form-data; boundary=frontier",
                "CONTENT_LENGTH": str(len(HEAD) + filling + len(TAIL)),
            }
        )
        return answer, body

    return post


def test_two_gigabytes_get_a_page_of_413_without_filling_memory_or_disk(send, files_root, tmp_path):
    send(10)
    tracemalloc.start()
    answer, body = send(2 * 1024**3)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.status_code == 413
    assert "too big" in answer.content.decode()
    assert peak < 16 * 1024 * 1024
    assert sum(path.stat().st_size for path in files_root.rglob("*") if path.is_file()) < 1024
    assert File.objects.count() == 0
    assert body.total > 0


def test_the_page_of_413_is_chinese_too(send):
    answer, _body = send(300 * 1024**2, language="zh-hans")
    assert answer.status_code == 413
    assert "太大" in answer.content.decode()


def test_a_file_above_the_limit_within_a_request_below_it_is_stopped(send, settings):
    settings.FILES_MAX_BYTES = 1024 * 1024
    answer, body = send(2 * 1024 * 1024)
    assert answer.status_code == 413
    assert body.total < 2 * 1024 * 1024
    assert File.objects.count() == 0


def test_a_length_that_is_no_number_is_no_length():
    request = RequestFactory().get("/", CONTENT_LENGTH="many")
    assert uploads._announced(request) == 0


def test_a_connection_that_breaks_while_drained_is_let_go():
    class Broken:
        def read(self, size: int) -> bytes:
            raise OSError("reset")

    uploads._drain(Broken())
