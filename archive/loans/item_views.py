"""The page of a record, and putting records onto a request."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from archive.appraisal.times import last_year
from archive.kinds import Medium
from archive.loans import actions, queries
from archive.parties import is_custodian
from archive.search.queries import text_of
from archive.versions import versions_held
from zsa_portal.documents import watermark
from zsa_portal.documents.models import Document
from zsa_portal.documents.templatetags.levels import level_badge
from zsa_portal.people.gates import StaffOnly
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.views import Page
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.refusals import BadValue

MOST = 200
"""Records that are put onto a request in one go."""


class ItemPage(StaffOnly, Page):
    """One record: what it is, and how one gets to read it."""

    template_name = "archive/item.html"

    def check(self, request: HttpRequest) -> None:
        super().check(request)
        self.item = queries.item_for(request.user, self.kwargs["pk"])

    def get_page_title(self) -> str:
        return queries.name_of(self.item)

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Records of the archive"), reverse("archive:items")),
            Crumb(self.get_page_title()),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item, user = self.item, self.request.user
        savable = Document.objects.savable_by(user).filter(pk=item.document_id)
        is_file = item.medium == Medium.ELECTRONIC
        held = versions_held([item]).get(item.pk)
        has_pages = held is not None and watermark.has_pages(held.file.media_type)
        return super().get_context_data(**kwargs) | {
            "item": item,
            "facts": facts_of(item),
            "is_file": is_file,
            "held": held,
            "has_pages": has_pages,
            "savable": has_pages and savable.exists(),
            "is_public": item.document.level == Level.PUBLIC,
            "request_open": queries.written_by(user),
            "is_custodian": is_custodian(user),
            "said": text_of(item) if item.readable else None,
        }


def facts_of(item: Any) -> list[tuple[str, Any]]:
    """What a record is, as (label, value), no more than its reader may know."""
    return [
        (_("Department"), item.department),
        (_("Year"), item.folder.year),
        (_("Folder"), item.known_folder),
        (_("Level"), level_badge(item.document)),
        (_("Medium"), item.get_medium_display()),
        (_("Kind"), item.get_sort_display()),
        (_("Kept for"), item.get_retention_display()),
        (_("Kept to the end of"), last_year(item) or "—"),
    ]


class BorrowSeveral(StaffOnly, View):
    """Puts records onto the request one is writing, all of them or none, and leads on to it."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = set(request.POST.getlist("items")[:MOST])
        if not chosen:
            messages.error(request, _("Choose the records first."))
            return redirect("archive:items")
        found = queries.items_among(request.user, chosen)
        return self.add(request, found)

    def add(self, request: HttpRequest, items: list[Any]) -> HttpResponse:
        """Add them and lead on."""
        try:
            loan = actions.loan_add(items=items, by=request.user)  # type: ignore[arg-type]  # signed in
        except BadValue as refusal:
            messages.error(request, str(refusal))
            return redirect("archive:items")
        messages.success(request, _("What you chose is on your request."))
        return redirect("archive:loan_edit", pk=loan.pk)


class Borrow(BorrowSeveral):
    """Puts one record onto the request one is writing."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:  # type: ignore[override]
        return self.add(request, [queries.item_for(request.user, pk)])
