"""Reading a paper's text in the page, on a phone too; anyone who may download it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zsa_portal.documents import holding, plain_reading, queries
from zsa_portal.documents.models import Document, Version
from zsa_portal.documents.page_views import lines_for, never_kept
from zsa_portal.documents.reading import note_reading, refuse_reading
from zsa_portal.documents.readings import ReadLog
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.refused import BadValue

NOW = "now"
CONFLICT = 409


@require_safe
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """The text of a version with its clauses; while it is not made yet, that it is being made."""
    version = queries.version_of_right(request.user, pk)
    if version is None:
        documents = Document.objects.filter(versions=pk)
        return refuse_reading(request, documents, how=ReadLog.How.INLINE)
    context = _about(version, request.user)
    status = 200
    if silent := holding.kept_silent(version):
        context["away"] = silent
        status = 200 if "HX-Request" in request.headers else CONFLICT
    elif NOW in request.GET or plain_reading.is_made(version):
        try:
            told = plain_reading.blocks_of(version)
            blocks = plain_reading.narrowed(told, request.GET.get("clause", ""))
            contents = plain_reading.contents_of(blocks)
            context |= {"made": True, "blocks": blocks, "contents": contents}
        except BadValue as away:
            context["away"] = str(away)
            status = 200 if "HX-Request" in request.headers else away.status
        else:
            level = version.document.level
            note_reading(request, level=level, how=ReadLog.How.INLINE, version=version)
    return never_kept(render(request, "documents/text.html", context, status=status))


def _about(version: Version, user: Any) -> dict[str, Any]:
    document = version.document
    return {
        "document": document,
        "version": version,
        "page_title": document.title,
        "page_lead": f"{version.name} · {_('Version')} {version.number}",
        "acts": plain_reading.acts_on(version, user),
        "is_newest": not document.versions.filter(number__gt=version.number).exists(),
        "lines": lines_for(document, user),
        "breadcrumbs": _crumbs(version, user),
    }


def _crumbs(version: Version, user: Any) -> list[Crumb]:
    document = version.document
    if not user.is_authenticated:
        return []
    known = queries.KnownPaper(document, readable=True)
    return [Crumb(known.title, document.get_absolute_url()), Crumb(_("Text"))]
