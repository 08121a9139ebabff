"""What the boards of bodies read."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from certification.models import Mark, Recognition
from certification.one_mark.marks.states import KNOWN
from certification.states import STATES
from zsa_portal.catalogue.models import Edition
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import DepartmentCode, Organisation
from zsa_portal.people.places import places_of
from zsa_portal.workflow.tables import HOLDER

GOING_ON = [code for code, info in STATES.items() if info.outcome not in ("ended", "done")]


def runs_recognition(user: Any) -> bool:
    """Whether a user is of the department that runs recognition (第六条)."""
    return DepartmentCode.STANDARDS in places_of(user).departments


def bodies_for(user: Any) -> QuerySet[Organisation]:
    """The bodies that applied or have recognised standards; for other than staff, one's own ones.

    With ``going_on`` and ``recognised``: applications under way that one may know of, and editions
    recognised and in force.
    """
    who = places_of(user)
    applied = Recognition.objects.visible_to(user).filter(applicant=OuterRef("pk"))
    editions = Edition.objects.public().filter(source_body=OuterRef("pk"))
    known = Q(pk__in=Recognition.objects.visible_to(user).order_by().values("applicant"))
    known |= Q(pk__in=Edition.objects.public().order_by().values("source_body"))
    rows = Organisation.objects.filter(known if who.staff else Q(pk__in=who.organisations))
    current = editions.filter(status=Edition.Status.CURRENT)
    return rows.annotate(
        going_on=_number(applied.filter(state__in=GOING_ON), "applicant"),
        recognised=_number(current, "source_body"),
    )


def _number(rows: QuerySet[Any], of: str) -> Coalesce:
    counted = rows.order_by().values(of).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def body_for(user: Any, pk: int) -> Organisation | None:
    """The body of that key for its own people and for staff; None for everybody else."""
    who = places_of(user)
    if not who.staff and pk not in who.organisations:
        return None
    return Organisation.objects.filter(pk=pk).first()


def applications_of(body: Organisation, user: Any) -> QuerySet[Recognition]:
    """A body's applications that one may know of."""
    rows = Recognition.objects.visible_to(user).filter(applicant=body)
    return rows.select_related("applicant", *HOLDER)


def recognised_of(body: Organisation) -> QuerySet[Edition]:
    """The standards of a body that were recognised, those revoked or replaced since included."""
    rows = Edition.objects.public().filter(source_body=body)
    return rows.select_related("standard", "source_body")


def marks_of(body: Organisation, user: Any) -> QuerySet[Mark]:
    """The marks a body has or applied for, and those on its recognised standards.

    As far as one may know of them; of those of others, what the public register has.
    """
    own = Q(pk__in=Mark.objects.visible_to(user).filter(applicant=body).order_by().values("pk"))
    on_its_standards = Q(state__in=KNOWN, authorisation__edition__source_body=body)
    rows = Mark.objects.with_standing().filter(own | on_its_standards)
    return rows.select_related("applicant", "edition__standard", "authorisation__edition__standard")


def papers_of(year: int, user: Any) -> QuerySet[IssuedForm]:
    """The issued figures of a year that a user may read, newest first."""
    rows = IssuedForm.objects.filter(kind="certification.year_figures", data__year=year)
    return rows.readable_by(user).defer("data").order_by("-pk")
