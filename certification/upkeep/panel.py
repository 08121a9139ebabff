"""Review by a panel: the re-examination (第二十五、二十六条)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.panels.rules import (
    a_committee_or_a_panel_is_ready,
    committee_of_the_field_reviews,
    panel_is_whole,
)
from certification.panels.seating import reviewer_named
from certification.parties import acts_for_secretariat
from certification.upkeep import rules
from certification.upkeep.engaging import REEXAMINATION_PANEL
from certification.upkeep.facts import KeptSteps
from certification.upkeep.official import report_data
from certification.upkeep.papers import (
    KEPT_IN_VIEW,
    PANEL_MAJORITY,
    REEXAMINATION_BALLOT,
    REVIEW_REPORT,
)
from certification.upkeep.states import U
from certification.upkeep.steps import closes_what_is_over
from zsa_portal.ballots import actions as ballots
from zsa_portal.ballots.queries import closes_at
from zsa_portal.documents import forms
from zsa_portal.people.models import Body
from zsa_portal.workflow.machine import REASON, nobody_by_hand, step

if TYPE_CHECKING:
    from certification.upkeep.facts import Kept

ON_VISIT = (("certification:visit_new", _("Record the visit")),)


def judgement_ends(matter: Kept) -> dt.datetime | None:
    """When the panel's judgement closes; None once it is closed."""
    return closes_at(matter, REEXAMINATION_BALLOT.code)


class ReexaminationPanelSteps(KeptSteps):
    """From the panel named to the conclusion drawn up."""

    panel = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="reexaminations",
        verbose_name=_("reviewed by"),
    )
    visit_needed = models.BooleanField(
        _("a visit on site is needed"), default=False, editable=False
    )

    class Meta:
        abstract = True

    @step(
        [U.PANEL, U.BALLOT_CLOSED],
        U.CLOSED,
        may=closes_what_is_over,
        needs=[rules.standard_is_not_in_force],
        label=_("Close: no longer in force"),
        tone="danger",
        tells=(roles.APPLICANT, roles.SECRETARIAT, roles.PANEL),
    )
    def close_panel_review(self) -> None:
        """The standard is in force no more: the panel has nothing to judge."""

    @step(
        U.REVIEWERS,
        U.PANEL,
        may=acts_for_secretariat,
        label=_("Name the panel"),
        needs=[a_committee_or_a_panel_is_ready],
        uses=[committee_of_the_field_reviews, *REEXAMINATION_PANEL.rules],
        cites=["R25"],
        form="certification.upkeep.forms.PanelForm",
        mends=(("tab:panel", _("Form the panel")),),
        tells=(roles.PANEL, roles.APPLICANT),
    )
    def name_panel(self, *, by: Any, panel: Body | None = None, visit_needed: bool) -> None:
        """Let the sub-committee of the field, or the panel that was formed, re-examine (第二十五条).

        ``panel`` is a committee; without one the plan of the matter becomes a panel. RuleUnmet.
        """
        self.panel = reviewer_named(self, REEXAMINATION_PANEL, panel)
        self.visit_needed = visit_needed

    @step(
        U.PANEL,
        U.BALLOT,
        may=acts_for_secretariat,
        needs=[rules.needed_visit_is_recorded, panel_is_whole],
        label=_("Open the panel's judgement"),
        uses=[PANEL_MAJORITY],
        form="certification.upkeep.forms.JudgementForm",
        mends=ON_VISIT,
        tells=(roles.PANEL,),
    )
    def open_judgement(self, *, by: Any, days: int | None = None) -> None:
        """Let every member judge whether the standard continues (第二十六条)."""
        ballots.ballot_open(
            matter=self,
            kind=REEXAMINATION_BALLOT,
            body=cast("Body", self.panel),
            question=self.title,
            by=by,
            days=days,
        )

    @step(
        U.BALLOT,
        U.BALLOT_CLOSED,
        may=nobody_by_hand,
        label=_("The panel's time is over"),
        due=judgement_ends,
        tells=(roles.SECRETARIAT,),
    )
    def end_judgement(self, *, by: Any) -> None:
        """The calendar closes the judgement."""
        ballots.current_ballot_close(matter=self, kind=REEXAMINATION_BALLOT, by=by)

    @step(
        U.BALLOT,
        U.BALLOT_CLOSED,
        may=acts_for_secretariat,
        label=_("Close the judgement"),
        uses=[PANEL_MAJORITY],
    )
    def close_judgement(self, *, by: Any) -> None:
        """Close the judgement before its time, once every member has judged."""
        ballots.current_ballot_close(matter=self, kind=REEXAMINATION_BALLOT, by=by)

    @step(
        U.BALLOT_CLOSED,
        U.COUNCIL,
        may=acts_for_secretariat,
        needs=[rules.standard_is_in_force],
        label=_("Draw up the conclusion"),
        uses=[rules.conclusion_says_why, rules.panel_upholds_what_continues],
        form="certification.upkeep.forms.ConclusionForm",
        explanation=_("The review report is issued and the conclusion goes before the council."),
        tells=(roles.COUNCIL, roles.PANEL),
        beside=KEPT_IN_VIEW,
    )
    def conclude_reexamination(self, *, by: Any, conclusion: str, grounds: str) -> None:
        """Draw the panel's judgement up to a conclusion, for approval (第二十六条)."""
        rules.panel_upholds_what_continues.require((self, conclusion, grounds))
        self.lay_before_council(conclusion, grounds)
        forms.issue(REVIEW_REPORT, about=self, data=report_data(self), by=by)

    @step(
        U.BALLOT_CLOSED,
        U.PANEL,
        may=acts_for_secretariat,
        label=_("Have the panel judge anew"),
        tone="secondary",
        form=REASON,
        tells=(roles.PANEL,),
        beside=KEPT_IN_VIEW,
    )
    def judge_anew(self, *, reason: str) -> None:
        """Too few judged, or a question came up: the panel judges once more, with the reason."""
