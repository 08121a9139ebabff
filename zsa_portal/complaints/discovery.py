"""Who may know of a complaint: the desk that handles it, and the body once it was passed on."""

from __future__ import annotations

from django.db.models import OuterRef, Q

from zsa_portal.complaints.states import BODY, DESK
from zsa_portal.people.places import Places
from zsa_portal.ui.conditions import ForEach
from zsa_portal.workflow.models import Involvement, Recusal
from zsa_portal.workflow.roles import RoleInfo


def known_to(who: Places, prefix: str) -> Q:
    """The complaints somebody may know of; see ``workflow.access.Discovery``.

    Nobody of the desk who acts for the body or is recused does, also not as the body's: who stands
    on both sides takes no part (R05b), and what the desk knows is not for the body.
    """
    recused = Recusal.objects.filter(
        matter=OuterRef(f"{prefix}pk"), user=who.user_id, lifted_at__isnull=True
    )
    desk = Q(_plays(DESK, who, prefix))
    of_body = Q(**{f"{prefix}applicant__in": who.organisations})
    return (desk & ~of_body & ~Q(ForEach(recused))) | (Q(_plays(BODY, who, prefix)) & ~desk)


def _plays(role: RoleInfo, who: Places, prefix: str) -> ForEach:
    parts = Involvement.objects.filter(
        matter=OuterRef(f"{prefix}pk"),
        until__isnull=True,
        role=role.code,
        party__key__in=who.parties,
    )
    return ForEach(parts)
