"""The public consultation and what becomes of its comments (制定 第二十至二十二条)."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from standards.consultation import papers, rules
from standards.consultation.papers import ENQUIRY
from standards.drafting.rules import enquiry_papers_are_complete
from standards.papers import ADD_PAPERS
from standards.parties import acts_for_drafting_group, acts_for_secretariat
from standards.rounds import back_to
from standards.states import S
from zsa_portal.documents import forms
from zsa_portal.notices import queries as notices
from zsa_portal.notices.forms_kinds import COMMENT_TABLE
from zsa_portal.workflow.machine import Role, nobody_by_hand, step

if TYPE_CHECKING:
    from zsa_portal.notices.models import Notice

takes_review_draft_back_to = partial(
    back_to, steps=("submit_review_draft", "resubmit_for_review"), whose=acts_for_drafting_group
)
"""The permission of the drafting group to take a review draft back to where it last came from."""


def consultation_ends(project: Any) -> dt.datetime | None:
    """When the project's public consultation closes."""
    return notices.closes_at(project, ENQUIRY.code)


class ConsultationSteps(models.Model):
    """The steps from the registered papers to the review draft."""

    class Meta:
        abstract = True

    @transition(
        field="state",
        source=S.ENQUIRY_REGISTERED,
        target=S.ENQUIRY_OPEN,
        permission=acts_for_secretariat,
        conditions=[enquiry_papers_are_complete],
        custom=step(
            _("Open the public consultation"),
            rules=("F06a", "F20a", "F21"),
            form="standards.consultation.forms.EnquiryForm",
            tells=(Role.APPLICANT, Role.COMMITTEE, Role.DRAFTING_GROUP),
            explanation=_(
                "The consultation draft and its explanation become public; anyone may comment."
            ),
        ),
    )
    def open_enquiry(self, *, notice: Notice) -> None:
        """Put the consultation draft before the public (第二十条)."""

    @transition(
        field="state",
        source=S.ENQUIRY_OPEN,
        target=S.ENQUIRY_CLOSED,
        permission=nobody_by_hand,
        custom=step(
            _("The consultation's time is over"),
            due=consultation_ends,
            tells=(Role.COMMITTEE_SECRETARY, Role.APPLICANT),
        ),
    )
    def end_enquiry(self) -> None:
        """The calendar closes the consultation."""

    @transition(
        field="state",
        source=S.ENQUIRY_CLOSED,
        target=S.REVIEW_DRAFT_READY,
        permission=acts_for_drafting_group,
        conditions=[rules.comments_are_answered, rules.review_draft_is_there],
        custom=step(
            _("Submit the review draft"),
            rules=("F22a",),
            tells=(Role.APPLICANT, Role.COMMITTEE),
            mends=(("tab:opinions", _("Opinions and answers")), ADD_PAPERS),
            explanation=_("The table of comments and their handling is issued as a PDF."),
        ),
    )
    def submit_review_draft(self) -> None:
        """Submit the review draft with the 征求意见汇总处理表 (第二十二条)."""
        forms.issue(COMMENT_TABLE, about=self, data=papers.comment_table_of(self), by=self.acting)

    @transition(
        field="state",
        source=S.REVIEW_DRAFT_READY,
        target=S.ENQUIRY_CLOSED,
        permission=takes_review_draft_back_to(S.ENQUIRY_CLOSED),
        custom=step(
            _("Take the review draft back"),
            tone="secondary",
            undoes="submit_review_draft",
            tells=(Role.COMMITTEE,),
        ),
    )
    def take_back_review_draft(self) -> None:
        """Take the review draft back before the committee convenes its meeting."""
