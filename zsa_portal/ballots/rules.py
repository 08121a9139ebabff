"""Who may see, vote in and manage ballots: predicates on (matter, user)."""

from __future__ import annotations

from typing import Any

from zsa_portal.ballots.models import Ballot
from zsa_portal.people.places import places_of
from zsa_portal.workflow.interests import acts_for_applicant, plays_one_that
from zsa_portal.workflow.models import Matter


def sees_ballots(matter: Matter, user: Any) -> bool:
    """Whether a user sees a matter's ballots: progress while open, totals after closing.

    Staff, the applicant's people, the committee in charge and the council; never the public.
    """
    if places_of(user).staff or acts_for_applicant(matter, user):
        return True
    return plays_one_that(matter, user, lambda role: role.sees_ballots)


def sees_single_votes(ballot: Ballot, matter: Matter, user: Any) -> bool:
    """Whether a user sees who voted how: once it is closed, and never for the applicant's people.

    The owner department and the secretariat, and the members of the body that voted.
    """
    who = places_of(user)
    if ballot.closed_at is None or acts_for_applicant(matter, user):
        return False
    return (
        f"dept:{matter.owner_id}" in who.parties
        or ballot.body_id in who.bodies
        or manages(matter, user)
    )


def manages(matter: Matter, user: Any) -> bool:
    """Whether a user keeps the electors' lists of a matter: secretariat or committee secretary."""
    return plays_one_that(matter, user, lambda role: role.keeps_ballots)


def manages_ballot(ballot: Ballot, matter: Matter, user: Any) -> bool:
    """Whether a user keeps the list of one ballot; the secretary of the body that votes, too."""
    if acts_for_applicant(matter, user):
        return False
    return manages(matter, user) or (f"body:{ballot.body_id}:secretary" in places_of(user).parties)
