"""The ends of ballots in the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext as _

from zsa_portal.ballots.models import Ballot, Elector
from zsa_portal.ballots.queries import sits_now
from zsa_portal.ballots.rules import sees_ballots
from zsa_portal.people.places import places_of
from zsa_portal.ui.due import last_day
from zsa_portal.workflow.calendar import MOST, Dated, ending
from zsa_portal.workflow.filters import takes_part
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.queries import with_parties


def ballots_dated(user: Any, first: dt.date, last: dt.date) -> Sequence[Dated]:
    """The ends of the ballots in which a user votes, or whose progress the user sees; two queries.

    A ballot that closed before its time ends on that day; one ended without outcome is left out.
    """
    who = places_of(user)
    votes = Elector.objects.filter(sits_now(user), struck_at=None, ballot=OuterRef("pk"))
    votes = votes.counted().placed().exclude(position="recused")
    rows = (
        Ballot.objects.filter(end_reason="")
        .annotate(end=Least("closes_at", Coalesce("closed_at", "closes_at")), votes=Exists(votes))
        .filter(**ending("end", first, last))
        .select_related("matter", "body")
        .order_by("end", "pk")
    )
    known = Q(matter__in=Matter.objects.visible_to(user).order_by().values("pk"))
    if not who.staff:
        known &= takes_part(who, "matter__")
    found: list[Any] = list(rows.filter(Q(votes=True) | known)[:MOST])
    with_parties([ballot.matter for ballot in found])
    return [_entry(row) for row in found if row.votes or sees_ballots(row.matter, user)]


def _entry(ballot: Any) -> Dated:
    words = {"ballot": ballot.label, "matter": ballot.matter.shown_name}
    return Dated(
        day=last_day(ballot.end),
        title=_("Last day: %(ballot)s – %(matter)s") % words,
        url=ballot.vote_url if ballot.votes else ballot.get_absolute_url(),
        uid=f"ballot-{ballot.pk}",
        place=str(ballot.body),
        part=_("You vote") if ballot.votes else "",
        mine=ballot.votes,
        duty=(ballot.matter_id, ballot.duty_key),
    )
