"""The bytes of papers as they leave the portal: each asked anew, marked where their level asks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.documents import queries, serving, watermark
from zsa_portal.documents.models import Document, File, Version
from zsa_portal.documents.page_views import lines_for, version_for
from zsa_portal.documents.reading import NOT_READABLE, note_reading, refuse_reading
from zsa_portal.documents.readings import ReadLog
from zsa_portal.documents.waiting import WaitingPage
from zsa_portal.parsing import AtWork
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.refusals import BadValue


class Leaving(WaitingPage):
    """The file of a version, if it is open to who asks; while a worker marks it, how far it is.

    ``how`` is what the log of readings says of it, ``refused`` what is said to who knows of it and
    may not have it.
    """

    template_name = "documents/copy.html"
    page_title = gettext_lazy("A marked copy")
    http_method_names = ("get", "head", "options")
    how = ReadLog.How.COPY
    is_inline = False
    lines: Sequence[str] = ()
    refused: Text = NOT_READABLE

    def asked(self) -> QuerySet[Document]:
        """The document that is asked for, whether or not it is open; none or one."""
        raise NotImplementedError

    def opened(self) -> Version | None:
        """The version that is open to who asks, None where none is; ``lines`` are what it bears."""
        raise NotImplementedError

    def file(self, version: Version) -> File:
        """What leaves of it. Raises AtWork, and BadValue for what cannot be marked."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        version = self.opened()
        if version is None:
            return refuse_reading(request, self.asked(), how=self.how, said=self.refused)
        try:
            file = self.file(version)
        except AtWork:
            percent = watermark.progress(version, self.lines)
            return self._told(version, _("Each page is marked."), percent=percent)
        except BadValue as away:
            said = {"failed": str(away), "poll_url": ""}
            return self._told(version, _("No copy was made."), status=away.status, **said)
        if request.htmx:  # type: ignore[attr-defined]  # of its middleware
            return self._told(version, _("The copy is ready."), finished=True)
        level = version.document.level
        note_reading(request, level=level, how=self.how, version=version)
        name = watermark.name_of(file, version)
        return serving.send(request, file, name=name, level=level, inline=self.is_inline)

    def _told(self, version: Version, label: str, *, status: int = 200, **how: Any) -> HttpResponse:
        """How far the copy is, that it is ready, or in words why there is none."""
        url = self.request.get_full_path()
        result = {"result_url": url, "result_label": _("Save a marked copy"), "retry_url": url}
        job = self.job(f"copy-{version.pk}", label, **result, **how)
        response = self.waiting(job, status=status, version=version)
        add_never_cache_headers(response)
        return response


class Copy(LoginRequiredMixin, Leaving):
    """A marked copy with the reader's remark, by those to whom that is granted."""

    def asked(self) -> QuerySet[Document]:
        return Document.objects.filter(pk=self.kwargs["pk"])

    def opened(self) -> Version | None:
        document = self.asked().savable_by(self.request.user).select_related("matter").first()
        if document is None:
            return None
        self.lines = lines_for(document, self.request.user)
        return version_for(self.request, document)

    def file(self, version: Version) -> File:
        return watermark.marked_copy(version, self.lines, watermark.meanwhile)


class Download(Leaving):
    """A version to be saved, by those who read it of right."""

    how = ReadLog.How.DOWNLOAD

    def asked(self) -> QuerySet[Document]:
        return Document.objects.filter(versions=self.kwargs["pk"])

    def opened(self) -> Version | None:
        return queries.version_of_right(self.request.user, self.kwargs["pk"])

    def file(self, version: Version) -> File:
        return watermark.leaving(version, watermark.meanwhile)


class Inline(Download):
    """A version shown in the browser, where its kind is safe there."""

    how = ReadLog.How.INLINE
    is_inline = True
