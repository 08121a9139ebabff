"""The chapters of a text are shared out among those who answer the comments on it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from zsa_portal.notices.kinds import NoticeKind
from zsa_portal.notices.models import Opinion
from zsa_portal.notices.rules import answers
from zsa_portal.notices.sharing import ChapterShare, chapter_label, chapter_of
from zsa_portal.people.models import User
from zsa_portal.people.queries import people_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import held
from zsa_portal.workflow.refusals import BadValue


def chapter_take(*, opinion: Opinion, by: User) -> ChapterShare:
    """Let a person answer the comments on the chapter of an opinion, in place of whoever did.

    Taking the own chapter again changes nothing. Raises PermissionDenied for who does not answer.
    """
    kind, chapter = opinion.item.notice.meaning, chapter_of(opinion.clause_key)
    with held(opinion.item.matter) as matter:
        if not answers(matter, by, kind):
            raise PermissionDenied
        rows = ChapterShare.objects.filter(matter=matter.pk, kind=kind.code, chapter=chapter)
        before = rows.first()
        if before is not None and before.user_id == by.pk:
            return before
        share, _made = ChapterShare.objects.update_or_create(
            matter_id=matter.pk,
            kind=kind.code,
            chapter=chapter,
            defaults={"user": by, "at": clock.now()},
        )
        values = {"chapter": chapter_label(chapter)}
        record(matter, by=by, step="chapter_take", values=values)
    return share


def chapter_leave(*, opinion: Opinion, by: User) -> None:
    """Give the chapter of an opinion back, if it is one's own; else nothing. Raises as taking."""
    kind, chapter = opinion.item.notice.meaning, chapter_of(opinion.clause_key)
    with held(opinion.item.matter) as matter:
        if not answers(matter, by, kind):
            raise PermissionDenied
        rows = ChapterShare.objects.filter(
            matter=matter.pk, kind=kind.code, chapter=chapter, user=by
        )
        if rows.delete()[0]:
            values = {"chapter": chapter_label(chapter)}
            record(matter, by=by, step="chapter_leave", values=values)


def chapter_hand(*, opinion: Opinion, to: User, by: User) -> ChapterShare:
    """Hand the own chapter of an opinion on to a colleague, who answers its comments from now on.

    The log says so. Raises PermissionDenied for who does not answer, BadValue("to", …) where the
    chapter is not one's own, or the other does not answer comments here.
    """
    kind, chapter = opinion.item.notice.meaning, chapter_of(opinion.clause_key)
    with held(opinion.item.matter) as matter:
        if not answers(matter, by, kind):
            raise PermissionDenied
        rows = ChapterShare.objects.filter(matter=matter.pk, kind=kind.code, chapter=chapter)
        share = rows.filter(user=by).first()
        if share is None:
            raise BadValue("to", _("You hand on only a chapter that you answer yourself."))
        if not colleagues(matter, kind, without=by).filter(pk=to.pk).exists():
            raise BadValue("to", _("This person does not answer the comments here."))
        share.user, share.at = to, clock.now()
        share.save(update_fields=["user", "at"])
        values = {"chapter": chapter_label(chapter), "to": to}
        record(matter, by=by, step="chapter_hand", values=values)
    return share


def colleagues(matter: Matter, kind: NoticeKind, *, without: User) -> QuerySet[User]:
    """The others who answer the opinions of a kind in a matter today, by name."""
    found = people_of(matter.parties(*kind.roles), without=without)
    return found.order_by("by_pinyin", "pk")
