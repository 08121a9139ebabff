"""Reading a paper page by page, as pictures that carry who reads them; every page asks anew."""

from __future__ import annotations

from math import ceil
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from zsa_portal.documents import queries, watermark
from zsa_portal.documents.grants import granted_until, granted_versions, remark_of
from zsa_portal.documents.known import Rows
from zsa_portal.documents.models import Document, Version
from zsa_portal.documents.reading import note_reading, refuse_reading
from zsa_portal.documents.readings import ReadLog
from zsa_portal.documents.waiting import WaitingPage
from zsa_portal.parsing import AtWork
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.keys import key_of
from zsa_portal.ui.refused import BadValue
from zsa_portal.workflow.models import Level

WIDTHS = (600, 900, 1200, 1800, 2400)
"""How wide a page is drawn, in pixels: the steps of the zoom."""
USUAL = 1200
DIGITS = 6


def version_for(request: HttpRequest, document: Document) -> Version:
    """The version that is read: the one that the address asks for, else the first that is open.

    Who reads the paper of right reads each of its versions, the newest first; others those that a
    grant opens, the newest where it names none. Http404 for a version that is not open, and where
    the paper has no bytes, as a paper original.
    """
    rows = Version.objects.select_related("file", "document").filter(document=document)
    asked = key_of(request.GET["version"]) if request.GET.get("version") else None
    of_right = list(queries.versions_of(document, request.user))
    found = _chosen(of_right, asked)
    if found is None:
        found = _chosen(_opened(request, rows, document.pk, of_right=bool(of_right)), asked)
    if found is None:
        raise Http404
    return found


def _chosen(versions: list[Version], asked: int | None) -> Version | None:
    """The version of that key, the first where none is asked for; None if it is not there."""
    return next((one for one in versions if asked is None or one.pk == asked), None)


def _opened(request: HttpRequest, rows: Any, document: int, *, of_right: bool) -> list[Version]:
    """The versions that a grant opens; the newest where it names none to who reads none of right.

    ``rows`` are those of the document of that key.
    """
    granted = granted_versions(document, places_of(request.user), clock.now())
    if granted:
        named = rows.in_bulk(granted)
        return [named[key] for key in granted]
    return [] if of_right else list(rows.order_by("-number")[:1])


def asked_for(request: HttpRequest, version: Version) -> str:
    """What the addresses of one version's pages end with, empty where none was asked for."""
    return f"&version={version.pk}" if request.GET.get("version") else ""


def lines_for(document: Document, user: Any) -> list[str]:
    """What stands on every page that a user reads: the remark of the grant, else who and on which day.

    Nothing on the pages of a PUBLIC paper.
    """
    if document.level == Level.PUBLIC:
        return []
    granted = remark_of(document.pk, places_of(user), clock.now())
    return granted or [str(user), clock.today().isoformat()]


def width_asked(request: HttpRequest) -> int:
    """The width that the address asks for, the usual one for anything else."""
    asked = request.GET.get("width", "")
    return int(asked) if asked.isascii() and asked.isdigit() and int(asked) in WIDTHS else USUAL


class Reader(WaitingPage):
    """The paper, one page at a time: turned and zoomed by links, keys, or on a phone by touch."""

    template_name = "documents/read.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        document = queries.readable_document(request.user, kwargs["pk"])
        if document is None:
            asked = Document.objects.filter(pk=kwargs["pk"])
            return refuse_reading(request, asked, how=ReadLog.How.PAGE)
        self.known = queries.KnownPaper(document, readable=True)
        self.version = version_for(request, document)
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def get_page_title(self) -> str:
        return self.known.title

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(self.known.title, self._history_url()),
            Crumb(_("Read page by page")),
        ]

    def _history_url(self) -> str:
        signed_in = self.request.user.is_authenticated
        return self.known.document.get_absolute_url() if signed_in else ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.last = watermark.pages_of(self.version, watermark.meanwhile)
        except AtWork:
            label = _("The pages are being prepared.")
            return self.waiting(self.job(f"read-{self.version.pk}", label))
        except BadValue as away:
            context = super().get_context_data() | {"away": str(away)}
            return self.render_to_response(context, status=away.status)
        if request.htmx:  # type: ignore[attr-defined]  # of its middleware
            return HttpResponseClientRefresh()
        return self.render_to_response(super().get_context_data() | self.shown())

    def shown(self) -> dict[str, Any]:
        """The page that is shown, its neighbours, the steps of the zoom, and until when."""
        document, width = self.known.document, width_asked(self.request)
        page = page_asked(self.request, self.last)
        place = WIDTHS.index(width)
        mine, of = Document.objects.filter(pk=document.pk), Rows.of_one(document)
        savable = mine.savable_by(self.request.user, of)
        standing = mine.opened_to(self.request.user, of)
        who, now = places_of(self.request.user), clock.now()
        until = None if standing.exists() else granted_until(document.pk, who, now)
        return {
            "document": document,
            "version": self.version,
            "of_version": asked_for(self.request, self.version),
            "page": page,
            "last": self.last,
            "before": page - 1 if page > 1 else None,
            "after": page + 1 if page < self.last else None,
            "width": width,
            "usual": USUAL,
            "smaller": WIDTHS[place - 1] if place else None,
            "larger": WIDTHS[place + 1] if place + 1 < len(WIDTHS) else None,
            "until": until,
            "left": ceil((until - now).total_seconds()) if until else None,
            "savable": savable.exists(),
            "is_secret": document.level != Level.PUBLIC,
        }


def page_asked(request: HttpRequest, last: int) -> int:
    """The page that the address asks for, counted from 1, the nearest there is."""
    asked = request.GET.get("page", "")[:DIGITS]
    return min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() else 1


@require_safe
def picture(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """One page as a picture that carries its reader; logged, and never kept by a browser."""
    document = queries.readable_document(request.user, pk)
    if document is None:
        asked = Document.objects.filter(pk=pk)
        return refuse_reading(request, asked, how=ReadLog.How.PAGE)
    version, lines = version_for(request, document), lines_for(document, request.user)
    try:
        if not 1 <= page <= watermark.pages_of(version):
            raise Http404
        drawn = watermark.page_picture(version, page, lines, width=width_asked(request))
    except BadValue as away:
        return never_kept(HttpResponse(str(away), status=away.status, content_type="text/plain"))
    note_reading(request, level=document.level, how=ReadLog.How.PAGE, version=version, page=page)
    return never_kept(HttpResponse(drawn, content_type="image/png"))


def never_kept(response: HttpResponse) -> HttpResponse:
    """The response, kept by no browser and no proxy."""
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
