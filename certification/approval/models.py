"""Approval by the council, and the announcement (认定 第六、十九条)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.approval import rules
from certification.approval.papers import (
    OWN_NUMBER,
    RECOGNISED,
    REFUSED_LETTER,
    RESULT_LETTER,
)
from certification.assessment.issuing import header
from certification.assessment.rules import changes_are_confirmed, panel_has_passed, report_is_issued
from certification.facts import RecognitionSteps
from certification.papers import REVIEW_IN_VIEW
from certification.parties import acts_for_secretariat, records_for_council
from certification.states import S
from zsa_portal.catalogue.editions import (
    Belonging,
    Described,
    KeptNumber,
    Source,
    edition_open,
    edition_publish,
)
from zsa_portal.documents import forms
from zsa_portal.people.models import Body, Party, Post
from zsa_portal.people.queries import council
from zsa_portal.workflow.machine import step

if TYPE_CHECKING:
    from zsa_portal.ballots.resolutions import Decision
    from zsa_portal.catalogue.models import Announcement


class ApprovalSteps(RecognitionSteps):
    """The steps from the passed review to the recognised standard."""

    class Meta:
        abstract = True

    @step(
        S.PASSED,
        S.BEFORE_COUNCIL,
        may=acts_for_secretariat,
        needs=[report_is_issued, panel_has_passed, changes_are_confirmed],
        label=_("Send to the council"),
        beside=REVIEW_IN_VIEW,
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
    def approve(self, *, by: Any, decision: Decision) -> None:
        """The council approved the recognition; the body is told by letter (第十九条)."""
        data = _decided(self, decision) | {"approved": True}
        forms.issue(RESULT_LETTER, about=self, data=data, by=by)

    @step(
        S.BEFORE_COUNCIL,
        S.COUNCIL_REFUSED,
        may=records_for_council,
        needs=[rules.council_has_refused],
        label=_("Close after the council's refusal"),
        beside=REVIEW_IN_VIEW,
        tone="danger",
        fulfils=[rules.council_has_refused],
        form="certification.approval.forms.RefusalForm",
        tells=(roles.APPLICANT, roles.SECRETARIAT, roles.PANEL),
    )
    def close_after_refusal(self, *, by: Any, decision: Decision, reason: str) -> None:
        """The council refused the recognition: the body is told by letter, the matter is closed."""
        data = _decided(self, decision) | {"approved": False, "reason": reason}
        forms.issue(REFUSED_LETTER, about=self, data=data, by=by)

    @step(
        S.APPROVED,
        S.RECOGNISED,
        may=acts_for_secretariat,
        label=_("Announce the recognition"),
        cites=["R03", "R19"],
        page="certification:announcement_new",
        tells=(roles.APPLICANT, roles.PANEL, roles.COUNCIL),
    )
    def announce(self, *, by: Any, announcement: Announcement) -> None:
        """Publish the standard as a Zhongguancun standard: it enters the catalogue (第三、十九条).

        Whether under a number of the association is a setting that holds for good from here.
        """
        is_committee = self.panel is not None and self.panel.kind == Body.Kind.COMMITTEE
        numbered = Belonging if OWN_NUMBER.value() else KeptNumber
        edition = edition_open(
            kind=RECOGNISED,
            matter=self,
            announcement=announcement,
            described=Described(
                title=self.title, title_en=self.title_en, proposer=str(self.applicant)
            ),
            to=numbered(self.field, self.panel if is_committee else None),
            source=Source(self.applicant, self.source_number),
        )
        edition_publish(edition)


def _decided(recognition: ApprovalSteps, decision: Decision) -> dict[str, Any]:
    return header(recognition) | {
        "resolution": decision.number,
        "decided_on": str(decision.decided_on),
        "reason": "",
    }
