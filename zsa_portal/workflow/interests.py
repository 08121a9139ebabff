"""Who plays a part in a matter, and whose interest in it forbids that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from zsa_portal.people.places import places_of
from zsa_portal.workflow.memo import remembered
from zsa_portal.workflow.roles import RoleInfo

if TYPE_CHECKING:
    from zsa_portal.workflow.models import Matter

DECIDING: set[str] = set()
"""The kinds of duty, besides votes, by which a person helps to decide; a recusal ends them."""


def acts_for_applicant(matter: Matter, user: Any) -> bool:
    """People of the applicant organisation."""
    return matter.applicant_id in places_of(user).organisations


def is_recused(matter: Matter, user: Any) -> bool:
    """Whether a person declared an interest in the matter that still holds; one query, kept."""
    rows = matter.recusals.filter(user=user.pk, lifted_at__isnull=True)
    return remembered(matter, recused_name(user), rows.exists)


def recused_name(user: Any) -> str:
    """The name under which it is remembered of a matter whether a person is recused."""
    return f"recused:{user.pk}"


def plays(matter: Matter, user: Any, played: Iterable[RoleInfo]) -> bool:
    """Whether a user plays one of the roles in the matter now: stands behind a party that does.

    Offices are not open to people of the applicant organisation: nobody decides on the own
    application. A deputy without that interest acts, or another holder of the office.
    """
    who = places_of(user)
    barred = acts_for_applicant(matter, user)
    open_ones = [role for role in played if not (role.office and barred)]
    return any(party in who for party in matter.parties(*open_ones))


def plays_one_that(matter: Matter, user: Any, flag: Callable[[RoleInfo], bool]) -> bool:
    """Whether a user plays a role of which the flag holds; see ``plays``."""
    return plays(matter, user, filter(flag, matter.machine.ROLES))


def runs(matter: Matter, user: Any) -> bool:
    """Whether a user runs the procedure of the matter."""
    return plays_one_that(matter, user, lambda role: role.runs)
