"""The screen of finding: the list of records with its search."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django_tables2 import Table

from archive.kinds import Sort
from archive.media import ByMedium
from archive.parties import is_custodian
from archive.records import Folder, Item
from archive.search import queries
from archive.search.tables import Found, ItemTable
from archive.search.ways import Ways, kept
from zsa_portal.documents.handing_out import GradedList
from zsa_portal.documents.levels import LEVELS_SHOWN, table_at
from zsa_portal.people.departments.queries import departments_by_pinyin
from zsa_portal.people.gates import StaffOnly
from zsa_portal.people.models import User
from zsa_portal.ui.finding.words import Asked, asked
from zsa_portal.workflow.kept.keeping import KeepingList
from zsa_portal.workflow.models import Level, Matter


def projects(request: HttpRequest | None) -> QuerySet[Matter]:
    """The projects with a folder in the archive that a user may know of."""
    folders = Folder.objects.filter(project=OuterRef("pk"))
    user = request.user if request else None
    return Matter.objects.visible_to(user).filter(Exists(folders)).order_by("title")


def filers(request: HttpRequest | None) -> QuerySet[User]:
    """The people of the departments: who files."""
    return (
        User.objects.filter(department_memberships__isnull=False)
        .distinct()
        .order_by("by_pinyin", "pk")
    )


def kinds() -> list[tuple[str, str]]:
    """The kinds of file of the table of levels in force (附件二), each once, in its order; one query."""
    return [(text, text) for text in dict.fromkeys(one.text for one in table_at().entries)]


class ItemFilter(django_filters.FilterSet):
    """Narrows records; by what tells what a record is about, only those whose name one may see."""

    department = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Department"), queryset=departments_by_pinyin()
    )
    year = django_filters.NumberFilter(
        label=gettext_lazy("Year"), field_name="folder__year", min_value=1990, max_value=2200
    )
    entry = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind"), choices=kinds, method="of_table"
    )
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("File or paper"), choices=Sort.choices, method="only_unmasked"
    )
    level = django_filters.ChoiceFilter(
        label=gettext_lazy("Level"), field_name="document__level", choices=LEVELS_SHOWN
    )
    medium = ByMedium()
    project = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Project"), queryset=projects, method="only_unmasked"
    )
    filed_by = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Filed by"), queryset=filers, method="only_unmasked"
    )
    COLUMNS = {"kind": "sort", "project": "folder__project", "filed_by": "added_by"}

    class Meta:
        model = Item
        fields: tuple[str, ...] = ("department", "year", "level", "medium")

    def only_unmasked(self, rows: QuerySet[Item], name: str, value: Any) -> QuerySet[Item]:
        """Records of a kind, project or person, none of those whose name is masked."""
        return queries.named_to(self.request.user, rows.filter(**{self.COLUMNS[name]: value}))

    def of_table(self, rows: QuerySet[Item], _name: str, value: str) -> QuerySet[Item]:
        """Records of a kind of file in any department, none of those whose name is masked."""
        listed = Q(pk__in=[])
        for one in table_at().entries:
            if one.text == value:
                listed |= Q(department__code=one.department, entry=one.key)
        return queries.named_to(self.request.user, rows.filter(listed))


class Items(StaffOnly, GradedList, KeepingList):
    """The records in the archive that one may know of, found by words of name, folder and text."""

    page_title = gettext_lazy("Records of the archive")
    page_lead = gettext_lazy(
        "You find here what you may know of; the names of confidential records are shown to "
        "those who may read them. Texts are searched of the files that you may read."
    )
    template_name = "archive/items.html"
    table_class = ItemTable
    filterset_class = ItemFilter
    search_fields = ("known_name", "known_folder")
    list_kind = "archive.records"
    export_name = "archive-records"
    export_exclude = ("pick", "access")
    empty_title = gettext_lazy("No records yet")
    empty_text = gettext_lazy("Records appear here as soon as a filing is taken in.")

    @cached_property
    def words(self) -> Asked:
        """The words that are looked for."""
        return asked(self.search_words())

    @cached_property
    def most(self) -> int:
        """So many are counted; a spreadsheet of a search may take its time."""
        on_page = self.words and self.request.GET.get("export") != "xlsx"
        return queries.MOST_HITS if on_page else queries.MOST

    def get_queryset(self) -> QuerySet[Item]:
        return kept()

    def level_told(self, record: Any) -> str:
        """A record whose name is masked tells that there is one, as its list does of any."""
        return record.document.level if record.known_name else Level.RESTRICTED

    def _searched(self, rows: QuerySet[Any]) -> Ways:  # type: ignore[override]
        user = self.request.user
        if self.words:
            return queries.found(user, rows, self.words)
        return () if self.search_words() else queries.listed(user, rows)

    def _table(self, rows: Any) -> Table:
        hidden = () if is_custodian(self.request.user) else ("access",)
        return ItemTable(Found(rows, self.request.user, self.words, self.most), exclude=hidden)
