"""Review by letter: of a re-check, and of a revision's changes (第二十一、二十三条)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.panels.facts import Panel
from certification.panels.rules import MEMBER_RULES
from certification.parties import acts_for_secretariat
from certification.upkeep import rules
from certification.upkeep.engaging import members_of
from certification.upkeep.facts import KeptSteps
from certification.upkeep.official import report_data
from certification.upkeep.papers import KEPT_IN_VIEW, REVIEW_REPORT
from certification.upkeep.states import U
from certification.upkeep.steps import closes_what_is_over
from zsa_portal.documents import forms
from zsa_portal.engagements import actions as engagements
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import step

if TYPE_CHECKING:
    from zsa_portal.engagements.models import Engagement
    from zsa_portal.people.models import Expert

ENGAGE = "certification.upkeep.forms.EngageForm"


class LetterSteps(KeptSteps):
    """From the experts chosen to the conclusion drawn up."""

    class Meta:
        abstract = True

    def require_reviewers(self, experts: Sequence[Expert]) -> None:
        """RuleUnmet for an expert who may not review this under 第十三条."""
        chosen = Panel(members_of(self, experts), clock.today())
        for one in MEMBER_RULES:
            one.require(chosen)

    @step(
        U.LETTERS,
        U.CLOSED,
        may=closes_what_is_over,
        needs=[rules.standard_is_not_in_force],
        label=_("Close: no longer in force"),
        tone="danger",
        tells=(roles.APPLICANT, roles.SECRETARIAT),
    )
    def close_letter_review(self) -> None:
        """The standard is in force no more: the experts owe no answer any more."""
        engagements.dismiss_all(matter=self, kind=self.REVIEW)

    @step(
        U.REVIEWERS,
        U.LETTERS,
        may=acts_for_secretariat,
        label=_("Engage experts"),
        uses=[rules.reviewers_are_enough, *MEMBER_RULES],
        form=ENGAGE,
        tells=(roles.EXPERT,),
        explanation=_("The experts read the material and answer here; nobody of the body may."),
    )
    def engage_reviewers(self, *, by: Any, experts: Sequence[Expert]) -> None:
        """Choose experts of the field who review by letter (第十三、二十一、二十三条)."""
        rules.reviewers_are_enough.require((self, experts))
        self.require_reviewers(experts)
        engagements.engage_anew(matter=self, kind=self.REVIEW, experts=experts, by=by)

    @step(
        U.LETTERS,
        None,
        may=acts_for_secretariat,
        label=_("Engage more experts"),
        tone="secondary",
        uses=MEMBER_RULES,
        form=ENGAGE,
        tells=(roles.EXPERT,),
    )
    def engage_more_reviewers(self, *, by: Any, experts: Sequence[Expert]) -> None:
        """Engage further experts, or others in the place of recused ones."""
        self.require_reviewers(experts)
        engagements.engage(matter=self, kind=self.REVIEW, experts=experts, by=by)

    @step(
        U.LETTERS,
        None,
        may=acts_for_secretariat,
        label=_("Release an expert"),
        tone="secondary",
        uses=[rules.opinion_is_not_given],
        form="certification.upkeep.forms.ReleaseForm",
    )
    def release_reviewer(self, *, engagement: Engagement, reason: str) -> None:
        """Release an expert who has not answered, with the reason."""
        rules.opinion_is_not_given.require(engagement)
        engagements.release(matter=self, kind=self.REVIEW, engagement=engagement, reason=reason)

    @step(
        U.LETTERS,
        U.COUNCIL,
        may=acts_for_secretariat,
        needs=[rules.standard_is_in_force, rules.every_reviewer_has_answered],
        label=_("Draw up the conclusion"),
        uses=[
            rules.conclusion_says_why,
            rules.departing_from_reviewers_is_explained,
            rules.changes_are_reviewed_positively,
        ],
        form="certification.upkeep.forms.ConclusionForm",
        explanation=_("The review report is issued and the conclusion goes before the council."),
        tells=(roles.COUNCIL,),
        beside=KEPT_IN_VIEW,
    )
    def conclude_review(self, *, by: Any, conclusion: str, grounds: str) -> None:
        """Draw the reviewers' answers up to a conclusion, for approval (第二十一、二十三条)."""
        said = (self, conclusion, grounds)
        rules.departing_from_reviewers_is_explained.require(said)
        rules.changes_are_reviewed_positively.require(said)
        self.lay_before_council(conclusion, grounds)
        engagements.dismiss_all(matter=self, kind=self.REVIEW)
        forms.issue(REVIEW_REPORT, about=self, data=report_data(self), by=by)
