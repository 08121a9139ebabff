"""The steps by which records are lent, kept longer, and come back (归档管理制度 第十、十二条)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import roles
from archive.loans import rules
from archive.loans.parties import approves_as_leader, borrows, lends
from archive.loans.remarks import lines_on_copies, remark_fits_the_pages
from archive.loans.rules import closing_of, opening_of
from archive.loans.states import LOAN_IN_VIEW, RUNNING, L
from zsa_portal.regulations import clock
from zsa_portal.workflow.duties import discharge, owe
from zsa_portal.workflow.machine import REASON, nobody_by_hand, step
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.refusals import BadValue
from zsa_portal.workflow.wording import word

if TYPE_CHECKING:
    from archive.loans.models import Loan

FORMS = "archive.loans.forms"
SOUND = (
    rules.something_is_asked,
    rules.dates_are_fixed,
    rules.term_is_sound,
    rules.approval_covers_the_level,
    rules.approvals_are_on_record,
)
EXTENSION = "extend_loan"
word(extend_loan=_("Decide on the extension of a loan"))


class Lending:
    """What the custodian does with an approved request, and the borrower with what is lent."""

    if TYPE_CHECKING:
        extend_to: Any

    @step(
        L.CUSTODY,
        L.OPEN,
        may=lends,
        needs=[*SOUND, rules.is_electronic],
        uses=[rules.remark_lines],
        label=_("Open the records"),
        form=f"{FORMS}.GrantForm",
        explanation=_("They open on the first day and close by themselves after the last."),
        tells=(roles.BORROWER,),
        beside=LOAN_IN_VIEW,
    )
    def grant_access(self: Loan, *, until: dt.date, copies: bool) -> None:
        """The custodian opens the records for the time granted (第十、十二条)."""
        lend(self, until)
        self.copies_allowed = copies

    @step(
        L.CUSTODY,
        L.OUT,
        may=lends,
        needs=[*SOUND, rules.is_an_original, rules.prohibitions_are_acknowledged],
        label=_("Hand out the originals"),
        form=f"{FORMS}.HandOutForm",
        tells=(roles.BORROWER,),
        beside=LOAN_IN_VIEW,
    )
    def hand_out(self: Loan, *, until: dt.date) -> None:
        """The custodian hands originals out, the day of return being fixed (第十二条)."""
        lend(self, until)

    @step(
        L.CUSTODY,
        L.OUT,
        may=lends,
        needs=[*SOUND, rules.is_a_copy],
        uses=[rules.remark_is_on_the_copies, remark_fits_the_pages, lines_on_copies],
        label=_("Hand out the copies"),
        form=f"{FORMS}.CopiesForm",
        tells=(roles.BORROWER,),
        beside=LOAN_IN_VIEW,
    )
    def hand_out_copies(self: Loan, *, until: dt.date, remark: str) -> None:
        """The custodian copies or scans, puts the remark on it, and hands it over (第十二条)."""
        rules.remark_is_on_the_copies.require(remark)
        lend(self, until)
        self.remark = remark
        remark_fits_the_pages.require(self)

    @step(
        RUNNING,
        None,
        may=borrows,
        needs=[rules.is_running],
        label=_("Ask for an extension"),
        form=f"{FORMS}.ExtensionForm",
        tone="secondary",
        tells=(roles.CUSTODIAN,),
    )
    def ask_extension(self: Loan, *, until: dt.date, reason: str) -> None:
        """More time is asked for before the end, with the reason."""
        require_longer(self, until)
        self.extend_to = until
        owe(self, self.parties(extender(self))[-1], EXTENSION, due_at=self.closes_at)

    @step(
        RUNNING,
        None,
        may=lends,
        needs=[rules.extension_is_asked, rules.custodian_may_extend],
        label=_("Extend the loan"),
        form=f"{FORMS}.DecisionForm",
        tells=(roles.BORROWER,),
        beside=LOAN_IN_VIEW,
    )
    def extend_as_custodian(self: Loan, *, note: str, by: Any) -> None:
        """公开 and 秘密: the custodian gives more time; the head has approved the purpose."""
        extended(self, by)

    @step(
        RUNNING,
        None,
        may=approves_as_leader,
        needs=[rules.extension_is_asked, rules.leaders_are_asked],
        label=_("Extend the loan"),
        form=f"{FORMS}.DecisionForm",
        tells=(roles.BORROWER, roles.CUSTODIAN),
        beside=LOAN_IN_VIEW,
    )
    def extend_as_leader(self: Loan, *, note: str, by: Any) -> None:
        """机密: the secretary general or the executive vice chair gives more time (第十三条)."""
        extended(self, by)

    @step(
        RUNNING,
        None,
        may=lends,
        needs=[rules.extension_is_asked],
        label=_("Refuse the extension"),
        tone="secondary",
        form=REASON,
        tells=(roles.BORROWER,),
        beside=LOAN_IN_VIEW,
    )
    def refuse_extension(self: Loan, *, reason: str, by: Any) -> None:
        """The loan ends on the day that was fixed."""
        not_extended(self, by)

    @step(
        RUNNING,
        None,
        may=approves_as_leader,
        needs=[rules.extension_is_asked, rules.leaders_are_asked],
        label=_("Refuse the extension"),
        tone="secondary",
        form=REASON,
        tells=(roles.BORROWER, roles.CUSTODIAN),
        beside=LOAN_IN_VIEW,
    )
    def refuse_extension_as_leader(self: Loan, *, reason: str, by: Any) -> None:
        """机密: who may give more time may also refuse it; the loan ends on its day (第十三条)."""
        not_extended(self, by)

    @step(
        L.OPEN,
        L.CLOSED,
        may=borrows,
        label=_("End the loan early"),
        tone="secondary",
        explanation=_("The records close to you at once."),
    )
    def give_back(self: Loan, *, by: Any) -> None:
        """The borrower needs the records no longer."""
        end(self, by)

    @step(
        L.OPEN,
        L.REVOKED,
        may=lends,
        label=_("Revoke the loan"),
        tone="danger",
        form=REASON,
        explanation=_("The records close to the borrower at once, also on open pages."),
        tells=(roles.BORROWER, roles.HEAD),
        beside=LOAN_IN_VIEW,
    )
    def revoke_loan(self: Loan, *, reason: str, by: Any) -> None:
        """The custodian takes the right back, with the reason."""
        end(self, by)

    @step(
        L.OPEN,
        L.CLOSED,
        may=nobody_by_hand,
        due=lambda loan: loan.closes_at,
        label=_("The time is over"),
        tells=(roles.BORROWER,),
    )
    def close_loan(self: Loan) -> None:
        """The calendar notes the end; the right itself has ended by the clock."""
        self.extend_to = None
        discharge(self, EXTENSION)

    @step(
        L.OUT,
        None,
        may=lends,
        label=_("Call it back"),
        tone="secondary",
        form=REASON,
        explanation=_("It is due now; the borrower is told."),
        tells=(roles.BORROWER, roles.HEAD),
        beside=LOAN_IN_VIEW,
    )
    def recall_paper(self: Loan, *, reason: str) -> None:
        """What is out is due at once, with the reason."""
        assert self.closes_at is not None  # noqa: S101 - set when it was handed out
        self.closes_at = min(self.closes_at, clock.now())

    @step(
        L.OUT,
        L.CLOSED,
        may=lends,
        label=_("Take it back"),
        form=f"{FORMS}.ReturnForm",
        tells=(roles.BORROWER,),
        beside=LOAN_IN_VIEW,
    )
    def take_back(self: Loan, *, condition: str, by: Any) -> None:
        """The custodian records the return and in what condition it is."""
        self.return_note = condition
        end(self, by)


def lend(loan: Loan, until: dt.date) -> None:
    """Fix the time of a held loan; its last day is not later than the one asked for."""
    assert loan.starts_on is not None  # noqa: S101 - asked by dates_are_fixed
    assert loan.ends_on is not None  # noqa: S101 - asked by dates_are_fixed
    if not clock.today() <= until <= loan.ends_on or until < loan.starts_on:
        raise BadValue("until", gettext("Choose a day from today to the last day asked for."))
    loan.ends_on = until
    loan.opens_at, loan.closes_at = opening_of(loan), closing_of(until)


def end(loan: Loan, by: Any) -> None:
    """End a held loan now."""
    loan.ended_at, loan.extend_to = clock.now(), None
    discharge(loan, EXTENSION, by=by)


def extender(loan: Loan) -> roles.RoleInfo:
    """Who decides on more time: the custodian, of 机密 records a leader."""
    return roles.LEADER if loan.level == Level.CONFIDENTIAL else roles.CUSTODIAN


def require_longer(loan: Loan, until: dt.date) -> None:
    """BadValue unless a day is later than the last one and within the longest time of a loan."""
    if loan.ends_on is not None and until <= loan.ends_on:
        raise BadValue("until", gettext("Choose a day later than the present last one."))
    most = int(rules.LONGEST.value())
    if loan.starts_on is not None and (until - loan.starts_on).days >= most:
        sentence = gettext("A loan lasts %(days)d days at most, extensions included.")
        raise BadValue("until", sentence % {"days": most})


def extended(loan: Loan, by: Any) -> None:
    """Give a held loan the time that was asked for."""
    assert loan.extend_to is not None  # noqa: S101 - asked by extension_is_asked
    loan.ends_on, loan.closes_at = loan.extend_to, closing_of(loan.extend_to)
    loan.extend_to = None
    discharge(loan, EXTENSION, by=by)


def not_extended(loan: Loan, by: Any) -> None:
    """Leave a held loan the end that it has: the time that was asked for is not given."""
    loan.extend_to = None
    discharge(loan, EXTENSION, by=by)
