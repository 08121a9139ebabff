"""What an approver decided in WeCom, applied by the steps that the portal declares itself."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from zsa_portal.people.models import User
from zsa_portal.wecom.kinds import APPROVALS
from zsa_portal.wecom.models import HandOver
from zsa_portal.workflow.log import record
from zsa_portal.workflow.perform import locked, perform
from zsa_portal.workflow.refusals import Refusal, StepsUnmet, WrongState

logger = logging.getLogger(__name__)
AGREED, REJECTED = 2, 3
"""sp_status of WeCom: of an approval as a whole, and of each person's part."""


@dataclass(frozen=True)
class Verdict:
    """Who decided in WeCom, by its user id, whether in favour, and what was said."""

    wecom_id: str
    agreed: bool
    speech: str


def verdict_of(info: dict[str, Any]) -> Verdict | None:
    """The verdict in WeCom's ``info`` of an approval; None while it is not decided, or withdrawn."""
    status = info.get("sp_status")
    if status not in {AGREED, REJECTED}:
        return None
    for node in info.get("sp_record", []):
        for detail in node.get("details", []):
            if detail.get("sp_status") == status:
                return Verdict(
                    str(detail.get("approver", {}).get("userid", "")),
                    status == AGREED,
                    str(detail.get("speech") or "").strip(),
                )
    return Verdict("", status == AGREED, "")


def verdict_apply(*, hand_over: HandOver, verdict: Verdict) -> int:
    """Take the declared step as the person who decided, once; 1 if it was taken.

    What the portal would refuse that person on its own pages is refused here too: it is written
    into the matter's log with the reason, and the matter waits as before.
    """
    with transaction.atomic():
        matter = locked(hand_over.matter)
        row = HandOver.objects.select_for_update().get(pk=hand_over.pk)
        if row.state not in HandOver.OPEN:
            return 0
        user = User.objects.filter(wecom_account__wecom_id=verdict.wecom_id, is_active=True).first()
        refused = _taken(matter, row.kind, verdict, user)
        row.state = HandOver.State.REFUSED if refused else HandOver.State.TAKEN
        row.error, row.look_at = refused, None
        row.save(update_fields=["state", "error", "look_at"])
        if refused:
            values = {"number": row.number, "wecom_id": verdict.wecom_id}
            record(locked(matter), by=user, step="wecom_refused", values=values, reason=refused)
            logger.warning("the verdict of WeCom on %s is not taken over: %s", row, refused)
    return 0 if refused else 1


def _taken(matter: Any, kind: str, verdict: Verdict, user: User | None) -> str:
    """Take the step; why not as a sentence, empty where it was taken."""
    if user is None:
        return _("Nobody of the portal has the WeCom user id “%(id)s”.") % {"id": verdict.wecom_id}
    declared = APPROVALS[kind]
    try:
        if matter.state != declared.state:
            raise WrongState(matter)
        if verdict.agreed:
            _approve(matter, declared.approve, user)
        else:
            reason = verdict.speech or _("Refused in WeCom without a reason.")
            perform(getattr(matter, declared.refuse), by=user, reason=reason)
    except PermissionDenied:
        return _("%(person)s may not decide on this.") % {"person": user}
    except Refusal as refusal:
        return " ".join(refusal.reasons)
    return ""


def _approve(matter: Any, steps: tuple[str, ...], user: User) -> None:
    """Take the first step whose rules are met; the last one's refusal where none is."""
    *others, last = steps
    for name in others:
        try:
            perform(getattr(matter, name), by=user)
        except StepsUnmet:
            continue
        return
    perform(getattr(matter, last), by=user)
