"""Screens of imports: choose, upload, look at what would happen, take over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from zsa_portal.people.gates import StaffOnly
from zsa_portal.people.imports import actions
from zsa_portal.people.imports.importer import IMPORTERS, OUTCOME_LABELS, Importer
from zsa_portal.people.imports.models import ImportRun
from zsa_portal.people.imports.sheet import MOST_BYTES
from zsa_portal.people.rules import keeps_registers
from zsa_portal.people.screens import Directory, crumb
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.forms import FileField, StyledForm
from zsa_portal.ui.refused import blame
from zsa_portal.ui.views import Page
from zsa_portal.ui.xlsx import CONTENT_TYPE, Column, workbook

SHOWN = 300


class UploadForm(StyledForm):
    """Asks for the spreadsheet."""

    file = FileField(label=_("spreadsheet"), accept=[".xlsx"], max_bytes=MOST_BYTES)


class Imports(StaffOnly, Directory, Page):
    """What can be imported, and what was."""

    template_name = "people/imports.html"
    page_title = _("Import")
    directory_tab = "imports"

    def check(self, request: HttpRequest) -> None:
        super().check(request)
        if not any(may_use(importer, request.user) for importer in IMPORTERS.values()):
            raise PermissionDenied

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        runs = ImportRun.objects.filter(applied_at__isnull=False).select_related("uploaded_by")
        titles = {key: str(importer.title) for key, importer in IMPORTERS.items()}
        mine = [one for one in IMPORTERS.values() if may_use(one, self.request.user)]
        rows = [(titles.get(run.importer, run.importer), run) for run in runs.defer("rows")[:30]]
        return super().get_context_data(**kwargs) | {"importers": mine, "runs": rows}


class OfImporter(StaffOnly):
    """A screen of one importer, for those who may use it."""

    kwargs: dict[str, Any]

    @cached_property
    def importer(self) -> type[Importer]:
        if self.kwargs["key"] not in IMPORTERS:
            raise Http404
        return IMPORTERS[self.kwargs["key"]]

    def check(self, request: HttpRequest) -> None:
        super().check(request)
        if not may_use(self.importer, request.user):
            raise PermissionDenied

    def get_page_title(self) -> str:
        return str(self.importer.title)

    def get_breadcrumbs(self) -> list[Crumb]:
        return [crumb("imports"), Crumb(self.get_page_title())]


class ImportPage(OfImporter, Page):
    """Upload and check; errors by row, or on to the preview."""

    template_name = "people/import.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(UploadForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form, status=422)
        file = form.cleaned_data["file"]
        try:
            report = actions.import_check(
                importer=self.importer, upload=file, name=file.name, by=request.user
            )
        except ValidationError as error:
            blame(form, error)
            return self._show(form, status=422)
        if report.run is None:
            return self._show(form, errors=report.errors, status=422)
        return redirect("people:import_preview", self.importer.key, report.run.pk)

    def _show(
        self, form: forms.Form, *, errors: list[actions.RowError] | None = None, status: int = 200
    ) -> HttpResponse:
        errors = errors or []
        context = self.get_context_data(
            form=form,
            importer=self.importer,
            errors=errors[:SHOWN],
            error_count=len(errors),
            bad_rows=len({error.row for error in errors}),
        )
        return self.render_to_response(context, status=status)


class ImportPreview(OfImporter, Page):
    """What a checked spreadsheet would do; POST does it."""

    template_name = "people/import_preview.html"

    @cached_property
    def run(self) -> ImportRun:
        rows = ImportRun.objects.filter(importer=self.importer.key, uploaded_by=self.request.user)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.run.applied_at is not None:
            return redirect("people:imports")
        return self._show()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        report = actions.import_apply(run=self.run, by=request.user)
        if report.errors:
            return self._show(errors=report.errors[:SHOWN], status=409)
        done = gettext("Taken over: %(created)d new, %(updated)d changed, %(unchanged)d unchanged.")
        counts = {name: getattr(report.run, name) for name in ("created", "updated", "unchanged")}
        messages.success(request, done % counts)
        return redirect("people:imports")

    def _show(self, *, status: int = 200, **context: Any) -> HttpResponse:
        columns = [(column.name, column.heading) for column in self.importer.columns]
        rows = [
            (
                number,
                OUTCOME_LABELS[outcome],
                outcome,
                [(heading, texts.get(name, "")) for name, heading in columns],
            )
            for number, texts, outcome in self.run.rows
        ]
        counts = [
            (label, sum(1 for row in rows if row[2] == code))
            for code, label in OUTCOME_LABELS.items()
        ]
        context = self.get_context_data(
            run=self.run,
            importer=self.importer,
            rows=rows[:SHOWN],
            row_count=len(rows),
            counts=counts,
            **context,
        )
        return self.render_to_response(context, status=status)


class ImportTemplate(OfImporter, View):
    """An empty spreadsheet with the right headings."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        columns = [
            Column(f"{column.heading}{'*' if column.field.required else ''}", 20)
            for column in self.importer.columns
        ]
        data = workbook([], columns, title=self.get_page_title())
        name = f"{self.importer.key}.xlsx"
        return HttpResponse(
            data,
            content_type=CONTENT_TYPE,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


def may_use(importer: type[Importer], user: Any) -> bool:
    """Whether a user may use an importer: who keeps the registers, unless it says otherwise."""
    return (importer.allowed or keeps_registers)(user)
