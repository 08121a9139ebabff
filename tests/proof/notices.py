"""The public notice of a suggestion: a week, in which anyone comments and the keeper answers."""

from __future__ import annotations

from tests.proof.papers import TEXT
from tests.proof.states import KEEPER, OPEN
from zsa_portal.notices.kinds import NoticeKind
from zsa_portal.notices.papers import PUBLIC_NOTICE
from zsa_portal.regulations.rule import Days

NOTICE_TIME = Days(7, rule="")

NOTICE = NoticeKind(
    "proof.suggestion_notice",
    "Notice of a suggestion",
    period=NOTICE_TIME,
    roles=(KEEPER,),
    form=PUBLIC_NOTICE,
    opinion_label="Comment",
    with_clauses=True,
    open_states=(OPEN,),
    answer_states=(OPEN,),
    papers=(TEXT,),
)
