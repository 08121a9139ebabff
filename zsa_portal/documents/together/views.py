"""The page of the one ZIP: asking for it, how far it is, having it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from zsa_portal.documents import serving
from zsa_portal.documents.together.actions import zip_ask, zip_leave
from zsa_portal.documents.together.records import PaperZip
from zsa_portal.documents.zipping import percent_of
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.queries import matter_for


class AskForZip(AskPage):
    """Everything of a matter that one may read, as one ZIP with a list."""

    template_name = "documents/zip.html"
    page_title = gettext_lazy("All papers as one ZIP")
    confirm_label = gettext_lazy("Make the ZIP")
    done = gettext_lazy("A worker makes the ZIP now.")

    def find(self) -> None:
        self.matter = matter_for(self.request.user, self.kwargs["pk"])
        self.asked = zip_of(self.matter.pk, self.request.user)

    def get_page_lead(self) -> str:
        return self.matter.shown_name

    def get_breadcrumbs(self) -> list[Crumb]:
        url = self.matter.get_absolute_url()
        papers = Crumb(_("Papers"), f"{url}papers/")
        return [Crumb(self.matter.shown_name, url), papers, Crumb(self.get_page_title())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"asked": self.asked, "job": job(self.matter, self.asked), "matter": self.matter}
        return super().get_context_data(**kwargs) | found

    def back(self) -> str:
        return reverse("documents:zip", args=[self.matter.pk])

    def act(self, form: Any) -> None:
        zip_ask(matter=self.matter, by=self.request.user)


def zip_of(matter: int, user: Any) -> PaperZip | None:
    """The ZIP of a matter (its key) that a user asked for last, or None."""
    return PaperZip.objects.filter(matter=matter, asked_by=user.pk).first()


def job(matter: Matter, asked: PaperZip | None) -> dict[str, Any]:
    """What the progress partial shows of the making of a ZIP."""
    if asked is None:
        return {}
    failed = asked.state == PaperZip.State.FAILED
    return {
        "job_id": f"zip-{matter.pk}",
        "label": _("All papers as one ZIP"),
        "finished": asked.state == PaperZip.State.READY,
        "failed": _("The ZIP could not be made. Ask for it again.") if failed else "",
        "percent": percent_of(asked.job),
        "poll_url": "" if failed else reverse("documents:zip_progress", args=[matter.pk]),
        "result_url": reverse("documents:zip_file", args=[matter.pk]),
        "result_label": _("Save the ZIP"),
    }


@login_required
@require_safe
@never_cache
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that tells how far the ZIP is; what became of it needs the whole page."""
    matter = matter_for(request.user, pk)
    asked = zip_of(matter.pk, request.user)
    if asked is None:
        raise Http404
    if asked.state != PaperZip.State.WAITING:
        return HttpResponseClientRefresh()
    return render(request, "partials/progress.html", job(matter, asked))


@login_required
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The ZIP, for who asked for it; each paper in it is noted as downloaded."""
    matter = matter_for(request.user, pk)
    asked = zip_of(matter.pk, request.user)
    if asked is None or asked.state != PaperZip.State.READY or not asked.path.is_file():
        raise Http404
    zip_leave(asked=asked, by=request.user)
    name = f"{matter.number or matter.pk} {matter.title}.zip"
    return serving.send_passing(asked.path, name=name, media_type="application/zip")
