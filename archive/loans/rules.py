"""What holds before records are lent (归档管理制度 第十、十二、十三、十七条)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.kinds import Medium
from archive.loans.terms import Form
from archive.records import Item
from archive.versions import closes
from zsa_portal.documents import levels
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Settable
from zsa_portal.regulations.rule import condition, provision, rule
from zsa_portal.workflow.models import Level

Loan = Any
APPROVALS: dict[str, set[str]] = {
    Level.PUBLIC: set(),
    Level.RESTRICTED: {"approve_as_head"},
    Level.CONFIDENTIAL: {"pass_to_leaders", "approve_as_leader"},
}
"""The steps by which a loan of each level was approved (第十条)."""
ORDER = (Level.PUBLIC, Level.RESTRICTED, Level.CONFIDENTIAL)
LONGEST = Settable(
    "archive.loan_longest_days",
    30,
    gettext_lazy("Days a loan may last at most, also when it is extended"),
    gettext_lazy("第十二条 wants the time fixed beforehand; how long it may be is left open."),
)
WHOSE_HEAD = Settable(
    "archive.loan_head",
    "applicant",
    gettext_lazy("Whose head approves a loan: applicant, or owner of the records"),
    gettext_lazy("第十条 says the head of department and not of which one."),
)

SAMPLE = Settable(
    "archive.spot_check_size",
    5,
    gettext_lazy("Loans drawn for a spot check"),
    gettext_lazy("第十六条 wants spot checks from time to time; how many loans is left open."),
)


def items_of(loan: Loan) -> list[Item]:
    """The records of a loan with document and department, in a stable order."""
    rows = Item.objects.filter(loan_rows__loan=loan.pk)
    return list(
        rows.select_related("document", "department", "folder", "version__file").order_by("pk")
    )


def highest(items: Iterable[Item]) -> str:
    """The highest level among records, PUBLIC where there are none."""
    return levels.highest(item.document.level for item in items)


@condition
def something_is_asked(loan: Loan) -> Iterable[str]:
    """A loan is of records that are in the archive, in the form in which they are there."""
    items = items_of(loan)
    if not items:
        yield _("The request names no record: choose them in the archive.")
    for item in items:
        if sentence := _unfit(item, loan.form):
            yield sentence % {"record": item.pk}


def _unfit(item: Item, form: str) -> str:
    """Why a record is not lent in a form, as a sentence that names it by its key; else empty."""
    if item.state != Item.State.ACCEPTED:
        return _("Record %(record)d is not in the archive any more.")
    media_type = item.version.file.media_type if item.version else None
    if closes(item.document.level, media_type):
        return _(
            "Record %(record)d is a file of a kind that is neither shown nor marked here: above public "
            "it cannot be lent. Ask the custodian to have it filed as a PDF or office file too."
        )
    if form == Form.ELECTRONIC and item.medium == Medium.PAPER:
        return _("Record %(record)d is on paper or a carrier: ask for the original or a copy.")
    if form == Form.PAPER and item.medium != Medium.PAPER:
        return _("Record %(record)d is a file: read it here, or ask for a copy.")
    return ""


@condition
def one_department_owns_them(loan: Loan) -> Iterable[str]:
    """Where the owner's head approves, one request is of the records of one department."""
    owners = {item.department_id for item in items_of(loan)}
    if WHOSE_HEAD.value() == "owner" and len(owners) > 1:
        yield _("The records are of several departments: make one request for each.")


@rule("A12a")
def purpose_is_stated(loan: Loan) -> Iterable[str]:
    """A loan is for a stated purpose, and for that alone (第十二条第一款第四项)."""
    if not loan.purpose.strip():
        yield _("Say what the records are needed for.")


@rule("A12c")
def dates_are_fixed(loan: Loan) -> Iterable[str]:
    """The days of borrowing and of return are fixed before anything is handed out (第十二条)."""
    if loan.starts_on is None or loan.ends_on is None:
        yield _("Fix the first and the last day.")


@condition
def term_is_sound(loan: Loan) -> Iterable[str]:
    """The time lies ahead, ends after it begins, and is no longer than it may be."""
    if loan.starts_on is None or loan.ends_on is None:
        return
    if loan.ends_on < loan.starts_on:
        yield _("The last day lies before the first.")
    elif loan.ends_on < clock.today():
        yield _("The last day has passed: choose a later one.")
    elif (loan.ends_on - loan.starts_on).days >= int(LONGEST.value()):
        yield _("A loan lasts %(days)d days at most.") % {"days": int(LONGEST.value())}


@rule("A12c")
def prohibitions_are_acknowledged(loan: Loan) -> Iterable[str]:
    """Originals are not copied, scanned or photographed, and the borrower says so (第十二条)."""
    if loan.form == Form.PAPER and not loan.no_copying:
        yield _("Acknowledge that the original is not copied, scanned or photographed.")


@rule("A17")
def commercial_use_is_excluded(loan: Loan) -> Iterable[str]:
    """秘密 and 机密 records are not for commercial use without permission (第十七条)."""
    if highest(items_of(loan)) != Level.PUBLIC and not loan.no_commercial_use:
        yield _("Acknowledge that the records are not used commercially without permission.")


@condition
def approval_is_needed(loan: Loan) -> Iterable[str]:
    """Some record is above 公开."""
    if highest(items_of(loan)) == Level.PUBLIC:
        yield _("Everything is public: no approval is needed.")


@rule("A13a")
def no_approval_is_needed(loan: Loan) -> Iterable[str]:
    """公开 records need no approval; all others do (第十三条)."""
    if highest(items_of(loan)) != Level.PUBLIC:
        yield _("Records above public need an approval.")


@condition
def reading_needs_no_loan(loan: Loan) -> Iterable[str]:
    """Public files are read without any loan: only originals and copies are asked for."""
    if loan.form == Form.ELECTRONIC and highest(items_of(loan)) == Level.PUBLIC:
        yield _("Public files are open to you: read them without a loan.")


@rule("A13b")
def head_suffices(loan: Loan) -> Iterable[str]:
    """The head's approval alone lends 秘密 records, never 机密 ones (第十三条)."""
    if loan.level == Level.CONFIDENTIAL:
        yield _("Confidential records go on to the secretary general or executive vice chair.")


@condition
def leaders_are_asked(loan: Loan) -> Iterable[str]:
    """The loan is of 机密 records."""
    if loan.level != Level.CONFIDENTIAL:
        yield _("Nothing of it is confidential: the head's approval suffices.")


@rule("A10b")
def approval_covers_the_level(loan: Loan) -> Iterable[str]:
    """What was graded higher since the request needs the approval of its level (第十条)."""
    if ORDER.index(highest(items_of(loan))) > ORDER.index(loan.level):
        yield _("A record was graded higher since: refuse the request and have it made anew.")


@rule("A11")
def approvals_are_on_record(loan: Loan) -> Iterable[str]:
    """Nothing is lent before those whose approval its level needs gave it (第十、十一条)."""
    needed = APPROVALS[loan.level]
    given = loan.log.filter(step__in=needed).values_list("step", flat=True)
    if not needed <= set(given):
        yield _("An approval that its level needs is not on record.")


@condition
def is_electronic(loan: Loan) -> Iterable[str]:
    """The records are read in the browser."""
    if loan.form != Form.ELECTRONIC:
        yield _("This request is for paper.")


@condition
def is_an_original(loan: Loan) -> Iterable[str]:
    """Paper originals are asked for."""
    if loan.form != Form.PAPER:
        yield _("No paper original is asked for.")


@condition
def is_a_copy(loan: Loan) -> Iterable[str]:
    """Copies or scans are asked for."""
    if loan.form != Form.COPY:
        yield _("No copies are asked for.")


@rule("A12d")
def remark_is_on_the_copies(remark: str) -> Iterable[str]:
    """Copies and scans carry a remark before they are handed over (第十二条)."""
    if not remark.strip():
        yield _("Write the remark that is put on the copies.")


@condition
def is_running(loan: Loan) -> Iterable[str]:
    """More time is asked for before the end."""
    if loan.closes_at is None or loan.closes_at <= clock.now():
        yield _("The loan has ended: make a new request.")


@condition
def extension_is_asked(loan: Loan) -> Iterable[str]:
    """The borrower asked for more time."""
    if loan.extend_to is None:
        yield _("No extension is asked for.")


@rule("A13c")
def custodian_may_extend(loan: Loan) -> Iterable[str]:
    """More time for 机密 records is given by those who approve their loan (第十三条)."""
    if loan.level == Level.CONFIDENTIAL:
        yield _("The secretary general or executive vice chair extends a loan at this level.")


@provision("A12a", otherwise=[])
def remark_lines(*, number: str, borrower: str, purpose: str, first: Any, last: Any) -> list[str]:
    """Who borrowed, when, for what and under which number: the remark on each page (第十二条)."""
    return [
        f"调用人：{borrower}    调用编号：{number}",
        f"调用时间：{first:%Y-%m-%d} 至 {last:%Y-%m-%d}",
        f"用途：{purpose}（仅限本次用途）",
    ]


def opening_of(loan: Loan) -> dt.datetime:
    """The first instant of a loan: of its first day, and not before it is granted."""
    return max(clock.start_of(loan.starts_on), clock.now())


@provision("A12c", otherwise=dt.datetime(9999, 1, 1, tzinfo=dt.UTC))
def closing_of(last: dt.date) -> dt.datetime:
    """The exclusive end of a loan, when paper is due: the first instant after its last day (第十二条)."""
    return clock.start_of(last + dt.timedelta(days=1))


@rule("A16")
def every_loan_is_judged(check: Any) -> Iterable[str]:
    """The custodian looks into every loan of the sample (第十六条)."""
    left = check.rows.filter(conforms__isnull=True).count()
    if left:
        yield _("%(left)d loans of the sample are not looked into yet.") % {"left": left}
