"""Who read what above PUBLIC, and who was refused it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.documents.triggers import frozen
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level, Matter
from zsa_portal.workflow.sealing import Chain

READINGS = Chain(
    "documents.readings",
    "zsa_documents_readlog",
    ("by_id", "version_id", "form_id", "how", "level"),
)
PAGES = Chain("documents.pages", "zsa_documents_readlog", ("version_id", "page"), joined=True)
REFUSALS = Chain(
    "documents.refusals",
    "zsa_documents_readrefusal",
    ("by_id", "document_id", "how", "level"),
    joined=True,
)
REFUSED_FORMS = Chain(
    "documents.refused_forms", "zsa_documents_readrefusal", ("form_id",), joined=True
)
LISTS = Chain(
    "documents.lists",
    "zsa_documents_listreading",
    ("by_id", "kind", "matter_id", "how", "level", "rows", "refused"),
    joined=True,
)


def of_one_paper(first: str, name: str) -> models.CheckConstraint:
    """A row is of the paper that its column ``first`` names, or of an issued form, never of both."""
    of_paper = models.Q(**{f"{first}__isnull": False}, form__isnull=True)
    of_form = models.Q(**{f"{first}__isnull": True}, form__isnull=False)
    return models.CheckConstraint(condition=of_paper | of_form, name=name)


class ReadLog(models.Model):
    """Somebody read or downloaded a paper above PUBLIC; kept apart from the matter's log."""

    class How(models.TextChoices):
        DOWNLOAD = "download", _("Download")
        INLINE = "inline", _("Read on screen")
        PAGE = "page", _("Page read")
        COPY = "copy", _("Marked copy")

    at = models.DateTimeField(_("at"), default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="reads",
        verbose_name=_("by"),
    )
    version = models.ForeignKey(
        "zsa_documents.Version",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reads",
        verbose_name=_("version"),
    )
    form = models.ForeignKey(
        "zsa_documents.IssuedForm",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reads",
        verbose_name=_("issued form"),
    )
    how = models.CharField(_("how"), max_length=10, choices=How)
    page = models.PositiveIntegerField(_("page"), null=True, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["by", "-at"]), models.Index(fields=["-at"])]
        constraints = [of_one_paper("version", "a_reading_is_of_one_paper")]
        triggers = [frozen()]

    def __str__(self) -> str:
        return f"{self.by_id} {self.how} {self.at:%F %T}"

    @property
    def paper(self) -> Any:
        """The version or the form that was read."""
        return self.version or self.form


class ReadRefusal(models.Model):
    """Somebody was refused a paper above PUBLIC: its bytes, a page of it, a marked copy; or a form."""

    at = models.DateTimeField(_("at"), default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="read_refusals",
        verbose_name=_("by"),
    )
    document = models.ForeignKey(
        "zsa_documents.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="read_refusals",
        verbose_name=_("document"),
    )
    form = models.ForeignKey(
        "zsa_documents.IssuedForm",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="read_refusals",
        verbose_name=_("issued form"),
    )
    how = models.CharField(_("how"), max_length=10, choices=ReadLog.How)
    level = models.CharField(_("level"), max_length=20, choices=Level)

    class Meta:
        verbose_name = _("refused reading")
        verbose_name_plural = _("refused readings")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["document", "-at"]), models.Index(fields=["by", "-at"])]
        constraints = [of_one_paper("document", "a_refusal_is_of_one_paper")]
        triggers = [frozen()]

    def __str__(self) -> str:
        return f"{self.by_id} {self.how} {self.at:%F %T}"


class ListReading(models.Model):
    """Somebody took a list above PUBLIC that the portal made at that moment, or was refused it.

    What is issued stands in ``ReadLog``; this is of previews and spreadsheets, which nobody keeps.
    ``kind`` is the key of the form or list, ``matter`` whose it is, None where it is of many;
    ``rows`` how many a list had, None where it is a form's.
    """

    class How(models.TextChoices):
        PREVIEW = "preview", _("Preview (PDF)")
        SPREADSHEET = "xlsx", _("Spreadsheet (xlsx)")

    at = models.DateTimeField(_("at"), default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    kind = models.CharField(_("kind"), max_length=60)
    matter = models.ForeignKey(
        Matter,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("matter"),
    )
    how = models.CharField(_("how"), max_length=10, choices=How)
    level = models.CharField(_("level"), max_length=20, choices=Level)
    rows = models.PositiveIntegerField(_("rows"), null=True, blank=True)
    refused = models.BooleanField(_("refused"), default=False)

    class Meta:
        verbose_name = _("list handed out")
        verbose_name_plural = _("lists handed out")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["matter", "-at"]), models.Index(fields=["by", "-at"])]
        triggers = [frozen()]

    def __str__(self) -> str:
        return f"{self.by_id} {self.how} {self.at:%F %T}"
