"""From the qualification handed in to the listing (手册 8.4.1, 8.4.2; R28b)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from certification.one_mark import roles
from certification.one_mark.parties import acts_for_department, decides
from certification.one_mark.partners import rules
from certification.one_mark.partners.facts import (
    EDIT,
    EVALUATION_FORM,
    QUALIFIED,
    PartnerSteps,
    enters,
)
from certification.one_mark.partners.papers import ADD_PAPERS, PARTNER_IN_VIEW
from certification.one_mark.partners.states import WRITING, S
from zsa_portal.documents import numbers
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import REASON, step

if TYPE_CHECKING:
    from collections.abc import Collection


class EnteringSteps(PartnerSteps):
    """The steps up to the listing."""

    class Meta:
        abstract = True

    @step(
        WRITING,
        S.EVALUATION,
        may=enters,
        needs=[*QUALIFIED, rules.contact_is_named],
        label=_("Submit the qualification"),
        mends=(EDIT, ADD_PAPERS),
        tells=(roles.APPLICANT,),
    )
    def submit_partner(self) -> None:
        """Hand the qualification in to 1字标培育部 (手册 8.4.1)."""

    @step(
        (*WRITING, S.EVALUATION),
        S.WITHDRAWN,
        may=enters,
        label=_("Withdraw the partner's application"),
        tone="danger",
        explanation=_("The matter is closed; a new application may be made at any time."),
        tells=(roles.DEPARTMENT,),
    )
    def withdraw_partner(self) -> None:
        """Withdraw what was entered."""

    @step(
        S.EVALUATION,
        S.RETURNED,
        may=acts_for_department,
        label=_("Have the qualification completed"),
        tone="secondary",
        form=REASON,
        tells=(roles.APPLICANT,),
        beside=PARTNER_IN_VIEW,
    )
    def return_partner(self, *, reason: str) -> None:
        """Let who entered it complete the qualification."""

    @step(
        S.EVALUATION,
        S.BEFORE_HEAD,
        may=acts_for_department,
        needs=QUALIFIED,
        uses=[rules.every_point_holds],
        label=_("Lay the evaluation before the head"),
        form=EVALUATION_FORM,
        beside=PARTNER_IN_VIEW,
    )
    def evaluate_partner(self, *, by: Any, points: Collection[str], opinion: str) -> None:
        """Evaluate the partner; the record of it is kept as a form (手册 8.4.2: 保留其运行控制的记录)."""
        self._evaluate(points, opinion, by)

    @step(
        S.BEFORE_HEAD,
        S.EVALUATION,
        may=decides,
        label=_("Have it evaluated again"),
        tone="secondary",
        form=REASON,
        beside=PARTNER_IN_VIEW,
    )
    def send_partner_back(self, *, reason: str) -> None:
        """Ask the department for a better evaluation."""

    @step(
        S.BEFORE_HEAD,
        S.REFUSED,
        may=decides,
        label=_("Refuse the partner"),
        tone="danger",
        form=REASON,
        tells=(roles.APPLICANT, roles.DEPARTMENT),
        beside=PARTNER_IN_VIEW,
    )
    def refuse_partner(self, *, reason: str) -> None:
        """Do not approve the partner."""

    @step(
        S.BEFORE_HEAD,
        S.LISTED,
        may=decides,
        needs=QUALIFIED,
        uses=[rules.YEARLY],
        label=_("Approve and list the partner"),
        explanation=_(
            "The partner is listed for a year, and no longer than its accreditation; the approval "
            "letter is issued."
        ),
        tells=(roles.APPLICANT, roles.DEPARTMENT),
        beside=PARTNER_IN_VIEW,
    )
    def approve_partner(self, *, by: Any) -> None:
        """Approve the partner and list it (手册 8.4.2: 经批准后; R28b)."""
        year = clock.today().year
        self.number = f"ZSA-1-P-{year}-{numbers.next(f'one_mark_partner:{year}'):03d}"
        self._list(by)
