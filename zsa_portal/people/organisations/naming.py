"""Organisations named in a text, one a line: by their names in the register, others marked 未登记."""

from __future__ import annotations

from typing import Any

from django import forms

from zsa_portal.people.folding import folded_name
from zsa_portal.people.organisations.models import Organisation
from zsa_portal.people.organisations.queries import members

MARK = "（未登记）"
"""Printed after the name of an organisation that the register does not have."""


def names_in(text: str) -> list[str]:
    """The names in a text without their marks."""
    lines = (line.strip().removesuffix(MARK).strip() for line in text.splitlines())
    return [name for name in lines if name]


def named(text: str) -> str:
    """The text with every organisation once, in its one spelling, marked where the register has none.

    One query.
    """
    given = dict.fromkeys(map(folded_name, names_in(text.replace("(未登记)", MARK))))
    known = set(Organisation.objects.filter(name__in=given).values_list("name", flat=True))
    return "\n".join(name if name in known else name + MARK for name in given)


class OrganisationsWidget(forms.SelectMultiple):
    """A picker with search in which a name can be typed too; a text of lines is taken as well."""

    def __init__(self) -> None:
        super().__init__({"data-picker": True, "data-create": True})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        given = super().value_from_datadict(data, files, name) or []
        return "\n".join([given] if isinstance(given, str) else map(str, given))

    def format_value(self, value: Any) -> list[str]:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        """The choices, and what was typed besides them."""
        there = {str(choice) for choice, _label in self.choices}
        kept, self.choices = (
            self.choices,
            [*self.choices, *((v, v) for v in value if v not in there)],
        )
        try:
            return super().optgroups(name, value, attrs)
        finally:
            self.choices = kept


class OrganisationsField(forms.CharField):
    """Organisations, one a line; members of the association are offered."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"widget": OrganisationsWidget()})

    def offer(self, text: str, applicant: Organisation | None) -> None:
        """Offer the members, the applicant, and what is named already."""
        names = [
            *members().values_list("name", flat=True),
            *([applicant.name] if applicant else []),
        ]
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        self.widget.choices = [(name, name) for name in dict.fromkeys([*names, *lines])]

    def clean(self, value: Any) -> str:
        return named(super().clean(value))
