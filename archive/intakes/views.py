"""Screens of the bags that came: their list, giving one in, labels and checks of what came in."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.checking.views import AskedPage
from archive.gates import CustodianOnly
from archive.intakes import actions, keeping
from archive.intakes.forms import BagForm, PlaceForm
from archive.intakes.models import Intake
from archive.intakes.queries import labelled
from archive.intakes.states import N
from archive.parties import keeps_archive
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.templatetags.ui import when
from zsa_portal.ui.views import ListPage
from zsa_portal.workflow.refusals import WrongState

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


class TakenPage(AskedPage):
    """The custodian does something with the records that came in with a bag."""

    machine = Intake

    def prepare(self) -> None:
        super().prepare()
        if self.matter.state != N.TAKEN:
            raise WrongState(self.matter)

    def may(self) -> bool:
        return keeps_archive(self.matter, self.request.user)


class IssueLabels(TakenPage):
    """The sheet of labels of the paper originals."""

    tab = "papers"
    page_title = gettext_lazy("Issue labels of the paper originals")
    page_lead = gettext_lazy(
        "One sheet with the QR code of each paper original of the bag. It stands under “Papers” as "
        "soon as its PDF is made; stick each label onto its original or box."
    )
    done = gettext_lazy("The labels are issued.")

    def act(self, values: dict[str, Any]) -> Any:
        return keeping.intake_labels_issue(intake=self.matter, by=self.request.user)  # type: ignore[arg-type]


class PlaceOriginal(TakenPage):
    """Where a paper original lies in this archive; the bag said where it lay before."""

    tab = "intake"
    form_class = PlaceForm
    page_title = gettext_lazy("Where the paper original lies")
    done = gettext_lazy("Saved. Print its label from the bag.")

    def prepare(self) -> None:
        super().prepare()
        self.row = get_object_or_404(labelled(self.matter), pk=self.kwargs["row"])

    def get_page_lead(self) -> str:
        return str(self.row)

    def forms(self, data: Any = None) -> dict[str, Any]:
        initial = {"box": self.row.box, "shelf": self.row.shelf}
        return {"form": PlaceForm(data, initial=initial)}

    def act(self, values: dict[str, Any]) -> Any:
        return keeping.intake_place(
            intake=self.matter,  # type: ignore[arg-type]
            row=self.row.pk,
            by=self.request.user,  # type: ignore[arg-type]  # signed in
            **values,
        )


class BeginChecks(TakenPage):
    """The four checks of a bag's records, made anew."""

    page_title = gettext_lazy("Make the four checks")
    page_lead = gettext_lazy(
        "A worker looks at every record of the bag: checksum and sealed log, metadata and file, "
        "whether it opens, and whether it is safe. You may leave the page meanwhile."
    )
    done = gettext_lazy("The checks have begun.")

    def act(self, values: dict[str, Any]) -> Any:
        return keeping.intake_check(intake=self.matter, by=self.request.user)  # type: ignore[arg-type]


class IssueReport(TakenPage):
    """The report of the newest checks of a bag's records."""

    page_title = gettext_lazy("Issue the report of the four checks")
    page_lead = gettext_lazy(
        "The report gets its number and stands under “Papers” of the bag as soon as its PDF is made."
    )
    done = gettext_lazy("The report is issued.")

    def act(self, values: dict[str, Any]) -> Any:
        return keeping.intake_report_issue(intake=self.matter, by=self.request.user)  # type: ignore[arg-type]
