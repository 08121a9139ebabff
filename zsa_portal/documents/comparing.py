"""The page on which two versions of a text are compared."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from zsa_portal.documents import holding, queries, store
from zsa_portal.documents.differing import differ
from zsa_portal.documents.finding import texts
from zsa_portal.documents.models import Version
from zsa_portal.documents.reading import NOT_READABLE, note_reading
from zsa_portal.documents.readings import ReadLog
from zsa_portal.documents.waiting import WaitingPage
from zsa_portal.parsing import AtWork, TooDemanding, WorkerAway, ask_meanwhile, is_at_work
from zsa_portal.ui.elements import Crumb
from zsa_portal.workflow.refusals import BadValue

WAITS_SECONDS = 90
UNPROCESSABLE, CONFLICT = 422, 409
Pair = tuple[Version, Version]
Rows = list[list[list[str]]]


class Compare(LoginRequiredMixin, WaitingPage):
    """Two versions of a document, those asked for or the two newest: what went and what came."""

    template_name = "documents/compare.html"
    page_title = gettext_lazy("Compare two versions")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.known = queries.document_for(request.user, kwargs["pk"])
        if not self.known.readable:
            raise PermissionDenied(str(NOT_READABLE))
        versions = list(queries.versions_of(self.known.document, request.user))
        pair = chosen(versions, request.GET)
        if pair and (silent := holding.kept_silent(*pair)):
            return self._show(versions, pair, problem=silent, refused=CONFLICT)
        key = key_of(pair, request.user) if pair else ""
        job = self.job(key, _("The two versions are being compared."))
        if pair and request.htmx:  # type: ignore[attr-defined]  # of its middleware
            return self.waiting(job) if is_at_work(key) else HttpResponseClientRefresh()
        try:
            rows, problem = (
                compared(key, *pair) if pair else (None, _("There is only one version."))
            )
        except AtWork:
            return self._show(versions, pair, job=job)
        if pair and rows is not None:
            for version in pair:
                level, how = self.known.document.level, ReadLog.How.INLINE
                note_reading(request, level=level, how=how, version=version)
        return self._show(versions, pair, rows=rows, problem=problem)

    def _show(
        self,
        versions: list[Version],
        pair: Pair | None,
        rows: Rows | None = None,
        refused: int = UNPROCESSABLE,
        **more: Any,
    ) -> HttpResponse:
        changed = rows is not None and any(one[0] in ("ins", "del") for r in rows for one in r)
        context = self.get_context_data(
            versions=versions, pair=pair, rows=rows, changed=changed, **more
        )
        is_refused = pair is not None and bool(more.get("problem"))
        return self.render_to_response(context, status=refused if is_refused else 200)

    def get_page_lead(self) -> str:
        return self.known.title

    def get_breadcrumbs(self) -> list[Crumb]:
        back = self.known.document.get_absolute_url()
        return [Crumb(self.known.title, back), Crumb(self.get_page_title())]


def chosen(versions: list[Version], asked: Any) -> Pair | None:
    """The older and the newer of the versions asked for by number, else the two newest."""
    if len(versions) < 2:
        return None
    by_number = {str(one.number): one for one in versions}
    new = by_number.get(asked.get("new", ""), versions[0])
    old = by_number.get(asked.get("old", ""), versions[1])
    if old.number == new.number:
        old, new = versions[1], versions[0]
    return (old, new) if old.number < new.number else (new, old)


def key_of(pair: Pair, user: Any) -> str:
    """Under which the comparison of two versions is asked for by a user, in the language in use."""
    return f"compare-{user.pk}-{pair[0].pk}-{pair[1].pk}-{get_language()}"


def compared(key: str, old: Version, new: Version) -> tuple[Rows | None, str]:
    """The paragraphs with what changed, or None and in a sentence why there are none.

    Raises AtWork while a worker compares.
    """
    for one in (old, new):
        if not texts.has_text(one.file.media_type):
            said = _("“%(name)s” is of a kind whose text is not read: compare .docx, .pdf or .txt.")
            return None, said % {"name": one.name}
    try:
        rows = ask_meanwhile(key, differ, _place(old), _place(new), seconds=WAITS_SECONDS)
    except WorkerAway:
        return None, _("The texts could not be read just now. Please try again in a minute.")
    except TooDemanding:
        return None, _("The texts are too long or too different to be compared here.")
    except BadValue as error:
        return None, str(error)
    if rows is None:
        return None, _(
            "One of the files holds no text, such as a scan; there is nothing to compare."
        )
    return rows, ""


def _place(version: Version) -> list[str]:
    return [str(store.path_of(version.file)), version.file.media_type, version.name]
