"""What the custodian does with the records of a bag that were taken in: their labels, their checks."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.checking.issuing import Heading
from archive.checking.kinds import Occasion
from archive.checking.records import CheckRun
from archive.checking.steps import begin_logged, report_logged
from archive.filing.collecting.labelling import sheet_of
from archive.filing.collecting.papers import LABELS
from archive.filing.collecting.rules import fits_its_medium
from archive.intakes.models import Intake
from archive.intakes.queries import labelled
from archive.intakes.states import N
from archive.parties import keeps_archive
from archive.records import Item
from zsa_portal.documents import forms
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import User
from zsa_portal.workflow.log import record
from zsa_portal.workflow.perform import held
from zsa_portal.workflow.refusals import Refusal
from zsa_portal.workflow.wording import word

word(intake_place=gettext_lazy("Written down where a paper original lies"))


def intake_labels_issue(*, intake: Intake, by: User) -> IssuedForm:
    """Issue the sheet of labels of all paper originals of a bag.

    By the custodian. Raises PermissionDenied, WrongState, Refusal for a bag without any.
    """
    with held(intake, states=(N.TAKEN,)) as fresh:
        if not keeps_archive(fresh, by):
            raise PermissionDenied
        rows = list(labelled(fresh))
        if not rows:
            raise Refusal([_("Only paper originals have a label.")], matter=fresh)
        form = forms.issue(LABELS, about=fresh, data=sheet_of(rows), by=by)
        record(fresh, by=by, step="labels_issue", values={"form": form})
        return form


def intake_place(*, intake: Intake, row: int, box: str, shelf: str, by: User) -> Item:
    """Write down where a paper original of a bag (the key of its record) lies in this archive.

    By the custodian. Raises PermissionDenied, WrongState, RuleUnmet without a box or a shelf (A05),
    Refusal where the record is none of the bag's paper originals.
    """
    with held(intake, states=(N.TAKEN,)) as fresh:
        if not keeps_archive(fresh, by):
            raise PermissionDenied
        item = labelled(fresh).filter(pk=row).first()
        if item is None:
            raise Refusal([_("Only paper originals lie in a box.")], matter=fresh)
        item.box, item.shelf = box.strip(), shelf.strip()
        fits_its_medium.require(item)
        item.save(update_fields=["box", "shelf"])
        record(fresh, by=by, step="intake_place", values={"item": item})
        return item


def intake_check(*, intake: Intake, by: User) -> CheckRun:
    """Make the four checks of a bag's records anew; those under way are found, not begun twice.

    By the custodian. Raises PermissionDenied, WrongState.
    """
    with held(intake, states=(N.TAKEN,)) as fresh:
        if not keeps_archive(fresh, by):
            raise PermissionDenied
        return begin_logged(fresh, occasion=Occasion.INTAKE, by=by)


def intake_report_issue(*, intake: Intake, by: User) -> IssuedForm:
    """Issue the report of the newest checks of a bag's records, by the custodian.

    Raises PermissionDenied, WrongState, Refusal before the checks are made.
    """
    with held(intake, states=(N.TAKEN,)) as fresh:
        return report_logged(fresh, heading_of(fresh), by=by)


def heading_of(intake: Intake) -> Heading:
    """Who sent a bag, and which it is."""
    facts = (("移交单位", intake.organisation), ("档案包编号", intake.identifier))
    return Heading(tuple((label, said or "未注明") for label, said in facts), intake.title)
