"""The procedure: what a suggestion keeps, and the steps that move it."""

from __future__ import annotations

from typing import Any

from django.db import models

from tests.proof import papers, rules
from tests.proof.ballots import BALLOT, ballot_ends
from tests.proof.states import ADOPTED, KEEPER, OPEN, STAGES, STATES
from zsa_portal.ballots import actions as ballots
from zsa_portal.documents import forms
from zsa_portal.people.models import Body
from zsa_portal.workflow.machine import nobody_by_hand, register, step
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.triggers import begins_as


@register
class Suggestion(Matter):
    """Something that a department suggests and a committee adopts."""

    kind_code = "suggestion"
    kind_label = "Suggestion"
    ROLES = (KEEPER,)
    STATES = STATES
    STAGES = STAGES

    committee = models.ForeignKey(Body, models.PROTECT, related_name="+")

    class Meta:
        triggers = [begins_as(OPEN)]

    @step(
        OPEN,
        None,
        may=rules.keeps,
        label="Put on notice",
        needs=[rules.text_is_there],
        form="tests.proof.forms.NoticeForm",
        mends=[papers.ADD_PAPERS],
    )
    def put_on_notice(self, *, notice: Any) -> None:
        """Let everybody comment on the text."""

    @step(
        OPEN,
        None,
        may=rules.keeps,
        label="Open the ballot",
        needs=[rules.notice_is_over, rules.comments_are_answered],
    )
    def open_ballot(self, *, by: Any) -> None:
        """Let the committee vote."""
        ballots.ballot_open(matter=self, kind=BALLOT, body=self.committee, question="", by=by)

    @step(OPEN, None, may=nobody_by_hand, label="The ballot's time is over", due=ballot_ends)
    def end_ballot(self, *, by: Any) -> None:
        """The calendar closes the ballot."""
        ballots.current_ballot_close(matter=self, kind=BALLOT, by=by)

    @step(OPEN, ADOPTED, may=rules.keeps, label="Adopt", needs=[rules.ballot_is_passed])
    def adopt(self, *, by: Any) -> None:
        """Adopt what the committee voted for; the adoption is issued as an official form."""
        forms.issue(papers.ADOPTION, about=self, data=papers.adoption_data(self), by=by)
