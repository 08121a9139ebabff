"""What authors do about their own opinions: correct, withdraw, do without the answer's mail."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zsa_portal.notices import clauses
from zsa_portal.notices.actions.anew import opinion_anew
from zsa_portal.notices.actions.opinions import (
    MODERATE,
    Remark,
    clean_remark,
    moderation_settle,
    moderator_of,
)
from zsa_portal.notices.actions.telling import tell_received
from zsa_portal.notices.models import Opinion
from zsa_portal.notices.rules import require_open, require_unanswered
from zsa_portal.notices.versions import OpinionVersion
from zsa_portal.regulations import clock
from zsa_portal.workflow.duties import owe
from zsa_portal.workflow.log import record
from zsa_portal.workflow.perform import held
from zsa_portal.workflow.refusals import Changed

KEPT = ("clause", "type", "text", "proposed_change")


def opinion_correct(*, opinion: Opinion, remark: Remark, seen: int) -> Opinion:
    """Let an opinion say something else while its notice is open; what it said before is kept.

    ``seen`` is the version that the author had in view. A corrected opinion is looked at anew
    before it is public. The same words change nothing. Raises Closed, WrongState, Refusal once it
    is answered, Changed when it was corrected or withdrawn meanwhile, BadValue.
    """
    remark = clean_remark(opinion.item, remark)
    with held(opinion.item.matter) as matter:
        fresh = opinion_anew(matter, opinion)
        require_open(fresh.item.notice, matter, stays=_("Your opinion stays as it was."))
        require_unanswered(fresh, matter)
        if seen != fresh.version:
            raise Changed(matter)
        if remark == Remark(fresh.text, fresh.clause, fresh.type, fresh.proposed_change):
            return fresh
        _replace(fresh, remark)
        owe(matter, moderator_of(matter), MODERATE)
        values = {"opinion": fresh, "version": fresh.version}
        record(matter, by=fresh.author, step="opinion_correct", values=values)
        tell_received([fresh], corrected=True)
    return fresh


def opinion_withdraw(*, opinion: Opinion) -> Opinion:
    """Take an opinion back while its notice is open; its words are kept, and it counts no more.

    Raises Closed, WrongState, Refusal once it is answered, Changed when it is withdrawn already.
    """
    with held(opinion.item.matter) as matter:
        fresh = opinion_anew(matter, opinion)
        require_open(fresh.item.notice, matter, stays=_("Your opinion stays as it was."))
        require_unanswered(fresh, matter)
        fresh.withdrawn_at = clock.now()
        fresh.save(update_fields=["withdrawn_at"])
        moderation_settle(matter)
        record(matter, by=fresh.author, step="opinion_withdraw", values={"opinion": fresh})
    return fresh


def answer_decline(*, opinion: Opinion) -> Opinion:
    """Note that an author does without the answer's mail; the receipt's page goes on showing it."""
    opinion.wants_answer = False
    opinion.save(update_fields=["wants_answer"])
    return opinion


def _replace(opinion: Opinion, remark: Remark) -> None:
    before = {name: getattr(opinion, name) for name in KEPT}
    OpinionVersion.objects.create(
        opinion=opinion, version=opinion.version, replaced_at=clock.now(), **before
    )
    for name in KEPT:
        setattr(opinion, name, getattr(remark, name))
    opinion.clause_key = clauses.sort_key(remark.clause)
    opinion.version += 1
    opinion.moderation, opinion.moderation_reason = Opinion.Moderation.PENDING, ""
    opinion.moderated_by = opinion.moderated_at = None
    moderation = ("moderation", "moderation_reason", "moderated_by", "moderated_at")
    opinion.save(update_fields=[*KEPT, "clause_key", "version", *moderation])
