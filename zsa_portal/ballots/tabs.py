"""The ballots tab of a matter's page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zsa_portal.ballots import queries, rules
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.tabs import Tab, register


def ballots(matter: Matter, user: Any) -> dict[str, Any]:
    """The content of the tab: ballots with how they stand, decisions, recusals; four queries."""
    waiting = {one.ballot.pk: one for one in queries.open_ballots_of(user)}
    manages = rules.manages(matter, user)
    return {
        "ballots": [
            (ballot, counted, waiting.get(ballot.pk), ballot.is_open())
            for ballot, counted in queries.ballots_of(matter)
        ],
        "decisions": queries.decisions_of(matter),
        "recusals": queries.recusals_of(matter) if manages else [],
        "manages_ballots": manages,
    }


register(
    Tab(
        "ballots",
        _("Ballots"),
        "ballots/tab.html",
        ballots,
        order=30,
        icon="check2-square",
        visible=rules.sees_ballots,
    )
)
