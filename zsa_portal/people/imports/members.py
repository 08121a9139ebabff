"""Import of member organisations."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.imports.cells import DayField, LabelField, LabelsField
from zsa_portal.people.imports.importer import (
    Column,
    Importer,
    Outcome,
    Text,
    Values,
    put,
    register,
    together,
)
from zsa_portal.people.organisations.models import Membership, Organisation
from zsa_portal.ui.official import PhoneField


def text(most: int, **options: Any) -> forms.CharField:
    """A text cell of at most so many characters, optional unless said."""
    return forms.CharField(max_length=most, required=options.pop("required", False), **options)


@register
class Members(Importer):
    """Organisations with their membership: one row an organisation."""

    key: ClassVar[str] = "members"
    title: ClassVar[Text] = _("Members")
    lead: ClassVar[Text] = _(
        "One row for each organisation. An organisation is found by its credit code, else by its "
        "name; a membership by its number."
    )
    columns: ClassVar[tuple[Column, ...]] = (
        Column("name", _("name"), text(160, required=True)),
        Column("name_en", _("English name"), text(200)),
        Column("kind", _("kind"), LabelField(choices=Organisation.Kind.choices)),
        Column("credit_code", _("unified social credit code"), text(18)),
        Column("legal_representative", _("legal representative"), text(80)),
        Column("contact", _("contact"), text(80)),
        Column("phone", _("phone"), PhoneField(required=False, max_length=40)),
        Column("email", _("e-mail"), forms.EmailField(required=False)),
        Column("address", _("address"), text(240)),
        Column(
            "fields",
            _("technical fields"),
            LabelsField(choices=TechnicalField.choices, required=False),
        ),
        Column("number", _("membership number"), text(40, required=True)),
        Column("starts", _("member since"), DayField()),
        Column("ends", _("member until"), DayField(required=False)),
    )

    def identity(self, values: Values) -> Hashable:
        return values["number"]

    def store(self, values: Values, *, by: Any) -> Outcome:
        term = {name: values.pop(name) for name in ("number", "starts", "ends")}
        organisation = found(values["name"], values["credit_code"]) or Organisation()
        first = put(organisation, **values)
        membership = Membership.objects.filter(number=term["number"]).first()
        if membership is None:
            membership = Membership(organisation=organisation)
        elif membership.organisation_id != organisation.pk:
            sentence = gettext("This number belongs to %(organisation)s.")
            raise ValidationError({"number": sentence % {"organisation": membership.organisation}})
        return together(first, put(membership, **term))


def found(name: str, code: str) -> Organisation | None:
    """The organisation of a credit code, else of a name; None where there is none.

    ValidationError when the one of that name has another code.
    """
    if code and (organisation := Organisation.objects.filter(credit_code=code).first()):
        return organisation
    organisation = Organisation.objects.filter(name=name).first()
    if organisation and code and organisation.credit_code:
        raise ValidationError(
            {
                "credit_code": gettext(
                    "An organisation of this name is stored with another credit code."
                )
            }
        )
    return organisation
