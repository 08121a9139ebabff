"""Screens of acceptance and notice."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from certification.acceptance import actions, queries
from certification.acceptance.forms import (
    ChecklistForm,
    CommentsForm,
    ComparisonTable,
    NoticeBatchForm,
)
from certification.acceptance.papers import CHECKLIST
from certification.acceptance.rules import finding
from certification.models import Recognition
from certification.pages import RecognitionBatch, RecognitionPage
from certification.parties import acts_for_secretariat
from certification.states import S
from zsa_portal.workflow.batches import batch
from zsa_portal.workflow.drafts import SavedByItself, in_background
from zsa_portal.workflow.refusals import Changed, WrongState


class CheckApplication(LoginRequiredMixin, SavedByItself, RecognitionPage):
    """The checklist of the acceptance, saved as one goes, the papers beside it."""

    template_name = "certification/acceptance/checklist.html"
    tab = "acceptance"
    page_title = gettext_lazy("Acceptance check")

    def prepare(self) -> None:
        """The secretariat, while the application waits to be accepted."""
        if not acts_for_secretariat(self.matter, self.request.user):
            raise PermissionDenied
        if self.matter.state != S.ACCEPTANCE:
            raise WrongState(self.matter)
        self.seen = self.seen or actions.acceptance_mark(self.recognition)

    def forms(self, data: Any = None) -> dict[str, Any]:
        found = self.recognition.acceptance
        rows = found.comparison if found else []
        return {
            "form": ChecklistForm(data, found=found),
            "table": ComparisonTable(data, initial=rows, prefix="comparison"),
        }

    def draft_form(self) -> ChecklistForm:
        self.made = self.forms(self.request.POST)
        form: ChecklistForm = self.made["form"]
        return form

    def save_draft(self, form: ChecklistForm) -> str:
        form.is_valid()
        table = self.made["table"]
        values = form.values()
        if table.management_form.is_valid():
            values["comparison"] = table.rows()
        saved = actions.acceptance_save(
            recognition=self.recognition,
            values=values,
            by=self.request.user,  # type: ignore[arg-type]  # signed in
            seen=self.seen,
        )
        return str(saved.revision)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made = kwargs["form"]
        papers = queries.evidence(self.recognition, self.request.user)
        before = queries.previous(self.recognition)
        notes = before.notes if before else {}
        found = self.recognition.acceptance
        return super().get_context_data(**kwargs) | {
            "groups": [
                (group, made.points_of(group), papers[group.key], notes.get(group.key, ""))
                for group in CHECKLIST
            ],
            "finding": finding(found.comparison if found else []),
        }

    def show(self, made: dict[str, Any], *, status: int = 200, **more: Any) -> HttpResponse:
        self.kwargs = {**self.kwargs, "form": made["form"]}
        return super().show(made, status=status, **more)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if in_background(request):
            return self.saved_in_background()
        form = self.draft_form()
        try:
            self.save_draft(form)
        except Changed as refusal:
            self.seen = actions.acceptance_mark(Recognition.objects.get(pk=self.matter.pk))
            return self.show(self.made, status=409, refusals=refusal.reasons)
        if not form.is_valid() or not self.made["table"].is_valid():
            self.seen = actions.acceptance_mark(Recognition.objects.get(pk=self.matter.pk))
            return self.show(self.made, status=422)
        messages.success(request, _("Saved. You can go on at any time."))
        return redirect(self.tab_url() if "done" in request.POST else request.path)


class VerifyComments(LoginRequiredMixin, SavedByItself, RecognitionPage):
    """Where public comments are verified and sorted, saved as one goes."""

    template_name = "certification/acceptance/comments.html"
    tab = "comments"
    page_title = gettext_lazy("Verify and sort the public comments")

    def prepare(self) -> None:
        """The secretariat, while the notice runs and after it closed."""
        if not acts_for_secretariat(self.matter, self.request.user):
            raise PermissionDenied
        if self.matter.state not in actions.VERIFYING:
            raise WrongState(self.matter)
        self.seen = self.seen or actions.comments_mark(self.recognition)

    def forms(self, data: Any = None) -> dict[str, Any]:
        return {"form": CommentsForm(data, comments=self.recognition.comments())}

    def draft_form(self) -> CommentsForm:
        form: CommentsForm = self.forms(self.request.POST)["form"]
        return form

    def save_draft(self, form: CommentsForm) -> str:
        actions.comments_verify(
            recognition=self.recognition,
            checks=form.checks(),
            by=self.request.user,  # type: ignore[arg-type]  # signed in
            seen=self.seen,
        )
        return actions.comments_mark(Recognition.objects.get(pk=self.matter.pk))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if in_background(request):
            return self.saved_in_background()
        made = self.forms(request.POST)
        if not made["form"].is_valid():
            return self.show(made, status=422)
        try:
            self.save_draft(made["form"])
        except Changed as refusal:
            fresh = Recognition.objects.get(pk=self.matter.pk)
            self.seen = actions.comments_mark(fresh)
            return self.show(made, status=409, refusals=refusal.reasons)
        messages.success(request, _("Saved."))
        return redirect(self.tab_url())


@batch("certification:notice_batch")
class NewNotice(RecognitionBatch):
    """Puts accepted standards on public notice."""

    form_class = NoticeBatchForm
    state = S.ACCEPTED
    step_name = "open_notice"
    page_title = pgettext_lazy("recognition", "Put on public notice")
