"""Import of experts."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.accounts.models import User
from zsa_portal.people.experts.models import Expert
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.folding import Name
from zsa_portal.people.imports.cells import Address, LabelField, LabelsField, YesNoField
from zsa_portal.people.imports.importer import (
    Column,
    Importer,
    Outcome,
    Text,
    Values,
    put,
    register,
)
from zsa_portal.people.imports.members import text
from zsa_portal.people.organisations.models import Organisation


@register
class Experts(Importer):
    """Experts: one row a person."""

    key: ClassVar[str] = "experts"
    title: ClassVar[Text] = _("Experts")
    lead: ClassVar[Text] = _(
        "One row for each expert. An expert is found by the account's e-mail address, else by name "
        "and employer. The address only links an account that exists already."
    )
    columns: ClassVar[tuple[Column, ...]] = (
        Column("name", _("full name"), Name(max_length=80)),
        Column("fields", _("technical fields"), LabelsField(choices=TechnicalField.choices)),
        Column("kind", _("kind of expertise"), LabelField(choices=Expert.Kind.choices)),
        Column(
            "years",
            _("years of experience"),
            forms.IntegerField(min_value=0, max_value=70, required=False),
        ),
        Column("employer", _("employer"), Name(max_length=160, required=False)),
        Column("title", _("professional title"), text(80)),
        Column("email", _("e-mail"), Address(required=False)),
        Column("active", _("active"), YesNoField()),
    )

    def identity(self, values: Values) -> Hashable:
        return values["email"].lower() or (values["name"], values["employer"])

    def store(self, values: Values, *, by: Any) -> Outcome:
        user = _account(values.pop("email"))
        same = Expert.objects.filter(name=values["name"], employer=values["employer"])
        if user is not None:
            expert = Expert.objects.filter(user=user).first() or same.filter(user=None).first()
        else:
            expert = same.first()
        employer = Organisation.objects.filter(name=values["employer"]).first()
        return put(expert or Expert(), user=user, organisation=employer, **values)


def _account(email: str) -> User | None:
    if not email:
        return None
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise ValidationError({"email": gettext("There is no account with this address.")})
    return user
