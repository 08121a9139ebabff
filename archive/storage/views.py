"""The custodian's screens of the storage: the checks, and writing one down."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from archive.gates import CustodianOnly
from archive.storage import actions
from archive.storage.forms import CheckForm
from archive.storage.records import StorageCheck
from archive.storage.rules import problems_of
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.templatetags.ui import when
from zsa_portal.ui.views import ListPage


class CheckTable(tables.Table):
    """Checks of the storage in a list."""

    at = tables.Column(verbose_name=pgettext_lazy("storage", "Checked"))
    by = tables.Column(verbose_name=pgettext_lazy("storage", "By"), order_by="by__by_pinyin")
    backed_up_on = tables.DateColumn(verbose_name=gettext_lazy("Last backup"), format="Y-m-d")
    proved_on = tables.DateColumn(verbose_name=gettext_lazy("Last drill"), format="Y-m-d")
    infected = tables.Column(verbose_name=gettext_lazy("Viruses"))
    free_bytes = tables.Column(verbose_name=gettext_lazy("Free space"))
    note = tables.Column(verbose_name=gettext_lazy("What was found and done"), orderable=False)

    class Meta:
        model = StorageCheck
        fields = ("at", "by", "backed_up_on", "proved_on", "infected", "free_bytes", "note")

    def render_at(self, value: Any) -> str:
        return when(value)

    def render_infected(self, value: bool) -> str:  # noqa: FBT001 - django-tables2 calls it so
        return _("Found") if value else _("None")

    def render_free_bytes(self, record: StorageCheck) -> str:
        return f"{filesizeformat(record.free_bytes)} ({record.free_percent} %)"


class Checks(CustodianOnly, ListPage):
    """The checks of the archive's storage."""

    page_title = gettext_lazy("Checks of the storage")
    page_lead = gettext_lazy(
        "Storage is backed up in time and checked for viruses and space; what is wrong is told to "
        "the custodian and the secretary general."
    )
    template_name = "archive/storage.html"
    table_class = CheckTable
    search_fields = ("note",)
    export_name = "storage-checks"
    empty_title = gettext_lazy("No check yet")
    empty_text = gettext_lazy("Check backup, viruses and space, and write it down.")
    empty_action: Any = (reverse_lazy("archive:storage_check"), gettext_lazy("Write a check down"))

    def get_queryset(self) -> QuerySet[StorageCheck]:
        return StorageCheck.objects.select_related("by")


class NewCheck(CustodianOnly, AskPage):
    """The custodian writes a check down."""

    page_title = gettext_lazy("Check of the storage")
    confirm_label = gettext_lazy("Save")
    form_class = CheckForm

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Checks of the storage"), reverse("archive:storage")),
            Crumb(self.get_page_title()),
        ]

    def act(self, form: Any) -> str:
        check = actions.storage_check_add(by=self.request.user, **form.cleaned_data)  # type: ignore[arg-type]  # signed in
        if problems := problems_of(check):
            return " ".join([_("Saved and told:"), *problems])
        return _("Saved.")

    def back(self) -> str:
        return reverse("archive:storage")
