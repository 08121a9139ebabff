"""Who may act in a recognition: predicates on (matter, user), by the role the user's party plays."""

from __future__ import annotations

from typing import Any

from certification import roles
from zsa_portal.regulations.rule import permission
from zsa_portal.workflow.interests import acts_for_applicant, is_recused, plays
from zsa_portal.workflow.queries import has_part

__all__ = [
    "acts_for_applicant",
    "acts_for_secretariat",
    "handles_application",
    "has_a_part",
    "manages_recognition",
    "records_for_council",
    "reviews_recognition",
]


@permission("R06")
def manages_recognition(recognition: Any, user: Any) -> bool:
    """Staff of the secretariat's owner department manage recognition (第六条)."""
    return plays(recognition, user, [roles.SECRETARIAT])


@permission("R06")
def sits_in_council_office(recognition: Any, user: Any) -> bool:
    """The council's secretary records what the council decided; it approves publication (第六条)."""
    return plays(recognition, user, [roles.COUNCIL_SECRETARY])


@permission("R05b")
def has_no_interest(recognition: Any, user: Any) -> bool:
    """Whoever is recused takes no part at any step (第五条); the calendar has no interest."""
    return user is None or not is_recused(recognition, user)


def acts_for_secretariat(recognition: Any, user: Any) -> bool:
    """The secretariat's people without an interest in the standard or its body."""
    return manages_recognition(recognition, user) and has_no_interest(recognition, user)


def records_for_council(recognition: Any, user: Any) -> bool:
    """The council's secretary, without an interest in the standard or its body."""
    return sits_in_council_office(recognition, user) and has_no_interest(recognition, user)


acts_for_secretariat.article = "R06"  # type: ignore[attr-defined]
records_for_council.article = "R06"  # type: ignore[attr-defined]


@permission("R05a")
def handles_application(recognition: Any, user: Any) -> bool:
    """An application is shown to its body and to those who handle it, to nobody else (第五条, ours)."""
    if acts_for_applicant(recognition, user):
        return True
    return plays(recognition, user, recognition.ROLES)


def reviews_recognition(recognition: Any, user: Any) -> bool:
    """Whoever sits on the panel that reviews it."""
    return plays(recognition, user, [roles.PANEL])


def has_a_part(recognition: Any, user: Any) -> bool:
    """Staff, and people of any party of the recognition."""
    return has_part(recognition, user)
