"""Screens of returned mails: the list for staff, and confirming an address."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.gates import StaffOnly
from zsa_portal.people.places import places_of
from zsa_portal.people.reach import trouble
from zsa_portal.returns import queries
from zsa_portal.returns.actions import address_confirm
from zsa_portal.returns.models import Return
from zsa_portal.returns.reasons import reason_of
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.views import ListPage


class ReturnFilter(django_filters.FilterSet):
    """Narrows returned mails by kind."""

    kind = django_filters.ChoiceFilter(label=_("kind of failure"), choices=Return.Kind.choices)

    class Meta:
        model = Return
        fields: list[str] = []


class ReturnTable(tables.Table):
    """Which address did not take a mail, why, and whether mail still goes there."""

    address = tables.Column(verbose_name=_("address"), accessor="told")
    person = tables.Column(
        verbose_name=_("person"),
        accessor="mail__message__recipient",
        default="—",
        orderable=False,
        attrs={"td": {"class": "text-nowrap"}},
    )
    reason = tables.Column(verbose_name=_("reason"), accessor="status", order_by="status")
    said = tables.Column(
        verbose_name=_("what the server said"),
        accessor="shown_said",
        orderable=False,
        attrs={"td": {"class": "text-break"}},
    )
    acts = tables.TemplateColumn(
        template_name="returns/acts.html",
        verbose_name="",
        orderable=False,
        exclude_from_export=True,
        attrs={"td": {"class": "row-actions"}},
    )

    class Meta:
        model = Return
        fields = ("address", "person", "received_at", "kind", "reason", "said", "lifted_at")

    def render_reason(self, value: str) -> str:
        return f"{value} {reason_of(value)}"


class Returns(StaffOnly, ListPage):
    """The mails that came back, for staff."""

    page_title = _("Returned mail")
    page_lead = _(
        "After a permanent failure nothing is mailed to the address until its person changes it, or "
        "somebody confirms it here."
    )
    table_class = ReturnTable
    filterset_class = ReturnFilter
    search_fields = ("told", "mail__message__recipient__name")
    export_name = "returns"
    empty_title = _("No mail came back.")
    empty_text = _("What comes back is read from the mailbox of returns every five minutes.")

    def get_queryset(self) -> QuerySet[Return]:
        return queries.returned()


class Confirm(AskPage):
    """Staff let mail go to an address again."""

    page_title = _("Mail to this address again")
    confirm_label = _("Mail to this address again")
    done = _("Mail goes to this address again.")
    effects = (
        _("Returns so far count no more; the next permanent one stops mail again."),
        _("Mails that were stopped are sent again one by one under “Deliveries”."),
    )

    def find(self) -> None:
        if not places_of(self.request.user).staff:
            raise Http404
        rows = queries.returned().filter(lifted_at=None)
        self.returned = get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_page_lead(self) -> str:
        return self.returned.mail.shown

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(gettext("Returned mail"), self.back()), Crumb(self.get_page_title())]

    def back(self) -> str:
        return reverse("returns:returns")

    def act(self, form: Any) -> None:
        address_confirm(address=self.returned.address, by=self.request.user)


class ConfirmOwn(AskPage):
    """A person says that the own address is right."""

    page_title = _("The address is right")
    confirm_label = _("Mail me again")
    done = _("Mail goes to your address again.")
    effects = (_("If a mail comes back once more, nothing is mailed to you again."),)

    def find(self) -> None:
        if trouble(self.request.user.email) is None:
            raise Http404

    def get_page_lead(self) -> str:
        return str(self.request.user.email)

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(gettext("My profile"), self.back()), Crumb(self.get_page_title())]

    def back(self) -> str:
        return reverse("people:profile")

    def act(self, form: Any) -> None:
        address_confirm(address=self.request.user.email, by=self.request.user)
