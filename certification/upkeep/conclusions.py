"""What a reviewer, and then the association, may conclude (第二十一、二十三、二十六条)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Conclusion(models.TextChoices):
    """Of a re-check or a re-examination: a standard that falls short is revised or revoked."""

    CONTINUE = "continue", _("Continues to be recognised")
    REVISE = "revise", _("To be revised")
    REVOKE = "revoke", _("Recognition to be revoked")


class ChangesConclusion(models.TextChoices):
    """Of a revision: whether its changes are accepted."""

    ACCEPT = "accept", _("Changes accepted")
    REJECT = "reject", _("Changes not accepted")


class Ground(models.TextChoices):
    """Why a standard is revised (第二十二条)."""

    CONCLUSION = "conclusion", _("A re-check or re-examination concludes so")
    UPGRADE = "upgrade", _("Drafters or body raise indicators or performance")
    UNMET = "unmet", _("Requirements of recognition are no longer met")


OWN_GROUNDS = (Ground.UPGRADE,)
"""The grounds on which a body revises of its own accord, and may give it up."""
