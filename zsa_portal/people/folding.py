"""Names and codes have one spelling: they are folded before they are compared or stored."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum
from stdnum.exceptions import ValidationError as NoNumber

HAN = r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
BETWEEN_HAN = re.compile(rf"(?<={HAN}) (?={HAN})")
AROUND_BRACKETS = re.compile(r" ?([()]) ?")
WIDE_BRACKETS = str.maketrans("()", "（）")


def folded_name(text: str) -> str:
    """A name of a person or organisation in its one spelling.

    Full width becomes half width (NFKC), signs that nobody sees go, spaces become one and none
    between Chinese characters; a name with Chinese characters has the wide brackets of 营业执照.
    """
    text = BETWEEN_HAN.sub("", " ".join(_plain(text).split()))
    if re.search(HAN, text):
        text = AROUND_BRACKETS.sub(r"\1", text).translate(WIDE_BRACKETS)
    return text


def folded_code(text: str) -> str:
    """A code or number in its one spelling: half width, without spaces."""
    return "".join(_plain(text).split())


def folded_credit_code(text: str) -> str:
    """A unified social credit code in its one spelling: capitals, without spaces and hyphens."""
    return uscc.compact(folded_code(text))


def _plain(text: str) -> str:
    kept = (sign for sign in text if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", "".join(kept))


def check_credit_code(code: str) -> None:
    """ValidationError unless a code is one of GB 32100, its check character included."""
    try:
        uscc.validate(code)
    except InvalidChecksum as error:
        raise ValidationError(
            _(
                "The last character of “%(code)s” does not fit the others (GB 32100). "
                "Compare the code with the business licence."
            ),
            params={"code": code},
        ) from error
    except NoNumber as error:
        raise ValidationError(
            _(
                "“%(code)s” is no unified social credit code: it has 18 digits and capital letters "
                "without I, O, S, V and Z (GB 32100)."
            ),
            params={"code": code},
        ) from error


class FoldedText(forms.CharField):
    """A text that is folded before it is measured and checked."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return self.fold(text) if isinstance(text, str) else text

    @staticmethod
    def fold(text: str) -> str:
        """The one spelling of a text."""
        return folded_code(text)


class Name(FoldedText):
    """A name of a person or an organisation, as it is typed."""

    @staticmethod
    def fold(text: str) -> str:
        return folded_name(text)


class Code(FoldedText):
    """A code or a number, as it is typed."""


class CreditCode(FoldedText):
    """A unified social credit code, as it is typed."""

    default_validators = [check_credit_code]

    @staticmethod
    def fold(text: str) -> str:
        return folded_credit_code(text)


class Folded(models.CharField):
    """A text that is folded wherever it comes from: forms, imports, the admin, lookups."""

    typed: ClassVar[type[FoldedText]] = Code

    def to_python(self, value: Any) -> Any:
        return self._folded(super().to_python(value))

    def get_prep_value(self, value: Any) -> Any:
        return self._folded(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - Django's
        value = self._folded(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**({"form_class": self.typed} | kwargs))

    def _folded(self, value: Any) -> Any:
        return self.typed.fold(value) if isinstance(value, str) else value


class NameField(Folded):
    """A name of a person, a body or an organisation."""

    typed = Name


class CodeField(Folded):
    """A code or number that tells one from another."""


class CreditCodeField(Folded):
    """A unified social credit code, checked by its check character."""

    typed = CreditCode
    default_validators = [check_credit_code]
