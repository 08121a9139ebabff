"""The kinds of official forms, declared by the processes that issue them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from zsa_portal.regulations.registry import Registry
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import Level, Matter

FORMS: Registry[FormKind] = Registry("official form")
TITLES: list[Text] = []
"""Titles other than their kinds' under which forms are issued, such as those of kinds of notice."""


@dataclass(frozen=True)
class FormKind:
    """A kind of official form; declaring it registers it.

    ``template`` extends ``forms/base.html`` and prints ``data``. ``prefix`` names the sequence of
    its numbers, one a year (``JY-2026-001``); without one the form has no number of its own.
    ``level`` is that of every form issued: unclassified ones are CONFIDENTIAL. ``landscape`` turns
    the sheet, for wide tables. ``long_table`` names the list in ``data`` that may have hundreds of
    rows: the form is then made in parts, and its template asks ``part`` what it prints. ``sealed_by``
    asks of a matter and a user whether the user adds the scan of the sealed paper now, beside the
    form's keepers: a paper that somebody outside seals. ``keeper`` is the code of the department that
    keeps those about no matter; those about matters are kept where these are. ``leads_to`` gives, of
    its data, the path to which its QR code leads instead of the page on which every form is checked:
    where what the form attests may end before the paper does.
    """

    key: str
    title: Text
    template: str
    prefix: str = ""
    level: str = Level.CONFIDENTIAL
    landscape: bool = False
    long_table: str = ""
    sealed_by: Callable[[Matter, Any], bool] | None = None
    keeper: str = ""
    leads_to: Callable[[dict[str, Any]], str] | None = None

    def __post_init__(self) -> None:
        FORMS[self.key] = self

    @property
    def chinese_title(self) -> str:
        """The title as printed: official forms are Chinese."""
        return chinese(self.title)


def chinese(label: Text) -> str:
    """A translated label as official forms print it, in Chinese."""
    with translation.override("zh-hans"):
        return str(label)


def shown(kind: FormKind | None, printed: str) -> str:
    """A printed title in the reader's language where forms are issued under it; else as printed."""
    known = [kind.title, *TITLES] if kind else TITLES
    return next((str(title) for title in known if chinese(title) == printed), printed)
