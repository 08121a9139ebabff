"""Screens of retention and appraisal: the records due, the appraisals, opinions, the register as a file."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import View

from archive.appraisal import actions, queries, register
from archive.appraisal.models import Appraisal
from archive.appraisal.panel import seats_of
from archive.appraisal.states import STATES, A
from archive.appraisal.times import YEARS
from archive.appraisal.verdicts import Verdict
from archive.gates import CustodianOnly
from archive.kinds import Retention
from archive.media import ByMedium
from archive.parties import is_custodian, keeps_archive
from archive.records import Item
from zsa_portal.documents.forms import FormKind
from zsa_portal.documents.handing_out import FormFile, GradedList, How
from zsa_portal.documents.levels import LEVELS_SHOWN
from zsa_portal.people.departments.queries import departments_by_pinyin
from zsa_portal.people.gates import StaffOnly
from zsa_portal.ui.forms import StyledForm
from zsa_portal.ui.keys import key_of
from zsa_portal.ui.xlsx import Column, spreadsheet
from zsa_portal.workflow.filters import TurnFilter
from zsa_portal.workflow.lists import MatterList
from zsa_portal.workflow.pages import WritingPage, preview
from zsa_portal.workflow.refusals import BadValue, WrongState
from zsa_portal.workflow.tables import MatterTable

MOST = 500
"""Records that are put onto an appraisal in one go."""
PER_PAGE = 50


class RetentionTable(tables.Table):
    """Records whose time is over, in a list."""

    pick = tables.Column(
        verbose_name=gettext_lazy("Choose"), accessor="pk", orderable=False, empty_values=()
    )
    name = tables.Column(verbose_name=pgettext_lazy("archive", "Record"))
    department = tables.Column(verbose_name=gettext_lazy("Department"))
    year = tables.Column(verbose_name=gettext_lazy("Year"), accessor="folder__year")
    folder = tables.Column(verbose_name=gettext_lazy("Folder"), order_by="folder__name")
    level = tables.Column(verbose_name=gettext_lazy("Level"), accessor="document__level")
    medium = tables.Column(verbose_name=gettext_lazy("Medium"))
    retention = tables.Column(verbose_name=gettext_lazy("Kept for"))
    last_year = tables.Column(verbose_name=gettext_lazy("Kept to the end of"))

    class Meta:
        model = Item
        fields = (
            "pick",
            "name",
            "department",
            "year",
            "folder",
            "level",
            "medium",
            "retention",
            "last_year",
        )

    def render_pick(self, record: Any) -> str:
        if record.appraisal:
            url = reverse("workflow:matter", args=[record.appraisal])
            return format_html('<a href="{}">{}</a>', url, _("Being appraised"))
        box = (
            '<input class="form-check-input" type="checkbox" form="appraise" name="items"'
            ' value="{}" aria-label="{}">'
        )
        return format_html(box, record.pk, record.name)

    def render_name(self, record: Any) -> str:
        url = reverse("archive:item", args=[record.pk])
        return format_html('<a href="{}">{}</a>', url, record.name)

    def value_name(self, record: Any) -> str:
        return str(record.name)

    def render_last_year(self, value: int) -> str:
        return str(value)


class RetentionFilter(django_filters.FilterSet):
    """Narrows records due by department, year, retention, level and medium."""

    department = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Department"), queryset=departments_by_pinyin()
    )
    year = django_filters.NumberFilter(
        label=gettext_lazy("Year"), field_name="folder__year", min_value=1990, max_value=2200
    )
    retention = django_filters.ChoiceFilter(
        label=gettext_lazy("Kept for"),
        choices=[(key, Retention(key).label) for key in YEARS],
    )
    level = django_filters.ChoiceFilter(
        label=gettext_lazy("Level"), field_name="document__level", choices=LEVELS_SHOWN
    )
    medium = ByMedium()

    class Meta:
        model = Item
        fields: tuple[str, ...] = ("department", "year", "retention", "level", "medium")


class Retentions(CustodianOnly, GradedList):
    """The records in the archive whose time is over, for the custodian."""

    page_title = gettext_lazy("Records whose time is over")
    page_lead = gettext_lazy(
        "Records are kept for so many years from the end of the year in which they were filed. "
        "Nothing is disposed of by itself: choose records and have the panel appraise them."
    )
    template_name = "archive/appraisal/retention.html"
    table_class = RetentionTable
    filterset_class = RetentionFilter
    search_fields = ("name", "folder__name")
    per_page = 100
    list_kind = "archive.records_due"
    export_name = "records-due"
    export_exclude = ("pick",)
    empty_title = gettext_lazy("No record is due")
    empty_text = gettext_lazy(
        "Records appear here on 1 January after their last year; permanent ones never do."
    )

    def get_queryset(self) -> QuerySet[Item]:
        return queries.due_items()

    def level_told(self, record: Item) -> str:
        return record.document.level


class Appraise(CustodianOnly, View):
    """Puts records due onto the appraisal being chosen, all of them or none, and leads on to it."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = set(request.POST.getlist("items"))
        if not chosen or len(chosen) > MOST:
            words = _("Choose the records first, at most %(most)d at once.") % {"most": MOST}
            messages.error(request, words)
            return redirect("archive:retention")
        try:
            found = queries.due_among(chosen)
            appraisal = actions.records_add(items=found, by=request.user)  # type: ignore[arg-type]  # signed in
        except BadValue as refusal:
            messages.error(request, str(refusal))
            return redirect("archive:retention")
        messages.success(request, _("What you chose is on the appraisal."))
        return redirect(appraisal)


class AppraisalTable(MatterTable):
    """Appraisals in a list."""

    class Meta:
        model = Appraisal
        fields = ("title", "state", "holder", "due_at")
        sequence = fields
        exclude = ("number", "applicant")


class AppraisalFilter(TurnFilter):
    """Narrows appraisals by their state."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=[(code, info.label) for code, info in STATES.items()]
    )

    class Meta:
        model = Appraisal
        fields: tuple[str, ...] = ("state",)


class Appraisals(StaffOnly, MatterList):
    """The appraisals in which one has a part."""

    page_title = gettext_lazy("Appraisals of records")
    template_name = "archive/appraisal/appraisals.html"
    table_class = AppraisalTable
    filterset_class = AppraisalFilter
    search_fields = ("title",)
    export_name = "appraisals"
    empty_title = gettext_lazy("No appraisal for you")
    empty_text = gettext_lazy(
        "The custodian begins one over records whose time is over and asks the panel."
    )

    def get_queryset(self) -> QuerySet[Appraisal]:
        return queries.appraisals_for(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "is_custodian": is_custodian(self.request.user)
        }


class OpinionsPage(LoginRequiredMixin, WritingPage):
    """A member of the panel says of each record what becomes of it."""

    machine = Appraisal
    tab = "records"
    template_name = "archive/appraisal/opinions.html"
    page_title = gettext_lazy("Opinions of the panel")

    def prepare(self) -> None:
        if not seats_of(self.matter, self.request.user):
            raise PermissionDenied
        if self.matter.state != A.PANEL:
            raise WrongState(self.matter)

    def forms(self, data: Any = None) -> dict[str, Any]:
        shown = queries.rows_for(self.matter, self.request.user)
        mine = [row for row in shown if row.may_judge]
        mine.sort(key=lambda row: row.own is not None)
        return {
            "form": StyledForm(data),
            "page": Paginator(mine, PER_PAGE).get_page(self.request.GET.get("page")),
            "open_rows": sum(row.own is None for row in mine),
            "all_rows": len(mine),
            "verdicts": Verdict.choices,
            "written": {},
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        made["written"] = {
            name: request.POST.get(name, "") for name in ("row", "verdict", "reason")
        }
        return self.do(made, lambda: self._judge(request), _("Saved."), stay=True)

    def _judge(self, request: HttpRequest) -> None:
        known: dict[str, Any] = {"appraisal": self.matter, "by": request.user}
        if "rest" in request.POST:
            actions.opinions_give_rest(**known)
            return
        actions.opinion_give(
            row=key_of(request.POST.get("row", "")),
            verdict=request.POST.get("verdict", ""),
            reason=request.POST.get("reason", ""),
            **known,
        )


class RemoveRow(LoginRequiredMixin, WritingPage):
    """The custodian takes a record off before the register is drawn up."""

    machine = Appraisal
    tab = "records"
    template_name = "archive/appraisal/remove.html"
    page_title = gettext_lazy("Take the record off")

    def prepare(self) -> None:
        if not keeps_archive(self.matter, self.request.user):
            raise PermissionDenied
        if self.matter.state not in (A.CHOOSING, A.PANEL):
            raise WrongState(self.matter)

    def get_page_lead(self) -> str:
        rows = self.matter.rows  # type: ignore[attr-defined]
        row = rows.filter(pk=self.kwargs["row"]).select_related("item").first()
        return str(row.item) if row else _("This record is not on the appraisal any more.")

    def forms(self, data: Any = None) -> dict[str, Any]:
        return {"form": StyledForm(data)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.do(
            self.forms(request.POST),
            lambda: actions.record_remove(
                appraisal=self.matter,  # type: ignore[arg-type]
                row=self.kwargs["row"],
                by=request.user,  # type: ignore[arg-type]  # signed in
                seen=self.seen,
            ),
            _("Saved."),
        )


class RegisterFile(FormFile):
    """The disposal register as a file, for those who read every name on it."""

    machine = Appraisal

    def prepare(self) -> None:
        if not queries.reads_register(self.matter, self.request.user):
            raise PermissionDenied
        if not queries.has_register(self.matter):
            raise WrongState(self.matter)

    def kind(self) -> FormKind:
        return register.kind_of(self.matter)


class RegisterPreview(RegisterFile):
    """The register as the PDF that it would be now."""

    how = How.PREVIEW

    def answer(self) -> HttpResponse:
        return preview(register.preview(self.matter), name="disposal-register.pdf")


class RegisterSheet(RegisterFile):
    """The register as a spreadsheet."""

    how = How.SPREADSHEET

    def answer(self) -> HttpResponse:
        name = f"disposal-register-{self.matter.pk}"
        heads = [Column(head, wide) for head, _key, wide in COLUMNS]
        told = {"title": self.matter.title, "name": name, "mark": self.mark()}
        return spreadsheet(self._rows(), heads, **told)

    def _rows(self) -> list[list[Any]]:
        found: list[list[Any]] = [
            [row[key] for _head, key, _wide in COLUMNS]
            for row in register.register_rows(self.matter)
        ]
        found.extend(
            [one["title"], one["name"], one["at"], one["checksum"]]
            for one in register.signature_rows(self.matter)
        )
        return found


COLUMNS = (
    ("序号", "number", 6),
    ("文件名", "name", 40),
    ("归档部门", "department", 16),
    ("文件夹", "folder", 24),
    ("归档日期", "filed", 12),
    ("保管期限", "retention", 10),
    ("保密级别", "level", 10),
    ("载体", "medium", 12),
    ("存放位置", "place", 14),
    ("校验码（SHA-256）", "sha256", 40),
)
