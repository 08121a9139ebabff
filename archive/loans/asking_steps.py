"""The steps by which a loan is asked for and approved (归档管理制度 第十、十一、十三条)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from archive import roles
from archive.loans import approvals, rules
from archive.loans.parties import approves_as_head, approves_as_leader, borrows, lends, parties_of
from archive.loans.states import ASKED, LOAN_IN_VIEW, L
from zsa_portal.documents import numbers
from zsa_portal.regulations import clock
from zsa_portal.wecom.actions import hand_over
from zsa_portal.workflow.duties import discharge, owe
from zsa_portal.workflow.machine import REASON, step
from zsa_portal.workflow.wording import word

if TYPE_CHECKING:
    from archive.loans.models import Loan

EDIT = ("archive:loan_edit", _("Complete the request"))
COMPLETE = (
    rules.something_is_asked,
    rules.purpose_is_stated,
    rules.dates_are_fixed,
    rules.term_is_sound,
    rules.prohibitions_are_acknowledged,
    rules.commercial_use_is_excluded,
    rules.reading_needs_no_loan,
)
APPROVAL = "approve_loan"
word(approve_loan=_("Approve the request or refuse it"))


class Asking:
    """What borrower, head and leaders do."""

    @step(
        L.DRAFT,
        L.HEAD,
        may=borrows,
        needs=[*COMPLETE, rules.one_department_owns_them, rules.approval_is_needed],
        label=_("Submit the request"),
        mends=(EDIT,),
    )
    def submit_loan(self: Loan) -> None:
        """Any employee asks; the head of department decides first (第十条)."""
        submitted(self)
        hand_over(self, approvals.HEAD)

    @step(
        L.DRAFT,
        L.CUSTODY,
        may=borrows,
        needs=[*COMPLETE, rules.no_approval_is_needed],
        label=_("Submit to the custodian"),
        mends=(EDIT,),
    )
    def submit_public(self: Loan) -> None:
        """公开: no approval, the custodian hands out (第十三条第一项)."""
        submitted(self)

    @step(
        L.DRAFT,
        L.WITHDRAWN,
        may=borrows,
        label=_("Discard the request"),
        tone="danger",
        explanation=_("Nothing was submitted yet; the request is closed."),
    )
    def discard_loan(self) -> None:
        """Give up a request before it is submitted."""

    @step(
        L.HEAD,
        L.CUSTODY,
        may=approves_as_head,
        needs=[rules.head_suffices],
        cites=("A10a",),
        label=_("Approve the loan"),
        tells=(roles.BORROWER,),
        beside=LOAN_IN_VIEW,
    )
    def approve_as_head(self) -> None:
        """秘密: the head of department approves, the custodian lends (第十条)."""

    @step(
        L.HEAD,
        L.LEADERS,
        may=approves_as_head,
        needs=[rules.leaders_are_asked],
        cites=("A10b",),
        label=_("Approve and pass on"),
        tells=(roles.BORROWER,),
        beside=LOAN_IN_VIEW,
    )
    def pass_to_leaders(self: Loan) -> None:
        """机密: after the head, the secretary general or the executive vice chair (第十条)."""
        first, *_holder = self.parties(roles.LEADER)
        if _holder:
            owe(self, first, APPROVAL)
        hand_over(self, approvals.LEADERS)

    @step(
        L.LEADERS,
        L.CUSTODY,
        may=approves_as_leader,
        cites=("A10b",),
        label=_("Approve the loan"),
        tells=(roles.BORROWER,),
        beside=LOAN_IN_VIEW,
    )
    def approve_as_leader(self: Loan, *, by: Any) -> None:
        """Either of the two approves (第十条、第十三条第三项)."""
        discharge(self, APPROVAL, by=by)

    @step(
        L.HEAD,
        L.REFUSED,
        may=approves_as_head,
        label=_("Refuse the loan"),
        tone="danger",
        form=REASON,
        tells=(roles.BORROWER,),
        beside=LOAN_IN_VIEW,
    )
    def refuse_as_head(self, *, reason: str) -> None:
        """The head says no, with the reason."""

    @step(
        L.LEADERS,
        L.REFUSED,
        may=approves_as_leader,
        label=_("Refuse the loan"),
        tone="danger",
        form=REASON,
        tells=(roles.BORROWER, roles.HEAD),
        beside=LOAN_IN_VIEW,
    )
    def refuse_as_leader(self: Loan, *, reason: str, by: Any) -> None:
        """Either of the two says no, with the reason."""
        discharge(self, APPROVAL, by=by)

    @step(
        L.CUSTODY,
        L.REFUSED,
        may=lends,
        label=_("Refuse the loan"),
        tone="danger",
        form=REASON,
        tells=(roles.BORROWER, roles.HEAD),
        beside=LOAN_IN_VIEW,
    )
    def refuse_as_custodian(self, *, reason: str) -> None:
        """The custodian does not lend, with the reason."""

    @step(
        ASKED,
        L.WITHDRAWN,
        may=borrows,
        label=_("Withdraw the request"),
        tone="danger",
        explanation=_("The request is closed; a new one may be made at any time."),
        tells=(roles.HEAD, roles.CUSTODIAN),
    )
    def withdraw_loan(self: Loan, *, by: Any) -> None:
        """The borrower does not need the records any more."""
        discharge(self, APPROVAL, by=by)


def submitted(loan: Loan) -> None:
    """Give a held loan its level, its number and those who decide on it."""
    loan.level = rules.highest(rules.items_of(loan))
    year = clock.today().year
    loan.number = f"JY-{year}-{numbers.next(f'archive.loan.{year}'):04d}"
    loan.asked_at = clock.now()
    for role, party in parties_of(loan):
        loan.involve(role, party)
