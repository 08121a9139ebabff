"""Screens of approval and publication."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standards.models import Project
from standards.pages import ProjectBatch, ProjectPage
from standards.parties import acts_for_secretariat
from standards.publication import actions, queries
from standards.publication.forms import (
    AnnouncementForm,
    CoverForm,
    PatentForm,
    PatentNoneForm,
    PublicationBatchForm,
)
from standards.publication.papers import APPROVAL_DOSSIER
from standards.states import S
from zsa_portal.catalogue.actions import COVER_FIELDS
from zsa_portal.catalogue.forms import TextForm
from zsa_portal.catalogue.queries import texts_of
from zsa_portal.catalogue.rules import is_of_secretariat
from zsa_portal.people.models import Post
from zsa_portal.people.places import places_of
from zsa_portal.workflow.batches import batch
from zsa_portal.workflow.refusals import WrongState


@batch("standards:decision_batch")
class NewPublication(ProjectBatch):
    """Records the council's decision on publication."""

    template_name = "standards/publication/decision.html"
    form_class = PublicationBatchForm
    state = S.COUNCIL_APPROVAL
    step_name = "approve_publication"
    page_title = gettext_lazy("Record the council's approval of publication")

    def entitled(self, user: Any) -> bool:
        return f"post:{Post.COUNCIL_SECRETARY}" in places_of(user).parties

    def prefetch(self, matters: list[Project]) -> None:
        queries.with_patents(matters)
        APPROVAL_DOSSIER.read(matters)


@batch("standards:announcement_batch")
class NewAnnouncement(ProjectBatch):
    """Numbers approved standards and announces them."""

    form_class = AnnouncementForm
    state = S.APPROVED
    step_name = "number_standard"
    page_title = gettext_lazy("Number and announce")

    def entitled(self, user: Any) -> bool:
        return is_of_secretariat(user)


class PatentsPage(LoginRequiredMixin, ProjectPage):
    """Essential patents of a project: list, a form for one more, the statement that none is known."""

    template_name = "standards/publication/patents.html"
    page_title = gettext_lazy("Essential patents")
    tab = "approval"

    def prepare(self) -> None:
        """Those who record patents, until the approval; ``patent`` in the address is one to change."""
        if not actions.records_patents(self.project, self.request.user):
            raise PermissionDenied
        if self.project.state not in actions.OPEN_TO_PATENTS:
            raise WrongState(self.project)
        self.disclosure = None
        if key := self.kwargs.get("patent"):
            self.disclosure = get_object_or_404(self.project.patent_disclosures, pk=key)

    def forms(self, data: Any = None) -> dict[str, Any]:
        """The patent's form and the statement's, told apart by the button that was pressed."""
        none = data is not None and "none" in data
        return {
            "form": PatentForm(
                None if none else data,
                None if none else self.request.FILES or None,
                instance=self.disclosure,
            ),
            "none_form": PatentNoneForm(data if none else None, prefix="none"),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = queries.patents_of(self.project) | {"disclosure": self.disclosure}
        return super().get_context_data(**kwargs) | shown

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if "none" in request.POST:
            return self._state_none(made)
        form = made["form"]
        if not form.is_valid():
            return self.show(made, status=422)
        values = {
            "values": form.values(),
            "upload": form.cleaned_data["upload"],
            "by": request.user,
        }
        if self.disclosure is None:
            return self.do(
                made,
                lambda: actions.patent_disclose(project=self.project, **values),
                _("The patent is recorded."),
            )
        return self.do(
            made,
            lambda: actions.patent_change(disclosure=self.disclosure, **values),
            _("The record is changed."),
        )

    def _state_none(self, made: dict[str, Any]) -> HttpResponse:
        form = made["none_form"]
        if not form.is_valid():
            return self.show(made, status=422)
        note, user = form.cleaned_data["note"], self.request.user
        return self.do(
            made | {"form": form},
            lambda: actions.patent_none_state(project=self.project, note=note, by=user),
            _("The statement is recorded."),
        )


class Preparing(LoginRequiredMixin, ProjectPage):
    """A page on which the secretariat completes a numbered standard."""

    tab = "approval"

    def prepare(self) -> None:
        """The secretariat, between number and publication."""
        if not acts_for_secretariat(self.project, self.request.user):
            raise PermissionDenied
        if self.project.state != S.NUMBERING_PUBLISHING:
            raise WrongState(self.project)
        self.edition = self.project.edition

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"edition": self.edition}


class TextsPage(Preparing):
    """The texts of the standard, language by language."""

    template_name = "standards/publication/texts.html"
    page_title = gettext_lazy("Texts of the standard")

    def forms(self, data: Any = None) -> dict[str, Any]:
        """The form for one text."""
        return {"form": TextForm(data, self.request.FILES or None)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"texts": texts_of(self.edition)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if not made["form"].is_valid():
            return self.show(made, status=422)
        data = made["form"].cleaned_data
        return self.do(
            made,
            lambda: actions.text_add(
                project=self.project,
                language=data["language"],
                upload=data["file"],
                released=data["released"],
                by=request.user,
            ),
            _("The text is added."),
            stay=True,
        )


class CoverPage(Preparing):
    """Cover data; the titles are the project's."""

    template_name = "standards/publication/cover.html"
    page_title = gettext_lazy("Cover data")

    def forms(self, data: Any = None) -> dict[str, Any]:
        """The form with what the project brought along."""
        return {"form": CoverForm(data, instance=self.project.edition)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        form = made["form"]
        if not form.is_valid():
            return self.show(made, status=422)
        values = {name: form.cleaned_data[name] for name in COVER_FIELDS}
        return self.do(
            made,
            lambda: actions.cover_save(project=self.project, values=values, by=request.user),
            _("Saved."),
        )
