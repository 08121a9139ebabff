"""Sending stored bytes: names that are safe in headers, ranges, and nginx where it stands before us."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from zsa_portal.documents import store
from zsa_portal.documents.models import File
from zsa_portal.workflow.models import Level

INLINE = ("application/pdf", "image/png", "image/jpeg", "text/plain")
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})$")
CHUNK = 256 * 1024


def send(
    request: HttpRequest, file: File, *, name: str, level: str, inline: bool = False
) -> HttpResponse:
    """The bytes of a file under a name; shown in the browser if ``inline`` and of a safe kind.

    Papers above PUBLIC are never kept by a browser or proxy. The right to read has been asked.
    """
    if settings.FILES_ACCEL_PREFIX:
        response = HttpResponse()
        response["X-Accel-Redirect"] = settings.FILES_ACCEL_PREFIX + store.relative_path(
            file.sha256
        )
    else:
        response = _from_disk(request, file)
    response["Content-Type"] = file.media_type
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=not (inline and file.media_type.startswith(INLINE)), filename=name
    )
    response["Cache-Control"] = (
        "private, no-cache" if level == Level.PUBLIC else "private, no-store"
    )
    response["ETag"] = f'"{file.sha256}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def send_passing(path: Path, *, name: str, media_type: str) -> HttpResponse | StreamingHttpResponse:
    """The bytes of a file below FILES_ROOT that is kept for a time only, to be saved; never cached."""
    if settings.FILES_ACCEL_PREFIX:
        response: HttpResponse | StreamingHttpResponse = HttpResponse()
        place = path.relative_to(settings.FILES_ROOT)
        response["X-Accel-Redirect"] = f"{settings.FILES_ACCEL_PREFIX}{place}"
    else:
        response = FileResponse(path.open("rb"))
    response["Content-Type"] = media_type
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _from_disk(request: HttpRequest, file: File) -> HttpResponse | StreamingHttpResponse:
    asked = _range(request, file)
    if asked is None:
        whole = FileResponse(store.open_file(file))
        whole["Content-Length"] = str(file.size)
        whole["Accept-Ranges"] = "bytes"
        return whole
    start, end = asked
    if start >= file.size or start > end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    part = StreamingHttpResponse(_read(store.open_file(file), start, end - start + 1), status=206)
    part["Content-Range"] = f"bytes {start}-{end}/{file.size}"
    part["Content-Length"] = str(end - start + 1)
    part["Accept-Ranges"] = "bytes"
    return part


def _range(request: HttpRequest, file: File) -> tuple[int, int] | None:
    """The first and last byte asked for; None for the whole file, also for several ranges."""
    found = RANGE.match(request.headers.get("Range", "").strip())
    condition = request.headers.get("If-Range")
    if found is None or not any(found.groups()) or (condition and condition != f'"{file.sha256}"'):
        return None
    first, last = found.groups()
    if not first:
        return max(0, file.size - int(last)), file.size - 1
    return int(first), min(int(last), file.size - 1) if last else file.size - 1


def _read(stream: BinaryIO, start: int, length: int) -> Iterator[bytes]:
    with stream:
        stream.seek(start)
        while length > 0 and (chunk := stream.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
