"""Screens of the outbox: one's own messages, the deliveries, whom events are told."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from zsa_portal.outbox import actions, letters, queries, routing
from zsa_portal.outbox.models import Mail, Message
from zsa_portal.people.gates import SignedIn, StaffOnly
from zsa_portal.ui.elements import Crumb, Tab
from zsa_portal.ui.views import ListPage, Page

DIGESTS = {"digest.daily": _("Daily digest"), "digest.weekly": _("Weekly digest")}
CHOICES = (("", _("Unread")), ("all", _("All")))


class MessageTable(tables.Table):
    """One's own messages."""

    subject = tables.TemplateColumn(
        template_name="outbox/subject.html", verbose_name=_("message"), order_by="subject"
    )
    created_at = tables.Column(verbose_name=_("sent"))
    acts = tables.TemplateColumn(
        template_name="outbox/message_acts.html",
        verbose_name="",
        orderable=False,
        exclude_from_export=True,
        attrs={"td": {"class": "row-actions"}},
    )

    class Meta:
        model = Message
        fields = ("subject", "created_at")
        row_attrs = {"class": lambda record: "" if record.read_at else "unread"}

    def value_subject(self, record: Message) -> str:
        return record.subject


class Inbox(SignedIn, ListPage):
    """One's own messages: the unread ones, or all."""

    template_name = "outbox/inbox.html"
    page_title = _("Messages")
    table_class = MessageTable
    search_fields = ("subject", "body")
    export_name = "messages"

    @property
    def shows_all(self) -> bool:
        return self.request.GET.get("show") == "all"

    def get_queryset(self) -> QuerySet[Message]:
        rows = queries.inbox(self.request.user)
        return rows if self.shows_all or self.search_words() else rows.filter(read_at=None)

    def get_tabs(self) -> list[Tab]:
        url, everything = reverse("outbox:inbox"), self.shows_all or bool(self.search_words())
        return [
            Tab(gettext("Unread"), url, active=not everything, count=self.unread),
            Tab(gettext("All"), f"{url}?show=all", active=everything),
        ]

    def _is_narrowed(self) -> bool:
        return bool(self.search_words())

    @cached_property
    def unread(self) -> int:
        return queries.unread_count(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "unread": self.unread,
            "empty_title": gettext("No messages.")
            if self.shows_all
            else gettext("Nothing unread."),
            "empty_text": gettext("What concerns you arrives here and by mail."),
        }


class OfMessage(SignedIn):
    """A screen of one of one's own messages; those of others are not there."""

    kwargs: dict[str, Any]
    request: HttpRequest

    def check(self, request: HttpRequest) -> None:
        self.message  # noqa: B018 - asked now, so that a foreign one is refused before all else

    @cached_property
    def message(self) -> Message:
        return get_object_or_404(queries.inbox(self.request.user), pk=self.kwargs["pk"])


class MessagePage(OfMessage, Page):
    """A message in full; looking at it is reading it."""

    template_name = "outbox/message.html"

    def get_page_title(self) -> str:
        return self.message.subject

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(gettext("Messages"), reverse("outbox:inbox"))]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions.message_read(message=self.message, by=request.user)
        return super().get(
            request,
            *args,
            message=self.message,
            what_to_do=letters.what_to_do(self.message),
            link=local(self.message),
            **kwargs,
        )


class Open(OfMessage, View):
    """Reads a message and goes where it points."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        actions.message_read(message=self.message, by=request.user)
        return redirect(local(self.message) or reverse("outbox:message", args=[pk]))


class Read(OfMessage, View):
    """Marks one message as read."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        actions.message_read(message=self.message, by=request.user)
        return redirect(back_to_list(request))


class ReadAll(SignedIn, View):
    """Marks all of one's messages as read."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        actions.messages_read_all(by=request.user)
        return redirect(back_to_list(request))


class DeliveryFilter(django_filters.FilterSet):
    """Narrows the deliveries by state."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=Mail.State.choices)

    class Meta:
        model = Mail
        fields: list[str] = []


class DeliveryTable(tables.Table):
    """Mails without subject and text: a matter's title is not for everybody on the staff."""

    address = tables.Column(verbose_name=_("address"), accessor="told")
    event = tables.Column(verbose_name=_("event"), accessor="event", default="—")
    error = tables.Column(verbose_name=_("error"), accessor="shown_error", order_by="error")
    # Found by the search and in the export; in the table it would leave the rest no room.
    rfc_message_id = tables.Column(visible=False)
    acts = tables.TemplateColumn(
        template_name="outbox/delivery_acts.html",
        verbose_name="",
        orderable=False,
        exclude_from_export=True,
    )

    class Meta:
        model = Mail
        fields = (
            "address",
            "event",
            "state",
            "attempts",
            "sent_at",
            "next_try_at",
            "error",
            "rfc_message_id",
        )

    def __init__(self, *args: Any, labels: dict[str, str], **kwargs: Any) -> None:
        self.labels = labels
        super().__init__(*args, **kwargs)

    def render_event(self, value: str) -> str:
        return self.labels.get(value, value)

    def render_next_try_at(self, value: Any, record: Mail) -> Any:
        return value if record.state == Mail.State.QUEUED else "—"


class Deliveries(StaffOnly, ListPage):
    """What became of every mail, for staff."""

    page_title = _("Deliveries")
    table_class = DeliveryTable
    filterset_class = DeliveryFilter
    search_fields = ("told", "rfc_message_id", "message__recipient__name", "failure")
    export_name = "deliveries"

    def get_queryset(self) -> QuerySet[Mail]:
        return queries.deliveries()

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"labels": {one.event: str(one.label) for one in routing.events()} | DIGESTS}


class Resend(StaffOnly, View):
    """Queues a mail once more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        mail = get_object_or_404(Mail, pk=pk)
        actions.mail_resend(mail=mail, by=request.user)
        done = gettext("The mail to %(address)s is queued again.") % {"address": mail.shown}
        messages.success(request, done)
        return redirect("outbox:deliveries")


class RoutingPage(StaffOnly, Page):
    """Which event is told whom, for staff to read."""

    template_name = "outbox/routing.html"
    page_title = _("Routing")
    page_lead = _("Which event is told whom, besides whoever's turn it is next.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups: dict[str, list[routing.Route]] = {}
        for route in routing.routes():
            groups.setdefault(str(route.declared.group), []).append(route)
        may_change = self.request.user.has_perm("zsa_outbox.change_routing")
        return super().get_context_data(**kwargs) | {"groups": groups, "may_change": may_change}


def local(message: Message) -> str:
    """A message's link if it stays on this portal, else nothing."""
    return message.link if url_has_allowed_host_and_scheme(message.link, allowed_hosts=None) else ""


def back_to_list(request: HttpRequest) -> str:
    """The list of messages, all of them if that is what was shown."""
    shows_all = request.POST.get("show") == "all"
    return reverse("outbox:inbox") + ("?show=all" if shows_all else "")
