"""A bag comes: it is kept as a file, verified by a worker, and taken in by one; each is logged."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from archive import roles
from archive.bags.verifying import ENDING, verify
from archive.intakes.folders import Grading
from archive.intakes.models import Intake
from archive.intakes.records import IntakeContents
from archive.intakes.rules import sentence_of
from archive.intakes.states import OPEN, WORKING, N
from archive.intakes.writing import NotWritten, records_write
from archive.parties import is_custodian
from zsa_portal.documents import contents, looking, store
from zsa_portal.documents.models import File
from zsa_portal.outbox.tasks import ask_soon
from zsa_portal.people.models import Department, DepartmentCode, Party, Post, User
from zsa_portal.people.queries import department
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import BadValue, NotNow
from zsa_portal.workflow.settle import begin

ZIP = "application/zip"
MOST_ATTEMPTS = 3
WORK = "intake-"
STALE_SECONDS = 24 * 3600


def intake_open(*, upload: Any, by: User) -> Intake:
    """Keep a bag that another archive sent, and let a worker verify it; nothing in it is looked at.

    The same file again while its intake is open is that intake. By the custodian: PermissionDenied.
    Raises BadValue("file", …) for another ending, for more than FILES_MAX_BYTES and for a file that
    was taken in, NotNow("file", …) where it cannot be stored.
    """
    if not is_custodian(by):
        raise PermissionDenied
    name = contents.safe_name(upload.name or "")
    contents.accepted_ending(name, (ENDING,))
    if upload.size is not None and upload.size > settings.FILES_MAX_BYTES:
        raise store.too_large(name)
    file = _kept(upload, name)
    finance = department(DepartmentCode.FINANCE)
    with transaction.atomic():
        Department.objects.select_for_update(no_key=True).get(pk=finance.pk)
        same = Intake.objects.filter(file=file).order_by("-pk")
        if found := same.filter(state__in=OPEN).first():
            return found
        if taken := same.filter(state=N.TAKEN).first():
            raise BadValue("file", sentence_of(taken))
        return _begun(finance, file, name, by)


def _begun(finance: Department, file: File, name: str, by: User) -> Intake:
    """A new intake, of the custodian's department, which a worker is asked for."""
    day = f"{clock.today():%Y年%-m月%-d日}"
    intake = Intake(
        owner=finance,
        title=f"{day}收到的档案包（{name}）"[:200],
        level=Level.CONFIDENTIAL,
        file=file,
        name=name,
    )
    begin(intake, by=by, parties=[(roles.CUSTODIAN, Party.of_post(Post.CUSTODIAN))])
    IntakeContents.objects.create(intake=intake)
    transaction.on_commit(lambda: intake_soon(intake.pk), robust=True)
    return intake


def _kept(upload: Any, name: str) -> File:
    def write(path: Path) -> None:
        with path.open("xb") as stream:
            for chunk in upload.chunks():
                stream.write(chunk)

    try:
        return store.put_made(write, media_type=ZIP)
    except OSError as error:
        sentence = _("“%(name)s” could not be stored: the disk is full or away. Send it later.")
        raise NotNow("file", sentence % {"name": name}) from error


def intake_confirm(*, intake: Intake, known: str, by: User, seen: str = "") -> Intake:
    """Take the step ``take_in`` and let a worker begin; ``known`` is ``skip`` or ``take``."""
    with transaction.atomic():
        done: Intake = perform(intake.take_in, by=by, seen=seen, known=known)
        transaction.on_commit(lambda: intake_soon(done.pk), robust=True)
        return done


def intake_soon(pk: int) -> None:
    """Ask a worker for an intake; if the broker is away, the next sweep does."""
    from archive.tasks import work_on_intake

    ask_soon(work_on_intake, pk)


def intakes_waiting() -> int:
    """Ask for every intake that waits for a worker, and sweep what dead ones left; how many wait."""
    for left in Path(settings.FILES_ROOT).glob(f"{WORK}*"):
        if left.stat().st_mtime < time.time() - STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    pks = list(Intake.objects.filter(state__in=WORKING).order_by("pk").values_list("pk", flat=True))
    for pk in pks:
        intake_soon(pk)
    return len(pks)


def intake_work(pk: int) -> bool:
    """Verify or take in a bag that waits, unless another worker is at it; whether this call did.

    A worker that dies leaves it waiting and no row written; after three attempts it is given up,
    and the custodian is told.
    """
    with _at_it(pk) as intake:
        if intake is None:
            return False
        given_up = intake.attempts >= MOST_ATTEMPTS
        intake.attempts += 1
        intake.save(update_fields=["attempts"])
    with _at_it(pk) as intake:
        if intake is None:
            return False
        who = intake.confirmed_by or intake.created_by
        with translation.override(who.language if who else settings.LANGUAGE_CODE):
            if given_up:
                _fail(intake, _("A worker tried several times without an end. Look at the disk."))
            elif intake.state == N.VERIFYING:
                _verify(intake)
            else:
                _take(intake)
        return True


@contextmanager
def _at_it(pk: int) -> Iterator[Intake | None]:
    """A transaction with an intake that waits; None where another worker has it."""
    with transaction.atomic():
        rows = IntakeContents.objects.select_for_update(skip_locked=True, of=("self",))
        free = rows.filter(intake=pk, intake__state__in=WORKING).exists()
        found = Intake.objects.select_related("file", "created_by", "confirmed_by", "contents")
        yield found.get(pk=pk) if free else None


def _fail(intake: Intake, why: str) -> None:
    if intake.state == N.VERIFYING:
        perform(intake.bag_found_bad, by=None, error=why)
    else:
        perform(intake.taking_failed, by=None, error=why)


@contextmanager
def _unpacked(intake: Intake) -> Iterator[tuple[dict[str, Any], Path]]:
    """What a bag holds, verified anew, and the folder where its files lie by their checksums."""
    with tempfile.TemporaryDirectory(prefix=WORK, dir=settings.FILES_ROOT) as made:
        work, files = Path(made), Path(made) / "files"
        files.mkdir()
        shutil.copyfile(store.path_of(intake.file), work / "bag.zip")
        yield (
            looking.asked(intake.name, verify, str(work / "bag.zip"), intake.name, str(files)),
            files,
        )


def _verify(intake: Intake) -> None:
    try:
        with _unpacked(intake) as (found, _files):
            pass
    except BadValue as error:
        _fail(intake, str(error))
        return
    for field in ("fingerprint", "identifier", "organisation", "description", "purpose"):
        setattr(intake, field, found[field])
    records, grading = found["records"], Grading()
    intake.departments = {one["department"]: one["department_name"] for one in records}
    intake.save(
        update_fields=[
            *("fingerprint", "identifier", "organisation", "description", "purpose"),
            "departments",
        ]
    )
    intake.contents.records = [one | {"given": grading.of(one)} for one in records]
    intake.contents.folders = found["folders"]
    intake.contents.save(update_fields=["records", "folders"])
    perform(intake.bag_found_whole, by=None)


def _take(intake: Intake) -> None:
    try:
        with _unpacked(intake) as (found, files), transaction.atomic():
            records_write(intake, found, files)
    except (BadValue, NotWritten) as error:
        _fail(intake, str(error))
