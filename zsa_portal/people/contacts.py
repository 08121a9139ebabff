"""How somebody outside can be reached: a mail address, a telephone number, or both in one line."""

from __future__ import annotations

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

FEWEST_DIGITS, MOST_DIGITS = 7, 15
BETWEEN = ",;、/|"
TELEPHONE = re.compile(r"\+?[0-9 ()./-]+(?:(?:ext\.?|x|转|#)\s*[0-9]{1,6})?", re.IGNORECASE)
UNREACHABLE = _(
    "Write a mail address such as name@example.org, or a telephone number with its area code."
)


def mail_of(contact: str) -> str:
    """The first mail address in a contact, empty when it names none."""
    return next((word for word in _words(contact) if _is_address(word)), "")


def check_contact(contact: str) -> None:
    """Raise ValidationError unless a contact is made of mail addresses and at most one telephone."""
    words = _words(contact)
    rest = " ".join(word for word in words if not _is_address(word))
    if not words or (rest and not _is_telephone(rest)):
        raise ValidationError(UNREACHABLE, code="unreachable")


class Contact(forms.CharField):
    """A field that takes a mail address or a telephone number and refuses what is neither."""

    default_validators = [check_contact]


def _words(contact: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", contact)
    return folded.translate(dict.fromkeys(map(ord, BETWEEN), " ")).split()


def _is_address(word: str) -> bool:
    try:
        validate_email(word)
    except ValidationError:
        return False
    return True


def _is_telephone(text: str) -> bool:
    number = re.split(r"ext|x|转|#", text, flags=re.IGNORECASE)[0]
    digits = sum(letter.isdigit() for letter in number)
    return TELEPHONE.fullmatch(text) is not None and FEWEST_DIGITS <= digits <= MOST_DIGITS
