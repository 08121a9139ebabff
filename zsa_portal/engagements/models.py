"""Experts engaged in a matter, what each was asked, and the opinion given."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.engagements.kinds import KINDS
from zsa_portal.people.models import Expert
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter, Recusal

USER = settings.AUTH_USER_MODEL


class EngagementQuerySet(models.QuerySet["Engagement"]):
    """Engagements of experts."""

    def with_recusals(self) -> Self:
        """Annotate ``recused``: whether the expert takes no part in the matter now.

        ``displaced`` tells that somebody else declared so.
        """
        recusals = Recusal.objects.filter(
            matter=models.OuterRef("matter"), user=models.OuterRef("user"), lifted_at__isnull=True
        )
        by_others = recusals.exclude(declared_by=models.OuterRef("user"))
        return self.annotate(recused=models.Exists(recusals), displaced=models.Exists(by_others))

    def live(self) -> Self:
        """Those of the latest round whose expert was not released and is not recused."""
        later = Engagement.objects.filter(
            matter=models.OuterRef("matter"),
            kind=models.OuterRef("kind"),
            round__gt=models.OuterRef("round"),
        )
        present = self.filter(~models.Exists(later), released_at__isnull=True)
        return present.with_recusals().filter(recused=False)


class Engagement(models.Model):
    """One expert engaged for one opinion; ``round`` counts those of the kind from 1.

    ``question`` is what the expert is asked, where it is more than what the kind asks. ``replaces``
    is the engagement whose opinion fell when somebody else recused its expert. The part ends
    at ``ended_at`` with the whole round, or at ``released_at`` for the expert alone.
    """

    matter = models.ForeignKey(
        Matter, models.PROTECT, related_name="engagements", verbose_name=_("matter")
    )
    kind = models.CharField(_("kind"), max_length=60)
    round = models.PositiveSmallIntegerField(_("round"))
    expert = models.ForeignKey(
        Expert, models.PROTECT, related_name="engagements", verbose_name=_("expert")
    )
    user = models.ForeignKey(
        USER, models.PROTECT, related_name="engagements", verbose_name=_("user")
    )
    engaged_by = models.ForeignKey(
        USER, models.PROTECT, related_name="+", verbose_name=_("engaged by")
    )
    engaged_at = models.DateTimeField(_("engaged"), default=clock.now)
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replacements",
        verbose_name=_("in place of"),
    )
    question = models.TextField(_("question"), blank=True)
    conclusion = models.CharField(_("conclusion"), max_length=20, blank=True)
    opinion = models.TextField(_("opinion"), blank=True)
    at = models.DateTimeField(_("given"), null=True, blank=True)
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    release_reason = models.TextField(_("reason"), blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = EngagementQuerySet.as_manager()
    recused: bool
    displaced: bool
    """Both set by ``with_recusals``."""

    class Meta:
        verbose_name = _("engagement of an expert")
        verbose_name_plural = _("engagements of experts")
        ordering = ["-round", "expert__by_pinyin", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "kind", "round", "expert"],
                condition=models.Q(released_at=None),
                name="one_live_engagement_an_expert",
            )
        ]

    def __str__(self) -> str:
        return f"{self.expert} · {self.matter}"

    @property
    def conclusion_label(self) -> str:
        """The conclusion in words; empty while there is none."""
        kind = KINDS.get(self.kind)
        return kind.concluded(self.conclusion) if kind else self.conclusion

    @property
    def refuses(self) -> bool:
        """Whether the conclusion is one that refuses."""
        return self.conclusion in KINDS[self.kind].against
