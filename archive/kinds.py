"""What the archive takes in: kinds of files and papers, and how long they are kept (第五条)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

RECORD = "archive.record"
ORIGINAL = "archive.original"
OWN = (RECORD, ORIGINAL)
"""The kinds of document that a filing itself brings; all others are as their procedures left them."""


class Medium(models.TextChoices):
    """Whether a record is a file or a paper original (第五条)."""

    ELECTRONIC = "electronic", _("Electronic file")
    PAPER = "paper", _("Paper original")


class Sort(models.TextChoices):
    """The kinds of electronic files and of papers (第五条)."""

    TEXT = "text", _("Text file")
    MAIL = "mail", _("Important mail")
    DRAWING = "drawing", _("Drawing")
    IMAGE = "image", _("Image or video")
    SOUND = "sound", _("Sound")
    CONTRACT = "contract", _("Contract")
    AGREEMENT = "agreement", _("Agreement")
    CERTIFICATE = "certificate", _("Certificate")
    CARRIER = "carrier", _("Carrier of recordings or files")
    OTHER = "other", pgettext_lazy("kind of record", "Other")


SORTS = {
    Medium.ELECTRONIC: (Sort.TEXT, Sort.MAIL, Sort.DRAWING, Sort.IMAGE, Sort.SOUND, Sort.OTHER),
    Medium.PAPER: (Sort.CONTRACT, Sort.AGREEMENT, Sort.CERTIFICATE, Sort.CARRIER, Sort.OTHER),
}
"""The kinds of the regulation (第五条), whose two lists end with “and so on”: what is none of these.

A disc, stick or tape with recordings or files that are not read here lies in a box as paper does.
"""
CALLED: dict[str, Any] = {Sort.CARRIER: _("Carrier")}
"""Kinds of original that are no paper, and what their medium is called instead."""


class Retention(models.TextChoices):
    """How long a record is kept (common practice of Chinese archives: 保管期限)."""

    PERMANENT = "permanent", _("Permanent")
    YEARS_30 = "30", _("30 years")
    YEARS_10 = "10", _("10 years")


WITHOUT_TABS = ("ballots", "opinions")
"""The tabs that no matter of the archive has: nobody ballots or publishes there."""
