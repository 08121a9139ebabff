"""The complaint: its kind, its parts, who may know of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zsa_portal.complaints.discovery import known_to
from zsa_portal.complaints.facts import title_of
from zsa_portal.complaints.handling_steps import HandlingSteps
from zsa_portal.complaints.intake_steps import IntakeSteps
from zsa_portal.complaints.records import Complainant, Evidence, Note
from zsa_portal.complaints.states import RECEIVED, ROLES, STAGES, STATES
from zsa_portal.workflow.machine import register
from zsa_portal.workflow.triggers import begins_as

__all__ = ["Complainant", "Complaint", "Evidence", "Note"]


@register
class Complaint(IntakeSteps, HandlingSteps):
    """Somebody complains about a standard, in the catalogue (``about``) or only named."""

    kind_code = "complaint"
    kind_label = _("Complaint")
    ROLES = ROLES
    STATES = STATES
    STAGES = STAGES
    DISCOVERY: ClassVar[Any] = staticmethod(known_to)
    WITHOUT_TABS: ClassVar[tuple[str, ...]] = ("ballots", "opinions")
    page_related: ClassVar[tuple[str, ...]] = ("complainant", "about__standard")
    CORRECTABLE: ClassVar[tuple[str, ...]] = ("standard_number", "standard_title")

    standard_number = models.CharField(_("number of the standard"), max_length=80)
    standard_title = models.CharField(_("title of the standard"), max_length=240)

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        indexes = [models.Index(fields=["outcome"])]
        triggers = [begins_as(RECEIVED)]

    @classmethod
    def list_url(cls) -> str:
        return reverse("complaints:list")

    def corrected(self, before: dict[str, str], *, by: Any) -> None:
        """Name the matter after the standard's right number and title."""
        self.title = title_of(self.standard_number, self.standard_title)
        self.save(update_fields=["title"])
