"""Screens of the bags: their list, asking for one, one with its progress, having it."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from archive.bags import actions
from archive.bags.limits import size_of
from archive.bags.queries import items_of
from archive.bags.records import Bag, job_of
from archive.bags.verifying import verified
from archive.gates import CustodianOnly
from archive.records import Folder
from zsa_portal.documents import serving
from zsa_portal.documents.zipping import percent_of
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.forms import StyledForm, area
from zsa_portal.ui.refused import BadValue, blame, status_of
from zsa_portal.ui.templatetags.ui import when
from zsa_portal.ui.views import ListPage, Page
from zsa_portal.workflow.models import Level, Matter

MOST_SHOWN = 200


class BagTable(tables.Table):
    """Bags in a list."""

    what = tables.Column(
        verbose_name=gettext_lazy("Folder or project"), accessor="pk", orderable=False
    )
    purpose = tables.Column(verbose_name=gettext_lazy("For whom and what"))
    total = tables.Column(verbose_name=gettext_lazy("Records"))
    state = tables.Column(verbose_name=gettext_lazy("State"))
    asked_by = tables.Column(
        verbose_name=gettext_lazy("Asked for by"), order_by="asked_by__by_pinyin"
    )
    asked_at = tables.Column(verbose_name=gettext_lazy("Asked for"))

    class Meta:
        model = Bag
        fields = ("what", "purpose", "total", "state", "asked_by", "asked_at")

    def render_what(self, record: Bag) -> str:
        return format_html('<a href="{}">{}</a>', reverse("archive:bag", args=[record.pk]), record)

    def value_what(self, record: Bag) -> str:
        return str(record)

    def render_asked_at(self, value: Any) -> str:
        return when(value)


class Bags(CustodianOnly, ListPage):
    """The bags of this archive."""

    page_title = gettext_lazy("Bags for other archives")
    table_class = BagTable
    search_fields = ("purpose", "folder__name", "project__title")
    export_name = "bags"
    template_name = "archive/bags/bags.html"
    empty_title = gettext_lazy("No bags yet")
    empty_text = gettext_lazy(
        "A folder leaves by the page “Who can see this” of one of its records, a project by its "
        "tab “Archive”."
    )

    def get_queryset(self) -> QuerySet[Bag]:
        return Bag.objects.select_related("folder", "project", "asked_by")


class BelowBags(CustodianOnly):
    """A page that one reaches from the list of bags."""

    def get_breadcrumbs(self) -> list[Crumb]:
        title: str = self.get_page_title()  # type: ignore[attr-defined]  # of the page
        return [Crumb(_("Bags for other archives"), reverse("archive:bags")), Crumb(title)]


class PurposeForm(StyledForm):
    """Why a bag leaves."""

    purpose = forms.CharField(
        label=gettext_lazy("For whom and what"), max_length=actions.MOST_PURPOSE, widget=area(3)
    )


class AskForBag(BelowBags, AskPage):
    """The custodian asks for a bag."""

    form_class = PurposeForm
    page_title = gettext_lazy("Make a bag for another archive")
    done = gettext_lazy("A worker makes the bag now.")
    effects = (
        gettext_lazy(
            "The records in the archive, with their folders, list, metadata and checksums, become "
            "one zip file (BagIt)."
        ),
        gettext_lazy("That it was asked for, and by whom, stands in the log of each filing."),
    )
    subject: dict[str, Any]

    def get_page_lead(self) -> str:
        said = _("%(what)s: %(count)d records in the archive, %(size)s")
        what = next(iter(self.subject.values()))
        return said % {"what": what, "count": self.size.records, "size": self.size}

    def find(self) -> None:
        if not hasattr(self, "subject"):
            self.subject = self.found()
            self.size = size_of(items_of(**self.subject))

    def found(self) -> dict[str, Any]:
        """The folder or project, by its name in ``bag_ask``."""
        raise NotImplementedError

    def act(self, form: Any) -> None:
        self.made = actions.bag_ask(
            purpose=form.cleaned_data["purpose"], by=self.request.user, **self.subject
        )

    def back(self) -> str:
        made = getattr(self, "made", None)
        return reverse("archive:bag", args=[made.pk]) if made else reverse("archive:bags")


class BagOfFolder(AskForBag):
    """Of a folder with those below it."""

    def found(self) -> dict[str, Any]:
        return {"folder": get_object_or_404(Folder, pk=self.kwargs["pk"])}


class BagOfProject(AskForBag):
    """Of a project's folders, of every department."""

    def found(self) -> dict[str, Any]:
        rows = Matter.objects.filter(archive_folders__isnull=False).distinct()
        return {"project": get_object_or_404(rows, pk=self.kwargs["pk"])}


class BagForm(StyledForm):
    """The bag to be verified."""

    file = forms.FileField(label=gettext_lazy("Bag (zip)"))


class VerifyBag(BelowBags, AskPage):
    """A bag of another portal: is it whole, what is in it, what of it is here already."""

    template_name = "archive/bags/verify.html"
    form_class = BagForm
    page_title = gettext_lazy("Verify a bag of another portal")
    page_lead = gettext_lazy(
        "A worker computes every checksum anew and looks into every file. Nothing of it is stored."
    )
    confirm_label = gettext_lazy("Verify")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            self.verified = verified(form.cleaned_data["file"])
        except BadValue as error:
            blame(form, error)
            return self.show(form, status=status_of(error))
        return self.show(self.form())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = getattr(self, "verified", None)
        return super().get_context_data(**kwargs) | {
            "found": found,
            "shown": (found or [])[:MOST_SHOWN],
            "known": sum(one.here is not None for one in found or ()),
        }

    def back(self) -> str:
        return reverse("archive:bags")


class BagPage(BelowBags, Page):
    """One bag: how far it is, and the way to have it."""

    template_name = "archive/bags/bag.html"

    def get_page_title(self) -> str:
        return _("Bag %(number)d") % {"number": self.kwargs["pk"]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Bag.objects.select_related("folder", "project", "asked_by", "file")
        bag = get_object_or_404(rows, pk=self.kwargs["pk"])
        return super().get_context_data(**kwargs) | {
            "bag": bag,
            "percent": percent_of(job_of(bag.pk)),
        }


class BagFile(CustodianOnly, View):
    """The bag; that it left is noted."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        bag = get_object_or_404(Bag.objects.select_related("folder", "project", "file"), pk=pk)
        if bag.file is None:
            raise Http404
        actions.bag_leave(bag=bag, by=request.user)
        name = f"zsa-bag-{bag.pk}.zip"
        return serving.send(request, bag.file, name=name, level=Level.CONFIDENTIAL)
