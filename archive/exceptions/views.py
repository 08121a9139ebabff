"""The screens of exceptions: the custodian's, and the leaders' of those that wait for an approval."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.exceptions import actions, queries
from archive.exceptions.approving import approves, sealed_in, waits_for_approval
from archive.exceptions.forms import ExceptionForm, PersonForm
from archive.exceptions.records import DocumentException, FolderException
from archive.exceptions.tables import ExceptionTable, WaitingTable
from archive.gates import CustodianOnly, LeadersOnly
from archive.records import Folder, Item
from zsa_portal.documents.explaining import reasons
from zsa_portal.documents.handing_out import GradedList
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.due import last_day
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.forms import ReasonForm
from zsa_portal.ui.views import Page


class OfExceptions(GradedList):
    """A list of exceptions: each row names what it opens."""

    def level_told(self, record: dict[str, Any]) -> str:
        return str(record["level"])


class Exceptions(CustodianOnly, OfExceptions):
    """All exceptions, also those that ended."""

    page_title = gettext_lazy("Named exceptions")
    page_lead = gettext_lazy("What is open to single persons beyond level, department and loans.")
    table_class = ExceptionTable
    list_kind = "archive.exceptions"
    export_name = "named-exceptions"
    empty_title = gettext_lazy("No exceptions")
    empty_text = gettext_lazy("You give one from the page of a record: “Who can see this”.")

    def get_queryset(self) -> QuerySet[Any]:
        return queries.exceptions()


class WaitingExceptions(LeadersOnly, OfExceptions):
    """What leaders are asked: exceptions that name something 机密."""

    page_title = gettext_lazy("Exceptions to approve")
    page_lead = gettext_lazy(
        "The custodian gave them; what they name of confidential records stays closed until the "
        "secretary general or the executive vice chair has approved it."
    )
    table_class = WaitingTable
    list_kind = "archive.exceptions_waiting"
    export_name = "exceptions-to-approve"
    export_exclude = ("decide",)
    empty_title = gettext_lazy("Nothing waits for you")
    empty_text = gettext_lazy(
        "You are told when the custodian gives an exception for confidential records."
    )

    def get_queryset(self) -> QuerySet[Any]:
        return queries.exceptions_waiting_for(self.request.user)


class GiveException(CustodianOnly, AskPage):
    """Opens a record's document to a person by name."""

    page_title = gettext_lazy("Give an exception")
    form_class = ExceptionForm
    effects = (
        gettext_lazy("Public and restricted records open to the person at once."),
        gettext_lazy(
            "Confidential ones open once the secretary general or the executive vice chair has "
            "approved the exception; both are told."
        ),
    )

    def find(self) -> None:
        rows = Item.objects.select_related("document", "folder")
        self.item = get_object_or_404(rows, pk=self.kwargs["pk"])

    def subject(self) -> Any:
        """What is opened."""
        return self.item.document

    def get_page_lead(self) -> str:
        return str(self.subject())

    def act(self, form: ExceptionForm) -> str:
        given = actions.exception_give(on=self.subject(), by=self.request.user, **form.cleaned_data)  # type: ignore[arg-type]
        if waits_for_approval(given):
            return _("The exception is given; for confidential records it waits for an approval.")
        return _("The exception is given.")

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


def _covers_folder(folder: FolderException) -> tuple[str, ...]:
    now = sealed_in(folder)
    return (
        ngettext(
            "The folder and those in it hold %(count)d confidential record now.",
            "The folder and those in it hold %(count)d confidential records now.",
            now,
        )
        % {"count": now},
        _(
            "Confidential records that are put there later are covered too, without being asked anew."
        ),
    )


COVERS: dict[type[Any], Callable[[Any], tuple[str, ...]]] = {
    DocumentException: lambda _one: (),
    FolderException: _covers_folder,
}
"""What a leader is told of how much an exception of each table covers."""


class ApproveException(LeadersOnly, AskPage):
    """A leader lets an exception open what it names of 机密 records."""

    page_title = gettext_lazy("Approve the exception")
    done = gettext_lazy("The exception is approved.")

    def find(self) -> None:
        self.exception = queries.exception_for(self.kwargs["kind"], self.kwargs["pk"])
        if not approves(self.exception, self.request.user):
            raise PermissionDenied
        waits_for_approval.require(self.exception)
        self.effects = self._effects()

    def _effects(self) -> tuple[str, ...]:
        one = self.exception
        said = {"person": one.user, "day": f"{last_day(one.until):%Y-%m-%d}"}
        return (
            _("%(person)s reads what is confidential of it page by page until %(day)s.") % said,
            *COVERS[type(one)](one),
            *((_("Marked copies of it may be saved."),) if one.copies else ()),
            _("Given by %(giver)s: %(reason)s") % {"giver": one.given_by, "reason": one.reason},
        )

    def get_page_lead(self) -> str:
        return str(self.exception)

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Exceptions to approve"), reverse("archive:exceptions_waiting")),
            Crumb(str(self.exception.content_object), self.exception.address),
            Crumb(self.get_page_title()),
        ]

    def act(self, form: Any) -> None:
        actions.exception_approve(exception=self.exception, by=self.request.user)  # type: ignore[arg-type]

    def back(self) -> str:
        return reverse("archive:exceptions_waiting")


class RefuseException(ApproveException):
    """A leader refuses an exception, which revokes it."""

    page_title = gettext_lazy("Refuse the exception")
    form_class = ReasonForm
    done = gettext_lazy("The exception is refused and revoked.")
    danger = True

    def _effects(self) -> tuple[str, ...]:
        return (_("It opens nothing any more, public and restricted records neither."),)

    def act(self, form: ReasonForm) -> None:
        actions.exception_refuse(
            exception=self.exception,
            by=self.request.user,  # type: ignore[arg-type]  # signed in
            reason=form.cleaned_data["reason"][:300],
        )


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
            "waiting": queries.waiting_at(self.item),
            "form": form,
            "asked": asked,
            "reasons": reasons(self.item.document, asked) if asked else [],
        }
