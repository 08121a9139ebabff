"""Adding, withdrawing, handing and regrading papers; every act is logged with the matter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.documents import access, holding, queries, store, tasks
from zsa_portal.documents.levels import level_of
from zsa_portal.documents.models import Document, Handing, IssuedForm, Version
from zsa_portal.documents.store import Stored
from zsa_portal.documents.versions import version_make
from zsa_portal.people.models import Department, Organisation, Party, User
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.interests import plays
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Level, Matter
from zsa_portal.workflow.perform import held, touched
from zsa_portal.workflow.refusals import BadValue

SCANS = (".pdf", ".jpg", ".jpeg", ".png", ".ofd")
"""What the scan of a signed and sealed paper may be."""


def document_add(
    *,
    matter: Matter | None,
    kind: str,
    title: str = "",
    upload: Any,
    by: User,
    level: str | None = None,
    owner: Department | None = None,
) -> Version:
    """Add a paper, or the next version of the live one of that kind and title, and return it.

    ``upload`` may have been stored already. ``title`` is the kind's own when empty; ``level`` that
    of the kind, CONFIDENTIAL for kinds nobody declared. A declared kind is refused to those it is
    not open to (PermissionDenied) and outside its states (WrongState). The same bytes again by the
    same person change nothing while the matter stays in its state. Raises BadValue("file", …) for
    files that are not accepted.
    """
    paper = access.uploads.get(kind)
    title = _title(title, kind)
    if paper is not None and matter is not None:
        _require_part(matter, by, paper)
    stored = _stored(upload, paper)
    with _open(matter, paper) as fresh:
        if paper is not None and fresh is not None and not access.may_add(fresh, by, kind):
            raise PermissionDenied
        document = _live(fresh, kind, title) or _new(fresh, kind, title, by, level, owner)
        return _next_version(fresh, document, stored, by)


def version_add(*, document: Document, upload: Any, by: User) -> Version:
    """Add the next version of a paper whose kind is open to the user in the matter's state.

    Raises PermissionDenied, WrongState, BadValue("file", …).
    """
    paper = access.uploads.get(document.kind)
    if not queries.may_change(document, by) or document.matter is None:
        raise PermissionDenied
    stored = _stored(upload, paper)
    with _open(document.matter, paper) as matter:
        fresh = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
        if not queries.may_change(fresh, by):
            raise PermissionDenied
        return _next_version(matter, fresh, stored, by)


def document_withdraw(*, document: Document, by: User, reason: str) -> Document:
    """Take a paper out of its matter; it stays with its author and its keepers.

    By those who may change it now, and by its keepers. A paper of a closed station stays, and one
    that a step counted while that step stands: Refusal. Raises PermissionDenied, and RuleUnmet for
    a paper of another procedure (``holding.ELSEWHERE``).
    """
    with _open(document.matter, None) as matter:
        fresh = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
        if fresh.withdrawn_at is not None:
            return fresh
        if not queries.withdraws(fresh, by):
            raise PermissionDenied
        holding.require_own(fresh)
        holding.require_free(fresh)
        fresh.withdrawn_at = clock.now()
        fresh.save(update_fields=["withdrawn_at"])
        _log(matter, fresh, by, "document_withdraw", reason=reason)
        return fresh


def document_level_set(*, document: Document, level: str, reason: str, by: User) -> Document:
    """Grade a paper anew, by its keepers: a CONFIDENTIAL one by the named posts alone.

    They alone also take from the public what a step counted and anyone reads now: Refusal to others.
    Raises RuleUnmet for a paper of another procedure.
    """
    if level not in Level.values:
        raise BadValue("level", _("There is no such level."))
    with _open(document.matter, None) as matter:
        fresh = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
        if not queries.keeps(fresh, by):
            raise PermissionDenied
        if fresh.level == level:
            return fresh
        holding.require_own(fresh)
        if not queries.reads_confidential(by):
            holding.require_public(fresh, level)
        before, fresh.level = fresh.level, level
        fresh.save(update_fields=["level"])
        _log(matter, fresh, by, "document_level_set", reason=reason, before=before, level=level)
        return fresh


def document_hand(
    *, document: Document, party: Party, by: User, until: dt.datetime | None = None
) -> Handing:
    """Hand a paper to a party until an instant, or until the handing is ended.

    By its keepers. A CONFIDENTIAL paper is handed to persons only, by name. One who has it
    already keeps it, with the new end. Raises RuleUnmet for a paper of another procedure.
    """
    if document.level == Level.CONFIDENTIAL and party.user_id is None:
        raise BadValue("party", _("A confidential paper is handed to persons, by name."))
    if until is not None and until <= clock.now():
        raise BadValue("until", _("The end lies in the past."))
    with _open(document.matter, None) as matter:
        if not queries.keeps(document, by):
            raise PermissionDenied
        holding.require_own(document)
        Handing.objects.filter(document=document, party=party, until__isnull=True).update(
            until=clock.now()
        )
        handing = Handing.objects.create(
            document=document, party=party, since=clock.now(), until=until, by=by
        )
        _log(matter, document, by, "document_hand", party=party.key)
        return handing


def handing_end(*, handing: Handing, by: User) -> Handing:
    """Take a paper back from a party, from now on. By its keepers."""
    with _open(handing.document.matter, None) as matter:
        if not queries.keeps(handing.document, by):
            raise PermissionDenied
        now = clock.now()
        if handing.until is None or handing.until > now:
            handing.until = now
            handing.save(update_fields=["until"])
            _log(matter, handing.document, by, "handing_end", party=handing.party.key)
        return handing


def sealed_scan_add(*, form: IssuedForm, upload: Any, by: User) -> Version:
    """Attach the scan of the signed and sealed paper to an issued form, or its next version.

    By the keepers of the form, and by whom its kind lets seal it. Raises BadValue("file", …),
    PermissionDenied.
    """
    if not queries.seals(form, by):
        raise PermissionDenied
    stored = store.put(upload, accept=SCANS)
    with transaction.atomic():
        locked = IssuedForm.objects.select_for_update(of=("self",)).get(pk=form.pk)
        scan = locked.scans.live().first() or Document.objects.create(
            scan_of=locked,
            kind=locked.kind,
            title=locked.title,
            level=locked.level,
            uploaded_by=by,
            created_at=clock.now(),
        )
        version = _newest(scan)
        if version is None or version.file_id != stored.file.pk:
            version = version_make(scan, version, stored, by)
            for matter in locked.matters.order_by("pk"):
                with held(matter) as fresh:
                    touched(fresh)
                    record(
                        fresh,
                        by=by,
                        step="sealed_scan_add",
                        reason=stored.cleaned,
                        values={"form": locked},
                    )
        return version


def form_retry(*, form: IssuedForm, by: User) -> IssuedForm:
    """Let the worker try again to make the PDF of a form that failed. By staff who may read it."""
    if not places_of(by).staff:
        raise PermissionDenied
    with transaction.atomic():
        locked = IssuedForm.objects.select_for_update(of=("self",)).get(pk=form.pk)
        if locked.state == IssuedForm.State.FAILED:
            locked.state, locked.attempts, locked.error = IssuedForm.State.PENDING, 0, ""
            locked.save(update_fields=["state", "attempts", "error"])
            transaction.on_commit(lambda: tasks.render_soon(locked.pk), robust=True)
        return locked


def _title(title: str, kind: str) -> str:
    given = " ".join(title.split())[:240]
    if given:
        return given
    with translation.override("zh-hans"):
        return str(queries.kind_title(kind))


def _require_part(matter: Matter, by: User, paper: access.PaperKind) -> None:
    concrete = (
        matter if matter.machine is type(matter) else matter.machine.objects.get(pk=matter.pk)
    )
    if not plays(concrete, by, paper.roles):
        raise PermissionDenied


@contextmanager
def _open(matter: Matter | None, paper: access.PaperKind | None) -> Iterator[Matter | None]:
    """A transaction, with the matter held where there is one, in the paper's states."""
    if matter is None:
        with transaction.atomic():
            yield None
        return
    states: Sequence[str] = paper.states if paper else ()
    with held(matter, states=states) as fresh:
        yield fresh


def _live(matter: Matter | None, kind: str, title: str) -> Document | None:
    if matter is None:
        return None
    rows = Document.objects.live().filter(matter=matter.pk, kind=kind, title=title, scan_of=None)
    return rows.first()


def _new(
    matter: Matter | None,
    kind: str,
    title: str,
    by: User,
    level: str | None,
    owner: Department | None,
) -> Document:
    paper = access.uploads.get(kind)
    return Document.objects.create(
        matter_id=matter.pk if matter else None,
        kind=kind,
        title=title,
        uploaded_by=by,
        level=level or level_of(kind, paper.level if paper else Level.CONFIDENTIAL),
        owner=owner or (matter.owner if matter else None),
        organisation=_organisation(matter, by),
        created_at=clock.now(),
    )


def _organisation(matter: Matter | None, by: User) -> Organisation | None:
    """The organisation for which a user adds a paper: the applicant's, or the one represented."""
    ours = places_of(by).organisations
    if matter is not None and matter.applicant_id in ours:
        return matter.applicant
    return Organisation.objects.get(pk=next(iter(ours))) if len(ours) == 1 else None


def _newest(document: Document) -> Version | None:
    return document.versions.order_by("-number").first()


def _stored(upload: Any, paper: access.PaperKind | None) -> Stored:
    if isinstance(upload, Stored):
        return upload
    if paper is None:
        return store.put(upload)
    return store.put(upload, accept=paper.accept, settled=paper.settled)


def _next_version(matter: Matter | None, document: Document, stored: Stored, by: User) -> Version:
    newest = _newest(document)
    if (
        newest is not None
        and (newest.file_id, newest.uploaded_by_id) == (stored.file.pk, by.pk)
        and (matter is None or newest.at >= matter.entered_at)
    ):
        return newest
    version = version_make(document, newest, stored, by)
    _log(matter, document, by, "document_add", reason=stored.cleaned, version=version.number)
    return version


def _log(
    matter: Matter | None,
    document: Document,
    by: User,
    step: str,
    *,
    reason: str = "",
    **values: Any,
) -> None:
    if matter is None:
        return
    touched(matter)
    record(
        matter,
        by=by,
        step=step,
        reason=reason,
        values={"document": document, "kind": document.kind, **values},
    )
