"""The sentences that re-check, re-examination and revision share: material, approval, publication."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.papers import ADD_PAPERS
from certification.parties import acts_for_applicant, acts_for_secretariat, records_for_council
from certification.upkeep import rules
from certification.upkeep.facts import KeptSteps
from certification.upkeep.papers import KEPT_IN_VIEW, RETURN_DAYS
from certification.upkeep.states import U
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import Party, Post
from zsa_portal.people.queries import council
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import REASON, Together, nobody_by_hand, step
from zsa_portal.workflow.refusals import BadValue

if TYPE_CHECKING:
    from certification.upkeep.facts import Kept

ARTICLES = ("R21", "R23", "R26")
"""Notice, material, approval, written and public conclusion: three articles say the same."""


def material_ends(matter: Kept) -> dt.datetime:
    """When the time for the material is over: the first instant after its last day."""
    return clock.start_of(matter.material_due_on + dt.timedelta(days=1))


def closes_what_is_over(matter: Any, user: Any) -> bool:
    """The calendar, or the secretariat where the calendar could not."""
    return user is None or acts_for_secretariat(matter, user)


closes_what_is_over.article = "R06"  # type: ignore[attr-defined]


class UpkeepSteps(KeptSteps):
    """What is kept of each procedure, and its steps from the notice to the published conclusion."""

    standard = models.ForeignKey(
        "zsa_catalogue.Standard",
        models.PROTECT,
        related_name="%(class)ss",
        editable=False,
        verbose_name=_("standard"),
    )
    edition = models.ForeignKey(
        "zsa_catalogue.Edition",
        models.PROTECT,
        related_name="%(class)ss",
        editable=False,
        verbose_name=_("edition"),
    )
    due_on = models.DateField(_("to be concluded by"), null=True, blank=True, editable=False)
    material_due_on = models.DateField(_("material until"), editable=False)
    letter = models.ForeignKey(
        "certification.Letter",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="%(class)ss",
        verbose_name=_("letter"),
    )
    reason_opened = models.TextField(_("why it was opened"), blank=True, editable=False)
    conclusion = models.CharField(_("conclusion"), max_length=20, blank=True, editable=False)
    grounds = models.TextField(_("grounds of the conclusion"), blank=True, editable=False)
    conclusion_letter = models.ForeignKey(
        IssuedForm,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("letter about the conclusion"),
    )

    class Meta:
        abstract = True

    @property
    def conclusion_label(self) -> str:
        """The conclusion in words; empty while there is none."""
        if self.conclusion not in self.CONCLUSIONS.values:
            return ""
        return str(self.CONCLUSIONS(self.conclusion).label)

    def correction_refusal(self) -> str:
        """The title is that of the standard."""
        return gettext("The title is that of the published standard; it stays.")

    def ask_again(self, days: int) -> None:
        """Give the body so many natural days after today, if it has not more already."""
        self.material_due_on = max(self.material_due_on, clock.today() + dt.timedelta(days=days))

    def lay_before_council(self, conclusion: str, grounds: str) -> None:
        """Keep the conclusion and bring the council in."""
        rules.conclusion_says_why.require((self, conclusion, grounds))
        self.conclusion, self.grounds = conclusion, grounds.strip()
        self.involve(roles.COUNCIL, Party.of(council()))
        self.involve(roles.COUNCIL_SECRETARY, Party.of_post(Post.COUNCIL_SECRETARY))

    @step(
        [U.MATERIAL, U.OVERDUE],
        U.REVIEWERS,
        may=acts_for_applicant,
        needs=[rules.material_is_complete],
        label=_("Submit the material"),
        cites=ARTICLES,
        tells=(roles.SECRETARIAT,),
        mends=(ADD_PAPERS,),
    )
    def submit_material(self, *, by: Any) -> None:
        """The body submits its material (第二十一、二十三、二十六条)."""
        self.material_came(by)

    @step(
        U.MATERIAL,
        U.OVERDUE,
        may=nobody_by_hand,
        label=_("The time for the material is over"),
        due=material_ends,
        tells=(roles.APPLICANT, roles.SECRETARIAT),
    )
    def material_time_is_over(self) -> None:
        """The calendar notes that the material did not come in time."""

    @step(
        [U.MATERIAL, U.OVERDUE],
        U.MATERIAL,
        may=acts_for_secretariat,
        label=_("Give more time"),
        together=Together(
            _(
                "One reason, as a holiday, may hold for several: each gets the new day, and each "
                "body is told."
            )
        ),
        tone="secondary",
        form="certification.upkeep.forms.MoreTimeForm",
        tells=(roles.APPLICANT,),
    )
    def give_more_time(self, *, until: dt.date, reason: str) -> None:
        """Move the last day for the material on, with the reason."""
        if not self.material_due_on < until <= clock.today() + clock.FURTHEST:
            raise BadValue("until", gettext("Name a later day, within a year from now."))
        if until < clock.today():
            raise BadValue("until", gettext("Name a day that is still to come."))
        self.material_due_on = until

    @step(
        U.REVIEWERS,
        U.MATERIAL,
        may=acts_for_secretariat,
        label=_("Send the material back"),
        tone="secondary",
        form=REASON,
        cites=ARTICLES,
        tells=(roles.APPLICANT,),
        beside=KEPT_IN_VIEW,
    )
    def return_material(self, *, reason: str) -> None:
        """Let the body complete its material, with reasons."""
        self.ask_again(int(RETURN_DAYS.value()))

    @step(
        U.COUNCIL,
        U.APPROVED,
        may=records_for_council,
        needs=[rules.standard_is_in_force, rules.council_has_approved],
        label=_("Record the approval"),
        cites=ARTICLES,
        page="certification:upkeep_decision",
        fulfils=[rules.council_has_approved],
        tells=(roles.SECRETARIAT, roles.APPLICANT),
    )
    def approve_conclusion(self, *, by: Any) -> None:
        """The council approved the conclusion (第二十一、二十三、二十六条)."""

    @step(
        U.COUNCIL,
        U.REVIEWERS,
        may=records_for_council,
        needs=[rules.council_has_refused],
        label=_("Return after the council's refusal"),
        tone="danger",
        fulfils=[rules.council_has_refused],
        form="certification.upkeep.forms.RefusalForm",
        tells=(roles.SECRETARIAT,),
        beside=KEPT_IN_VIEW,
    )
    def return_after_council(self, *, reason: str) -> None:
        """The council did not approve the conclusion: it is reviewed anew."""
        self.conclusion = self.grounds = ""

    @step(
        U.APPROVED,
        U.DONE,
        may=acts_for_secretariat,
        needs=[rules.standard_is_in_force, rules.no_edition_comes_of_it],
        label=_("Tell the body and publish the conclusion"),
        cites=ARTICLES,
        page="certification:upkeep_publication",
        tells=(roles.APPLICANT, roles.COUNCIL_SECRETARY),
    )
    def publish_conclusion(self, *, by: Any, letter: IssuedForm) -> None:
        """The body is told in writing, the public reads it, and it takes effect (第二十一、二十六条)."""
        self.conclusion_letter = letter
        self.take_effect(by)

    @step(
        [U.MATERIAL, U.OVERDUE, U.REVIEWERS, U.COUNCIL, U.APPROVED],
        U.CLOSED,
        may=closes_what_is_over,
        needs=[rules.standard_is_not_in_force],
        label=_("Close: no longer in force"),
        tone="danger",
        tells=(roles.APPLICANT, roles.SECRETARIAT),
    )
    def close_what_is_over(self) -> None:
        """The standard is in force no more: there is nothing to conclude about."""
