"""The filing (归档) of a department's material of one month: its list, and the chain by level."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive import roles
from archive.checking.actions import checks_begin
from archive.checking.kinds import Occasion
from archive.checking.rules import (
    files_were_opened,
    public_rows_are_whole,
    taken_rows_are_whole,
)
from archive.filing import rules
from archive.filing.collecting import rules as material
from archive.filing.issuing import filing_list_issue
from archive.filing.levels import levels_approve
from archive.filing.listing import COLUMNS, MOST_COLUMNS, checksum_of
from archive.filing.papers import CUSTODY_IN_VIEW, FILING, HEAD_IN_VIEW, LIST_IN_VIEW
from archive.filing.signing import Place, places_to_sign_anew, signs_anew
from archive.filing.states import STAGES, STATES, F
from archive.filing.times import first_of
from archive.kinds import WITHOUT_TABS
from archive.parties import heads_department, keeps_archive, prepares, signs_first, signs_last
from archive.records import Item
from archive.versions import versions_loosen, versions_pin
from zsa_portal.people.models import Department, Party
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import REASON, Together, register, step
from zsa_portal.workflow.models import Level, Matter
from zsa_portal.workflow.triggers import begins_as

__all__ = ["Filing", "Signature", "checksum_of", "first_of"]


@register
@pghistory.track(
    obj_field=pghistory.ObjForeignKey(
        related_name="filing_events", related_query_name="filing_events"
    )
)
class Filing(Matter):
    """What a department files of one month; ``month`` is the month's first day.

    ``handed_over_at`` is when its head approved the list that stands: the department had filed by
    then. What the custodian or the head returns is not handed over any more; a leader who does not
    sign takes nothing out of the archive, so the instant stays.
    ``nothing_reason`` says why there is nothing to file; empty otherwise. ``directory_columns`` is
    how many directory columns the list has (附件三: four; 第八条 lets them be added and removed).
    """

    kind_code = FILING
    EXPLAINED_PUBLICLY = False
    kind_label = _("Filing")
    ROLES = (
        roles.ARCHIVIST,
        roles.HEAD,
        roles.CUSTODIAN,
        roles.SECRETARY_GENERAL,
        roles.VICE_CHAIR,
        roles.PUBLIC_KEEPER,
    )
    STATES = STATES
    STAGES = STAGES
    WITHOUT_TABS = WITHOUT_TABS
    page_related: ClassVar[tuple[str, ...]] = ("department",)

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="filings", verbose_name=_("department")
    )
    month = models.DateField(_("month"))
    nothing_reason = models.CharField(_("why there is nothing"), max_length=300, blank=True)
    handed_over_at = models.DateTimeField(_("handed over"), null=True, blank=True)
    directory_columns = models.PositiveSmallIntegerField(
        _("directory columns"),
        default=COLUMNS,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_COLUMNS)],
    )

    items: Any
    signatures: Any

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
            rules.columns_hold_the_folders,
            material.names_are_numbered,
            material.originals_are_editable,
            material.files_can_be_opened,
            material.levels_are_given,
            material.lower_levels_have_reasons,
        ],
        uses=[material.DIRECTORIES, material.is_named_by_its_matter, material.scope],
        label=_("Sign and submit the list"),
        explanation=_("You sign the list as it is now; its checksum is kept with your signature."),
        mends=[
            ("archive:material", _("Collect the month's material")),
            ("tab:list", _("Look at the list")),
        ],
    )
    def submit_list(self, *, by: Any) -> None:
        """The archivist signs the list and hands it to the head (第三、七条)."""
        self.nothing_reason = ""
        self.items.filter(state=Item.State.RETURNED).update(
            state=Item.State.LISTED, returned_for=""
        )
        versions_pin(self.items.filter(state=Item.State.LISTED))
        sign(self, Place.ARCHIVIST, by)
        checks_begin(origin=self, occasion=Occasion.FILING, by=by)

    @step(
        F.COLLECTING,
        F.CHECK,
        may=prepares,
        needs=[rules.nothing_is_listed],
        form="archive.filing.forms.NothingForm",
        label=_("Report that there is nothing to file"),
        explanation=_("The head of the department confirms it; the month is then closed."),
        tone="secondary",
    )
    def report_nothing(self, *, by: Any, nothing_reason: str) -> None:
        """The department has nothing to file of this month, and says why (第九条; ours)."""
        self.nothing_reason = nothing_reason
        sign(self, Place.ARCHIVIST, by)

    @step(
        F.CHECK,
        F.SECRETARY_GENERAL,
        may=heads_department,
        needs=[
            rules.something_is_listed,
            rules.nothing_waits_for_custody,
            public_rows_are_whole,
            files_were_opened,
        ],
        uses=[rules.another_hand, rules.public_keeper],
        cites=("A07a",),
        label=_("Sign and store the public material"),
        explanation=_("What is public is in the archive at once; the list goes on to be signed."),
        tells=(roles.PUBLIC_KEEPER,),
        beside=HEAD_IN_VIEW,
    )
    def store_public(self, *, by: Any) -> None:
        """公开: archivist, head checks, stored at once (第七条)."""
        self.head_approved(by)

    @step(
        F.CHECK,
        F.CUSTODY,
        may=heads_department,
        needs=[rules.rows_wait_for_custody, public_rows_are_whole, files_were_opened],
        uses=[rules.another_hand, rules.public_keeper],
        cites=("A07b",),
        label=_("Sign and hand to the custodian"),
        explanation=_("Public rows are in the archive at once; the custodian checks the others."),
        tells=(roles.PUBLIC_KEEPER,),
        beside=HEAD_IN_VIEW,
    )
    def approve_list(self, *, by: Any) -> None:
        """秘密 and 机密: the head approves, the custodian takes in; public rows are stored (第七条)."""
        self.head_approved(by)
        checks_begin(origin=self, occasion=Occasion.CUSTODY, by=by)

    @step(
        F.CHECK,
        F.FILED,
        may=heads_department,
        needs=[rules.nothing_is_listed, rules.nothing_is_reported],
        uses=[rules.another_hand],
        label=_("Confirm that there is nothing to file"),
        together=Together(
            _(
                "An empty month has no rows to check: the head signs each of them, with the reason "
                "the archivist gave."
            ),
            ahead=("archive.filing.rules.with_rows",),
        ),
    )
    def confirm_nothing(self, *, by: Any) -> None:
        """The head confirms that the month has nothing to file (第九条; ours)."""
        rules.another_hand.require((self, by))
        sign(self, Place.HEAD, by)
        self.handed_over_at = clock.now()

    @step(
        F.CHECK,
        F.COLLECTING,
        may=heads_department,
        label=_("Return to the archivist"),
        tone="secondary",
        form=REASON,
        beside=LIST_IN_VIEW,
    )
    def return_list(self, *, reason: str) -> None:
        """The head returns the list, with the reason (第三条)."""
        self.handed_over_at = None
        versions_loosen(self.items.filter(state=Item.State.LISTED))

    @step(
        F.CUSTODY,
        F.SECRETARY_GENERAL,
        may=keeps_archive,
        needs=[rules.every_row_is_judged, rules.no_row_is_returned, taken_rows_are_whole],
        label=_("Take the material in"),
        tells=(roles.ARCHIVIST, roles.HEAD),
        mends=[("archive:filing_custody", _("Check the rows"))],
        beside=CUSTODY_IN_VIEW,
    )
    def take_in(self) -> None:
        """The custodian found everything on the list (第三、七条)."""

    @step(
        F.CUSTODY,
        F.RETURNED,
        may=keeps_archive,
        needs=[rules.every_row_is_judged, rules.a_row_is_returned],
        label=_("Return the rows that do not conform"),
        tone="secondary",
        tells=(roles.HEAD,),
        mends=[("archive:filing_custody", _("Check the rows"))],
        beside=CUSTODY_IN_VIEW,
    )
    def return_rows(self) -> None:
        """The custodian returns what does not conform: the month is not filed yet (第三条)."""
        self.handed_over_at = None
        versions_loosen(self.items.filter(state=Item.State.RETURNED))

    @step(
        F.SECRETARY_GENERAL,
        F.VICE_CHAIR,
        may=signs_first,
        needs=[rules.signatures_stand],
        label=_("Sign the list"),
        explanation=_("You sign the list as it is now; its checksum is kept with your signature."),
        beside=LIST_IN_VIEW,
    )
    def sign_as_secretary_general(self, *, by: Any) -> None:
        """The secretary general signs the list (附件三)."""
        sign(self, Place.SECRETARY_GENERAL, by)

    @step(
        F.VICE_CHAIR,
        F.FILED,
        may=signs_last,
        needs=[rules.signatures_stand],
        label=_("Sign the list"),
        explanation=_("The list is issued as a PDF with all four signatures."),
        tells=(roles.ARCHIVIST, roles.HEAD, roles.CUSTODIAN),
        beside=LIST_IN_VIEW,
    )
    def sign_as_vice_chair(self, *, by: Any) -> None:
        """The executive vice chair signs the list as the last one; it is issued (附件三)."""
        sign(self, Place.VICE_CHAIR, by)
        filing_list_issue(self, by=by)

    @step(
        F.SECRETARY_GENERAL,
        F.CHECK,
        may=signs_first,
        label=_("Return to the head of department"),
        tone="secondary",
        form=REASON,
        tells=(roles.ARCHIVIST,),
        beside=LIST_IN_VIEW,
    )
    def return_from_secretary_general(self, *, reason: str) -> None:
        """The secretary general does not sign and says why; what is in the archive stays (ours)."""

    @step(
        F.VICE_CHAIR,
        F.CHECK,
        may=signs_last,
        label=_("Return to the head of department"),
        tone="secondary",
        form=REASON,
        tells=(roles.ARCHIVIST,),
        beside=LIST_IN_VIEW,
    )
    def return_from_vice_chair(self, *, reason: str) -> None:
        """The executive vice chair does not sign and says why; what is in the archive stays (ours)."""

    @step(
        (F.CUSTODY, F.SECRETARY_GENERAL, F.VICE_CHAIR),
        None,
        may=signs_anew,
        label=_("Sign the changed list again"),
        explanation=_("The list has changed since you signed it; you sign it as it is now."),
        beside=LIST_IN_VIEW,
    )
    def sign_again(self, *, by: Any) -> None:
        """A signature of an earlier list is replaced by one of the present list (附件三)."""
        for place in places_to_sign_anew(self, by):
            if place == Place.HEAD:
                rules.another_hand.require((self, by))
            sign(self, place, by)

    def head_approved(self, by: Any) -> None:
        """Sign as the head, note when the department filed, store what is public (第三、七条)."""
        rules.another_hand.require((self, by))
        sign(self, Place.HEAD, by)
        self.handed_over_at = self.handed_over_at or clock.now()
        levels_approve(self)
        public = self.items.filter(state=Item.State.LISTED, document__level=Level.PUBLIC)
        stored = public.update(state=Item.State.ACCEPTED, accepted_at=clock.now())
        keeper = rules.public_keeper()
        if stored and keeper is not None:
            self.involve(roles.PUBLIC_KEEPER, Party.of(keeper))


class Signature(models.Model):
    """One of the four signatures under a filing list, in the portal (附件三).

    ``checksum`` is that of the list as it was signed. A later signature of a place counts instead
    of an earlier.
    """

    filing = models.ForeignKey(
        Filing, models.PROTECT, related_name="signatures", verbose_name=_("filing")
    )
    place = models.PositiveSmallIntegerField(_("place"), choices=Place)
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
        return f"{self.get_place_display()}: {self.by}"


def sign(filing: Filing, place: Place, by: Any) -> Signature:
    """Sign the list of a held filing, as it is now."""
    return Signature.objects.create(
        filing=filing, place=place, by=by, at=clock.now(), checksum=checksum_of(filing)
    )
