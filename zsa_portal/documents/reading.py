"""Sending the bytes of papers to those who may read them, and noting who did."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from zsa_portal.documents import serving, watermark
from zsa_portal.documents.models import Document, Version
from zsa_portal.documents.readings import ReadLog, ReadRefusal
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level

NOT_READABLE = _(
    "You may know of this paper but not read it. Once it is in the archive you may borrow it, or "
    "borrow it anew; or ask the custodian."
)


@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes of a version, to be saved."""
    return _bytes(request, pk, inline=False)


@require_safe
def view_inline(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes of a version, shown in the browser where its kind is safe there."""
    return _bytes(request, pk, inline=True)


def _bytes(request: HttpRequest, pk: int, *, inline: bool) -> HttpResponse:
    rows = Version.objects.readable_by(request.user).select_related("file", "document__uploaded_by")
    version = rows.filter(pk=pk).first()
    how = ReadLog.How.INLINE if inline else ReadLog.How.DOWNLOAD
    if version is None:
        return refuse_reading(request, Document.objects.filter(versions=pk), how=how)
    file = watermark.leaving(version)
    note_reading(request, level=version.document.level, how=how, version=version)
    return serving.send(
        request, file, name=version.name, level=version.document.level, inline=inline
    )


def refuse_reading(request: HttpRequest, documents: Any, *, how: str) -> HttpResponse:
    """Ask a stranger to sign in; 403 for a paper the user may know of, 404 for all else.

    ``documents`` is the one that was asked for, or none; the refusal of one above PUBLIC is logged.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    refused = documents.exclude(level=Level.PUBLIC).first()
    if refused is not None:
        ReadRefusal.objects.create(
            by=request.user, document=refused, how=how, level=refused.level, at=clock.now()
        )
    known = Document.objects.discoverable_by(request.user)
    if known.filter(pk__in=documents.values("pk")).exists():
        raise PermissionDenied(str(NOT_READABLE))
    raise Http404


def note_reading(request: HttpRequest, *, level: str, how: str, **paper: Any) -> None:
    """Log the reading of a paper above PUBLIC; ``paper`` is its version or form, and the page."""
    if level != Level.PUBLIC:
        by: Any = request.user
        ReadLog.objects.create(by=by, how=how, level=level, at=clock.now(), **paper)
