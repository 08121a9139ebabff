"""Screens of the table of levels: the one in force, its versions, and the draft of a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

import django_tables2 as tables
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.levels import actions, queries
from archive.levels.forms import RowForm
from archive.levels.models import TableEdit
from archive.levels.rules import edits_table
from archive.levels.states import T
from zsa_portal.documents.levels import Entry, Table, entries_from, table_at, versions
from zsa_portal.documents.templatetags.levels import TONES
from zsa_portal.people.departments.models import DepartmentCode
from zsa_portal.people.gates import StaffOnly
from zsa_portal.people.places import places_of
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.finding.rows import saying
from zsa_portal.ui.templatetags.ui import state_badge
from zsa_portal.ui.views import ListPage, Page
from zsa_portal.workflow.queries import matter_for
from zsa_portal.workflow.refusals import WrongState

if TYPE_CHECKING:
    from zsa_portal.people.models import User

TABLE = reverse_lazy("archive:levels")


class EntryTable(tables.Table):
    """Entries of the table of levels."""

    department = tables.Column(verbose_name=gettext_lazy("Department"))
    text = tables.Column(verbose_name=gettext_lazy("Kind of file"))
    levels = tables.Column(verbose_name=gettext_lazy("Level"))
    remark = tables.Column(verbose_name=gettext_lazy("Remark"))

    def render_levels(self, value: str, record: dict[str, Any]) -> str:
        return state_badge(value, TONES[record["highest"]])

    def value_levels(self, value: str) -> str:
        return value


class Levels(StaffOnly, ListPage):
    """The table of levels in force, or another version of it, for all staff."""

    template_name = "archive/levels/table.html"
    table_class = EntryTable
    search_fields = ("department", "text", "levels", "remark")
    per_page = 100
    export_name = "levels"
    empty_title = gettext_lazy("No entries")

    def shown(self) -> Table:
        """The version that the address names, the one in force without a name."""
        asked = self.kwargs.get("number")
        if asked is None:
            return table_at()
        found = [one for one in versions() if one.number == asked]
        if not found:
            raise Http404
        return found[0]

    def get_queryset(self) -> Any:
        return queries.rows_of(self.shown().entries)

    def _searched(self, rows: Any) -> Any:
        return saying(rows, self.search_words(), self.search_fields)

    def get_page_title(self) -> str:
        return _("Table of levels")

    def get_page_lead(self) -> str:
        shown = self.shown()
        return _("Version %(number)d, in force from %(day)s.") % {
            "number": shown.number,
            "day": shown.valid_from.isoformat(),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        of_quality = DepartmentCode.QUALITY in places_of(self.request.user).departments
        return super().get_context_data(**kwargs) | {
            "may_draft": "number" not in self.kwargs and of_quality,
            "is_old": "number" in self.kwargs,
        }


class Versions(StaffOnly, Page):
    """All versions of the table, each with what it changed, and the drafts."""

    template_name = "archive/levels/versions.html"
    page_title = gettext_lazy("Versions of the table of levels")

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Table of levels"), str(TABLE)), Crumb(self.get_page_title())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tables_, now = versions(), table_at()
        older = [*tables_[1:], None]
        drafts = TableEdit.objects.visible_to(self.request.user).select_related("table")
        return super().get_context_data(**kwargs) | {
            "in_force": now.number,
            "versions": [
                {
                    "table": one,
                    "changes": len(set(one.entries) ^ set(before.entries)) if before else 0,
                }
                for one, before in zip(tables_, older, strict=True)
            ],
            "drafts": drafts.order_by("-pk"),
        }


class Draft(StaffOnly, AskPage):
    """Begins a new version, or leads to the one that is open."""

    page_title = gettext_lazy("Draft a new version")
    effects = (
        gettext_lazy("The draft begins as the latest version of the table."),
        gettext_lazy("A second person of the quality department confirms it."),
    )

    def find(self) -> None:
        if DepartmentCode.QUALITY not in places_of(self.request.user).departments:
            raise PermissionDenied
        self.edit: TableEdit | None = None

    def act(self, form: Any) -> str:
        self.edit = actions.table_edit_open(by=cast("User", self.request.user))
        return _("Change the entries, then submit the version to a second person.")

    def back(self) -> str:
        return self.edit.get_absolute_url() if self.edit else str(TABLE)


class RowPage(StaffOnly, AskPage):
    """Writes an entry of a draft."""

    form_class: ClassVar[type[forms.Form]] = RowForm
    confirm_label = gettext_lazy("Save")
    done = gettext_lazy("The entry is saved.")

    def find(self) -> None:
        matter = matter_for(self.request.user, self.kwargs["pk"])
        if not isinstance(matter, TableEdit):
            raise Http404
        self.edit, self.entry = matter, self._entry(matter)
        if not edits_table(matter, self.request.user):
            raise PermissionDenied
        if matter.state != T.DRAFTING:
            raise WrongState(matter)

    def _entry(self, edit: TableEdit) -> Entry | None:
        place = (self.kwargs.get("department"), self.kwargs.get("key"))
        if place == (None, None):
            return None
        for one in entries_from(edit.rows):
            if (one.department, one.key) == place:
                return one
        raise Http404

    def get_page_title(self) -> str:
        return _("Edit the entry") if self.entry else _("Add an entry")

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(str(self.edit), self.back()), Crumb(self.get_page_title())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": self.entry.as_row() if self.entry else {}}

    def form(self, *data: Any) -> forms.Form:
        form = RowForm(*data, **self.get_form_kwargs())
        if self.entry is not None:
            form.fields["department"].disabled = True
        return form

    def act(self, form: forms.Form) -> None:
        given = form.cleaned_data
        key = self.entry.key if self.entry else ""
        actions.table_row_set(edit=self.edit, key=key, by=cast("User", self.request.user), **given)

    def back(self) -> str:
        return f"{self.edit.get_absolute_url()}levels/"


class RemoveRow(RowPage):
    """Takes an entry out of a draft."""

    form_class = AskPage.form_class
    danger = True
    confirm_label = gettext_lazy("Take the entry out")
    done = gettext_lazy("The entry is taken out.")

    def get_page_title(self) -> str:
        return _("Take out “%(text)s”") % {"text": self.entry.text if self.entry else ""}

    def form(self, *data: Any) -> Any:
        return self.form_class(*data)

    def act(self, form: Any) -> None:
        if self.entry is not None:
            actions.table_row_remove(
                edit=self.edit,
                department=self.entry.department,
                key=self.entry.key,
                by=cast("User", self.request.user),
            )
