"""What choosing and answering share of an invitation: its plan, duty, reason and message."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from certification.panels.records import PanelPlan, Place
from zsa_portal.outbox.actions import message_post
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.refusals import BadValue

INVITED = "certification.panel_invited"


def plan_anew(plan: PanelPlan) -> PanelPlan:
    """The plan as it is stored, with nothing remembered of its places."""
    return PanelPlan.objects.select_related("body", "matter").get(pk=plan.pk)


def duty_of(place: Place) -> str:
    """The key of the duty to answer."""
    return place.plan.panel_kind.duty


def reason_given(reason: str) -> str:
    """The reason without blanks around it. Raises BadValue("reason", …) where there is none."""
    if not reason.strip():
        raise BadValue("reason", _("Give a reason."))
    return reason.strip()


def expert_tell(place: Place, matter: Matter, *, withdrawn: bool = False) -> None:
    """Tell the expert of the invitation, or that it was withdrawn, in his or her language."""
    kind = place.plan.panel_kind
    with translation.override(place.user.language):
        words = {"title": matter.shown_title, "kind": kind.label, "reason": place.end_reason}
        subject = _("Invitation to the panel: %(title)s") % words
        body = _("You are invited to the panel: %(kind)s.") % words
        to_do = _("Answer and sign the declarations")
        if withdrawn:
            subject = _("Invitation withdrawn: %(title)s") % words
            body, to_do = _("Reason: %(reason)s") % words, ""
        message_post(
            recipient=place.user,
            event=INVITED,
            subject=subject,
            body=body,
            to_do=to_do,
            deadline=None if withdrawn else place.answer_by,
            link="" if withdrawn else kind.address(matter),
            about=None,
        )
