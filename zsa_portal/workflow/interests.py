"""Who plays a part in a matter, and whose interest in it forbids that."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from zsa_portal.people.places import places_of
from zsa_portal.workflow.machine import Role

if TYPE_CHECKING:
    from zsa_portal.workflow.models import Matter

OFFICES = frozenset({Role.SECRETARIAT, Role.COMMITTEE_SECRETARY, Role.COUNCIL_SECRETARY})
"""The roles that carry a matter through; nobody plays them for the own organisation's matter."""

DECIDING: set[str] = set()
"""The kinds of duty, besides votes, by which a person helps to decide; a recusal ends them."""


def acts_for_applicant(matter: Matter, user: Any) -> bool:
    """People of the applicant organisation."""
    return matter.applicant_id in places_of(user).organisations


def is_recused(matter: Matter, user: Any) -> bool:
    """Whether a person declared an interest in the matter that still holds; one query."""
    return matter.recusals.filter(user=user.pk, lifted_at__isnull=True).exists()


def plays(matter: Matter, user: Any, roles: Iterable[str]) -> bool:
    """Whether a user plays one of the roles in the matter now: stands behind a party that does.

    Offices are not open to people of the applicant organisation: nobody decides on the own
    application. A deputy without that interest acts, or another holder of the office.
    """
    who = places_of(user)
    barred = OFFICES if acts_for_applicant(matter, user) else frozenset()
    return any(
        party in who
        for role in roles
        if role not in barred
        for party in matter.involved.get(role, ())
    )
