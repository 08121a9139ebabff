"""Import of standards that were published before the portal."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.catalogue.kinds import IMPORTED, Status
from zsa_portal.catalogue.models import Edition, Standard
from zsa_portal.catalogue.numbering import COUNTER, number_asked, parse_number, standard_number
from zsa_portal.catalogue.rules import never_given, released_by_another, secretariat_imports
from zsa_portal.documents import numbers
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.imports.cells import DayField, LabelField
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
from zsa_portal.people.models import DepartmentCode, Party, User
from zsa_portal.people.places import Places
from zsa_portal.people.queries import committee_of, department, people_of
from zsa_portal.regulations.rule import Rule
from zsa_portal.ui.official import CcsField, IcsField

STATUSES = [
    (choice.value, choice.label) for choice in (Status.CURRENT, Status.REPLACED, *IMPORTED.ends)
]
LONG = {"drafting_units": 4000, "principal_drafters": 4000, "abstract": 20000}


class NumberField(forms.CharField):
    """A standard's number with any dash, read as (running number, year)."""

    def clean(self, value: Any) -> Any:
        given = super().clean(value)
        found = parse_number(given)
        if given and found is None:
            raise ValidationError(gettext("Write the number like T/ZSA 12-2026."))
        return found


@register
class Standards(Importer):
    """Published standards: one row an edition."""

    key: ClassVar[str] = "standards"
    title: ClassVar[Text] = _("Existing standards")
    lead: ClassVar[Text] = _(
        "One row for each edition published before the portal. New standards are numbered after the "
        "highest running number imported. Standards numbered by the portal are not changed. "
        "Somebody else of the secretariat releases the table; its standards are marked as imported."
    )
    allowed: ClassVar[Callable[[Places], bool] | None] = partial(secretariat_imports, None)
    release: ClassVar[Rule[Any] | None] = released_by_another
    columns: ClassVar[tuple[Column, ...]] = (
        Column("number", _("standard number"), NumberField(help_text=_("Like T/ZSA 12-2026."))),
        Column("title", _("title"), text(240, required=True)),
        Column("title_en", _("English title"), text(300)),
        Column("field", _("technical field"), LabelField(choices=TechnicalField.choices)),
        Column("status", _("status"), LabelField(choices=STATUSES)),
        Column("published_on", _("publication date"), DayField()),
        Column("implemented_on", _("implementation date"), DayField()),
        Column("replaces", _("replaces"), NumberField(required=False)),
        Column("ics", _("ICS"), IcsField(required=False, max_length=40)),
        Column("ccs", _("CCS"), CcsField(required=False, max_length=40)),
        Column("proposer", _("proposed by"), text(200)),
        *(
            Column(name, Edition._meta.get_field(name).verbose_name, text(most))
            for name, most in LONG.items()
        ),
    )

    @classmethod
    def releasers(cls) -> Iterable[User]:
        """The people of the secretariat."""
        return people_of([Party(department=department(DepartmentCode.STANDARDS))])

    def identity(self, values: Values) -> Hashable:
        return values["number"]

    def store(self, values: Values, *, by: Any) -> Outcome:
        running, year = values.pop("number")
        self._refuse(running, year, values["published_on"].year)
        replaced = self._replaced(values.pop("replaces"))
        standard = Standard.objects.filter(running=running).first() or Standard(running=running)
        first = put(standard, committee=committee_of(values["field"]), field=values.pop("field"))
        edition = Edition.objects.filter(standard=standard, year=year).first()
        if edition is None:
            number = standard_number(running, year)
            edition = Edition(standard=standard, year=year, number=number)
        imported = {"replaces": replaced, "kind": IMPORTED.key}
        outcome = together(first, put(edition, **imported, **values))
        numbers.go_on_after(COUNTER, running)
        return outcome

    def _refuse(self, running: int, year: int, published: int) -> None:
        """The portal's own standards stay, and nothing is imported beyond their numbers."""
        if year != published:
            sentence = gettext("The year of the number is that of publication.")
            raise ValidationError({"published_on": sentence})
        if missing := never_given.missing(number_asked(running)):
            raise ValidationError({"number": missing})

    def _replaced(self, number: tuple[int, int] | None) -> Edition | None:
        if number is None:
            return None
        found = Edition.objects.filter(standard__running=number[0], year=number[1]).first()
        if found is None:
            sentence = gettext("This edition is not stored; import it in a row above.")
            raise ValidationError({"replaces": sentence})
        return found
