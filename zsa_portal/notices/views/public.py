"""What anyone reads: the list of notices, one notice, and what came in about one matter."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.notices import queries
from zsa_portal.notices.models import Notice
from zsa_portal.notices.tables import NoticeFilter, NoticeTable
from zsa_portal.regulations import clock
from zsa_portal.ui.due import describe
from zsa_portal.ui.elements import Crumb, Tab
from zsa_portal.ui.views import ListPage, Page
from zsa_portal.workflow.queries import matter_for

PER_PAGE = 50


class OpenNotices(ListPage):
    """The notices on which anyone may comment now."""

    template_name = "notices/public_list.html"
    page_title = gettext_lazy("Notices and consultations")
    page_lead = gettext_lazy(
        "Anyone may object to a project on notice or comment on a draft; no account is needed."
    )
    table_class = NoticeTable
    filterset_class = NoticeFilter
    export_name = "notices"
    past = False
    empty_title = gettext_lazy("Nothing is open for comment at present")
    empty_text = gettext_lazy("Come back soon, or look at the past notices.")

    def get_queryset(self) -> QuerySet[Notice]:
        return queries.listed(past=self.past)

    def get_tabs(self) -> list[Tab]:
        return [
            Tab(_("Open now"), reverse("notices:public_list"), active=not self.past),
            Tab(_("Past"), reverse("notices:past_list"), active=self.past),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"searchable": True}

    def _searched(self, rows: QuerySet[Notice]) -> QuerySet[Notice]:
        return queries.searched(rows, self.search_words())


class PastNotices(OpenNotices):
    """The notices whose time is over."""

    past = True
    empty_title = gettext_lazy("There are no past notices yet")
    empty_text = ""


class NoticePage(Page):
    """One notice: what is proposed, by whom, and how and until when to comment."""

    template_name = "notices/notice.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.notice = get_object_or_404(Notice.objects.select_related("form"), pk=kwargs["pk"])
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.notice.title

    def get_breadcrumbs(self) -> list[Crumb]:
        return [list_crumb(self.notice), Crumb(self.notice.number)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notice, now = self.notice, clock.now()
        items = queries.item_list(notice)
        own = notice.form.kind if notice.form else ""
        papers = queries.public_papers([item.matter_id for item in items], notice.meaning.papers)
        for item in items:
            item.papers = [paper for paper in papers.get(item.matter_id, []) if paper.kind != own]
        return super().get_context_data(**kwargs) | {
            "notice": notice,
            "items": items,
            "now": now,
            "is_open": notice.is_open(now),
            "left": describe(notice.closes_at, now).words,
            "days": queries.length_in_days(notice),
            "discoverable": queries.discoverable(self.request.user, items),
            "paper": notice.form if notice.form and queries.form_is_public(notice.form) else None,
        }


class MatterConsultation(Page):
    """One matter's notices with the published opinions by clause and their answers."""

    template_name = "notices/public_matter.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.matter = matter_for(request.user, kwargs["pk"])
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.matter.shown_title

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Notices and consultations"), reverse("notices:public_list")),
            Crumb(self.matter.shown_name),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = queries.published_opinions(self.matter)
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs) | {
            "matter": self.matter,
            "info": self.matter.state_info,
            "now": clock.now(),
            "items": queries.notices_on(self.matter),
            "page": page,
            "counts": queries.counts(self.matter),
            "papers": queries.public_papers([self.matter.pk]).get(self.matter.pk, []),
        }


def list_crumb(notice: Notice) -> Crumb:
    """The way back to the list on which a notice stands."""
    if notice.is_open():
        return Crumb(_("Notices and consultations"), reverse("notices:public_list"))
    return Crumb(_("Past notices"), reverse("notices:past_list"))
