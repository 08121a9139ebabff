"""The intake (接收) of a bag that another archive sent: verified, looked at, taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive import roles
from archive.intakes import rules
from archive.intakes.states import STAGES, STATES, N
from archive.kinds import WITHOUT_TABS
from archive.parties import keeps_archive
from zsa_portal.documents.models import File
from zsa_portal.regulations import clock
from zsa_portal.workflow.access import known_to_parties
from zsa_portal.workflow.machine import REASON, nobody_by_hand, register, step
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.triggers import begins_as


@register
class Intake(Matter):
    """A bag that came; ``file`` is its zip, ``fingerprint`` the same for every zip of this bag.

    ``identifier``, ``organisation``, ``description`` and ``purpose`` are what the bag says of itself,
    ``departments`` the names of the departments of its records by code. ``attempts`` counts a
    worker's since the last decision, ``error`` says why a bag is not whole or was not taken in.
    ``takes_known``: records come in although the archive has their files. Of the bag's records
    ``taken`` came in and ``left_out`` did not, because the archive has their files.
    """

    kind_code = "intake"
    EXPLAINED_PUBLICLY = False
    kind_label = _("Intake of a bag")
    ROLES = (roles.CUSTODIAN,)
    STATES = STATES
    STAGES = STAGES
    WITHOUT_TABS = WITHOUT_TABS
    DISCOVERY = staticmethod(known_to_parties)  # type: ignore[assignment]  # read from the class
    CORRECTABLE = ()
    page_related = ("file", "confirmed_by")

    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name=_("file"))
    name = models.CharField(_("file name"), max_length=255)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, blank=True, db_index=True)
    identifier = models.CharField(_("identifier of the bag"), max_length=120, blank=True)
    organisation = models.CharField(_("sent by"), max_length=200, blank=True)
    description = models.CharField(_("what it is"), max_length=200, blank=True)
    purpose = models.CharField(_("for whom and what"), max_length=300, blank=True)
    departments = models.JSONField(_("departments"), default=dict)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("why it failed"), max_length=500, blank=True)
    takes_known = models.BooleanField(_("also what the archive has"), default=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    taken_at = models.DateTimeField(_("taken in"), null=True, blank=True)
    taken = models.PositiveIntegerField(_("records taken in"), default=0)
    left_out = models.PositiveIntegerField(_("records left out"), default=0)

    if TYPE_CHECKING:
        items: Any
        contents: Any

    class Meta:
        verbose_name = _("intake of a bag")
        verbose_name_plural = _("intakes of bags")
        triggers = [begins_as(N.VERIFYING)]

    @classmethod
    def list_url(cls) -> str:
        return reverse("archive:intakes")

    @step(
        N.VERIFYING,
        N.PREVIEW,
        may=nobody_by_hand,
        label=_("The bag is whole"),
    )
    def bag_found_whole(self) -> None:
        """A worker verified the bag: the custodian decides."""
        self.attempts, self.error = 0, ""

    @step(
        N.VERIFYING,
        N.REFUSED,
        may=nobody_by_hand,
        label=_("The bag is not whole"),
        tells=(roles.CUSTODIAN,),
    )
    def bag_found_bad(self, *, error: str) -> None:
        """A worker names the first bad file; nothing of it comes in."""
        self.error = error[:500]

    @step(
        N.PREVIEW,
        N.TAKING,
        may=keeps_archive,
        needs=[rules.bag_is_new, rules.departments_are_here],
        label=_("Take in"),
        form="archive.intakes.forms.TakeForm",
        explanation=_(
            "A worker verifies the bag anew and writes its folders and records: each folder below "
            "the next free number, no level lower than the bag says, nor than the table of levels."
        ),
        mends=[("tab:intake", _("Look at what would come in"))],
        beside=("later:intake", "later:checks"),
    )
    def take_in(self, *, by: Any, known: str) -> None:
        """The custodian takes the bag in, ``known`` says whether also what the archive has."""
        self.takes_known = known == "take"
        self.confirmed_by = by
        self.attempts, self.error = 0, ""

    @step(
        N.PREVIEW,
        N.DROPPED,
        may=keeps_archive,
        label=_("Do not take it in"),
        tone="danger",
        form=REASON,
        beside=("later:intake", "later:checks"),
    )
    def drop_bag(self, *, reason: str) -> None:
        """The custodian does not want what the bag holds."""

    @step(
        N.TAKING,
        N.TAKEN,
        may=nobody_by_hand,
        needs=[rules.bag_is_new],
        label=_("Records taken in"),
        tells=(roles.CUSTODIAN,),
    )
    def records_taken(self, *, taken: int, left_out: int) -> None:
        """A worker wrote the records in this very transaction."""
        self.taken, self.left_out = taken, left_out
        self.taken_at = clock.now()

    @step(
        N.TAKING,
        N.PREVIEW,
        may=nobody_by_hand,
        label=_("The bag could not be taken in"),
    )
    def taking_failed(self, *, error: str) -> None:
        """Nothing of it came in, and the custodian is told why."""
        self.error = error[:500]
