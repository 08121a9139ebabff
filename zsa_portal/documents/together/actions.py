"""Asking for the ZIP, making it in a worker, handing it out, and letting it go after a day."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.documents.models import IssuedForm, Version
from zsa_portal.documents.readings import ReadLog
from zsa_portal.documents.together import making
from zsa_portal.documents.together.records import FOLDER, PaperZip
from zsa_portal.documents.zipping import tell
from zsa_portal.outbox.tasks import ask_soon
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level, Matter
from zsa_portal.workflow.queries import matter_for
from zsa_portal.workflow.refusals import BadValue
from zsa_portal.workflow.sweeps import sweep

KEPT = dt.timedelta(days=1)
MOST_ATTEMPTS = 3


def zip_ask(*, matter: Matter, by: Any) -> PaperZip:
    """Let a worker make one ZIP of what a user may read of a matter; one that is being made is given.

    Raises BadValue where nothing may be read, or it would be too large.
    """
    members = making.members_of(matter, by)
    if not members:
        raise BadValue("", _("There is no paper yet that you may read."))
    if (size := making.size_of(members)) > making.most_bytes():
        sentence = _(
            "The papers are %(size)s together, too much for one ZIP. Load them one by one."
        )
        raise BadValue("", sentence % {"size": filesizeformat(size)})
    with transaction.atomic():
        rows = PaperZip.objects.select_for_update()
        asked, is_new = rows.get_or_create(matter_id=matter.pk, asked_by=by)
        if is_new or asked.state != PaperZip.State.WAITING:
            _begin(asked)
        transaction.on_commit(lambda: zip_soon(asked.pk), robust=True)
    return asked


def _begin(asked: PaperZip) -> None:
    asked.path.unlink(missing_ok=True)
    asked.state, asked.attempts, asked.asked_at = PaperZip.State.WAITING, 0, clock.now()
    asked.name, asked.held, asked.left_out, asked.size = uuid.uuid4().hex, {}, 0, 0
    asked.language = translation.get_language() or settings.LANGUAGE_CODE
    asked.save()


def zip_soon(pk: int) -> None:
    """Ask a worker for a ZIP; if the broker is away, the next sweep does."""
    from zsa_portal.documents.tasks import make_zip

    ask_soon(make_zip, pk)


def zip_make(pk: int) -> bool:
    """Make a ZIP that waits, unless another worker is at it; whether this call did.

    A worker that dies leaves it waiting; after three attempts it has failed.
    """
    if not _attempt(pk):
        return False
    with transaction.atomic():
        asked = _waiting(pk)
        if asked is None:
            return False
        with translation.override(asked.language):
            made = _write(asked)
        asked.held = {"versions": made.versions, "forms": made.forms}
        asked.left_out, asked.size = made.left_out, asked.path.stat().st_size
        asked.state = PaperZip.State.READY
        asked.save(update_fields=["held", "left_out", "size", "state"])
        return True


def _write(asked: PaperZip) -> making.Made:
    matter = matter_for(asked.asked_by, asked.matter_id)
    members = making.members_of(matter, asked.asked_by)
    asked.path.parent.mkdir(parents=True, exist_ok=True)
    total, job = len(members), asked.job
    return making.write(asked.path, matter, members, lambda done: tell(job, done, total))


def _attempt(pk: int) -> bool:
    """Count an attempt at a waiting ZIP; False when there is none, or no more attempt is left."""
    with transaction.atomic():
        asked = _waiting(pk)
        if asked is None:
            return False
        if asked.attempts >= MOST_ATTEMPTS:
            asked.state = PaperZip.State.FAILED
        else:
            asked.attempts += 1
        asked.save(update_fields=["attempts", "state"])
        return asked.state == PaperZip.State.WAITING


def _waiting(pk: int) -> PaperZip | None:
    rows = PaperZip.objects.select_for_update(skip_locked=True, of=("self",))
    return rows.filter(pk=pk, state=PaperZip.State.WAITING).select_related("asked_by").first()


def zip_leave(*, asked: PaperZip, by: Any) -> None:
    """Note the download of each paper above PUBLIC in a ZIP that leaves the portal.

    Raises PermissionDenied where the reader may no longer read one of them, or a level changed.
    """
    if asked.asked_by_id != by.pk or asked.held != _standing(asked, by):
        raise PermissionDenied(
            _("What you may read of this matter has changed. Ask for the ZIP anew.")
        )
    now, how = clock.now(), ReadLog.How.DOWNLOAD
    with transaction.atomic():
        ReadLog.objects.bulk_create(
            ReadLog(by=by, how=how, level=level, at=now, **{f"{paper}_id": int(key)})
            for paper, held in (("version", "versions"), ("form", "forms"))
            for key, level in asked.held[held].items()
            if level != Level.PUBLIC
        )


def _standing(asked: PaperZip, by: Any) -> dict[str, dict[str, str]]:
    """What of a ZIP its reader may read now, with the levels of now."""
    versions = Version.objects.readable_by(by).filter(pk__in=list(asked.held["versions"]))
    forms = IssuedForm.objects.readable_by(by).filter(pk__in=list(asked.held["forms"]))
    return {
        "versions": {str(pk): of for pk, of in versions.values_list("pk", "document__level")},
        "forms": {str(pk): of for pk, of in forms.values_list("pk", "level")},
    }


@sweep("documents.zips")
def zips_tidy() -> int:
    """Remove the ZIPs of a day ago, ask anew for those that wait; returns how many were removed."""
    old = PaperZip.objects.filter(asked_at__lte=clock.now() - KEPT)
    removed, _counts = old.delete()
    for pk in PaperZip.objects.filter(state=PaperZip.State.WAITING).values_list("pk", flat=True):
        zip_soon(pk)
    _remove_strays()
    return removed


def _remove_strays() -> None:
    """Remove the bytes that no row names and that nobody is writing any more."""
    folder = Path(settings.FILES_ROOT) / FOLDER
    named = set(PaperZip.objects.values_list("name", flat=True))
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in named:
            path.unlink(missing_ok=True)
