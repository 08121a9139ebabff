"""Columns that several lists of the directory share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.fields import TechnicalField
from zsa_portal.ui.listing import listed

BLANK = "—"


class FieldsColumn(tables.Column):
    """Technical fields by their names."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("verbose_name", _("technical fields"))
        super().__init__(**options, orderable=False)

    def render(self, value: Iterable[str]) -> str:
        return field_names(value) or BLANK


class FlagColumn(tables.Column):
    """Yes or no in words, so that it reads the same in a spreadsheet."""

    def render(self, value: Any) -> str:
        return str(_("yes") if value else _("no"))


def field_names(codes: Iterable[str]) -> str:
    """The names of technical fields, in the reader's language."""
    labels = dict(TechnicalField.choices)
    return listed(labels.get(code, code) for code in codes)
