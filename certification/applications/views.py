"""Screens of the application."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certification.applications import actions, queries
from certification.applications.forms import ApplicationForm, BodyFactsForm, StandardsTable
from certification.applications.papers import APPLICATION_WORD, APPLYING, FILED
from certification.applications.records import BodyFacts
from certification.models import Recognition
from certification.pages import RecognitionPage
from certification.parties import acts_for_applicant
from zsa_portal.documents import word
from zsa_portal.documents.inputs import UploadForm
from zsa_portal.documents.queries import kind_title
from zsa_portal.documents.views import stored
from zsa_portal.people.models import DepartmentCode, Organisation
from zsa_portal.people.places import places_of
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.refused import BadValue, blame
from zsa_portal.ui.views import Page
from zsa_portal.workflow.drafts import SavedByItself, in_background
from zsa_portal.workflow.queries import matter_for, step_url
from zsa_portal.workflow.refusals import Changed, RuleUnmet, WrongState


class Apply(LoginRequiredMixin, Page):
    """A body checks itself against article 7, then names the standards it applies for."""

    template_name = "certification/applications/apply.html"
    page_title = gettext_lazy("Apply for recognition")
    page_lead = gettext_lazy(
        "For group standards of your own body. First see whether your body may apply; then name the "
        "standards, one application each."
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        own = places_of(request.user).organisations
        if not own:
            raise PermissionDenied
        self.bodies = list(Organisation.objects.filter(pk__in=own).order_by("by_pinyin", "pk"))
        chosen = (request.POST or request.GET).get("body") or str(self.bodies[0].pk)
        found = [one for one in self.bodies if str(one.pk) == chosen]
        if not found:
            raise PermissionDenied
        self.body = found[0]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(StandardsTable(prefix="standards"))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        table = StandardsTable(request.POST, prefix="standards")
        if not table.is_valid():
            return self._show(table, status=422)
        try:
            begun = actions.applications_begin(
                applicant=self.body, standards=table.standards(), by=request.user
            )
        except actions.Elsewhere as error:
            return self._show(table, status=422, refusals=[error.linked])
        except BadValue as error:
            return self._show(table, status=422, refusals=[str(error)])
        except RuleUnmet as refusal:
            return self._show(table, status=409, refusals=refusal.missing)
        messages.success(request, _("Begun. What you write is saved by itself."))
        return redirect("certification:application_edit", pk=begun[0].pk)

    def _show(
        self, table: Any, *, status: int = 200, refusals: list[str] | None = None
    ) -> HttpResponse:
        checks = queries.self_check(self.body)
        context = self.get_context_data(
            table=table,
            body=self.body,
            bodies=self.bodies,
            checks=checks,
            may_apply=not any(one.missing for one in checks),
            refusals=refusals or [],
        )
        return self.render_to_response(context, status=status)


class OfBody(LoginRequiredMixin):
    """A page about one body: its own people write, the secretariat's department reads."""

    body: Organisation

    def look_up(self, user: Any, pk: int) -> None:
        """Know the body; Http404 for others."""
        who = places_of(user)
        self.writes = pk in who.organisations
        if not self.writes and DepartmentCode.STANDARDS not in who.departments:
            raise Http404
        self.body = get_object_or_404(Organisation, pk=pk)


class BodyPage(OfBody, Page):
    """What is recorded of a body's standards work, and which of its own papers are on file."""

    template_name = "certification/applications/body.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.look_up(request.user, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Standards work of %(body)s") % {"body": self.body}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        last = BodyFacts.objects.filter(organisation=self.body).first()
        return self._show(BodyFactsForm(instance=last))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = BodyFactsForm(request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        try:
            actions.body_facts_record(
                organisation=self.body, values=form.cleaned_data, by=request.user
            )
        except BadValue as error:
            blame(form, error)
            return self._show(form, status=422)
        messages.success(request, _("Recorded. It holds for every application of your body."))
        return redirect(request.path)

    def _show(self, form: BodyFactsForm, *, status: int = 200) -> HttpResponse:
        rows = BodyFacts.objects.filter(organisation=self.body).select_related("recorded_by")
        context = self.get_context_data(
            form=form,
            body=self.body,
            writes=self.writes,
            recorded=list(rows[:10]),
            filed=queries.filed_by(self.body),
        )
        return self.render_to_response(context, status=status)


class FileBodyPaper(OfBody, AskPage):
    """File one of the body's own papers, or file it anew after it changed."""

    confirm_label = gettext_lazy("Upload")

    def find(self) -> None:
        self.look_up(self.request.user, self.kwargs["pk"])
        if self.kwargs["kind"] not in FILED:
            raise Http404
        if not self.writes:
            raise PermissionDenied

    def get_page_title(self) -> str:
        return str(kind_title(self.kwargs["kind"]))

    def get_page_lead(self) -> str:
        return str(self.body)

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Standards work"), self.back()), Crumb(self.get_page_title())]

    def back(self) -> str:
        return reverse("certification:body", args=[self.body.pk])

    def form(self, *data: Any) -> UploadForm:
        return UploadForm(*data)

    def act(self, form: UploadForm) -> str:
        version = actions.body_paper_file(
            organisation=self.body,
            kind=self.kwargs["kind"],
            upload=form.cleaned_data["file"],
            by=self.request.user,
        )
        return stored(version)


class EditApplication(LoginRequiredMixin, SavedByItself, RecognitionPage):
    """Fills in the 申请表; saves unfinished work, by itself too, and leads on to the form."""

    template_name = "certification/applications/edit.html"
    tab = "application"
    page_title = gettext_lazy("Application")

    def prepare(self) -> None:
        """Its own people, while it is theirs to write."""
        if not acts_for_applicant(self.matter, self.request.user):
            raise PermissionDenied
        if self.matter.state not in APPLYING:
            raise WrongState(self.matter)
        self.seen = self.seen or actions.saved_mark(self.recognition)

    def forms(self, data: Any = None) -> dict[str, Any]:
        return {"form": ApplicationForm(data, instance=self.recognition)}

    def draft_form(self) -> ApplicationForm:
        made: ApplicationForm = self.forms(self.request.POST)["form"]
        return made

    def save_draft(self, form: ApplicationForm) -> str:
        saved = actions.application_save(
            recognition=self.recognition,
            values=form.cleaned_data,
            by=self.request.user,  # type: ignore[arg-type]  # signed in
            seen=self.seen,
        )
        return actions.saved_mark(saved)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if in_background(request):
            return self.saved_in_background()
        made = self.forms(request.POST)
        if not made["form"].is_valid():
            return self.show(made, status=422)
        try:
            self.save_draft(made["form"])
        except actions.Elsewhere as error:
            made["form"].add_error(error.field, error.linked)
            return self.show(made, status=422)
        except Changed as refusal:
            self.seen = actions.saved_mark(Recognition.objects.get(pk=self.matter.pk))
            return self.show(made, status=409, refusals=refusal.reasons)
        if "submit" in request.POST:
            return redirect(step_url(self.matter, "make_application_form"))
        messages.success(request, _("Saved. You can go on at any time."))
        return redirect(request.path)


@login_required
@require_safe
def of_body(request: HttpRequest, pk: int) -> HttpResponse:
    """From an application to the page of its body's facts and papers."""
    matter = matter_for(request.user, pk)
    if not isinstance(matter, Recognition):
        raise Http404
    return redirect("certification:body", pk=matter.applicant_id)


@login_required
@require_safe
@never_cache
def application_word(request: HttpRequest, pk: int) -> HttpResponse:
    """The application as a Word document, filled with what the portal knows."""
    matter = matter_for(request.user, pk)
    if not isinstance(matter, Recognition):
        raise Http404
    if not acts_for_applicant(matter, request.user):
        raise PermissionDenied
    name = f"中关村标准认定申请表 {matter.title}.docx"
    return HttpResponse(
        APPLICATION_WORD.filled(matter),
        content_type=word.MEDIA_TYPE,
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )
