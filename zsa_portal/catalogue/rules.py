"""What holds for the catalogue: standards from before, an announcement's days, a revocation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from zsa_portal.people.departments.models import DepartmentCode
from zsa_portal.people.imports.actions import Release
from zsa_portal.people.places import Places, places_of
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import condition, permission, rule

if TYPE_CHECKING:
    from zsa_portal.catalogue.models import Edition


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
    return DepartmentCode.STANDARDS in who.departments


def is_of_secretariat(user: Any) -> bool:
    """Whether a user is of the department that manages standards (第六条)."""
    who = places_of(user)
    return who.staff and secretariat_imports(None, who)


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


@condition
def announcement_days_agree(days: tuple[dt.date, dt.date]) -> Iterator[str]:
    """Publication is not in the past, implementation not before it. ``days`` is (published, implemented)."""
    published, implemented = days
    if published < clock.today():
        yield _("The publication date cannot lie in the past.")
    if published > clock.today() + clock.FURTHEST:
        yield _("The publication date lies more than a year ahead.")
    if implemented < published:
        yield _("The implementation date cannot lie before the publication date.")


@dataclass(frozen=True)
class Revocation:
    """That an edition's recognition is revoked from a day on, with the reason shown to the public."""

    edition: Edition
    on: dt.date
    reason: str


@condition
def recognition_can_be_revoked(revocation: Revocation) -> Iterator[str]:
    """A recognised standard in force is revoked from a day that has come, with a reason."""
    edition, status = revocation.edition, revocation.edition.Status
    if status.REVOKED not in edition.meaning.ends:
        yield _("%(number)s was not recognised; there is nothing to revoke.") % {
            "number": edition.number
        }
    elif edition.status != status.CURRENT:
        yield _("%(number)s is not in force; only a recognition in force is revoked.") % {
            "number": edition.number
        }
    if not edition.published_on <= revocation.on <= clock.today():
        yield _("The recognition ends on a day between its publication and today.")
    if not revocation.reason.strip():
        yield _("Say why the recognition is revoked; the reason is shown to the public.")
