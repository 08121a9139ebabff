"""Screens of partners: the public list, the list of those who have a part, entering, qualification."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.one_mark.parties import is_of_department
from certification.one_mark.partners import actions, queries
from certification.one_mark.partners.forms import NewPartnerForm, QualificationForm
from certification.one_mark.partners.models import Partner
from certification.one_mark.partners.papers import OPEN
from certification.one_mark.partners.states import STATES
from certification.one_mark.screens import BeginPage, FieldsPage
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.places import places_of
from zsa_portal.ui.listing import listed
from zsa_portal.ui.templatetags.ui import state_badge, when
from zsa_portal.ui.views import ListPage
from zsa_portal.workflow.filters import TurnFilter
from zsa_portal.workflow.lists import MatterList
from zsa_portal.workflow.refusals import WrongState
from zsa_portal.workflow.tables import HOLDER, MatterTable


class PublicPartnerTable(tables.Table):
    """Partners as anyone reads them."""

    number = tables.Column(verbose_name=gettext_lazy("Number"))
    title = tables.Column(verbose_name=gettext_lazy("Name"), order_by="by_pinyin")
    works_as = tables.Column(verbose_name=gettext_lazy("Works as"))
    accreditation_number = tables.Column(verbose_name=gettext_lazy("Accreditation"))
    fields = tables.Column(verbose_name=gettext_lazy("Technical fields"), orderable=False)
    is_listed = tables.Column(verbose_name=gettext_lazy("State"))
    listed_until = tables.Column(verbose_name=gettext_lazy("Listed until"))

    class Meta:
        model = Partner
        fields = (
            "number",
            "title",
            "works_as",
            "accreditation_number",
            "fields",
            "is_listed",
            "listed_until",
        )

    def render_fields(self, value: list[str]) -> str:
        return listed(TechnicalField(code).label for code in value)

    def render_is_listed(self, value: bool) -> str:  # noqa: FBT001 - django-tables2 calls it so
        return state_badge(_("Listed"), "ok") if value else state_badge(_("Not listed"), "warn")

    def value_is_listed(self, value: bool) -> str:  # noqa: FBT001 - django-tables2 calls it so
        return _("Listed") if value else _("Not listed")

    def render_listed_until(self, value: Any) -> str:
        return when(value)


class PublicPartnerFilter(django_filters.FilterSet):
    """Narrows partners by their work and field."""

    works_as = django_filters.ChoiceFilter(
        label=gettext_lazy("Works as"), choices=Partner.Work.choices
    )
    field = django_filters.ChoiceFilter(
        label=gettext_lazy("Technical field"),
        choices=TechnicalField.choices,
        method="of_field",
    )
    is_listed = django_filters.TypedChoiceFilter(
        label=gettext_lazy("Listed today"),
        choices=[("yes", gettext_lazy("Listed")), ("no", gettext_lazy("Not listed"))],
        coerce=lambda value: value == "yes",
    )

    class Meta:
        model = Partner
        fields: tuple[str, ...] = ()

    def of_field(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those whose scope names the field."""
        return rows.filter(fields__contains=[value])


class PublicPartners(ListPage):
    """The list of partners (合作机构名录), which is everybody's."""

    template_name = "one_mark/public_list.html"
    page_title = gettext_lazy("Partners of the 1字标")
    page_lead = gettext_lazy(
        "Laboratories and certification bodies whose reports and certificates count for the 1字标."
    )
    table_class = PublicPartnerTable
    filterset_class = PublicPartnerFilter
    search_fields = ("number", "title", "accreditation_number", "scope")
    search_numbers = ("number", "accreditation_number")
    export_name = "one-mark-partners"
    empty_title = gettext_lazy("No partner is listed yet")
    empty_text = gettext_lazy("Partners appear here as soon as they are approved.")

    def get_queryset(self) -> QuerySet[Partner]:
        return queries.public_partners()


class PartnerTable(MatterTable):
    """Partners in a list, with whose turn it is."""

    title = tables.Column(verbose_name=gettext_lazy("Title"), linkify=True, order_by="by_pinyin")
    works_as = tables.Column(verbose_name=gettext_lazy("Works as"))
    listed_until = tables.Column(verbose_name=gettext_lazy("Listed until"))

    class Meta:
        model = Partner
        fields = ("number", "title", "works_as", "state", "listed_until", "holder", "due_at")
        sequence = fields
        exclude = ("applicant",)

    def render_listed_until(self, value: Any) -> str:
        return when(value)


class PartnerFilter(TurnFilter):
    """Narrows partners by their work and state."""

    works_as = django_filters.ChoiceFilter(
        label=gettext_lazy("Works as"), choices=Partner.Work.choices
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=[(code, info.label) for code, info in STATES.items()]
    )

    class Meta:
        model = Partner
        fields: tuple[str, ...] = ("works_as", "state")


class Partners(LoginRequiredMixin, MatterList):
    """Every partner one may know of, those in procedure too."""

    page_title = gettext_lazy("Partners: applications and re-evaluations")
    table_class = PartnerTable
    filterset_class = PartnerFilter
    search_fields = ("number", "title", "accreditation_number")
    search_numbers = ("number", "accreditation_number")
    export_name = "partners"
    empty_title = gettext_lazy("No partners yet")
    empty_text = gettext_lazy("A laboratory or certification body applies, or is entered here.")
    empty_action = (reverse_lazy("certification:partner_new"), gettext_lazy("New partner"))

    def get_queryset(self) -> QuerySet[Partner]:
        rows = Partner.objects.visible_to(self.request.user).select_related(*HOLDER)
        return queries.with_listing(rows)


class NewPartner(BeginPage):
    """Enters a partner: by the department, or by the organisation for itself."""

    form_class = NewPartnerForm
    page_title = gettext_lazy("New partner of the 1字标")
    page_lead = gettext_lazy(
        "Partners test products or certify them to Zhongguancun standards. The association approves "
        "them and re-evaluates them every year."
    )
    next_page = "certification:partner_edit"

    def entitled(self, user: Any) -> bool:
        who = places_of(user)
        return bool(who.organisations) or is_of_department(who)

    def begin(self, data: dict[str, Any]) -> Partner:
        return actions.partner_enter(by=self.request.user, **data)


class EditPartner(FieldsPage):
    """Writes the qualification of a partner."""

    machine = Partner
    page_title = gettext_lazy("Qualification of the partner")
    written = actions.QUALIFICATION
    form_class = QualificationForm

    def prepare(self) -> None:
        """Who enters it, or takes part in the re-evaluation, while it is open."""
        if not actions.may_write(self.matter, self.request.user):
            raise PermissionDenied
        if self.matter.state not in OPEN:
            raise WrongState(self.matter)

    def save(self, form: QualificationForm) -> None:
        actions.partner_save(
            partner=self.matter,
            values=form.values(),
            standards=form.cleaned_data["standards_of_scope"],
            by=self.request.user,
            seen=self.seen,
        )
