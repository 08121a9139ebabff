"""The review panel (认定 第十一至十三条)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.facts import RecognitionSteps
from certification.parties import acts_for_secretariat
from certification.states import S
from zsa_portal.people.models import Body, Party
from zsa_portal.workflow.machine import step


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
        label=_("Complete the panel"),
        cites=["R11"],
        tells=(roles.PANEL,),
    )
    def complete_panel(self, *, by: Any, panel: Body) -> None:
        """Let the sub-committee of the field, or the panel that was formed, review (第十一条)."""
        self.panel = panel
        self.involve(roles.PANEL, Party.of(panel))
