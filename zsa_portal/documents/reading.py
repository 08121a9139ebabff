"""Who is refused a paper, and the note of who read one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from zsa_portal.documents.models import Document, IssuedForm
from zsa_portal.documents.readings import ReadLog, ReadRefusal
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import Level

NOT_READABLE = _(
    "You may know of this paper but not read it. Once it is in the archive you may borrow it, or "
    "borrow it anew; or ask the custodian."
)


def refuse_reading(
    request: HttpRequest, documents: Any, *, how: str, said: Text = NOT_READABLE
) -> HttpResponse:
    """Ask a stranger to sign in; 403 for a paper the user may know of, 404 for all else.

    ``documents`` is the one that was asked for, or none; the refusal of one above PUBLIC is logged.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    refused = documents.exclude(level=Level.PUBLIC).first()
    if refused is not None:
        _note_refusal(request, how=how, level=refused.level, document=refused)
    known = Document.objects.discoverable_by(request.user)
    if known.filter(pk__in=documents.values("pk")).exists():
        raise PermissionDenied(str(said))
    raise Http404


def refuse_form(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a stranger to sign in; 404 for who may not read the form of that key.

    The refusal of one above PUBLIC is logged.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    refused = IssuedForm.objects.exclude(level=Level.PUBLIC).filter(pk=pk).first()
    if refused is not None:
        _note_refusal(request, how=ReadLog.How.INLINE, level=refused.level, form=refused)
    raise Http404


def _note_refusal(request: HttpRequest, *, how: str, level: str, **paper: Any) -> None:
    by: Any = request.user
    ReadRefusal.objects.create(by=by, how=how, level=level, at=clock.now(), **paper)


def note_reading(request: HttpRequest, *, level: str, how: str, **paper: Any) -> None:
    """Log the reading of a paper above PUBLIC; ``paper`` is its version or form, and the page."""
    if level != Level.PUBLIC:
        by: Any = request.user
        ReadLog.objects.create(by=by, how=how, level=level, at=clock.now(), **paper)
