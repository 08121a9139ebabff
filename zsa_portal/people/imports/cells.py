"""Form fields that read what people write into cells."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.people.folding import folded_code
from zsa_portal.ui import official
from zsa_portal.ui.listing import listed

SEPARATORS = re.compile(r"[、，,;；/\n]+")
DAY_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]
YES = ("yes", "y", "1", "true", "是", "有", "√")
NO = ("no", "n", "0", "false", "否", "无", "×")


CELL_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")


@dataclass(frozen=True)
class Cell:
    """What a person sees in a cell; ``doubt`` says why that is not known, and ``at`` where it is.

    ``day`` is the day of a date cell, which only a column of dates takes for what was meant.
    """

    text: str
    at: str = ""
    doubt: str = ""
    day: dt.date | None = None

    def __bool__(self) -> bool:
        return bool(self.text or self.doubt)

    def read(self) -> str:
        """Its text. ValidationError when that cannot be known."""
        if self.doubt:
            raise ValidationError(self.doubt)
        if self.text in CELL_ERRORS:
            raise ValidationError(_("The cell holds an error of the spreadsheet."))
        return self.text


def labels_of(text: Any) -> set[str]:
    """A translatable text in every language of the portal, ready to compare."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.add(folded(str(text)))
    return found


def folded(text: str) -> str:
    """A heading or label without case, blanks and the asterisk of required columns."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s+", "", plain).rstrip("*")


def heading_of(text: str) -> str:
    """A heading as official tables print it, ready to compare: without examples and footnote marks."""
    return re.sub(r"\([^)]*\)|\d+$|[/:、,.]", "", folded(text)) or folded(text)


class Address(forms.EmailField):
    """An e-mail address, also as an input method types it."""

    def to_python(self, value: Any) -> str:
        return folded_code(super().to_python(value) or "")


class LabelField(forms.CharField):
    """One of some choices, written as its label in any language or as its code."""

    def __init__(self, *, choices: list[tuple[str, Any]], **options: Any) -> None:
        self.choices = choices
        options.setdefault("help_text", gettext_lazy("One of those listed below."))
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return self.code_of(text) if text else ""

    def code_of(self, text: str) -> str:
        """The code a text means. ValidationError naming what is possible."""
        wanted = folded(text)
        for code, label in self.choices:
            if wanted == folded(str(code)) or wanted in labels_of(label):
                return code
        possible = listed(label for _code, label in self.choices)
        raise ValidationError(
            _("“%(text)s” is not possible here. Possible: %(possible)s.")
            % {"text": text, "possible": possible}
        )


class LabelsField(LabelField):
    """Several of some choices, with 、 or , between them."""

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]  # a list, not a text
        text = forms.CharField.clean(self, value)
        parts = [part.strip() for part in SEPARATORS.split(text) if part.strip()]
        return [self.code_of(part) for part in parts]


class DayField(forms.DateField):
    """A day: a date cell, or 2026-03-02, 2026/3/2, 2026年3月2日."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", DAY_FORMATS)
        options.setdefault("help_text", gettext_lazy("A date, e.g. 2026-03-02."))
        super().__init__(**options)

    def read(self, cell: Cell) -> str:
        """The day of a date cell, else what is written there."""
        return cell.day.isoformat() if cell.day else cell.read()

    def clean(self, value: Any) -> dt.date | None:
        day: dt.date | None = super().clean(value)
        return official.in_range(day) if day else day


class YesNoField(forms.CharField):
    """Yes or no; None where the cell is empty."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("Yes or no."))
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> bool | None:  # type: ignore[override]  # a truth, not a text
        text = folded(super().clean(value))
        if text in YES or text in labels_of(gettext_lazy("yes")):
            return True
        if text in NO or text in labels_of(gettext_lazy("no")):
            return False
        if text:
            raise ValidationError(_("Write yes or no."))
        return None
