"""Screens of imports: choose, upload, look at what would happen, take over or release."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from django_htmx.http import HttpResponseClientRefresh

from zsa_portal.people.gates import StaffOnly
from zsa_portal.people.imports import actions, reading
from zsa_portal.people.imports.importer import IMPORTERS, OUTCOME_LABELS, Importer
from zsa_portal.people.imports.models import ImportRun
from zsa_portal.people.imports.sheet import MOST_BYTES
from zsa_portal.people.places import places_of
from zsa_portal.people.rules import keeps
from zsa_portal.people.screens import Directory, crumb
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.forms import FileField, StyledForm
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
        mine = [one for one in IMPORTERS.values() if may_use(one, self.request.user)]
        keys = [one.key for one in mine]
        runs = ImportRun.objects.filter(importer__in=keys).defer("rows", "upload", "errors")
        runs = runs.select_related("uploaded_by", "released_by")
        done = runs.filter(state=ImportRun.State.DONE)[:30]
        forward = runs.filter(state=ImportRun.State.SUBMITTED)[:30]
        return super().get_context_data(**kwargs) | {
            "importers": mine,
            "runs": [(IMPORTERS[run.importer].title, run) for run in done],
            "forward": [(IMPORTERS[run.importer].title, run) for run in forward],
        }


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
    """Asks for the spreadsheet; a worker reads it, and what it holds is on the page after this."""

    template_name = "people/import.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(UploadForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form, status=422)
        file = form.cleaned_data["file"]
        run = actions.table_receive(
            table=self.importer, upload=file, name=file.name, by=request.user
        )
        return redirect("people:import_preview", self.importer.key, run.pk)

    def _show(self, form: forms.Form, *, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, importer=self.importer)
        return self.render_to_response(context, status=status)


class ImportPreview(OfImporter, Page):
    """How far the reading is, what is wrong, or what a table would do; POST does it."""

    template_name = "people/import_preview.html"

    @cached_property
    def run(self) -> ImportRun:
        mine = Q(uploaded_by=self.request.user.pk) | Q(state=ImportRun.State.SUBMITTED)
        rows = ImportRun.objects.filter(mine, importer=self.importer.key)
        rows = rows.select_related("uploaded_by").defer("upload")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.run.state == ImportRun.State.DONE:
            return redirect("people:imports")
        if self.run.state == ImportRun.State.WAITING:
            return waiting_page(request, self.run, self.get_context_data)
        if request.htmx:
            return HttpResponseClientRefresh()
        return self._show()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        acts = {"submit": self._submit, "discard": self._discard, "take": self._take}
        return acts.get(request.POST.get("act", "take"), self._take)()

    def _submit(self) -> HttpResponse:
        actions.import_submit(run=self.run, by=self.request.user)
        said = gettext("Put forward. Somebody else of the secretariat looks at it and releases it.")
        messages.success(self.request, said)
        return redirect("people:import_preview", self.importer.key, self.run.pk)

    def _discard(self) -> HttpResponse:
        actions.import_discard(run=self.run)
        messages.success(self.request, gettext("Put away; nothing was stored."))
        return redirect("people:imports")

    def _take(self) -> HttpResponse:
        run, errors = actions.import_apply(run=self.run, by=self.request.user)
        if errors:
            return self._show(changed=errors[:SHOWN], status=409)
        if run.state != ImportRun.State.DONE:
            return redirect("people:import_preview", self.importer.key, self.run.pk)
        done = gettext("Taken over: %(created)d new, %(updated)d changed, %(unchanged)d unchanged.")
        counts = {name: getattr(run, name) for name in ("created", "updated", "unchanged")}
        messages.success(self.request, done % counts)
        return redirect("people:imports")

    def _show(self, *, status: int = 200, **context: Any) -> HttpResponse:
        rows, errors = self.run.rows, self.run.errors
        given = {name for _number, texts, _outcome in rows for name, text in texts.items() if text}
        columns = [column for column in self.importer.columns if column.name in given]
        context = self.get_context_data(
            run=self.run,
            importer=self.importer,
            columns=columns,
            rows=[_line(row, columns) for row in rows[:SHOWN]],
            row_count=len(rows),
            counts=[
                (label, sum(1 for row in rows if row[2] == code))
                for code, label in OUTCOME_LABELS.items()
            ],
            errors=errors[:SHOWN],
            error_count=len(errors),
            needs_release=self.importer.release is not None,
            missing=self._missing(),
            **context,
        )
        return self.render_to_response(context, status=status)

    def _missing(self) -> list[str]:
        """Why this user may not release what is put forward."""
        if self.importer.release is None or self.run.state != ImportRun.State.SUBMITTED:
            return []
        return self.importer.release.missing(actions.Release(self.run, self.request.user))


def _line(row: Any, columns: Sequence[Any]) -> tuple[int, Any, str, list[tuple[Any, str]]]:
    """A row of the preview: its number, its outcome in words and as a code, heading and text each."""
    number, texts, outcome = row
    cells = [(column.heading, texts.get(column.name, "")) for column in columns]
    return number, OUTCOME_LABELS[outcome], outcome, cells


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
    return (importer.allowed or keeps)(places_of(user))


def waiting_page(
    request: HttpRequest, run: ImportRun, context: Callable[..., dict[str, Any]]
) -> HttpResponse:
    """How far the reading of a table is; asked again by the page itself, with scripts or without."""
    said = context(run=run, percent=reading.progress_of(run), poll_url=request.path)
    template = "people/_table_waits.html" if request.htmx else "people/table_waits.html"
    return render(request, template, said)
