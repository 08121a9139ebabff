"""What acceptance found, and how public comments were verified (认定 第十五、十六条)."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certification.acceptance.papers import TOPICS, VERDICTS
from zsa_portal.notices.models import Opinion
from zsa_portal.regulations import clock

USER = settings.AUTH_USER_MODEL


@pghistory.track()
class Acceptance(models.Model):
    """The check of one submission, a draft until its result is recorded.

    ``checks`` maps points of the checklist to whether they hold, ``notes`` its headings to words;
    ``comparison`` are rows of scope, number, indicator, theirs, ours and finding.
    """

    class Result(models.TextChoices):
        OPEN = "", _("being checked")
        PASSED = "passed", pgettext_lazy("application", "Accepted")
        TO_COMPLETE = "to_complete", _("Returned to be completed")
        REFUSED = "refused", _("Returned")

    recognition = models.ForeignKey(
        "certification.Recognition",
        models.PROTECT,
        related_name="acceptances",
        verbose_name=_("recognition"),
    )
    submitted_at = models.DateTimeField(_("submitted"))
    checks: Any = models.JSONField(_("points"), default=dict)
    notes: Any = models.JSONField(_("notes"), default=dict)
    issuer = models.CharField(_("issuer of the comparison report"), max_length=160, blank=True)
    comparison: Any = models.JSONField(_("comparison"), default=list)
    none_comparable = models.BooleanField(_("no comparable standard exists"), default=False)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    result = models.CharField(_("result"), max_length=12, choices=Result, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    finished_by = models.ForeignKey(
        USER, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("acceptance check")
        verbose_name_plural = _("acceptance checks")
        ordering = ["-submitted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["recognition", "submitted_at"], name="one_acceptance_a_submission"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recognition_id} {self.submitted_at:%Y-%m-%d}"


@pghistory.track()
class CommentCheck(models.Model):
    """How one public comment was verified and sorted before the panel reads it (第十六条)."""

    opinion = models.OneToOneField(
        Opinion, models.PROTECT, related_name="recognition_check", verbose_name=_("comment")
    )
    verdict = models.CharField(
        _("verification"), max_length=20, choices=list(VERDICTS.items()), blank=True
    )
    topic = models.CharField(_("topic"), max_length=20, choices=list(TOPICS.items()), blank=True)
    finding = models.TextField(_("what was found"), max_length=2000, blank=True)
    SAID: ClassVar[tuple[str, ...]] = ("opinion_id", "verdict", "topic", "finding")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=clock.now)

    class Meta:
        verbose_name = _("verification of a public comment")
        verbose_name_plural = _("verifications of public comments")

    def __str__(self) -> str:
        return f"{self.opinion_id} {self.verdict}"

    @property
    def is_complete(self) -> bool:
        """Whether the comment is verified and sorted, with what was found."""
        return bool(self.verdict and self.topic and self.finding.strip())
