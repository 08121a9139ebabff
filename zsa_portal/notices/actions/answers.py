"""Opinions are answered and resolved; every earlier answer is kept and can be restored."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from zsa_portal.notices.actions.anew import opinion_anew
from zsa_portal.notices.actions.telling import tell_answered, tell_resolved
from zsa_portal.notices.kinds import NoticeKind
from zsa_portal.notices.models import NoticeItem, Opinion, OpinionAnswer
from zsa_portal.notices.queries import unresolved
from zsa_portal.notices.rules import answers, require_answerable, require_says_what_was_done
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.duties import discharge, owe
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import held
from zsa_portal.workflow.refusals import BadValue, Changed, Refusal

LONGEST_ANSWER = 4000
ANSWER = "answer_opinions"
D = Opinion.Disposition


@dataclass(frozen=True)
class _State:
    """What an answer says: the three fields that an opinion and its history share."""

    disposition: str = ""
    answer: str = ""
    resolution: str = ""


def opinion_answer(
    *, opinion: Opinion, by: User, disposition: str, answer: str = "", seen: int | None = None
) -> OpinionAnswer:
    """Answer an opinion, or change its answer; a resolution it had falls away.

    ``disposition`` is accepted, partially_accepted or rejected; the last two need their reason in
    ``answer``. ``seen`` is the key of the last answer the page showed, 0 for none. Raises
    PermissionDenied, WrongState, Changed, BadValue for ``disposition`` and ``answer``.
    """
    answer = answer.replace("\r\n", "\n").strip()
    if disposition not in D.values:
        raise BadValue("disposition", _("Choose how the opinion is handled."))
    if disposition != D.ACCEPTED and not answer:
        raise BadValue("answer", _("Give the reason: it is not accepted in full."))
    if len(answer) > LONGEST_ANSWER:
        raise BadValue("answer", _("At most %(most)d characters.") % {"most": LONGEST_ANSWER})
    kind = opinion.item.notice.meaning
    with held(opinion.item.matter) as matter:
        _require_may_answer(matter, by, kind)
        fresh = opinion_anew(matter, opinion)
        _require_seen(matter, fresh, seen)
        made = _write(fresh, _State(disposition, answer), by, uuid.uuid4())
        record(matter, by=by, step="opinion_answer", values={"opinions": [fresh]})
        tell_answered(matter, [fresh], by=by)
    return made


def answers_owe(*, matter: Matter, kind: NoticeKind) -> None:
    """Let those who answer a kind's opinions owe it where one is open; called in a step's body."""
    if unresolved(matter, kind.code).exists():
        for role in kind.roles:
            if party := matter.party(role):
                owe(matter, party, ANSWER)


def opinions_accept(
    *, matter: Matter, kind: NoticeKind, opinions: Sequence[int], by: User
) -> uuid.UUID:
    """Accept editorial comments that have no answer yet, all or none; returns the batch.

    ``opinions`` are their keys. Raises BadValue when one is no unanswered editorial comment on
    this matter, PermissionDenied, WrongState.
    """
    batch = uuid.uuid4()
    with held(matter) as fresh:
        _require_may_answer(fresh, by, kind)
        found = list(
            Opinion.objects.filter(
                pk__in=opinions,
                item__matter=fresh.pk,
                item__notice__kind=kind.code,
                type=Opinion.Type.EDITORIAL,
                disposition="",
            )
        )
        if not found or len(found) != len(set(opinions)):
            raise BadValue(
                "opinions",
                _("Only editorial comments without an answer can be accepted together."),
            )
        for opinion in found:
            _write(opinion, _State(D.ACCEPTED), by, batch)
        record(fresh, by=by, step="opinion_answer", values={"opinions": found})
        tell_answered(fresh, found, by=by)
    return batch


def opinion_resolve(
    *, opinion: Opinion, by: User, resolution: str, seen: int | None = None
) -> OpinionAnswer:
    """Note what was done about an answered objection, and tell the objector.

    Raises BadValue for a ``resolution`` that does not say what was done, Refusal while
    the opinion has no answer or where opinions of the kind are only answered, PermissionDenied,
    WrongState, Changed.
    """
    resolution = resolution.replace("\r\n", "\n").strip()
    if not resolution or len(resolution) > LONGEST_ANSWER:
        raise BadValue("resolution", _("Say in at most 4000 characters how it was resolved."))
    kind = opinion.item.notice.meaning
    with held(opinion.item.matter) as matter:
        _require_may_answer(matter, by, kind)
        fresh = opinion_anew(matter, opinion)
        _require_seen(matter, fresh, seen)
        if kind.resolving is None or not fresh.disposition:
            raise Refusal(
                [_("Answer opinion %(reference)s first.") % {"reference": fresh.reference}],
                matter=matter,
            )
        require_says_what_was_done(kind.resolving, fresh, resolution)
        state = _State(fresh.disposition, fresh.answer, resolution)
        made = _write(fresh, state, by, uuid.uuid4())
        if not unresolved(matter, kind.code).exists():
            discharge(matter, ANSWER, by=by)
        record(matter, by=by, step="opinion_resolve", values={"opinions": [fresh]})
        tell_resolved(matter, fresh, by=by)
    return made


def answers_undo(*, matter: Matter, batch: uuid.UUID, by: User) -> list[Opinion]:
    """Take back the answers of one act: each opinion gets the answer it had before.

    All or none: raises Changed when one was answered anew since. The taking back is itself an
    act that can be taken back. Raises PermissionDenied, WrongState.
    """
    with held(matter) as fresh:
        rows = OpinionAnswer.objects.filter(batch=batch, opinion__item__matter=fresh.pk)
        made = list(rows.select_related("opinion__item__notice"))
        if not made:
            raise Changed(fresh)
        _require_may_answer(fresh, by, made[0].opinion.item.notice.meaning)
        undoing = uuid.uuid4()
        for row in made:
            last, *earlier = row.opinion.answers.all()[:2]
            if last.pk != row.pk:
                raise Changed(fresh)
            _write(row.opinion, _restored(earlier), by, undoing, undoes=batch)
        opinions = [row.opinion for row in made]
        record(fresh, by=by, step="opinion_answer_undo", values={"opinions": opinions})
    return opinions


def reply_figures_set(
    *, item: NoticeItem, sent_to: int | None, replied: int | None, by: User
) -> NoticeItem:
    """Note to how many organisations the draft was sent and how many replied (附件7's last line).

    Raises BadValue for figures that cannot be, PermissionDenied, WrongState.
    """
    if sent_to is not None and replied is not None and replied > sent_to:
        raise BadValue("replied", _("Not more can reply than the draft was sent to."))
    with held(item.matter) as matter:
        _require_may_answer(matter, by, item.notice.meaning)
        item.sent_to, item.replied = sent_to, replied
        item.save(update_fields=["sent_to", "replied"])
        figures = {"sent_to": sent_to, "replied": replied}
        record(matter, by=by, step="reply_figures", values=figures)
    return item


def _require_may_answer(matter: Matter, by: User, kind: NoticeKind) -> None:
    if not answers(matter, by, kind):
        raise PermissionDenied
    require_answerable(kind, matter)


def _require_seen(matter: Matter, opinion: Opinion, seen: int | None) -> None:
    last = _history(opinion).values_list("pk", flat=True).first() or 0
    if seen is not None and seen != last:
        raise Changed(matter)


def _history(opinion: Opinion) -> QuerySet[OpinionAnswer]:
    return OpinionAnswer.objects.filter(opinion=opinion.pk).order_by("-pk")


def _restored(earlier: list[OpinionAnswer]) -> _State:
    if not earlier:
        return _State()
    before = earlier[0]
    return _State(before.disposition, before.answer, before.resolution)


def _write(
    opinion: Opinion, state: _State, by: User, batch: uuid.UUID, undoes: uuid.UUID | None = None
) -> OpinionAnswer:
    """Add a row to the history and let the opinion say the same."""
    now = clock.now()
    opinion.disposition, opinion.answer = state.disposition, state.answer
    opinion.answered_by, opinion.answered_at = (by, now) if state.disposition else (None, None)
    opinion.resolution = state.resolution
    opinion.resolved_by, opinion.resolved_at = (by, now) if state.resolution else (None, None)
    opinion.save(
        update_fields=[
            "disposition",
            "answer",
            "answered_by",
            "answered_at",
            "resolution",
            "resolved_by",
            "resolved_at",
        ]
    )
    return OpinionAnswer.objects.create(
        opinion=opinion,
        batch=batch,
        undoes=undoes,
        disposition=state.disposition,
        answer=state.answer,
        resolution=state.resolution,
        by=by,
        at=now,
    )
