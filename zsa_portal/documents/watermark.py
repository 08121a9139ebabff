"""Copies of papers with their level on every page, and pages of them as pictures (A14a, A12a).

The files are opened, marked and drawn in the parsing workers. PDFs and pictures stay what they are;
of an office file the copy is a PDF of its text, tables and pictures; other kinds are refused in words.
A copy is made once for a file, level and text, and kept among the files; it is no version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from celery import Task
from django.core.cache import cache
from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.documents import holding, store
from zsa_portal.documents.marking import pdf, work
from zsa_portal.documents.marking.blocks import converts
from zsa_portal.documents.marking.stamp import stamp
from zsa_portal.documents.models import Derived, Document, File, Version
from zsa_portal.documents.zipping import percent_of
from zsa_portal.parsing import TooDemanding, WorkerAway, ask, ask_meanwhile
from zsa_portal.people.models import DepartmentMembership
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import provision
from zsa_portal.workflow.memo import remembered
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.refusals import BadValue, NotNow

DESIGN = 2
"""Counts up when the mark is drawn otherwise: copies made before are then made anew."""
READING = "reading-2"
"""Under which the PDF of what a file says is kept; counts up when it is made otherwise."""
WAITS_SECONDS = 120
NARROWEST, WIDEST = 200, 2400
KEPT_SECONDS = 24 * 3600


@provision("A14a", otherwise="")
def mark_of(level: str) -> str:
    """What papers of a level carry on every page: 秘密 or 机密, nothing on PUBLIC ones (第十四条).

    What has no level counts as CONFIDENTIAL.
    """
    if level == Level.PUBLIC:
        return ""
    with translation.override("zh-hans"):
        return str(Level(level).label if level in Level.values else Level.CONFIDENTIAL.label)


@provision("A14a", otherwise=False)
def is_own(document: Document) -> bool:
    """Whether a paper is the association's own: by its staff, and of no organisation (第十四条).

    It stays so when who added it leaves. Others' originals stay unmarked; the copies that are lent
    of them are marked.
    """
    if document.organisation_id is not None:
        return False
    by, day = document.uploaded_by, clock.day_of(document.created_at)
    return places_of(by).staff or DepartmentMembership.objects.current(day).filter(user=by).exists()


def marked_form(made: bytes, level: str) -> bytes:
    """The PDF of an official form with the mark of its level; as it is where it is PUBLIC."""
    said = mark_of(level)
    return pdf.mark_own(made, stamp(said)) if said else made


def carries_mark(version: Version) -> bool:
    """Whether what leaves of a version above PUBLIC is a marked copy (第十四条).

    So it is of one's own PDFs and pictures, and of whatever is kept as a record: see ``ORIGINALS``.
    """
    document, kind = version.document, version.file.media_type
    if not mark_of(document.level):
        return False
    markable = kind in (work.PDF, *work.PICTURES)
    return (markable and is_own(document)) or holding.keeps_original(version)


@dataclass(frozen=True)
class Making:
    """What a worker writes from a file: ``task(source, target, *told)``, kept under a key.

    ``name`` is what people call the file.
    """

    name: str
    task: Task
    source: File
    key: str
    media_type: str
    told: tuple[Any, ...]

    @property
    def job(self) -> str:
        """Under which it is asked for, and its progress told."""
        return _job(self.source, self.key)

    def asked(self, target: Path) -> tuple[Any, ...]:
        """What the task is handed."""
        return (str(store.path_of(self.source)), str(target), *self.told)


def waiting(making: Making) -> File:
    """What was made before, or is made now while one waits. Raises as ``marked_copy``."""

    def make(target: Path) -> None:
        prepared(making.name, partial(ask, making.task, *making.asked(target)))

    return derived_of(making.source, making.key, making.media_type, make)


def meanwhile(making: Making) -> File:
    """As ``waiting``, but raises AtWork while a worker is at it: no web process waits for it."""
    found = kept_copy(making.source, making.key)
    if found is not None:
        return found
    target = store.awaited(making.job)
    asked = partial(ask_meanwhile, making.job, making.task, *making.asked(target))
    try:
        prepared(making.name, asked)
    except BadValue:
        target.unlink(missing_ok=True)
        raise
    return _noted(making.source, making.key, store.put_awaited(target, making.media_type))


Doing = Callable[[Making], File]
"""How something is made: ``waiting`` or ``meanwhile``."""


def marked_copy(version: Version, lines: Sequence[str], do: Doing = waiting) -> File:
    """A copy of a version whose every page carries its level and ``lines``, made once a text.

    The lines say who borrowed it, when, for what and under which number; long ones are parted, and
    what six do not hold is left out. A PUBLIC paper carries no mark: its own file. Raises
    BadValue("file", …) for what cannot be marked, NotNow("file", …) when no worker answers, and
    what ``do`` raises.
    """
    if not mark_of(version.document.level):
        return version.file
    return do(_marking(version, _shown(version, do), lines))


def leaving(version: Version, do: Doing = waiting) -> File:
    """The file of a version as it leaves the portal, marked where it has to be (第十四条).

    Before the archive has it, what others submitted, and what is no PDF or picture, leaves as it
    came. Raises as ``marked_copy``.
    """
    if not carries_mark(version):
        return version.file
    return marked_copy(version, (), do)


def _marking(version: Version, source: File, lines: Sequence[str]) -> Making:
    level, kind = mark_of(version.document.level), source.media_type
    key, said = _key(level, lines), [level, *lines]
    told = (kind, version.name, said, _job(source, key))
    return Making(version.name, work.mark, source, key, kind, told)


def progress(version: Version, lines: Sequence[str]) -> int | None:
    """How many percent of the pages of a copy that is being made are marked; None if none is."""
    found = kept_copy(version.file, READING) or version.file
    return percent_of(_job(found, _key(mark_of(version.document.level), lines)))


def name_of(file: File, version: Version) -> str:
    """The name under which a file of a version leaves: its own, as .pdf where it was converted."""
    if file.pk != version.file_id and converts(version.file.media_type):
        return str(PurePosixPath(version.name).with_suffix(".pdf"))
    return version.name


def has_pages(media_type: str) -> bool:
    """Whether files of a type are shown page by page: PDFs, pictures, and what is converted."""
    return media_type in (work.PDF, *work.PICTURES) or converts(media_type)


def pages_of(version: Version, do: Doing = waiting) -> int:
    """How many pages a version shows to a reader. Raises as ``marked_copy``."""
    source = _shown(version, do)
    if source.media_type in work.PICTURES:
        return 1
    key = f"pages:{source.sha256}"
    found: int | None = cache.get(key)
    if found is None:
        count = partial(ask, work.count, str(store.path_of(source)), version.name)
        found = int(prepared(version.name, count))
        cache.set(key, found, KEPT_SECONDS)
    return found


def page_picture(version: Version, page: int, lines: Sequence[str], *, width: int) -> bytes:
    """A page of a version as a marked PNG of so many pixels across; pages count from 1.

    A PUBLIC paper carries no mark, and its page is drawn once for everybody. Raises as
    ``marked_copy``; BadValue("file", …) past its last page.
    """
    source, level = _shown(version, waiting), mark_of(version.document.level)
    across = min(WIDEST, max(NARROWEST, width))
    said = [level, *lines] if level else []

    def make(target: Path) -> None:
        place, kind = str(store.path_of(source)), source.media_type
        told = (place, str(target), kind, version.name, said, page, across)
        prepared(version.name, partial(ask, work.draw, *told))

    if not level:
        drawn = derived_of(source, f"page:{page}:{across}", "image/png", make)
        return store.path_of(drawn).read_bytes()
    with store.temporary() as target:
        make(target)
        return target.read_bytes()


def _shown(version: Version, do: Doing) -> File:
    """The file whose pages are shown: the version's own, or the PDF of what it says."""
    file, name = version.file, version.name
    if file.media_type in (work.PDF, *work.PICTURES):
        return file
    making = Making(name, work.convert, file, READING, work.PDF, (file.media_type, name))
    return remembered(version, READING, lambda: do(making))


def derived_of(source: File, key: str, media_type: str, make: Callable[[Path], None]) -> File:
    """What was made of a file under a key, or is made now; two at once keep the first."""
    found = kept_copy(source, key)
    if found is not None:
        return found
    return _noted(source, key, store.put_made(make, media_type=media_type))


def _noted(source: File, key: str, made: File) -> File:
    Derived.objects.bulk_create([Derived(source=source, key=key, file=made)], ignore_conflicts=True)
    return kept_copy(source, key) or made


def kept_copy(source: File, key: str) -> File | None:
    """What was made before, if its bytes are still there."""
    rows = Derived.objects.filter(source=source, key=key).select_related("file")
    found = rows.first()
    return found.file if found is not None and store.path_of(found.file).is_file() else None


def _key(level: str, lines: Sequence[str]) -> str:
    said = json.dumps([DESIGN, level, *lines], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _job(source: File, key: str) -> str:
    return f"marking:{source.sha256[:20]}:{key[:20]}"


def prepared(name: str, asking: Callable[..., Any]) -> Any:
    """What a parser answers, its failures in words that name the file. Raises as ``marked_copy``."""
    try:
        return asking(seconds=WAITS_SECONDS)
    except WorkerAway as away:
        sentence = _("“%(name)s” could not be prepared just now. Please try again in a minute.")
        raise NotNow("file", sentence % {"name": name}) from away
    except TooDemanding as demanding:
        sentence = _(
            "“%(name)s” takes more time or memory to mark than the portal gives. Ask the custodian "
            "for it in parts."
        )
        raise BadValue("file", sentence % {"name": name}) from demanding
