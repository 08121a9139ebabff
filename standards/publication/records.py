"""What approval keeps: essential patents and the statements on them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations import clock

USER = settings.AUTH_USER_MODEL


class PatentDisclosure(models.Model):
    """An essential patent recorded with a project (第二十六条)."""

    class Licence(models.TextChoices):
        FREE = "free", _("Free of charge, on reasonable and non-discriminatory terms")
        FEE = "fee", _("For a fee, on reasonable and non-discriminatory terms")
        REFUSED = "refused", _("Not licensed on either of these terms")
        NOT_ESSENTIAL = "not_essential", _("Not essential to the standard after all")

    project = models.ForeignKey(
        "standards.Project", models.CASCADE, related_name="patent_disclosures"
    )
    holder = models.CharField(_("patent holder"), max_length=200)
    patent_number = models.CharField(_("patent or application number"), max_length=80)
    title = models.CharField(_("title of the patent"), max_length=240)
    clauses = models.CharField(_("claims and clauses concerned"), max_length=400, blank=True)
    licence = models.CharField(
        _("licensing declaration"), max_length=20, choices=Licence, blank=True
    )
    handling = models.TextField(_("how it was handled"), blank=True)
    paper = models.ForeignKey(
        "zsa_documents.Version",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed declaration"),
    )
    signed_for = models.TextField(_("what was signed for"), blank=True, editable=False)
    disclosed_by = models.ForeignKey(
        USER, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    at = models.DateTimeField(_("recorded"), default=clock.now)

    class Meta:
        verbose_name = _("patent disclosure")
        verbose_name_plural = _("patent disclosures")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "patent_number"], name="one_disclosure_a_patent"
            )
        ]

    def __str__(self) -> str:
        return f"{self.patent_number} {self.title}"

    @property
    def is_signed(self) -> bool:
        """Whether a signed declaration is there for this holder, patent and licence.

        A withdrawn paper is not there, and one signed for something else does not count.
        """
        there = self.paper is not None and self.paper.document.withdrawn_at is None
        return there and self.signed_for == self.promise

    @property
    def promise(self) -> str:
        """What the holder signs: who licenses which patent on which terms."""
        return f"{self.holder}\n{self.patent_number}\n{self.licence}"


class PatentStatement(models.Model):
    """The explicit statement that no essential patent is known (第二十六条)."""

    project = models.ForeignKey(
        "standards.Project", models.CASCADE, related_name="patent_statements"
    )
    note = models.TextField(_("basis of the statement"), blank=True)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name=_("stated by"))
    at = models.DateTimeField(_("stated"), default=clock.now)

    class Meta:
        verbose_name = _("statement on patents")
        verbose_name_plural = _("statements on patents")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.project} {self.at:%F}"
