"""Two kinds of notice that only tests know, and words to fill them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.urls import reverse

from tests.procedure import roles
from zsa_portal.notices.actions import (
    Author,
    Remark,
    notice_publish,
    opinion_moderate,
    opinion_submit,
)
from zsa_portal.notices.kinds import KINDS, NoticeKind
from zsa_portal.notices.models import Notice, Opinion
from zsa_portal.notices.papers import PUBLIC_NOTICE
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import Days
from zsa_portal.workflow.perform import perform

AFTER = ("noticed", "deciding")
OBJECTIONS = NoticeKind(
    "test.notice",
    "Test notice",
    period=Days(15, rule="F14b"),
    roles=(roles.COMMITTEE_SECRETARY, roles.SECRETARIAT),
    form=PUBLIC_NOTICE,
    opinion_label="Objection",
    answer_states=AFTER,
    open_states=("noticed",),
    summary=lambda matter: f"What {matter.title} is about.",
)
COMMENTS = NoticeKind(
    "test.enquiry",
    "Test consultation",
    period=Days(30, rule="F20a"),
    opinion_label="Comment",
    with_clauses=True,
    roles=(roles.WRITERS,),
    answer_states=AFTER,
)
PLAIN = NoticeKind(
    "test.plain",
    "Notice without a paper",
    period=Days(15, rule="F14b"),
    roles=(roles.COMMITTEE_SECRETARY, roles.SECRETARIAT),
    answer_states=AFTER,
    open_states=("noticed",),
)
TEST_KINDS = {kind.code: KINDS.pop(kind.code) for kind in (OBJECTIONS, COMMENTS, PLAIN)}

OPENED = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)
SECOND = dt.timedelta(seconds=1)
AUTHOR = Author("Li Hua", "Example Works", "13800000000")


def put_on_notice(
    matters: Any, *, kind: NoticeKind = OBJECTIONS, days: int | None = None
) -> Notice:
    """Publish a notice over matters and take their steps, as a process does."""
    matters = matters if isinstance(matters, list) else [matters]
    by = matters[0].people["staff"]
    with transaction.atomic():
        notice = notice_publish(
            kind=kind,
            matters=matters,
            title="Notice of projects",
            body="Please read.",
            days=days,
            by=by,
        )
        for matter in matters:
            perform(matter.put_on_notice, by=matter.people["staff"], closes_at=notice.closes_at)
    return notice


def say(item: Any, text: str = "This is wrong.", **fields: Any) -> Opinion:
    """An opinion on a matter on notice; ``fields`` of the remark, ``by``, ``author`` and the rest."""
    remark = {
        name: fields.pop(name) for name in ("clause", "type", "proposed_change") if name in fields
    }
    if item.notice.meaning.with_clauses:
        remark.setdefault("type", "te")
    fields.setdefault("by", None)
    fields.setdefault("author", AUTHOR)
    return opinion_submit(item=item, remark=Remark(text, **remark), **fields)


GIVEN = {
    "name": "Wang Fang",
    "organisation": "Example Works",
    "contact": "wang@example.org",
    "truthful": "on",
    "text": "The limit is too low.",
    "website": "",
}
TYPED = GIVEN | {"clause": "5.10", "type": "te", "proposed_change": "Raise it."}


def opinion_url(item):
    return reverse("notices:opinion_new", args=[item.pk])


def answers_url(item):
    return reverse("notices:answers", args=[item.matter_id, item.notice.kind])


def moderated(item, *args, **fields):
    opinion = say(item, *args, **fields)
    return opinion_moderate(opinion=opinion, by=item.people["staff"], moderation="published")
