"""The four checks of one record; each gives what it found wrong, and more in words where there is more."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from celery.exceptions import SoftTimeLimitExceeded

from archive.checking.kinds import Check, Flaw
from archive.kinds import Medium, Retention, Sort
from archive.records import Item
from zsa_portal.documents import scanning, store
from zsa_portal.documents.examining import NotExamined, examined
from zsa_portal.documents.models import Version
from zsa_portal.documents.watermark import has_pages, pages_of
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.refusals import BadValue, NotNow

Found = tuple[str, str]
"""A flaw, and its detail."""
NOTHING: Found = (Flaw.NONE, "")


def look(item: Item, version: Version | None, broken: Collection[int]) -> dict[str, Found]:
    """What the four checks find of a record with the version that it is, None for a paper original.

    ``broken`` are the keys of matters whose sealed log was altered.
    """
    present = version is not None and store.path_of(version.file).is_file()
    return {
        Check.AUTHENTICITY: _authentic(item, version, broken, present=present),
        Check.COMPLETENESS: _complete(item, version, present=present),
        **_opened(item, version if present else None),
    }


def _authentic(
    item: Item, version: Version | None, broken: Collection[int], *, present: bool
) -> Found:
    """The stored bytes have the recorded checksum, and the log of the record's events is as sealed."""
    if version is not None and not present:
        return Flaw.BYTES_GONE, ""
    if version is not None and not store.intact(version.file):
        return Flaw.BYTES_CHANGED, version.file.sha256
    if {item.origin_id, item.document.matter_id} & set(broken):
        return Flaw.LOG_BROKEN, ""
    return NOTHING


def _complete(item: Item, version: Version | None, *, present: bool) -> Found:
    """The row has its metadata, and its file; a paper original says where it lies."""
    lacking = list(_lacking(item))
    if lacking:
        return Flaw.NO_METADATA, "、".join(lacking)
    if item.medium == Medium.PAPER:
        return NOTHING if item.box and item.shelf else (Flaw.NO_PLACE, "")
    if version is None:
        return Flaw.NO_FILE, ""
    return NOTHING if present else (Flaw.BYTES_GONE, "")


def _lacking(item: Item) -> Iterator[str]:
    if not item.name.strip():
        yield "文件名"
    if item.document.level not in Level.values:
        yield "保密级别"
    if item.sort not in Sort.values:
        yield "类别"
    if item.retention not in Retention.values:
        yield "保管期限"


def _opened(item: Item, version: Version | None) -> dict[str, Found]:
    """Usability and safety: a parsing worker opens the file, the scanner of the house looks too."""
    if version is None:
        gone = NOTHING if item.medium == Medium.PAPER else (Flaw.BYTES_GONE, "")
        return {Check.USABILITY: gone, Check.SAFETY: gone}
    try:
        found = examined(version)
    except (NotExamined, SoftTimeLimitExceeded):
        none = (Flaw.NOT_EXAMINED, "")
        return {Check.USABILITY: none, Check.SAFETY: none}
    if found.damage:
        usable: Found = (Flaw.NOT_OPENING, found.damage)
    else:
        usable = (Flaw.NO_PAGES, "") if found.pages == 0 else _drawn(item, version)
    safe = (Flaw.HARMFUL, found.harm) if found.harm else _scanned(version)
    return {Check.USABILITY: usable, Check.SAFETY: safe}


def _drawn(item: Item, version: Version) -> Found:
    """Whether the pages are made by which a file above public is read; kinds without any have none."""
    if item.document.level == Level.PUBLIC or not has_pages(version.file.media_type):
        return NOTHING
    try:
        pages_of(version)
    except (NotNow, SoftTimeLimitExceeded):
        return Flaw.NOT_EXAMINED, ""
    except BadValue as error:
        return Flaw.NOT_DRAWN, str(error)
    return NOTHING


def _scanned(version: Version) -> Found:
    if not scanning.is_configured():
        return NOTHING
    try:
        virus = scanning.scan(store.path_of(version.file))
    except scanning.ScannerAway:
        return Flaw.NOT_EXAMINED, "病毒扫描服务未应答"
    return (Flaw.INFECTED, virus) if virus else NOTHING
