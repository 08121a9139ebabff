"""Official forms on screen: being made, ready, failed; their PDF; and the public check page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import View

from zsa_portal.documents import actions, queries, serving
from zsa_portal.documents.actions import SCANS
from zsa_portal.documents.inputs import UploadForm
from zsa_portal.documents.models import IssuedForm
from zsa_portal.documents.reading import note_reading, refuse_form
from zsa_portal.documents.readings import ReadLog
from zsa_portal.documents.views import stored
from zsa_portal.documents.zipping import percent_of
from zsa_portal.people.places import places_of
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.workflow.models import Level, Matter


def form_for(user: Any, pk: int) -> IssuedForm:
    """The form of that key, if the user may read it; Http404 otherwise."""
    rows = IssuedForm.objects.readable_by(user).numbered().select_related("file", "issued_by")
    form = rows.filter(pk=pk).first()
    if form is None:
        raise Http404
    return form


def job(form: IssuedForm, user: Any) -> dict[str, Any]:
    """What the progress partial shows of the making of a form's PDF."""
    failed = form.state == IssuedForm.State.FAILED
    return {
        "job_id": f"form-{form.pk}",
        "label": str(form),
        "finished": form.state == IssuedForm.State.READY,
        "failed": _("The PDF could not be made. The secretariat can try again.") if failed else "",
        "retry_url": reverse("documents:form_retry", args=[form.pk])
        if failed and places_of(user).staff
        else "",
        "percent": percent_of(form.job),
        "poll_url": reverse("documents:form_progress", args=[form.pk]),
        "result_url": reverse("documents:form_pdf", args=[form.pk]),
        "result_label": _("Open the PDF"),
    }


def crumbs(matters: Iterable[Matter], form: IssuedForm) -> list[Crumb]:
    """The way to a form: by its matter where it has but one; else none, its title stands below."""
    found = list(matters)
    if len(found) != 1:
        return []
    url = found[0].get_absolute_url()
    return [Crumb(str(found[0]), url), Crumb(_("Papers"), f"{url}papers/"), Crumb(str(form))]


class FormPage(View):
    """An issued form: its number, its matters, its PDF and its sealed scan. Anyone reads a public one."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            form = form_for(request.user, pk)
        except Http404:
            return refuse_form(request, pk)
        matters = Matter.objects.visible_to(request.user).filter(issued_forms=form).order_by("pk")
        context = {
            "issued": form,
            "job": job(form, request.user),
            "matters": matters,
            "page_title": f"{form.shown_title} {form.number}".strip(),
            "breadcrumbs": crumbs(matters if request.user.is_authenticated else (), form),
            "scan": queries.scan_of(form),
            "seals": queries.seals(form, request.user),
        }
        return render(request, "documents/form.html", context)


@require_safe
@never_cache
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of a page that tells whether the PDF is ready; asked again until it is."""
    try:
        form = form_for(request.user, pk)
    except Http404:
        if request.user.is_authenticated:
            raise
        return redirect_to_login(reverse("documents:form", args=[pk]))
    return render(request, "partials/progress.html", job(form, request.user))


@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF of a form, shown in the browser; the form's page while it is being made."""
    try:
        form = form_for(request.user, pk)
    except Http404:
        return refuse_form(request, pk)
    if form.file is None:
        return redirect(form)
    note_reading(request, level=form.level, how=ReadLog.How.INLINE, form=form)
    name = f"{form.title} {form.printed_number}".strip() + ".pdf"
    return serving.send(request, form.file, name=name, level=form.level, inline=True)


class OfForm(AskPage):
    """A question about one issued form."""

    def find(self) -> None:
        self.issued = form_for(self.request.user, self.kwargs["pk"])
        if not self.allowed():
            raise PermissionDenied

    def allowed(self) -> bool:
        return queries.keeps(self.issued, self.request.user)

    def get_page_lead(self) -> str:
        return str(self.issued)

    def back(self) -> str:
        return self.issued.get_absolute_url()


class Retry(OfForm):
    """Try again to make a PDF that failed."""

    page_title = gettext_lazy("Try again")
    done = gettext_lazy("The PDF is being made.")

    def allowed(self) -> bool:
        return places_of(self.request.user).staff

    def act(self, form: Any) -> None:
        actions.form_retry(form=self.issued, by=self.request.user)


class AddScan(OfForm):
    """Attach the scan of the signed and sealed paper."""

    page_title = gettext_lazy("Attach the sealed scan")

    def allowed(self) -> bool:
        return queries.seals(self.issued, self.request.user)

    def form(self, *data: Any) -> UploadForm:
        return UploadForm(*data, accept=SCANS)

    def act(self, form: UploadForm) -> str:
        version = actions.sealed_scan_add(
            form=self.issued, upload=form.cleaned_data["file"], by=self.request.user
        )
        return stored(version)


@require_safe
@never_cache
def check(request: HttpRequest, token: str) -> HttpResponse:
    """The public page behind a form's QR code: what its level allows to tell."""
    form = IssuedForm.objects.numbered().filter(check_token=token).first()
    if form is None:
        return render(
            request, "documents/check.html", {"page_title": _("Check a paper")}, status=404
        )
    readable = IssuedForm.objects.readable_by(request.user).filter(pk=form.pk).exists()
    context = {
        "issued": form,
        "readable": readable,
        "page_title": _("Check a paper"),
        "shows_title": readable or form.level != Level.CONFIDENTIAL,
    }
    return render(request, "documents/check.html", context)
