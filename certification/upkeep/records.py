"""What is kept of recognised standards: when they are due, letters, visits, changes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.catalogue.models import Edition, Standard
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import Organisation
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter

USER = settings.AUTH_USER_MODEL


class Upkeep(models.Model):
    """A recognised standard that is kept up: its edition in force, and the days it is due next.

    ``recognised_on`` is the day from which years are counted: that of its first edition. A day is
    moved on when what is due on it is opened.
    """

    standard = models.OneToOneField(
        Standard, models.PROTECT, related_name="upkeep", verbose_name=_("standard")
    )
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="+", verbose_name=_("edition in force")
    )
    recognised_on = models.DateField(_("recognised on"))
    recheck_on = models.DateField(_("next re-check"))
    reexamination_on = models.DateField(_("next re-examination"))

    class Meta:
        verbose_name = _("upkeep of a recognised standard")
        verbose_name_plural = _("upkeep of recognised standards")
        ordering = ["recheck_on", "pk"]
        indexes = [
            models.Index(fields=["recheck_on", "id"]),
            models.Index(fields=["reexamination_on", "id"]),
        ]

    def __str__(self) -> str:
        return str(self.edition)


class Letter(models.Model):
    """The one letter that tells a body what of its standards is re-checked or re-examined.

    ``form`` is None until the letter is issued, right after what it tells of was opened.
    """

    body = models.ForeignKey(
        Organisation, models.PROTECT, related_name="upkeep_letters", verbose_name=_("body")
    )
    kind = models.CharField(_("kind"), max_length=30)
    material_due_on = models.DateField(_("material until"))
    opened_at = models.DateTimeField(_("opened"), default=clock.now)
    form = models.ForeignKey(
        IssuedForm,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("letter"),
    )

    class Meta:
        verbose_name = _("letter of upkeep")
        verbose_name_plural = _("letters of upkeep")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(form=None), name="letters_to_issue")
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.material_due_on}"


class Visit(models.Model):
    """A visit to the body on site, where the panel needs one (第二十六条)."""

    matter = models.ForeignKey(
        Matter, models.PROTECT, related_name="visits", verbose_name=_("re-examination")
    )
    visited_on = models.DateField(_("day of the visit"))
    place = models.CharField(_("place"), max_length=200)
    visitors = models.TextField(_("who visited"))
    received_by = models.TextField(_("who received them"), blank=True)
    findings = models.TextField(_("what was found"))
    recorded_by = models.ForeignKey(
        USER, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now)

    class Meta:
        verbose_name = _("visit on site")
        verbose_name_plural = _("visits on site")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.visited_on} {self.place}"


class Change(models.Model):
    """One main change of a revision: a row of the comparison table (第二十三条)."""

    matter = models.ForeignKey(
        Matter, models.PROTECT, related_name="changes", verbose_name=_("revision")
    )
    clause = models.CharField(_("clause"), max_length=60)
    old = models.TextField(_("before"), blank=True)
    new = models.TextField(_("after"), blank=True)
    why = models.TextField(_("why"))

    class Meta:
        verbose_name = _("change of a revision")
        verbose_name_plural = _("changes of revisions")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~(models.Q(old="") & models.Q(new="")), name="change_says_something"
            )
        ]

    def __str__(self) -> str:
        return self.clause
