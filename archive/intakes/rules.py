"""What the intake of a bag needs before its records are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from archive.intakes.states import N
from zsa_portal.people.models import Department
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import condition

Intake = Any


def taken_before(intake: Intake) -> Any:
    """The intake that took this very bag in, however it was packed; None where there is none.

    Asked of an intake that has taken nothing in itself.
    """
    rows = type(intake).objects.filter(state=N.TAKEN, fingerprint=intake.fingerprint)
    return rows.select_related("confirmed_by").first()


@condition
def bag_is_new(intake: Intake) -> Iterable[str]:
    """A bag is taken in once."""
    before = taken_before(intake)
    if before is not None:
        yield sentence_of(before)


def sentence_of(before: Intake) -> str:
    """When a bag was taken in, and by whom."""
    return _("This bag was taken in already, on %(day)s by %(who)s (%(intake)s).") % {
        "day": f"{clock.day_of(before.taken_at):%F}",
        "who": before.confirmed_by,
        "intake": before.title,
    }


@condition
def departments_are_here(intake: Intake) -> Iterable[str]:
    """Each record has a department of this archive: it keeps the record's rights."""
    here = set(
        Department.objects.filter(code__in=intake.departments).values_list("code", flat=True)
    )
    for code, name in intake.departments.items():
        if code not in here:
            yield _("The bag names the department “%(name)s”, which this portal does not have.") % {
                "name": name or code
            }
