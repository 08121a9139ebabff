"""The filing (归档) of a department's material of one month: its list, and the chain by level."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

import pghistory
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive import roles
from archive.filing import rules
from archive.filing.collecting import rules as material
from archive.filing.states import STAGES, STATES, F
from archive.parties import heads_department, keeps_archive, prepares, signs_first, signs_last
from archive.records import Item
from zsa_portal.people.models import Department
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import REASON, register, step
from zsa_portal.workflow.models import Level, Matter
from zsa_portal.workflow.triggers import begins_as


@register
@pghistory.track(
    obj_field=pghistory.ObjForeignKey(
        related_name="filing_events", related_query_name="filing_events"
    )
)
class Filing(Matter):
    """What a department files of one month; ``month`` is the month's first day.

    ``handed_over_at`` is when its head last approved the list: the department had filed by then.
    ``nothing_reason`` says why there is nothing to file; empty otherwise.
    """

    kind_code = "filing"
    kind_label = _("Filing")
    ROLES = (
        roles.ARCHIVIST,
        roles.HEAD,
        roles.CUSTODIAN,
        roles.SECRETARY_GENERAL,
        roles.VICE_CHAIR,
    )
    STATES = STATES
    STAGES = STAGES

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="filings", verbose_name=_("department")
    )
    month = models.DateField(_("month"))
    nothing_reason = models.CharField(_("why there is nothing"), max_length=300, blank=True)
    handed_over_at = models.DateTimeField(_("handed over"), null=True, blank=True)

    items: Any

    class Meta:
        verbose_name = _("filing")
        verbose_name_plural = _("filings")
        indexes = [models.Index(fields=["month", "department"])]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "month"], name="one_filing_of_a_department_and_month"
            )
        ]
        triggers = [begins_as(F.COLLECTING)]

    @classmethod
    def list_url(cls) -> str:
        return reverse("archive:filings")

    @step(
        (F.COLLECTING, F.RETURNED),
        F.CHECK,
        may=prepares,
        needs=[
            rules.something_is_listed,
            material.names_are_numbered,
            material.originals_are_editable,
            material.levels_are_given,
        ],
        uses=[material.DIRECTORIES, material.is_named_by_its_matter, material.scope],
        label=_("Sign and submit the list"),
    )
    def submit_list(self, *, by: Any) -> None:
        """The archivist signs the list and hands it to the head (第三、七条)."""
        self.items.filter(state=Item.State.RETURNED).update(
            state=Item.State.LISTED, returned_for=""
        )
        sign(self, 1, by)

    @step(
        F.CHECK,
        F.COLLECTING,
        may=heads_department,
        label=_("Return to the archivist"),
        tone="secondary",
        form=REASON,
    )
    def return_list(self) -> None:
        """The head returns the list, with the reason (第三条)."""

    @step(
        F.CHECK,
        F.SECRETARY_GENERAL,
        may=heads_department,
        needs=[rules.all_rows_are_public],
        cites=("A07a",),
        label=_("Sign and store the public material"),
    )
    def store_public(self, *, by: Any) -> None:
        """公开: archivist, head checks, stored at once (第七条)."""
        self.head_approved(by)

    @step(
        F.CHECK,
        F.CUSTODY,
        may=heads_department,
        needs=[rules.rows_wait_for_custody],
        cites=("A07b",),
        label=_("Sign and hand to the custodian"),
    )
    def approve_list(self, *, by: Any) -> None:
        """秘密 and 机密: the head approves, the custodian takes in; public rows are stored (第七条)."""
        self.head_approved(by)

    @step(
        F.CUSTODY,
        F.RETURNED,
        may=keeps_archive,
        needs=[rules.every_row_is_judged, rules.a_row_is_returned],
        label=_("Return the rows that do not conform"),
        tone="secondary",
        tells=(roles.HEAD,),
    )
    def return_rows(self) -> None:
        """The custodian returns what does not conform (第三条)."""

    @step(
        F.CUSTODY,
        F.SECRETARY_GENERAL,
        may=keeps_archive,
        needs=[rules.every_row_is_judged, rules.no_row_is_returned],
        label=_("Take the material in"),
        tells=(roles.ARCHIVIST, roles.HEAD),
    )
    def take_in(self) -> None:
        """The custodian found everything on the list (第三、七条)."""

    @step(
        F.SECRETARY_GENERAL,
        F.VICE_CHAIR,
        may=signs_first,
        label=_("Sign the list"),
    )
    def sign_as_secretary_general(self, *, by: Any) -> None:
        """The secretary general signs the list (附件三)."""
        sign(self, 3, by)

    @step(
        F.VICE_CHAIR,
        F.FILED,
        may=signs_last,
        label=_("Sign the list"),
        tells=(roles.ARCHIVIST, roles.HEAD, roles.CUSTODIAN),
    )
    def sign_as_vice_chair(self, *, by: Any) -> None:
        """The executive vice chair signs the list as the last one (附件三)."""
        sign(self, 4, by)

    def head_approved(self, by: Any) -> None:
        """Sign as the head, note when the department filed, store what is public."""
        sign(self, 2, by)
        self.handed_over_at = clock.now()
        self.save(update_fields=["handed_over_at"])
        rows = self.items.filter(state=Item.State.LISTED, document__level=Level.PUBLIC)
        rows.update(state=Item.State.ACCEPTED, accepted_at=clock.now())


class Signature(models.Model):
    """One of the four signatures under a filing list, in the portal (附件三).

    ``place`` counts from 1: archivist, head, secretary general, executive vice chair. ``checksum``
    is that of the list as it was signed. A later signature of a place counts instead of an earlier.
    """

    filing = models.ForeignKey(
        Filing, models.PROTECT, related_name="signatures", verbose_name=_("filing")
    )
    place = models.PositiveSmallIntegerField(_("place"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("signed by")
    )
    at = models.DateTimeField(_("signed"), default=clock.now)
    checksum = models.CharField(_("checksum of the list"), max_length=64)

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["filing", "place", "pk"]

    def __str__(self) -> str:
        return f"{self.place}: {self.by}"


def sign(filing: Filing, place: int, by: Any) -> Signature:
    """Sign the list of a held filing, as it is now."""
    return Signature.objects.create(
        filing=filing, place=place, by=by, at=clock.now(), checksum=checksum_of(filing)
    )


def checksum_of(filing: Filing) -> str:
    """The SHA-256 of the rows of a list: folder, name, level and file of each, in their order."""
    rows = filing.items.order_by("folder__number", "name", "pk").values_list(
        "folder__number", "folder__name", "name", "document__level", "remark", "document_id"
    )
    return hashlib.sha256(json.dumps(list(rows), ensure_ascii=False).encode()).hexdigest()


def first_of(day: dt.date) -> dt.date:
    """The first day of the month before the month of a day: what is filed in that month."""
    return (day.replace(day=1) - dt.timedelta(days=1)).replace(day=1)
