"""Who may know of a complaint: the desk that handles it, and the body once it was passed on."""

from __future__ import annotations

from zsa_portal.complaints.states import BODY, DESK
from zsa_portal.people.places import Places
from zsa_portal.ui.conditions import Condition
from zsa_portal.workflow.access import applied_for, plays_in, recused_from


def known_to(who: Places, prefix: str) -> Condition:
    """The complaints somebody may know of; see ``workflow.access.Discovery``.

    Nobody of the desk who acts for the body or is recused does, also not as the body's: who stands
    on both sides takes no part (R05b), and what the desk knows is not for the body.
    """
    desk = plays_in(DESK.code, who, prefix)
    taking_part = desk & ~applied_for(who, prefix) & ~recused_from(who, prefix)
    return taking_part | (plays_in(BODY.code, who, prefix) & ~desk)
