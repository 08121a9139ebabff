"""Approval by the council, and the announcement (认定 第六、十九条)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.approval import rules
from certification.facts import RecognitionSteps
from certification.parties import acts_for_secretariat, records_for_council
from certification.states import S
from zsa_portal.people.models import Party, Post
from zsa_portal.people.queries import council
from zsa_portal.workflow.machine import step


class ApprovalSteps(RecognitionSteps):
    """The steps from the passed review to the recognised standard."""

    class Meta:
        abstract = True

    @step(
        S.PASSED,
        S.BEFORE_COUNCIL,
        may=acts_for_secretariat,
        label=_("Send to the council"),
        cites=["R19"],
        tells=(roles.APPLICANT,),
    )
    def send_to_council(self) -> None:
        """Lay the passed standard before the council with its review (第十九条)."""
        self.involve(roles.COUNCIL, Party.of(council()))
        self.involve(roles.COUNCIL_SECRETARY, Party.of_post(Post.COUNCIL_SECRETARY))

    @step(
        S.BEFORE_COUNCIL,
        S.APPROVED,
        may=records_for_council,
        needs=[rules.council_has_approved],
        label=_("Record the approval"),
        page="certification:decision_new",
        fulfils=[rules.council_has_approved],
        tells=(roles.APPLICANT, roles.SECRETARIAT, roles.PANEL),
    )
    def approve(self, *, by: Any) -> None:
        """The council approved the recognition (第十九条)."""

    @step(
        S.BEFORE_COUNCIL,
        S.COUNCIL_REFUSED,
        may=records_for_council,
        needs=[rules.council_has_refused],
        label=_("Close after the council's refusal"),
        tone="danger",
        fulfils=[rules.council_has_refused],
        form="certification.approval.forms.RefusalForm",
        tells=(roles.APPLICANT, roles.SECRETARIAT, roles.PANEL),
    )
    def close_after_refusal(self, *, reason: str) -> None:
        """The council refused the recognition: the matter is closed."""

    @step(
        S.APPROVED,
        S.RECOGNISED,
        may=acts_for_secretariat,
        label=_("Announce the recognition"),
        cites=["R03", "R19"],
        tells=(roles.APPLICANT, roles.PANEL, roles.COUNCIL),
    )
    def announce(self, *, by: Any) -> None:
        """Publish the standard as a Zhongguancun standard (第三、十九条)."""
