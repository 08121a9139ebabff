"""What the screens of organisations ask."""

from __future__ import annotations

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.organisations.models import Organisation
from zsa_portal.regulations import clock
from zsa_portal.ui.forms import DateField, StyledForm


class OrganisationFilter(django_filters.FilterSet):
    """Narrows the list of organisations."""

    kind = django_filters.ChoiceFilter(label=_("kind"), choices=Organisation.Kind.choices)
    is_member = django_filters.ChoiceFilter(
        label=_("member today"), choices=[("1", _("yes")), ("0", _("no"))], method="by_status"
    )
    field = django_filters.ChoiceFilter(
        label=_("technical field"),
        choices=TechnicalField.choices,
        field_name="fields",
        lookup_expr="contains",
        method="by_field",
    )

    class Meta:
        model = Organisation
        fields: list[str] = []

    def by_status(self, rows, name, value):
        return rows.filter(is_member=value == "1")

    def by_field(self, rows, name, value):
        return rows.filter(fields__contains=[value])


class MemberFilter(django_filters.FilterSet):
    """Narrows the public list of members."""

    kind = django_filters.ChoiceFilter(label=_("kind"), choices=Organisation.Kind.choices)

    class Meta:
        model = Organisation
        fields: list[str] = []


class EndForm(StyledForm):
    """Asks for the last day of a role."""

    last_day = DateField(
        label=_("last day"), initial=clock.today, help_text=_("Rights last to the end of this day.")
    )


class AdministratorForm(StyledForm):
    """Asks whether a person administers the organisation."""

    is_administrator = forms.BooleanField(label=_("organisation administrator"), required=False)
