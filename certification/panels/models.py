"""The review panel (认定 第十一至十三条)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.facts import RecognitionSteps
from certification.panels import rules, seating
from certification.panels.facts import Subject
from certification.panels.kinds import PanelKind
from certification.panels.records import Declaration, PanelPlan, Place
from certification.parties import acts_for_secretariat
from certification.states import S
from zsa_portal.people.models import Body
from zsa_portal.workflow.machine import step

__all__ = ["Declaration", "PanelPlan", "PanelSteps", "Place"]


def what_is_reviewed(recognition: Any) -> Subject:
    """The standard of a recognition, its field, the body that applies, and who led the drafting."""
    standard = f"{recognition.source_number}《{recognition.title}》"
    led_by = frozenset(filter(None, (recognition.lead_unit, recognition.lead_contact)))
    return Subject(standard, recognition.field, recognition.applicant, led_by)


REVIEW_PANEL = PanelKind(
    "certification.review_panel",
    _("Review panel"),
    about=what_is_reviewed,
    may=acts_for_secretariat,
    forms_in=(S.PANEL_FORMING,),
    works_in=(S.PANEL_READY, S.MEETING, S.BALLOT, S.BALLOT_CLOSED),
    name="《%s》认定评审委员会",
)


class PanelSteps(RecognitionSteps):
    """The step from the closed notice to the complete panel."""

    panel = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="recognitions",
        verbose_name=_("reviewed by"),
    )

    class Meta:
        abstract = True

    @step(
        S.PANEL_FORMING,
        S.PANEL_READY,
        may=acts_for_secretariat,
        needs=[rules.a_committee_or_a_panel_is_ready],
        label=_("Complete the panel"),
        uses=[
            rules.committee_of_the_field_reviews,
            *REVIEW_PANEL.rules,
        ],
        form="certification.panels.forms.ReviewerForm",
        mends=(("tab:panel", _("Form the panel")),),
        tells=(roles.PANEL, roles.APPLICANT),
    )
    def complete_panel(self, *, by: Any, panel: Body | None = None) -> None:
        """Let the sub-committee of the field review, else the panel that was formed (第十一条).

        ``panel`` is a committee; without one the plan of the matter becomes a panel. RuleUnmet.
        """
        self.panel = seating.reviewer_named(self, REVIEW_PANEL, panel)
