"""View mixins of the house: a page with title and breadcrumbs, and a list with everything on it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import ImproperlyConfigured
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.generic import TemplateView
from django_filters import FilterSet
from django_tables2 import RequestConfig, Table

from zsa_portal.ui.elements import Crumb, Tab
from zsa_portal.ui.finding.ranking import nearest
from zsa_portal.ui.finding.sides import found_on
from zsa_portal.ui.finding.words import begun
from zsa_portal.ui.forms import use_pickers
from zsa_portal.ui.xlsx import Column, spreadsheet

RESULTS = "results"
SEARCH_PARAMETER = "q"
SEARCH_MAX = 100


class PageMixin:
    """Gives base.html the page's title, breadcrumbs and tabs.

    Set the attributes, or override the get_ methods where they depend on the object.
    """

    page_title: Any = ""
    page_lead: Any = ""
    breadcrumbs: Sequence[Crumb] = ()
    tabs: Sequence[Tab] = ()

    def get_page_title(self) -> str:
        return str(self.page_title)

    def get_page_lead(self) -> str:
        return str(self.page_lead)

    def get_breadcrumbs(self) -> Sequence[Crumb]:
        return self.breadcrumbs

    def get_tabs(self) -> Sequence[Tab]:
        return self.tabs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # of the view
        context.setdefault("page_title", self.get_page_title())
        context.setdefault("page_lead", self.get_page_lead())
        context.setdefault("breadcrumbs", self.get_breadcrumbs())
        context.setdefault("tabs", self.get_tabs())
        return context


class Page(PageMixin, TemplateView):
    """A page that only needs a template."""


class ListPage(Page):
    """A list with filters, search, sorting, pages of 25, and the same as xlsx.

    Give `table_class`, `get_queryset` (what this user may discover, related rows selected),
    and optionally `filterset_class`, `search_fields`, the empty sentence and `export_name`; of the
    fields searched, `search_numbers` are those by which the row whose number is typed stands first.
    The page costs one query for the count and one for the rows, whatever their number.
    """

    template_name = "partials/list_page.html"
    results_template_name = "partials/results.html"
    table_class: ClassVar[type[Table] | None] = None
    filterset_class: ClassVar[type[FilterSet] | None] = None
    search_fields: Sequence[str] = ()
    search_numbers: Sequence[str] = ()
    per_page = 25
    paginator_class: ClassVar[type[Paginator]] = Paginator
    export_name = "list"
    export_exclude: Sequence[str] = ()
    export_mark = ""
    empty_title: Any = ""
    empty_text: Any = ""
    empty_action: tuple[str, Any] = ("", "")
    steering: ClassVar[frozenset[str]] = frozenset({"page", "sort", "export"})

    def get_queryset(self) -> QuerySet[Any]:
        raise ImproperlyConfigured

    def get_table_kwargs(self) -> dict[str, Any]:
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        filterset = self._filterset()
        table = self._table(self._searched(filterset.qs if filterset else self.get_queryset()))
        self._nearest_first(table)
        if request.GET.get("export") == "xlsx":
            RequestConfig(request, paginate=False).configure(table)
            return self._exported(table)
        pages = {"per_page": self.per_page, "paginator_class": self.paginator_class}
        RequestConfig(request, paginate=pages).configure(table)
        context = self.get_context_data(table=table, filterset=filterset, **kwargs)
        response = self.render_to_response(context)
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        return response

    def get_template_names(self) -> list[str]:
        htmx = getattr(self.request, "htmx", None)
        if htmx and htmx.target == RESULTS and not htmx.history_restore_request:
            return [self.results_template_name]
        return [self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        url, label = self.empty_action
        return super().get_context_data(**kwargs) | {
            "query": self.search_words(),
            "searchable": bool(self.search_fields),
            "is_narrowed": self._is_narrowed(),
            "empty_title": self.empty_title,
            "empty_text": self.empty_text,
            "empty_action_url": url,
            "empty_action_label": label,
        }

    def search_words(self) -> str:
        return self.request.GET.get(SEARCH_PARAMETER, "").replace("\x00", "").strip()[:SEARCH_MAX]

    def _filterset(self) -> FilterSet | None:
        if self.filterset_class is None:
            return None
        filterset = self.filterset_class(
            self.request.GET or None, queryset=self.get_queryset(), request=self.request
        )
        use_pickers(filterset.form)
        return filterset

    def _searched(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        words = self.search_words()
        if not self.search_fields or not words:
            return rows
        return rows.filter(found_on(rows.model, self.search_fields, begun(words)))

    def _nearest_first(self, table: Table) -> None:
        """Let the number that is typed stand first, unless another order is asked for."""
        words = self.search_words()
        if words and self.search_numbers and table.prefixed_order_by_field not in self.request.GET:
            table.data.data = nearest(table.data.data, words, *self.search_numbers)

    def _table(self, rows: QuerySet[Any]) -> Table:
        if self.table_class is None:
            raise ImproperlyConfigured
        return self.table_class(rows, **self.get_table_kwargs())

    def _is_narrowed(self) -> bool:
        return any(value for key, value in self.request.GET.items() if key not in self.steering)

    def _exported(self, table: Table) -> HttpResponse:
        heads, *rows = table.as_values(exclude_columns=self.export_exclude)
        columns = [Column(str(head)) for head in heads]
        told = {"title": self.get_page_title(), "name": self.export_name}
        return spreadsheet(rows, columns, mark=self.export_mark, **told)
