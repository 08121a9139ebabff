"""Import of experts."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.accounts.models import User
from zsa_portal.people.experts.models import Background, Employment, Expert
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.folding import Name
from zsa_portal.people.imports.cells import Address, DayField, LabelField, LabelsField, YesNoField
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
from zsa_portal.people.imports.members import text
from zsa_portal.people.organisations.models import Organisation

BACKGROUNDS = (
    (Background.Kind.PROFESSIONAL, _("professional background in")),
    (Background.Kind.MANAGERIAL, _("managerial background in")),
    (Background.Kind.TESTING, _("testing background in")),
    (Background.Kind.CERTIFICATION, _("certification background in")),
)


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
        Column(
            "origin",
            _("origin"),
            LabelField(choices=Expert.Origin.choices, required=False),
        ),
        Column(
            "standardisation_since",
            _("works in standardisation since"),
            DayField(required=False),
        ),
        *(
            Column(
                kind.value,
                heading,
                LabelsField(choices=TechnicalField.choices, required=False),
            )
            for kind, heading in BACKGROUNDS
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
        expert, backgrounds = expert or Expert(), _backgrounds(values)
        outcome = put(expert, user=user, organisation=employer, **values)
        added = [expert.backgrounds.get_or_create(**row)[1] for row in backgrounds]
        return together(outcome, Outcome.UPDATED) if any(added) else outcome


@register
class Employments(Importer):
    """The employment history of experts: one row an employment."""

    key: ClassVar[str] = "employments"
    title: ClassVar[Text] = _("Employment history of experts")
    lead: ClassVar[Text] = _(
        "One row for each employment. The expert is found by the account's e-mail address, else by "
        "name, where only one has it."
    )
    columns: ClassVar[tuple[Column, ...]] = (
        Column("name", _("full name"), Name(max_length=80)),
        Column("email", _("e-mail"), Address(required=False)),
        Column("employer", _("employer"), Name(max_length=160)),
        Column("post", _("post held there"), text(80)),
        Column("starts", _("from"), DayField()),
        Column("ends", _("to (last day)"), DayField(required=False)),
    )

    def identity(self, values: Values) -> Hashable:
        return values["email"].lower() or values["name"], values["employer"], values["starts"]

    def store(self, values: Values, *, by: Any) -> Outcome:
        expert = _expert(values["name"], values["email"])
        known = {"employer": values["employer"], "starts": values["starts"]}
        there = expert.employments.filter(**known).first() or Employment(expert=expert, **known)
        organisation = Organisation.objects.filter(name=values["employer"]).first()
        return put(there, organisation=organisation, post=values["post"], ends=values["ends"])


def _expert(name: str, email: str) -> Expert:
    rows = Expert.objects.filter(user__email__iexact=email) if email else Expert.objects.all()
    found = list(rows.filter(name=name)[:2])
    if len(found) == 1:
        return found[0]
    if found:
        raise ValidationError(
            {"email": gettext("Several experts have this name: give the address.")}
        )
    raise ValidationError({"name": gettext("There is no expert of this name.")})


def _backgrounds(values: Values) -> list[dict[str, str]]:
    return [
        {"field": field, "kind": str(kind)}
        for kind, _heading in BACKGROUNDS
        for field in values.pop(kind.value)
    ]


def _account(email: str) -> User | None:
    if not email:
        return None
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise ValidationError({"email": gettext("There is no account with this address.")})
    return user
