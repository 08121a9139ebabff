"""The custodian's screens of exceptions: the list, giving, revoking, and who can see a record."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.exceptions import actions, queries
from archive.exceptions.forms import ExceptionForm, PersonForm
from archive.gates import CustodianOnly
from archive.records import Folder, Item
from zsa_portal.documents.explaining import reasons
from zsa_portal.regulations import clock
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.forms import ReasonForm
from zsa_portal.ui.templatetags.ui import when
from zsa_portal.ui.views import ListPage, Page


class ExceptionTable(tables.Table):
    """Exceptions in a list."""

    person = tables.Column(verbose_name=gettext_lazy("Person"), order_by="by_pinyin")
    on = tables.Column(verbose_name=gettext_lazy("Document or folder"))
    right = tables.Column(verbose_name=gettext_lazy("Right"), orderable=False)
    reason = tables.Column(verbose_name=gettext_lazy("Reason"), orderable=False)
    giver = tables.Column(verbose_name=gettext_lazy("Given by"), orderable=False)
    since = tables.Column(verbose_name=gettext_lazy("Since"))
    until = tables.Column(verbose_name=gettext_lazy("Until"))
    revoked_at = tables.Column(
        verbose_name=gettext_lazy("Revoked"), empty_values=(), orderable=False
    )

    def render_right(self, value: str) -> str:
        return _("Read and save copies") if value.startswith("download") else _("Read")

    def render_since(self, value: Any) -> str:
        return when(value)

    def render_until(self, value: Any) -> str:
        return when(value)

    def render_revoked_at(self, value: Any, record: Any) -> str:
        if value:
            return when(value)
        if record["until"] <= clock.now():
            return _("Ended")
        url = reverse("archive:exception_revoke", args=[record["kind"], record["pk"]])
        return format_html('<a class="btn btn-sm btn-quiet" href="{}">{}</a>', url, _("Revoke"))

    def value_revoked_at(self, value: Any) -> Any:
        return value


class Exceptions(CustodianOnly, ListPage):
    """All exceptions, also those that ended."""

    page_title = gettext_lazy("Named exceptions")
    page_lead = gettext_lazy("What is open to single persons beyond level, department and loans.")
    table_class = ExceptionTable
    export_name = "named-exceptions"
    empty_title = gettext_lazy("No exceptions")
    empty_text = gettext_lazy("You give one from the page of a record: “Who can see this”.")

    def get_queryset(self) -> QuerySet[Any]:
        return queries.exceptions()


class GiveException(CustodianOnly, AskPage):
    """Opens a record's document to a person by name."""

    page_title = gettext_lazy("Give an exception")
    form_class = ExceptionForm
    done = gettext_lazy("The exception is given.")

    def find(self) -> None:
        rows = Item.objects.select_related("document", "folder")
        self.item = get_object_or_404(rows, pk=self.kwargs["pk"])

    def subject(self) -> Any:
        """What is opened."""
        return self.item.document

    def get_page_lead(self) -> str:
        return str(self.subject())

    def act(self, form: ExceptionForm) -> None:
        actions.exception_give(on=self.subject(), by=self.request.user, **form.cleaned_data)  # type: ignore[arg-type]

    def back(self) -> str:
        return reverse("archive:item_access", args=[self.item.pk])


class GiveFolderException(GiveException):
    """Opens the whole folder of a record to a person by name."""

    page_title = gettext_lazy("Give an exception for the folder")

    def subject(self) -> Folder:
        return self.item.folder


class RevokeException(CustodianOnly, AskPage):
    """Ends an exception before its time."""

    page_title = gettext_lazy("Revoke the exception")
    form_class = ReasonForm
    done = gettext_lazy("The exception is revoked.")
    danger = True

    def find(self) -> None:
        self.exception = queries.exception_for(self.kwargs["kind"], self.kwargs["pk"])

    def get_page_lead(self) -> str:
        return str(self.exception)

    def act(self, form: ReasonForm) -> None:
        actions.exception_revoke(
            exception=self.exception,
            by=self.request.user,  # type: ignore[arg-type]  # signed in
            reason=form.cleaned_data["reason"][:300],
        )

    def back(self) -> str:
        return reverse("archive:exceptions")


class ItemAccess(CustodianOnly, Page):
    """Who can see a record, and why; and of one person, by which rules."""

    template_name = "archive/access.html"
    page_title = gettext_lazy("Who can see this")

    def check(self, request: HttpRequest) -> None:
        super().check(request)
        rows = Item.objects.select_related("document__owner", "document__uploaded_by", "folder")
        self.item = get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_page_lead(self) -> str:
        return str(self.item)

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Records of the archive"), reverse("archive:items")),
            Crumb(str(self.item), reverse("archive:item", args=[self.item.pk])),
            Crumb(_("Who can see this")),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = PersonForm(self.request.GET if "person" in self.request.GET else None)
        asked = form.cleaned_data["person"] if form.is_bound and form.is_valid() else None
        return super().get_context_data(**kwargs) | {
            "item": self.item,
            "seen": queries.seen_by(self.item),
            "form": form,
            "asked": asked,
            "reasons": reasons(self.item.document, asked) if asked else [],
        }
