"""The public consultation and what becomes of its comments (制定 第二十至二十二条)."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from standards import roles
from standards.consultation import papers, rules
from standards.consultation.papers import CONSULTATION_TIME, ENQUIRY
from standards.drafting.rules import enquiry_papers_are_complete
from standards.facts import ProjectSteps
from standards.papers import ADD_PAPERS
from standards.parties import acts_for_drafting_group, acts_for_secretariat
from standards.states import S
from zsa_portal.documents import forms
from zsa_portal.notices import queries as notices
from zsa_portal.notices.papers import COMMENT_TABLE
from zsa_portal.workflow.machine import nobody_by_hand, step
from zsa_portal.workflow.rounds import back_to

if TYPE_CHECKING:
    from zsa_portal.notices.models import Notice

takes_review_draft_back_to = partial(
    back_to, steps=("submit_review_draft", "resubmit_for_review"), whose=acts_for_drafting_group
)
"""The permission of the drafting group to take a review draft back to where it last came from."""


def consultation_ends(project: Any) -> dt.datetime | None:
    """When the project's public consultation closes."""
    return notices.closes_at(project, ENQUIRY.code)


class ConsultationSteps(ProjectSteps):
    """The steps from the registered papers to the review draft."""

    class Meta:
        abstract = True

    @step(
        S.ENQUIRY_REGISTERED,
        S.ENQUIRY_OPEN,
        may=acts_for_secretariat,
        needs=[enquiry_papers_are_complete],
        label=_("Open the public consultation"),
        uses=[CONSULTATION_TIME],
        form="standards.consultation.forms.EnquiryForm",
        tells=(roles.APPLICANT, roles.COMMITTEE, roles.DRAFTING_GROUP),
        explanation=_(
            "The consultation draft and its explanation become public; anyone may comment."
        ),
    )
    def open_enquiry(self, *, notice: Notice) -> None:
        """Put the consultation draft before the public (第二十条)."""

    @step(
        S.ENQUIRY_OPEN,
        S.ENQUIRY_CLOSED,
        may=nobody_by_hand,
        label=_("The consultation's time is over"),
        due=consultation_ends,
        tells=(roles.COMMITTEE_SECRETARY, roles.APPLICANT),
    )
    def end_enquiry(self) -> None:
        """The calendar closes the consultation."""

    @step(
        S.ENQUIRY_CLOSED,
        S.REVIEW_DRAFT_READY,
        may=acts_for_drafting_group,
        needs=[
            rules.comments_are_answered,
            rules.review_draft_is_there,
            enquiry_papers_are_complete,
        ],
        label=_("Submit the review draft"),
        tells=(roles.APPLICANT, roles.COMMITTEE),
        mends=(("tab:opinions", _("Opinions and answers")), ADD_PAPERS),
        explanation=_("The table of comments and their handling is issued as a PDF."),
    )
    def submit_review_draft(self, *, by: Any) -> None:
        """Submit the review draft with the 征求意见汇总处理表 (第二十二条)."""
        forms.issue(COMMENT_TABLE, about=self, data=papers.comment_table_of(self), by=by)

    @step(
        S.REVIEW_DRAFT_READY,
        S.ENQUIRY_CLOSED,
        may=takes_review_draft_back_to(S.ENQUIRY_CLOSED),
        label=_("Take the review draft back"),
        tone="secondary",
        undoes="submit_review_draft",
        tells=(roles.COMMITTEE,),
    )
    def take_back_review_draft(self) -> None:
        """Take the review draft back before the committee convenes its meeting."""
