"""The chapters of a text are shared out among those who answer the comments on it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from zsa_portal.notices.models import Opinion
from zsa_portal.notices.rules import answers
from zsa_portal.notices.sharing import ChapterShare, chapter_label, chapter_of
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.log import record
from zsa_portal.workflow.perform import held


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
