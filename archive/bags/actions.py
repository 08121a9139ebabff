"""Asking for a bag, making it in a worker, and handing it out; each leaves its trace in the logs."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.bags import making
from archive.bags.limits import fits_into_a_bag, size_of
from archive.bags.queries import items_of, withheld_from
from archive.bags.records import Bag, job_of
from archive.parties import is_custodian
from archive.records import Folder, Item
from archive.versions import versions_held
from zsa_portal.documents import store
from zsa_portal.documents.models import ReadLog, Version
from zsa_portal.documents.zipping import tell
from zsa_portal.outbox.tasks import ask_soon
from zsa_portal.regulations import clock
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Level, Matter
from zsa_portal.workflow.perform import held
from zsa_portal.workflow.refusals import BadValue
from zsa_portal.workflow.wording import word

ZIP = "application/zip"
MOST_ATTEMPTS = 3
MOST_PURPOSE = 300
NOT_WHOLE = "“{}”：存储的文件与登记的校验码不符，请先做四性检测。"
TOO_LARGE = "包为{}，超过接收方可接收的大小，请按下级文件夹分别申请。"
NOT_MADE = "多次尝试均未完成，请检查磁盘空间后重新申请。"
EACH = 20
"""Progress is told once in so many records."""

word(
    bag_ask=gettext_lazy("Bag for another archive asked for"),
    bag_leave=gettext_lazy("Bag handed out"),
)


def bag_ask(
    *, purpose: str, by: Any, folder: Folder | None = None, project: Matter | None = None
) -> Bag:
    """Let a worker make a bag of a folder with those below it, or of a project's folders.

    By the custodian, who may have the bytes of every record in it: else PermissionDenied. Raises
    BadValue("purpose", …), also where nothing is in the archive or it is too much for one bag.
    """
    words = " ".join(purpose.split())
    if not words or len(words) > MOST_PURPOSE:
        sentence = _("Say for whom and what it leaves, in at most %(most)d characters.")
        raise BadValue("purpose", sentence % {"most": MOST_PURPOSE})
    rows = items_of(folder=folder, project=project)
    _require(by, rows)
    total = rows.count()
    if not total:
        raise BadValue("purpose", _("Nothing of it is in the archive yet."))
    if missing := fits_into_a_bag.missing(size_of(rows)):
        raise BadValue("purpose", " ".join(missing))
    with transaction.atomic():
        bag = Bag.objects.create(
            folder=folder, project=project, purpose=words, total=total, asked_by=by
        )
        _log(bag, "bag_ask", by)
        transaction.on_commit(lambda: bag_soon(bag.pk), robust=True)
    return bag


def bag_soon(pk: int) -> None:
    """Ask a worker for a bag; if the broker is away, the next sweep does."""
    from archive.tasks import make_bag

    ask_soon(make_bag, pk)


def bags_waiting() -> int:
    """Ask for every bag that still waits; returns how many."""
    waiting = Bag.objects.filter(state=Bag.State.WAITING).order_by("pk")
    pks = list(waiting.values_list("pk", flat=True))
    for pk in pks:
        bag_soon(pk)
    return len(pks)


def bag_make(pk: int) -> bool:
    """Make a bag that waits, unless another worker is at it; whether this call did.

    A worker that dies leaves it waiting and nothing stored; after three attempts it has failed.
    """
    if not _attempt(pk):
        return False
    with transaction.atomic():
        bag = _waiting(pk)
        if bag is None:
            return False
        try:
            bag.file = _made(bag)
            bag.state, bag.made_at, bag.done = Bag.State.READY, clock.now(), bag.total
        except making.NotWhole as error:
            bag.state, bag.error = Bag.State.FAILED, NOT_WHOLE.format(error)
        except making.TooLarge as error:
            bag.state, bag.error = Bag.State.FAILED, TOO_LARGE.format(error)
        bag.save(update_fields=["file", "state", "made_at", "done", "total", "error"])
        return True


def _attempt(pk: int) -> bool:
    """Count an attempt at a waiting bag; False when there is none, or no more attempt is left."""
    with transaction.atomic():
        bag = _waiting(pk)
        if bag is None:
            return False
        if bag.attempts >= MOST_ATTEMPTS:
            bag.state, bag.error = Bag.State.FAILED, NOT_MADE
        else:
            bag.attempts += 1
        bag.save(update_fields=["attempts", "state", "error"])
        return bag.state == Bag.State.WAITING


def _waiting(pk: int) -> Bag | None:
    rows = Bag.objects.select_for_update(skip_locked=True, of=("self",))
    rows = rows.select_related("folder", "project", "asked_by")
    return rows.filter(pk=pk, state=Bag.State.WAITING).first()


def bag_leave(*, bag: Bag, by: Any) -> Bag:
    """Note that a bag that is ready leaves the portal: in its filings' logs and among the readings.

    Raises PermissionDenied for anybody but a custodian who may have every record in it.
    """
    rows = items_of(folder=bag.folder, project=bag.project)
    _require(by, rows)
    with transaction.atomic():
        _log(bag, "bag_leave", by)
        ReadLog.objects.bulk_create(
            ReadLog(
                by=by,
                version=version,
                how=ReadLog.How.DOWNLOAD,
                level=item.document.level,
                at=clock.now(),
            )
            for item, version in _with_versions(list(rows))
            if version is not None and item.document.level != Level.PUBLIC
        )
    return bag


def _require(by: Any, rows: Any) -> None:
    if not is_custodian(by) or withheld_from(rows, by):
        raise PermissionDenied


def _log(bag: Bag, step: str, by: Any) -> None:
    """In the log of each filing and intake whose records the bag holds, in order of key."""
    rows = items_of(folder=bag.folder, project=bag.project).order_by()
    origins = Q(pk__in=rows.values("filing")) | Q(pk__in=rows.values("intake"))
    for origin in Matter.objects.filter(origins).order_by("pk"):
        with held(origin) as fresh:
            record(fresh, by=by, step=step, reason=bag.purpose, values={"bag": bag})


def _made(bag: Bag) -> Any:
    rows = _with_versions(list(items_of(folder=bag.folder, project=bag.project)))
    bag.total = len(rows)
    info = {
        "Source-Organization": "中关村标准化协会",
        "External-Identifier": f"zsa-bag-{bag.pk}",
        "External-Description": f"{bag}",
        "Internal-Sender-Description": bag.purpose,
        "Contact-Name": bag.asked_by.name,
    }

    def build(target: Path) -> None:
        root = Path(settings.FILES_ROOT)
        with (
            tempfile.TemporaryDirectory(prefix="bag-", dir=root) as work,
            translation.override("zh-hans"),
        ):
            making.make(Path(work), target, rows, info, _telling(bag.pk, len(rows)))
        if (size := target.stat().st_size) > settings.FILES_MAX_BYTES:
            raise making.TooLarge(filesizeformat(size))

    return store.put_made(build, media_type=ZIP)


def _telling(pk: int, total: int) -> Any:
    return lambda done: tell(job_of(pk), done, total) if done % EACH == 0 or done == total else None


def _with_versions(items: Sequence[Item]) -> list[tuple[Item, Version | None]]:
    found = versions_held(items)
    return [(item, found.get(item.pk)) for item in items]
