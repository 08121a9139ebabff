"""Publishing a notice over one or many matters."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from zsa_portal.documents import forms, numbers
from zsa_portal.notices import queries
from zsa_portal.notices.kinds import NoticeKind
from zsa_portal.notices.models import Notice, NoticeItem
from zsa_portal.notices.papers import notice_data
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.ui.due import last_day
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import locked
from zsa_portal.workflow.refusals import BadValue, Refusal

LONGEST_DAYS = 366
LONGEST_TITLE = 200
LONGEST_BODY = 20_000


def notice_publish(
    *,
    kind: NoticeKind,
    matters: Sequence[Matter],
    title: str,
    body: str,
    days: int | None = None,
    by: User,
) -> Notice:
    """Publish a notice over matters, in the caller's transaction, before their steps are taken.

    ``days`` are natural days, the article's figure if None; longer is allowed. The number comes
    from the year's gapless counter; the kind's official paper is issued with it. What is proposed
    is kept as it is now. The steps that put the matters on notice log it, by their value
    ``notice``. Raises RuleUnmet for too short a time, BadValue for ``title``, ``body``, ``days``
    or ``matters``, Refusal when a matter is on such a notice already.
    """
    title, body = title.strip(), body.strip()
    _check(title, body, days, matters)
    opened_at = clock.now()
    closes_at = kind.period.closes(opened_at, days)
    with transaction.atomic():
        held = {matter.pk: locked(matter) for matter in sorted(matters, key=lambda one: one.pk)}
        for matter in held.values():
            _refuse_second(matter, kind)
        year = clock.today().year
        notice = Notice.objects.create(
            kind=kind.code,
            number=f"GS-{year}-{numbers.next(f'notice:{year}'):03d}",
            title=title,
            body=body,
            opened_at=opened_at,
            closes_at=closes_at,
            published_by=by,
        )
        NoticeItem.objects.bulk_create(
            _item(notice, held[matter.pk], place) for place, matter in enumerate(matters, 1)
        )
        _issue_paper(notice, list(held.values()), by)
    return notice


def _issue_paper(notice: Notice, matters: list[Matter], by: User) -> None:
    """Issue the kind's official paper with the notice, where the kind has one."""
    kind = notice.meaning
    if kind.form is not None:
        data = notice_data(notice)
        notice.form = forms.issue(kind.form, about=matters, data=data, by=by, title=kind.label)
        notice.save(update_fields=["form"])


def _check(title: str, body: str, days: int | None, matters: Sequence[Matter]) -> None:
    if not title or len(title) > LONGEST_TITLE:
        raise BadValue("title", _("Give the notice a title of at most 200 characters."))
    if len(body) > LONGEST_BODY:
        raise BadValue("body", _("The text of the notice is too long."))
    if days is not None and not 1 <= days <= LONGEST_DAYS:
        raise BadValue("days", _("The length is between 1 and 366 natural days."))
    if not matters:
        raise BadValue("matters", _("Choose at least one matter for the notice."))
    if len({matter.pk for matter in matters}) != len(matters):
        raise BadValue("matters", _("A matter stands on a notice only once."))


def _refuse_second(matter: Matter, kind: NoticeKind) -> None:
    running = queries.open_notice(matter, kind.code)
    if running is not None:
        day = last_day(running.closes_at).isoformat()
        already = _("%(matter)s is on notice %(number)s already, until %(day)s.")
        sentence = already % {"matter": matter, "number": running.number, "day": day}
        raise Refusal([sentence], matter=matter)


def _item(notice: Notice, matter: Matter, position: int) -> NoticeItem:
    responsible = matter.machine.RESPONSIBLE
    committee = matter.party(responsible) if responsible else None
    return NoticeItem(
        notice=notice,
        matter_id=matter.pk,
        position=position,
        title=matter.title,
        title_en=matter.title_en,
        summary=notice.meaning.summary(matter),
        applicant=str(matter.applicant or ""),
        committee=str(committee or ""),
    )
