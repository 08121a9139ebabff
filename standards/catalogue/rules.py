"""Under what standards that existed before the portal are taken over (制定 第六条、第三十条)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from zsa_portal.people.departments.models import Department, DepartmentCode
from zsa_portal.people.imports.actions import Release
from zsa_portal.people.places import Places
from zsa_portal.regulations.rule import permission, rule


@dataclass(frozen=True)
class Number:
    """A running number in a table of existing standards, beside those the portal gave.

    ``kept`` says whether the portal keeps a standard of that number by its own procedure, ``last``
    is the last number it gave; None when it gave none yet.
    """

    running: int
    kept: bool
    last: int | None


@permission("F06a")
def secretariat_imports(_matter: Any, who: Places) -> bool:
    """The secretariat manages standards: its department brings in those from before (第六条)."""
    secretariat = Department.objects.filter(code=DepartmentCode.STANDARDS)
    return any(f"dept:{one.pk}" in who.parties for one in secretariat)


@rule("F06a")
def released_by_another(release: Release) -> Iterator[str]:
    """A table of existing standards takes effect when somebody else of the secretariat releases it.

    It passes the council by, which alone approves publication, so nobody does it alone.
    """
    if release.run.submitted_at is None:
        yield _("The table is not put forward for release yet.")
    if release.run.uploaded_by_id == release.by.pk:
        yield _("Somebody else of the secretariat releases what you put forward.")


@rule("F30")
def never_given(number: Number) -> Iterator[str]:
    """Only numbers that the portal never gave and will not give: a running number has one source."""
    if number.kept:
        yield _("The portal gave the running number %(running)d itself.") % {
            "running": number.running
        }
    elif number.last is not None and number.running > number.last:
        yield _("The portal has begun to number; this number is still to come.")
