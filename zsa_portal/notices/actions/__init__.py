"""Publishing notices; receiving, moderating, answering and resolving opinions."""

from zsa_portal.notices.actions.answers import (
    answers_owe,
    answers_undo,
    opinion_answer,
    opinion_resolve,
    opinions_accept,
    reply_figures_set,
)
from zsa_portal.notices.actions.opinions import (
    Author,
    Received,
    Remark,
    opinion_moderate,
    opinion_submit,
    opinions_moderate,
    opinions_submit,
)
from zsa_portal.notices.actions.own import answer_decline, opinion_correct, opinion_withdraw
from zsa_portal.notices.actions.publishing import notice_publish

__all__ = [
    "Author",
    "Received",
    "Remark",
    "answer_decline",
    "answers_owe",
    "answers_undo",
    "notice_publish",
    "opinion_answer",
    "opinion_correct",
    "opinion_moderate",
    "opinion_resolve",
    "opinion_submit",
    "opinion_withdraw",
    "opinions_accept",
    "opinions_moderate",
    "opinions_submit",
    "reply_figures_set",
]
