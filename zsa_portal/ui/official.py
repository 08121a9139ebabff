"""What stands in official forms, checked where it is typed: codes, telephones, years.

Each function gives a text in its one spelling, or raises ValidationError in the reader's language.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ICS_FIELDS = frozenset(
    f"{number:02}"
    for numbers in (
        (1, 3, 7, 11, 13, 17, 19, 21, 23, 25, 27, 29, 31, 33, 35, 37, 39, 43, 45, 47, 49, 53, 55),
        (59, 61, 65, 67, 71, 73, 75, 77, 79, 81, 83, 85, 87, 91, 93, 95, 97, 99),
    )
    for number in numbers
)
"""The fields of the International Classification for Standards (ICS, 7th edition)."""
ICS = re.compile(r"(\d{2})(\.\d{3}(\.\d{2})?)?")
CCS = re.compile(r"([A-HJ-NP-Z]) ?(\d{2})((?:/\d{2})?)")
"""One of the 24 letters of the Chinese classification (no I, no O), and a group of two digits."""
SEVERAL = re.compile(r"[;,、；，]+")
PHONE = re.compile(r"\+?\d[\d -]{5,22}\d(?:(?:-| ?(?:转|ext\.?) ?)\d{1,6})?")
GROUP_STANDARD = re.compile(
    r"T ?/ ?([A-Z][A-Z0-9]{1,11}) ?([\d.]{1,12}) ?[-—–] ?(\d{4})", re.IGNORECASE
)
"""A group standard: ``T/``, the code of its body, its number and its year (团体标准管理规定)."""
ASSOCIATION = "ZSA"
"""The code of the association itself in the numbers of its standards."""
DIGITS = range(7, 21)
"""How many digits a telephone number has, with area, country and extension."""
UNSEEN = ("Cc", "Cf", "Cs")
YEARS = range(1949, 2101)
"""The years that a date of the association's work can have."""


def folded(text: str) -> str:
    """A text in half width, with single spaces and none at its ends."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def plain(text: str) -> str:
    """A text without control characters and signs that nobody sees, with line ends as newlines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in UNSEEN)
    return "".join(kept).strip()


def ics(text: str) -> str:
    """One or several ICS numbers, ``35.240.50; 03.080``, of fields that there are."""
    return "; ".join(_ics(one) for one in _several(text, "ICS"))


def ccs(text: str) -> str:
    """One or several codes of the Chinese classification, ``L 70; A 00``."""
    return "; ".join(_ccs(one) for one in _several(text, "CCS"))


def phone(text: str) -> str:
    """A telephone number: digits with spaces, hyphens, a country code, an extension."""
    shown = folded(text).replace("–", "-").replace("—", "-").replace("(", "").replace(")", "-")
    shown = re.sub(r"-+ ?", "-", shown)
    digits = sum(sign.isdigit() for sign in shown)
    if shown and (digits not in DIGITS or not PHONE.fullmatch(shown)):
        raise ValidationError(
            _("“%(text)s” is no telephone number. Write it like 010-12345678 or 13800000000.")
            % {"text": text}
        )
    return shown


def group_standard(text: str) -> str:
    """The number of a group standard, ``T/EX 12-2025``; empty for none."""
    shown = folded(text)
    found = GROUP_STANDARD.fullmatch(shown)
    if shown and found is None:
        raise ValidationError(
            _("“%(text)s” is no number of a group standard. Write it like T/EX 12-2025.")
            % {"text": text}
        )
    return f"T/{found[1].upper()} {found[2]}-{found[3]}" if found else ""


def group_code(number: str) -> str:
    """The code of the body in a well-formed number of a group standard."""
    return number.removeprefix("T/").partition(" ")[0]


def in_range(day: dt.date) -> dt.date:
    """A day in a year of the association's work. ValidationError for a mistyped year."""
    if day.year not in YEARS:
        raise ValidationError(
            _("Check the year: %(year)s is not between %(first)s and %(last)s.")
            % {"year": day.year, "first": YEARS[0], "last": YEARS[-1]}
        )
    return day


def fault(check: Callable[[str], str], text: str) -> list[str]:
    """What a check says of a text that is stored; empty if it holds."""
    try:
        check(text)
    except ValidationError as error:
        return list(error.messages)
    return []


def _several(text: str, name: str) -> list[str]:
    parts = (part.strip() for part in SEVERAL.split(folded(text)))
    plain = (re.sub(rf"^{name}[: ]*", "", part, flags=re.IGNORECASE) for part in parts)
    return [part for part in plain if part]


def _ics(text: str) -> str:
    found = ICS.fullmatch(text)
    if found is None:
        raise ValidationError(
            _("“%(text)s” is no ICS number. Write it like 35.240.50.") % {"text": text}
        )
    if found[1] not in ICS_FIELDS:
        raise ValidationError(
            _("ICS has no field %(field)s; look up the number in the classification.")
            % {"field": found[1]}
        )
    return text


def _ccs(text: str) -> str:
    found = CCS.fullmatch(text.upper())
    if found is None:
        raise ValidationError(
            _(
                "“%(text)s” is no CCS code. Write a letter from A to Z without I and O, and two digits: L 70."
            )
            % {"text": text}
        )
    return f"{found[1]} {found[2]}{found[3]}"


class CheckedField(forms.CharField):
    """A text that has one spelling."""

    check: Callable[[str], str]

    def clean(self, value: Any) -> str:
        return type(self).check(super().clean(value))


class IcsField(CheckedField):
    """ICS numbers."""

    check = staticmethod(ics)


class CcsField(CheckedField):
    """CCS codes."""

    check = staticmethod(ccs)


class PhoneField(CheckedField):
    """A telephone number."""

    check = staticmethod(phone)


class GroupStandardField(CheckedField):
    """The number of a group standard."""

    check = staticmethod(group_standard)
