"""Uploads that are too large are turned away before they fill memory or disk."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

ROOM_FOR_FIELDS = 2 * 1024 * 1024
DRAINED_SECONDS = 20
CHUNK = 1024 * 1024


class BoundedUploadHandler(FileUploadHandler):
    """The first of the upload handlers: stops reading once a file exceeds FILES_MAX_BYTES."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > settings.FILES_MAX_BYTES:
            raise RequestDataTooBig
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler makes the file."""


class UploadLimitMiddleware:
    """Answers 413 with a page to a request whose announced length no accepted file can have.

    The body is read and thrown away for a while, because a browser that is still sending shows a
    broken connection instead of the page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _announced(request) <= settings.FILES_MAX_BYTES + ROOM_FOR_FIELDS:
            return self.get_response(request)
        _drain(request)
        response = render(request, "errors/413.html", status=413)
        response["Connection"] = "close"
        return response


def _announced(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _drain(request: HttpRequest) -> None:
    until = time.monotonic() + DRAINED_SECONDS
    try:
        while time.monotonic() < until and request.read(CHUNK):
            pass
    except OSError:
        return
