"""Import of committees with their seats."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.accounts.models import User
from zsa_portal.people.bodies.models import Body, Seat
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.folding import Code, Name
from zsa_portal.people.imports.cells import Address, DayField, LabelField, YesNoField
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


@register
class Committees(Importer):
    """Committees with their seats: one row a seat, the committee's columns repeated."""

    key: ClassVar[str] = "committees"
    title: ClassVar[Text] = _("Committees and their seats")
    lead: ClassVar[Text] = _(
        "One row for each seat; the committee's own columns are repeated. A committee is found by "
        "its code, a person by the e-mail address. New people get an account without a password: "
        "invite them afterwards."
    )
    columns: ClassVar[tuple[Column, ...]] = (
        Column("code", _("committee code"), Code(max_length=40)),
        Column("committee", _("committee name"), Name(max_length=160)),
        Column("committee_en", _("English name"), text(200)),
        Column(
            "field",
            _("technical field"),
            LabelField(choices=TechnicalField.choices, required=False),
        ),
        Column("founded", _("founded"), DayField(required=False)),
        Column("name", _("person"), Name(max_length=80)),
        Column("email", _("e-mail"), Address()),
        Column("organisation", _("organisation represented"), Name(max_length=160, required=False)),
        Column("role", _("role"), LabelField(choices=Seat.Role.choices, required=False)),
        Column("votes", _("votes"), YesNoField()),
        Column("starts", _("from"), DayField()),
        Column("ends", _("to (last day)"), DayField(required=False)),
    )

    def __init__(self) -> None:
        self.named: dict[str, str] = {}

    def identity(self, values: Values) -> Hashable:
        return values["code"], values["email"].lower(), values["starts"]

    def store(self, values: Values, *, by: Any) -> Outcome:
        body, first = self._committee(values)
        person = person_of(values["name"], values["email"])
        seat = Seat.objects.filter(body=body, user=person, starts=values["starts"]).first()
        second = put(
            seat or Seat(body=body, user=person, starts=values["starts"]),
            organisation=_organisation(values["organisation"]),
            role=values["role"],
            votes=values["votes"],
            ends=values["ends"],
        )
        return together(first, second)

    def _committee(self, values: Values) -> tuple[Body, Outcome]:
        name = self.named.setdefault(values["code"], values["committee"])
        if name != values["committee"]:
            sentence = gettext("An earlier row calls this committee “%(name)s”.") % {"name": name}
            raise ValidationError({"committee": sentence})
        body = Body.objects.filter(code=values["code"]).first()
        if body is not None and body.kind != Body.Kind.COMMITTEE:
            raise ValidationError({"code": gettext("This code belongs to a body of another kind.")})
        body = body or Body(code=values["code"], kind=Body.Kind.COMMITTEE)
        outcome = put(
            body,
            name=name,
            name_en=values["committee_en"],
            field=values["field"],
            founded=values["founded"],
        )
        return body, outcome


def person_of(name: str, email: str) -> User:
    """The account of an address, made without a password where there is none.

    ValidationError when the address belongs to somebody of another name.
    """
    person = User.objects.filter(email__iexact=email).first()
    if person is None:
        person = User(username=email.lower()[:150], email=email.lower(), name=name)
        person.set_unusable_password()
        person.full_clean()
        person.save()
    elif person.name != name:
        sentence = gettext("This address belongs to %(name)s.") % {"name": person.name}
        raise ValidationError({"email": sentence})
    return person


def _organisation(name: str) -> Organisation | None:
    if not name:
        return None
    organisation = Organisation.objects.filter(name=name).first()
    if organisation is None:
        raise ValidationError({"organisation": gettext("There is no organisation of this name.")})
    return organisation
