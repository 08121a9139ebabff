"""Who may see, vote in and manage ballots: predicates on (matter, user)."""

from __future__ import annotations

from typing import Any

from zsa_portal.ballots.models import Ballot
from zsa_portal.people.places import places_of
from zsa_portal.workflow.interests import acts_for_applicant, plays_one_that
from zsa_portal.workflow.models import Matter


def sees_ballots(matter: Matter, user: Any) -> bool:
    """Whether a user sees a matter's ballots: their progress, and totals once they are shown.

    Staff, the applicant's people, the committee in charge and the council; never the public.
    """
    if places_of(user).staff or acts_for_applicant(matter, user):
        return True
    return plays_one_that(matter, user, lambda role: role.sees_ballots)


def sees_single_votes(ballot: Ballot, matter: Matter, user: Any) -> bool:
    """Whether a user sees who voted how: those who read the result, once the ballot shows it.

    A ballot that is never shown by name shows it to nobody.
    """
    return ballot.shows_names and reads_result(ballot, matter, user)


def reads_result(ballot: Ballot, matter: Matter, user: Any) -> bool:
    """Whether a user is among those for whom a ballot's votes and its result paper are meant.

    The owner department and the secretariat, and the members of the body that voted; never the
    applicant's people.
    """
    who = places_of(user)
    if acts_for_applicant(matter, user):
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
