"""Screens of the bags that came: their list, and giving one in."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.gates import CustodianOnly
from archive.intakes import actions
from archive.intakes.forms import BagForm
from archive.intakes.models import Intake
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.templatetags.ui import when
from zsa_portal.ui.views import ListPage

TITLE = gettext_lazy("Bags of other archives")


class IntakeTable(tables.Table):
    """Intakes in a list."""

    title = tables.Column(verbose_name=gettext_lazy("Bag"), linkify=True)
    organisation = tables.Column(verbose_name=gettext_lazy("Sent by"))
    identifier = tables.Column(verbose_name=gettext_lazy("Identifier of the bag"))
    state = tables.Column(verbose_name=gettext_lazy("State"), accessor="state_info__label")
    taken = tables.Column(verbose_name=gettext_lazy("Records taken in"))
    created_at = tables.Column(verbose_name=gettext_lazy("Received"))

    class Meta:
        model = Intake
        fields = ("title", "organisation", "identifier", "state", "taken", "created_at")
        order_by_field = "sort"

    def order_state(self, rows: Any, is_descending: bool) -> tuple[Any, bool]:  # noqa: FBT001 - django-tables2 calls it so
        return rows.order_by("-state" if is_descending else "state", "-pk"), True

    def render_created_at(self, value: Any) -> str:
        return when(value)


class Intakes(CustodianOnly, ListPage):
    """The bags that other archives sent."""

    page_title = TITLE
    table_class = IntakeTable
    search_fields = ("title", "organisation", "identifier", "description")
    export_name = "intakes"
    template_name = "archive/intakes/intakes.html"
    empty_title = gettext_lazy("No bag came yet")
    empty_text = gettext_lazy("A bag that another portal made is verified and taken in here.")
    empty_action: Any = (reverse_lazy("archive:intake_new"), gettext_lazy("Give a bag in"))

    def get_queryset(self) -> QuerySet[Intake]:
        return Intake.objects.order_by("-pk")


class NewIntake(CustodianOnly, AskPage):
    """The custodian gives a bag in."""

    form_class = BagForm
    page_title = gettext_lazy("Give a bag in")
    page_lead = gettext_lazy(
        "A worker computes every checksum anew and looks into every file. Then you see what would "
        "come in, and decide."
    )
    done = gettext_lazy("The bag is kept. A worker verifies it now.")

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(str(TITLE), reverse("archive:intakes")),
            Crumb(_("Give a bag in")),
        ]

    def act(self, form: Any) -> None:
        file = form.cleaned_data["file"]
        self.made = actions.intake_open(upload=file, by=self.request.user)  # type: ignore[arg-type]

    def back(self) -> str:
        made = getattr(self, "made", None)
        return made.get_absolute_url() if made else reverse("archive:intakes")
