"""Sharing the chapters of a text out among those who answer the comments on it."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from zsa_portal.notices.actions import sharing
from zsa_portal.notices.models import Opinion
from zsa_portal.notices.sharing import chapter_label, chapter_of
from zsa_portal.notices.views.answering import AnswerPost
from zsa_portal.people.models import User


class ShareChapter(AnswerPost):
    """Takes the comments on a chapter over to answer, gives them back, or hands them on."""

    def act(self, request: HttpRequest) -> str:
        """Take, leave or hand on the chapter of the comment that was pressed."""
        rows = Opinion.objects.filter(item__matter=self.matter.pk).select_related("item__notice")
        opinion = rows.filter(pk=_key(request.POST.get("opinion", ""))).first()
        if opinion is None or opinion.item.notice.kind != self.kind.code:
            raise Http404
        label = {"chapter": chapter_label(chapter_of(opinion.clause_key))}
        if "leave" in request.POST:
            sharing.chapter_leave(opinion=opinion, by=request.user)
            said = _("You do not answer the comments on this chapter any more: %(chapter)s.")
            return said % label
        if "to" in request.POST:
            return self._hand(request, opinion, label)
        sharing.chapter_take(opinion=opinion, by=request.user)
        return _("You answer the comments on this chapter: %(chapter)s.") % label

    def _hand(self, request: HttpRequest, opinion: Opinion, label: dict[str, str]) -> str:
        to = User.objects.filter(pk=_key(request.POST["to"])).first()
        if to is None:
            raise Http404
        sharing.chapter_hand(opinion=opinion, to=to, by=request.user)
        said = _("%(who)s answers the comments on this chapter now: %(chapter)s.")
        return said % (label | {"who": to})


def _key(text: str) -> int:
    short = text[:18]
    return int(short) if short.isascii() and short.isdigit() else 0
