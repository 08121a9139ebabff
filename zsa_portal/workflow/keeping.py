"""The page of a step keeps what is typed in its form: by a press, and by itself with the script."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from zsa_portal.regulations import clock
from zsa_portal.workflow import findings
from zsa_portal.workflow.drafts import in_background, not_saved, saved
from zsa_portal.workflow.refusals import BadValue


class KeepsDraft:
    """Mixin of a view that knows ``matter`` and the step's ``name`` and shows a form by ``_show``."""

    request: HttpRequest
    matter: Any
    name: str

    def draft_filled(self, form: Any) -> findings.StepDraft | None:
        """Let a form begin with what its user has kept; returns it, None where nothing is."""
        if not findings.keeps_drafts(form):
            return None
        draft = findings.draft_of(self.matter, self.name, self.request.user)
        if draft is not None:
            findings.draft_fill(form, draft)
        return draft

    def draft_act(self, form: Any) -> HttpResponse | None:
        """Answer what keeps or discards a draft; None for what takes the step."""
        if not findings.keeps_drafts(form):
            return None
        if in_background(self.request):
            return self._keep_in_background(form)
        if "keep" in self.request.POST:
            return self._keep(form)
        if "drop" in self.request.POST:
            findings.draft_drop(self.matter, self.name, self.request.user)
            return redirect(self.request.path)
        return None

    def _keep(self, form: Any) -> HttpResponse:
        try:
            kept = self._kept(form)
        except BadValue as error:
            form.is_valid()
            form.add_error(None, str(error))
            shown: HttpResponse = self._show(form, status=422)  # type: ignore[attr-defined]
            return shown
        day = kept.ends_at.astimezone(clock.SHANGHAI).date().isoformat()
        sentence = _("Kept as a draft until %(day)s; only you can read it.")
        messages.success(self.request, sentence % {"day": day})
        return redirect(self.request.path)

    def _keep_in_background(self, form: Any) -> HttpResponse:
        try:
            self._kept(form)
        except BadValue as error:
            return not_saved([str(error)], status=error.status)
        return saved(seen=self.request.POST.get("seen", ""))

    def _kept(self, form: Any) -> findings.StepDraft:
        by = self.request.user
        return findings.draft_keep(matter=self.matter, step=self.name, by=by, form=form)
