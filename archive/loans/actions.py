"""Beginning a request, what is written into it, and the custodian's spot checks."""

from __future__ import annotations

import random
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import roles
from archive.loans.models import Loan
from archive.loans.parties import borrows
from archive.loans.records import LoanItem, SpotCheck, SpotCheckRow
from archive.loans.rules import SAMPLE, every_loan_is_judged
from archive.loans.states import PAST, RUNNING, L
from archive.parties import is_custodian
from archive.records import Item
from zsa_portal.people.models import Department, DepartmentMembership, Party, User
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import held, touched
from zsa_portal.workflow.refusals import BadValue
from zsa_portal.workflow.saving import Written, fields_save
from zsa_portal.workflow.settle import begin
from zsa_portal.workflow.wording import word

word(
    loan_save=gettext_lazy("Request saved"),
    loan_add=gettext_lazy("Record added to the request"),
    loan_remove=gettext_lazy("Record taken off the request"),
)
REQUEST = Written(
    "loan_save",
    fields=(
        "owner",
        "form",
        "purpose",
        "starts_on",
        "ends_on",
        "no_copying",
        "no_commercial_use",
    ),
    states=(L.DRAFT,),
    may=borrows,
    told=("owner", "form", "purpose", "starts_on", "ends_on"),
)
"""What the form of a request writes; its records are a table beside it."""


def departments_of(user: User) -> list[Department]:
    """The departments to which a user belongs in person today."""
    rows = DepartmentMembership.objects.current().filter(user=user.pk)
    return list(Department.objects.filter(pk__in=rows.values("department")))


def loan_begin(*, by: User) -> Loan:
    """The request that a user is writing, a new one where there is none. PermissionDenied for strangers."""
    if not places_of(by).staff:
        raise PermissionDenied(_("Only people of the association's departments borrow records."))
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        found = Loan.objects.filter(borrower=by, state=L.DRAFT).first()
        if found is not None:
            return found
        loan = Loan(
            borrower=by,
            owner=departments_of(by)[0],
            title=_("Loan of archive records: %(name)s") % {"name": by},
            level=Level.CONFIDENTIAL,
            starts_on=clock.today(),
        )
        begin(loan, by=by, parties=[(roles.BORROWER, Party.of(by))])
        return loan


def loan_add(*, items: list[Item], by: User) -> Loan:
    """Put records onto the request that a user is writing; all of them, or none.

    The caller has looked them up among those that the user may discover. Raises PermissionDenied,
    BadValue("item", …) for one that is not in the archive.
    """
    with transaction.atomic():
        loan = loan_begin(by=by)
        if any(item.state != Item.State.ACCEPTED for item in items):
            raise BadValue("item", _("This record is not in the archive any more."))
        with held(loan, states=(L.DRAFT,)) as fresh:
            LoanItem.objects.bulk_create(
                [LoanItem(loan=fresh, item=item) for item in items], ignore_conflicts=True
            )
            record(fresh, by=by, step="loan_add", values={"items": [item.pk for item in items]})
            touched(fresh)
    return loan


def loan_remove(*, loan: Loan, item: int, by: User) -> None:
    """Take a record (its key) off a request that is still being written. PermissionDenied, WrongState."""
    if not borrows(loan, by):
        raise PermissionDenied
    with held(loan, states=(L.DRAFT,)) as fresh:
        if LoanItem.objects.filter(loan=fresh, item=item).delete()[0]:
            record(fresh, by=by, step="loan_remove", values={"items": [item]})
            touched(fresh)


def loan_save(*, loan: Loan, values: dict[str, Any], by: User, seen: str = "") -> Loan:
    """Save the request while it is written. Raises PermissionDenied, WrongState, Changed."""
    return fields_save(loan, values, written=REQUEST, by=by, seen=seen)


def spot_check_draw(*, by: User) -> SpotCheck:
    """Draw a sample of loans at random for the custodian to look into (第十六条).

    They run or have ended, and no earlier check has them. Raises PermissionDenied, BadValue("", …)
    where there is none.
    """
    if not is_custodian(by):
        raise PermissionDenied
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
        keys = Loan.objects.filter(state__in=(*RUNNING, *PAST), spot_checks__isnull=True)
        there = list(keys.values_list("pk", flat=True))
        if not there:
            raise BadValue("", _("Every loan has been checked: draw again after the next one."))
        drawn = random.SystemRandom().sample(there, min(len(there), max(1, int(SAMPLE.value()))))
        check = SpotCheck.objects.create(drawn_by=by, drawn_at=clock.now())
        SpotCheckRow.objects.bulk_create(
            SpotCheckRow(check_of=check, loan_id=pk) for pk in sorted(drawn)
        )
    return check


def spot_check_note(*, row: SpotCheckRow, conforms: bool, finding: str, by: User) -> None:
    """Write down what was found of a loan. PermissionDenied, BadValue once the check is closed."""
    if not is_custodian(by):
        raise PermissionDenied
    with transaction.atomic():
        check = SpotCheck.objects.select_for_update().get(pk=row.check_of_id)
        if check.closed_at is not None:
            raise BadValue("finding", _("This spot check is closed."))
        if not conforms and not finding.strip():
            raise BadValue("finding", _("Say what was not as the rules say."))
        row.conforms, row.finding, row.found_by, row.found_at = conforms, finding, by, clock.now()
        row.save(update_fields=["conforms", "finding", "found_by", "found_at"])


def spot_check_close(*, check: SpotCheck, by: User) -> None:
    """Close a spot check once every loan of it was looked into. PermissionDenied, RuleUnmet."""
    if not is_custodian(by):
        raise PermissionDenied
    with transaction.atomic():
        fresh = SpotCheck.objects.select_for_update().get(pk=check.pk)
        every_loan_is_judged.require(fresh)
        if fresh.closed_at is None:
            fresh.closed_at = clock.now()
            fresh.save(update_fields=["closed_at"])
