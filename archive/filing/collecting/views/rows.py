"""Pages of the rows: the tab “Material”, changing rows, paper originals and where their labels lead."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.filing.collecting.actions import rows
from archive.filing.collecting.actions.listing import Numbers
from archive.filing.collecting.forms import IntoForm, OriginalForm, RowForm, WhyForm
from archive.filing.collecting.material import is_secret, material_of
from archive.filing.collecting.material_tab import material, sees_material
from archive.filing.collecting.rules import caution
from archive.filing.collecting.views.preparing import Preparing
from archive.filing.models import Filing
from archive.kinds import OWN
from archive.records import Item
from zsa_portal.documents.models import Document
from zsa_portal.documents.rights import UNSEALED
from zsa_portal.people.gates import StaffOnly
from zsa_portal.ui.forms import StyledForm
from zsa_portal.ui.views import Page
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.views import MatterPage

NARROWING = ("q", "folder", "state", "level", "todo", "page")


class MaterialPage(MatterPage):
    """The tab “Material” of a filing, narrowed by what the address asks for."""

    def tab_content(self) -> dict[str, Any]:
        if not isinstance(self.matter, Filing) or not sees_material(self.matter, self.request.user):
            raise Http404
        given = {key: self.request.GET.get(key, "")[:100] for key in NARROWING}
        return material(self.matter, self.request.user, given)


class NewOriginal(Preparing):
    """Register a paper original."""

    page_title = gettext_lazy("Register an original")
    page_lead = gettext_lazy(
        "A paper, or a disc, stick or tape with recordings or files that cannot be opened here. It "
        "lies in a box on a shelf; what is lent of it goes through the custodian's hands."
    )
    form_class = OriginalForm
    done = gettext_lazy("The original is on the list. Print its label from there.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"filing": self.matter}

    def act(self, cleaned: dict[str, Any]) -> Any:
        folder = cleaned.pop("folder")
        original = rows.Original(**cleaned)
        return rows.paper_register(filing=self.matter, folder=folder, original=original, by=self.by)


class EditRow(Preparing):
    """Change a row of the list."""

    page_title = gettext_lazy("Change the row")
    form_class = RowForm

    def prepare(self) -> None:
        super().prepare()
        found = Item.objects.select_related("document", "folder")
        self.row = get_object_or_404(found, pk=self.kwargs["row"], filing=self.matter.pk)
        if is_secret(self.row):
            readable = Document.objects.readable_by(self.request.user)
            get_object_or_404(readable, pk=self.row.document_id)

    def form_kwargs(self) -> dict[str, Any]:
        row = self.row
        initial = {name: getattr(row, name) for name in rows.EDITED}
        named = Numbers(self.matter).proposed(row.name, row.folder_id)
        own = row.document.kind in OWN
        return {
            "row": row,
            "own": own,
            "named": named,
            "caution": caution(Level.CONFIDENTIAL, row),
            "initial": initial | {"level": row.level_listed},
        }

    def get_page_lead(self) -> str:
        return str(self.row.folder)

    def act(self, cleaned: dict[str, Any]) -> Any:
        return rows.item_edit(filing=self.matter, item=self.row, values=cleaned, by=self.by)


class ChosenRows(Preparing):
    """Asks what is done to the rows that were ticked, and does it to all of them or none.

    ``todo`` in the address ticks all rows of which something is to be done, on whatever page.
    """

    page_title = gettext_lazy("The rows ticked")
    template_name = "archive/filing/rows.html"

    def keys(self) -> list[int]:
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        ticked = [int(key) for key in sent.getlist("row") if key.isdecimal()]
        todo = material_of(self.matter).todo(self.request.GET.get("todo", ""))
        return ticked or [row.pk for row in todo]

    def forms(self, data: Any = None) -> dict[str, Any]:
        act = data.get("act", "") if data is not None else ""
        ticked = self.matter.items.filter(pk__in=self.keys()).select_related("document", "folder")
        into = IntoForm(data if act == "move" else None, filing=self.matter)
        why = WhyForm(data if act in ("explain", "keep", "lower") else None)
        asked = {"move": into, "explain": why, "keep": why, "lower": why}
        form: forms.Form = asked.get(act) or StyledForm(data or {})
        shown = [(row, "" if is_secret(row) else row.name) for row in ticked]
        return {"form": form, "into": into, "why": why, "act": act, "ticked": shown}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        acts = {
            "move": self.move,
            "explain": self.explain,
            "keep": self.keep,
            "lower": self.lower,
            "name": self.name,
            "remove": self.remove,
            "label": self.label,
        }
        if not self.keys() or made["act"] not in acts or not made["form"].is_valid():
            return self.show(made, status=422)
        act = acts[made["act"]]
        return self.do(made, lambda: act(made["form"].cleaned_data), _("Done."))

    def _given(self) -> dict[str, Any]:
        return {"filing": self.matter, "keys": self.keys(), "by": self.by}

    def move(self, cleaned: dict[str, Any]) -> Any:
        return rows.items_move(**self._given(), folder=cleaned["folder"])

    def explain(self, cleaned: dict[str, Any]) -> Any:
        return rows.items_explain(**self._given(), reason=cleaned["reason"])

    def keep(self, cleaned: dict[str, Any]) -> Any:
        return rows.items_keep(**self._given(), reason=cleaned["reason"])

    def lower(self, cleaned: dict[str, Any]) -> Any:
        return rows.items_lower(**self._given(), reason=cleaned["reason"])

    def name(self, _cleaned: dict[str, Any]) -> Any:
        return rows.items_name(**self._given())

    def remove(self, _cleaned: dict[str, Any]) -> Any:
        return rows.items_remove(**self._given())

    def label(self, _cleaned: dict[str, Any]) -> Any:
        return rows.labels_issue(**self._given())


class LabelPage(StaffOnly, Page):
    """Where the QR code of a paper original leads: what it is, where it lies, who keeps it."""

    template_name = "archive/filing/label.html"
    page_title = gettext_lazy("Original of the archive")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = Item.objects.select_related("document", "folder", "department", "filing")
        row = get_object_or_404(found, label=self.kwargs["label"])
        document = Document.objects.filter(pk=row.document_id)
        readable = document.readable_by(self.request.user).exists()
        masked = row.document.level not in UNSEALED and not readable
        url = reverse("workflow:matter", args=[row.filing_id]) if row.filing_id else ""
        more = {"row": row, "masked": masked, "filing_url": url}
        return super().get_context_data(**kwargs) | more
