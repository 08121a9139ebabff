"""Files by checksum: checked by content, written once, never changed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from zsa_portal.documents import contents, looking
from zsa_portal.documents.contents.markup import UNMARKED, Markup, require_settled
from zsa_portal.documents.models import File
from zsa_portal.workflow.refusals import BadValue

CHUNK = 1024 * 1024
STALE_SECONDS = 24 * 3600
JUST_STORED_SECONDS = 3600
"""How long bytes may have been stored before the row that refers to them is committed, at most."""
Change = Callable[[Path, str], None]
"""Writes an uploaded file anew where it lies; it is told the file's name."""


@dataclass(frozen=True)
class Stored:
    """A stored upload: its row, its name, in a sentence what was taken out of it, what it carries."""

    file: File
    name: str
    cleaned: str = ""
    markup: Markup = UNMARKED


def put(
    upload: Any,
    *,
    accept: tuple[str, ...] = (),
    settled: bool = False,
    change: Change | None = None,
) -> Stored:
    """Store an uploaded file, once for all times its bytes come, and return its row.

    ``upload`` has ``name``, ``size`` and ``chunks()``. ``accept`` narrows the accepted kinds, as
    suffixes. A parsing worker looks at what is in the file; a ``settled`` text is refused with
    unaccepted changes or comments in it; ``change`` may then write it anew.
    Raises BadValue("file", …) with one sentence for anything that is not an accepted document,
    NotNow("file", …) when no worker answers; then nothing is stored.
    """
    name = contents.safe_name(upload.name or "")
    contents.accepted_ending(name, accept)
    if upload.size is not None and upload.size > settings.FILES_MAX_BYTES:
        raise too_large(name)
    with temporary() as path:
        checksum, size = _write(path, upload.chunks(), name)
        looked = looking.at(path, name, accept)
        if settled:
            require_settled(looked.markup, name)
        if change is not None:
            change(path, name)
        if looked.cleaned or change is not None:
            checksum, size = _measured(path)
        _keep(path, checksum)
    return Stored(_row(checksum, size, looked.media_type), name, looked.cleaned, looked.markup)


def put_own(data: bytes, *, media_type: str) -> File:
    """Store bytes that the portal itself made."""
    with temporary() as path:
        checksum, size = _write(path, [data], "")
        _keep(path, checksum)
    return _row(checksum, size, media_type)


def put_made(make: Callable[[Path], None], *, media_type: str) -> File:
    """Store what ``make`` writes to the path it is given, such as a worker's marked copy."""
    with temporary() as path:
        make(path)
        return _put_written(path, media_type)


def awaited(job: str) -> Path:
    """Where a worker writes what is asked for later under a job; see ``put_awaited``."""
    return _incoming() / hashlib.sha256(job.encode()).hexdigest()


def put_awaited(path: Path, media_type: str) -> File:
    """Store what a worker wrote to its ``awaited`` path."""
    try:
        return _put_written(path, media_type)
    finally:
        path.unlink(missing_ok=True)


def _put_written(path: Path, media_type: str) -> File:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
    checksum, size = _measured(path)
    _keep(path, checksum)
    return _row(checksum, size, media_type)


def path_of(file: File) -> Path:
    """Where the bytes lie, below FILES_ROOT."""
    return Path(settings.FILES_ROOT) / relative_path(file.sha256)


def relative_path(checksum: str) -> str:
    """A checksum's path below FILES_ROOT: ``aa/bb/aabb…``."""
    return f"{checksum[:2]}/{checksum[2:4]}/{checksum}"


def open_file(file: File) -> BinaryIO:
    """The bytes, for reading. FileNotFoundError when the disk lost them."""
    return path_of(file).open("rb")


def intact(file: File) -> bool:
    """Whether the bytes on disk still have the checksum and size of the row."""
    try:
        return _measured(path_of(file)) == (file.sha256, file.size)
    except FileNotFoundError:
        return False


def remove(file: File) -> bool:
    """Remove the bytes of a file for good; False, for later, where they came again just now.

    Whoever stores the same bytes meanwhile has noted it on them, as the time of their last use,
    before its row refers to them.
    """
    path = path_of(file)
    try:
        if path.stat().st_atime > time.time() - JUST_STORED_SECONDS:
            return False
        path.unlink()
    except FileNotFoundError:
        pass
    return True


def checksum_of(path: Path) -> str:
    """The lower-case hex SHA-256 of a file, read in pieces."""
    return _measured(path)[0]


def too_large(name: str) -> BadValue:
    """The refusal of a file above FILES_MAX_BYTES."""
    return BadValue(
        "file",
        _(
            "“%(name)s” is too large: at most %(most)s are accepted. Make the file "
            "smaller or split it."
        )
        % {"name": name, "most": filesizeformat(settings.FILES_MAX_BYTES)},
    )


def sweep_temporary() -> int:
    """Remove what uploads and workers that died left half-written a day ago; returns how many."""
    swept = 0
    for path in _incoming().iterdir():
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < time.time() - STALE_SECONDS:
                path.unlink()
                swept += 1
    return swept


def _incoming() -> Path:
    folder = Path(settings.FILES_ROOT) / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextlib.contextmanager
def temporary() -> Iterator[Path]:
    """A path of one's own below FILES_ROOT, where workers may write; gone afterwards."""
    path = _incoming() / uuid.uuid4().hex
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _write(path: Path, chunks: Iterable[bytes], name: str) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as stream:
        for chunk in chunks:
            size += len(chunk)
            if size > settings.FILES_MAX_BYTES:
                raise too_large(name)
            digest.update(chunk)
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    return digest.hexdigest(), size


def _measured(path: Path) -> tuple[str, int]:
    """Checksum and size of what lies there."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def _keep(path: Path, checksum: str) -> None:
    final = Path(settings.FILES_ROOT) / relative_path(checksum)
    if final.exists():
        with contextlib.suppress(PermissionError):
            os.utime(final, ns=(time.time_ns(), final.stat().st_mtime_ns))
        return
    final.parent.mkdir(parents=True, exist_ok=True)
    path.chmod(0o440)
    path.rename(final)
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _row(checksum: str, size: int, media_type: str) -> File:
    File.objects.bulk_create(
        [File(sha256=checksum, size=size, media_type=media_type)], ignore_conflicts=True
    )
    return File.objects.get(sha256=checksum)
