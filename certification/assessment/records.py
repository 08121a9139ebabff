"""What the assessment keeps besides the judgement: the changes asked for, and what became of each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

USER = settings.AUTH_USER_MODEL


class ChangeAsked(models.Model):
    """One change that the panel asks for, as the secretariat and the chair put it to the body.

    ``covers`` are the reviewers' own wishes that it merges, as ``elector:place`` of the judgement
    (see rules.asked_by_reviewers). ``objection`` says what misses still; ``earlier_objection`` what
    missed when it was sent back last. ``due_at`` is exclusive.
    """

    recognition = models.ForeignKey(
        "certification.Recognition", models.PROTECT, related_name="changes_asked"
    )
    ballot = models.ForeignKey(
        "zsa_ballots.Ballot", models.PROTECT, related_name="+", verbose_name=_("judgement")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    clause = models.CharField(_("clause"), max_length=60, blank=True)
    change = models.TextField(_("change"))
    covers = models.JSONField(_("wishes merged"), default=list, blank=True)
    asked_at = models.DateTimeField(_("asked for"), null=True, blank=True)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    old_text = models.TextField(_("old text"), blank=True)
    new_text = models.TextField(_("new text"), blank=True)
    answer = models.TextField(_("what was done"), blank=True)
    answered_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    objection = models.TextField(_("what misses"), blank=True)
    earlier_objection = models.TextField(_("what missed before"), blank=True)
    confirmed_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("checked by")
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    class Meta:
        verbose_name = _("change asked for")
        verbose_name_plural = _("changes asked for")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "number"], name="one_change_of_a_number"),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None) | models.Q(objection=""),
                name="a_confirmed_change_has_no_objection",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.change[:60]}"

    @property
    def is_answered(self) -> bool:
        """Whether the body said what it made of it, since it was sent back last."""
        return self.answered_at is not None
