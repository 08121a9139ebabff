"""Acceptance and public notice (认定 第十五、十六条)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.acceptance.papers import RECOGNITION_NOTICE
from certification.facts import RecognitionSteps
from certification.parties import acts_for_secretariat
from certification.states import S
from zsa_portal.notices import queries as notices
from zsa_portal.workflow.machine import REASON, nobody_by_hand, step

if TYPE_CHECKING:
    from zsa_portal.notices.models import Notice


def notice_ends(recognition: Any) -> dt.datetime | None:
    """When the public notice closes."""
    return notices.closes_at(recognition, RECOGNITION_NOTICE.code)


class AcceptanceSteps(RecognitionSteps):
    """The steps from the submitted application to the comments handed to the panel."""

    class Meta:
        abstract = True

    @step(
        S.ACCEPTANCE,
        S.ACCEPTED,
        may=acts_for_secretariat,
        label=_("Accept the application"),
        cites=["R15a"],
        tells=(roles.APPLICANT,),
    )
    def accept(self, *, by: Any) -> None:
        """Accept a complete application (第十五条)."""

    @step(
        S.ACCEPTANCE,
        S.RETURNED,
        may=acts_for_secretariat,
        label=_("Have it completed"),
        tone="secondary",
        form=REASON,
        cites=["R15c"],
        tells=(roles.APPLICANT,),
    )
    def return_to_complete(self, *, reason: str) -> None:
        """Let the body complete its application (第十五条)."""

    @step(
        S.ACCEPTANCE,
        S.REFUSED,
        may=acts_for_secretariat,
        label=_("Return the application"),
        tone="danger",
        form=REASON,
        cites=["R15c"],
        tells=(roles.APPLICANT,),
    )
    def refuse_application(self, *, reason: str) -> None:
        """Return the application for good, with reasons (第十五条)."""

    @step(
        S.ACCEPTED,
        S.NOTICE,
        may=acts_for_secretariat,
        label=_("Put on public notice"),
        cites=["R15c"],
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
        label=_("Hand the comments on"),
        cites=["R16"],
    )
    def hand_comments_on(self) -> None:
        """The comments are verified and sorted and go to the reviewers with the material (第十六条)."""
