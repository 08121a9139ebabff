"""Acceptance and public notice (认定 第十五、十六条)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certification import roles
from certification.acceptance import papers, rules
from certification.acceptance.engagement import EXPERT_HELP
from certification.acceptance.papers import RECOGNITION_NOTICE
from certification.acceptance.printing import acceptance_data, digest_data
from certification.acceptance.records import Acceptance
from certification.facts import RecognitionSteps
from certification.papers import APPLICATION_IN_VIEW
from certification.parties import acts_for_secretariat
from certification.states import S
from zsa_portal.documents import forms
from zsa_portal.engagements import actions as engagements
from zsa_portal.engagements.queries import eligible_experts, engagements_of
from zsa_portal.notices import queries as notices
from zsa_portal.notices.models import Opinion
from zsa_portal.people.models import Expert
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import REASON, Together, nobody_by_hand, step
from zsa_portal.workflow.memo import remember, remembered

if TYPE_CHECKING:
    from zsa_portal.engagements.models import Engagement
    from zsa_portal.notices.models import Notice

COMMENTS = "public_comments"
ON_CHECKLIST = ("certification:acceptance", _("Go through the checklist"))
ON_COMMENTS = ("certification:comments", _("Verify and sort the comments"))


def notice_ends(recognition: Any) -> dt.datetime | None:
    """When the public notice closes."""
    return notices.closes_at(recognition, RECOGNITION_NOTICE.code)


class AcceptanceSteps(RecognitionSteps):
    """The steps from the submitted application to the comments handed to the panel."""

    class Meta:
        abstract = True

    @property
    def acceptance(self) -> Acceptance | None:
        """The check of what was last submitted, None before it was begun; one query, once an object."""
        if self.submitted_at is None:
            return None
        rows = Acceptance.objects.filter(recognition=self.pk, submitted_at=self.submitted_at)
        return remembered(self, "acceptance", rows.first)

    def experts_asked(self) -> list[Engagement]:
        """The experts asked about what is being checked; one query, once an object."""
        live = engagements_of(self, EXPERT_HELP).live().filter(ended_at__isnull=True)
        rows = live.select_related("expert")
        return remembered(self, "experts_asked", lambda: list(rows))

    def experts_to_ask(self) -> QuerySet[Expert]:
        """The experts who may be asked: neither of the body nor recused."""
        return eligible_experts(self, EXPERT_HELP)

    def comments(self) -> list[Any]:
        """The public comments by number, each with ``is_checked``; one query, once an object."""
        return remembered(self, COMMENTS, lambda: _comments_on([self])[self.pk])

    @step(
        S.ACCEPTANCE,
        None,
        may=acts_for_secretariat,
        label=_("Ask experts"),
        tone="secondary",
        uses=[rules.experts_have_no_interest],
        cites=["R15b"],
        form="certification.acceptance.forms.AskExpertsForm",
        tells=(roles.EXPERT,),
        explanation=_(
            "On a technical dispute experts of the field help to judge; they answer here."
        ),
    )
    def ask_experts(self, *, by: Any, experts: Sequence[Expert], question: str) -> None:
        """Ask experts to help judge a technical dispute (第十五条)."""
        rules.experts_have_no_interest.require((self, experts))
        running = engagements_of(self, EXPERT_HELP).filter(ended_at=None)
        engage = engagements.engage if running.exists() else engagements.engage_anew
        engage(matter=self, kind=EXPERT_HELP, experts=experts, by=by, question=question)

    @step(
        S.ACCEPTANCE,
        None,
        may=acts_for_secretariat,
        label=_("Release an expert"),
        tone="secondary",
        form="certification.acceptance.forms.ReleaseExpertForm",
    )
    def release_asked_expert(self, *, engagement: Engagement, reason: str) -> None:
        """Release an expert who has not answered, with the reason."""
        engagements.release(matter=self, kind=EXPERT_HELP, engagement=engagement, reason=reason)

    @step(
        S.ACCEPTANCE,
        S.ACCEPTED,
        may=acts_for_secretariat,
        needs=[
            rules.papers_and_field_are_in_order,
            rules.five_stages_are_shown,
            rules.process_was_transparent,
            rules.standard_is_coordinated,
            rules.experts_have_answered,
        ],
        label=_("Accept the application"),
        mends=(ON_CHECKLIST,),
        beside=APPLICATION_IN_VIEW,
        tells=(roles.APPLICANT,),
    )
    def accept(self, *, by: Any) -> None:
        """Accept a complete application (第十五条)."""
        self._conclude(Acceptance.Result.PASSED, by=by)

    @step(
        S.ACCEPTANCE,
        S.RETURNED,
        may=acts_for_secretariat,
        needs=[rules.points_are_named],
        label=_("Have it completed"),
        tone="secondary",
        form=REASON,
        mends=(ON_CHECKLIST,),
        beside=APPLICATION_IN_VIEW,
        tells=(roles.APPLICANT,),
    )
    def return_to_complete(self, *, by: Any, reason: str) -> None:
        """Let the body complete its application (第十五条)."""
        self._conclude(Acceptance.Result.TO_COMPLETE, by=by, reason=reason)

    @step(
        S.ACCEPTANCE,
        S.REFUSED,
        may=acts_for_secretariat,
        needs=[rules.points_are_named],
        label=_("Return the application"),
        tone="danger",
        form=REASON,
        mends=(ON_CHECKLIST,),
        beside=APPLICATION_IN_VIEW,
        tells=(roles.APPLICANT,),
    )
    def refuse_application(self, *, by: Any, reason: str) -> None:
        """Return the application for good, with reasons (第十五条)."""
        self._conclude(Acceptance.Result.REFUSED, by=by, reason=reason)

    def _conclude(self, result: str, *, by: Any, reason: str = "") -> None:
        """Record the result of the check, make its paper, end the experts' part."""
        found = self.acceptance
        if found is None:
            raise Acceptance.DoesNotExist
        found.result, found.reason = result, reason
        found.finished_at, found.finished_by = clock.now(), by
        found.save()
        data = acceptance_data(self, found)
        forms.issue(papers.ACCEPTANCE_FORM, about=self, data=data, by=by)
        engagements.dismiss_all(matter=self, kind=EXPERT_HELP)

    @step(
        S.ACCEPTED,
        S.NOTICE,
        may=acts_for_secretariat,
        label=pgettext_lazy("recognition", "Put on public notice"),
        cites=["R15c"],
        uses=[RECOGNITION_NOTICE.period],
        page="certification:notice_new",
        tells=(roles.APPLICANT,),
    )
    def open_notice(self, *, notice: Notice) -> None:
        """Put the standard on a public notice, alone or with others (第十五条)."""

    @step(
        S.NOTICE,
        S.NOTICE_CLOSED,
        may=nobody_by_hand,
        label=_("The notice's time is over"),
        due=notice_ends,
        tells=(roles.SECRETARIAT, roles.APPLICANT),
    )
    def end_notice(self) -> None:
        """The calendar closes the notice."""

    @step(
        S.NOTICE_CLOSED,
        S.PANEL_FORMING,
        may=acts_for_secretariat,
        needs=[rules.comments_are_verified],
        label=_("Hand the comments on"),
        together=Together(
            _("Nothing is judged here: each application whose comments are verified goes on."),
            ahead=("certification.acceptance.models.with_comments",),
        ),
        mends=(ON_COMMENTS,),
        explanation=_("A digest of the comments, verified and sorted, is made for the panel."),
    )
    def hand_comments_on(self, *, by: Any) -> None:
        """The comments are verified and sorted and go to the reviewers with the material (第十六条)."""
        forms.issue(papers.COMMENT_DIGEST, about=self, data=digest_data(self), by=by)


def with_comments(recognitions: Sequence[AcceptanceSteps]) -> None:
    """Read the public comments of several at once; one query."""
    found = _comments_on(recognitions)
    for one in recognitions:
        remember(one, COMMENTS, found[one.pk])


def _comments_on(recognitions: Sequence[AcceptanceSteps]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {one.pk: [] for one in recognitions}
    rows: Any = Opinion.objects.filter(
        item__matter__in=found, item__notice__kind=RECOGNITION_NOTICE.code
    )
    rows = rows.select_related("recognition_check", "item__notice", "evidence")
    for one in rows.order_by("item__notice", "number"):
        check = getattr(one, "recognition_check", None)
        one.is_checked = check is not None and check.is_complete
        found[one.item.matter_id].append(one)
    return found
