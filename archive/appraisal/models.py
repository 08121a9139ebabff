"""The appraisal (鉴定) of records whose time is over, and the disposal of those that are not kept on."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive import roles
from archive.appraisal.appraising_steps import Appraising
from archive.appraisal.disposing_steps import Disposing
from archive.appraisal.papers import APPRAISAL
from archive.appraisal.states import STAGES, STATES, A
from archive.appraisal.verdicts import Place
from archive.kinds import WITHOUT_TABS
from zsa_portal.workflow.access import known_to_parties
from zsa_portal.workflow.machine import register
from zsa_portal.workflow.memo import remembered
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.triggers import begins_as


@register
@pghistory.track(
    obj_field=pghistory.ObjForeignKey(
        related_name="appraisal_events", related_query_name="appraisal_events"
    )
)
class Appraisal(Appraising, Disposing, Matter):
    """An appraisal of records; ``rows`` are these.

    ``drawn_at`` is when its disposal register was drawn up, None before: earlier signatures count
    no more. ``destroyed_how`` says how and where the records were destroyed, ``shredded`` that waste
    paper above 公开 was shredded.
    """

    kind_code = APPRAISAL
    EXPLAINED_PUBLICLY = False
    kind_label = _("Appraisal of records")
    ROLES = (
        roles.CUSTODIAN,
        roles.PANEL,
        roles.SECRETARY_GENERAL,
        roles.VICE_CHAIR,
        roles.SUPERVISOR,
    )
    STATES = STATES
    STAGES = STAGES
    WITHOUT_TABS = WITHOUT_TABS
    DISCOVERY = staticmethod(known_to_parties)  # type: ignore[assignment]  # read from the class
    CORRECTABLE = ()

    drawn_at = models.DateTimeField(_("register drawn up"), null=True, blank=True)
    destroyed_at = models.DateTimeField(_("destroyed"), null=True, blank=True)
    destroyed_how = models.CharField(_("how it was destroyed"), max_length=300, blank=True)
    shredded = models.BooleanField(_("waste paper was shredded"), default=False)

    rows: Any
    signatures: Any

    class Meta:
        verbose_name = _("appraisal")
        verbose_name_plural = _("appraisals")
        triggers = [begins_as(A.CHOOSING)]

    @classmethod
    def list_url(cls) -> str:
        return reverse("archive:appraisals")

    @property
    def signed(self) -> dict[Place, Any]:
        """The signatures under the present register by their place; one query, kept."""
        if self.drawn_at is None:
            return {}
        rows = self.signatures.filter(at__gte=self.drawn_at).select_related("by").order_by("pk")
        read = remembered(self, "signatures", lambda: list(rows))
        return {Place(row.place): row for row in read}

    def signature_of(self, place: Place) -> Any:
        """The signature of a place under the present register, None where nobody signed."""
        return self.signed.get(place)
