"""The forms in which records are borrowed (第十二条)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Form(models.TextChoices):
    """How the borrower gets the records."""

    ELECTRONIC = "electronic", _("Read in the browser")
    COPY = "copy", _("Copy or scan")
    PAPER = "paper", _("Original (paper or carrier)")
