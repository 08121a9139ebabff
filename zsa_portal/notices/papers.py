"""The official papers of notices: 公示, and 征求意见汇总处理表 (附件7)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from zsa_portal.documents.access import PUBLIC_KINDS, make_public
from zsa_portal.documents.forms import FormKind
from zsa_portal.documents.levels import classify
from zsa_portal.documents.models import Document
from zsa_portal.documents.queries import kind_name
from zsa_portal.notices import queries
from zsa_portal.notices.models import Notice, Opinion
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Settable
from zsa_portal.ui.due import last_day
from zsa_portal.workflow.machine import Phase
from zsa_portal.workflow.models import Level, Matter

PUBLIC_NOTICE = FormKind(
    key="notices.public_notice",
    title=_("Public notice (公示)"),
    template="forms/public_notice.html",
    level=Level.PUBLIC,
)
COMMENT_TABLE = FormKind(
    key="notices.comment_table",
    title=_("Table of comments and their handling (annex 7)"),
    template="forms/comment_table.html",
    prefix="YJ",
    level=Level.RESTRICTED,
    landscape=True,
    long_table="rows",
)

make_public(PUBLIC_NOTICE.key, Phase.NOTICE, Phase.PUBLISHED)
classify({PUBLIC_NOTICE.key: "standards.review_notices"})


NOT_FIXED = _("No regulation says whom to ask about a notice; empty ones are not printed.")
CONTACTS = (
    Settable("notices.contact_person", "", _("Notices: whom to ask"), NOT_FIXED),
    Settable("notices.contact_phone", "", _("Notices: telephone"), NOT_FIXED),
    Settable("notices.contact_mail", "", _("Notices: mail address"), NOT_FIXED),
)
LABELS = ("联系人", "联系电话", "电子邮箱")


def contacts() -> list[dict[str, str]]:
    """Whom to ask about a notice, by telephone and mail, as far as settings say it."""
    found = [(label, str(one.value())) for label, one in zip(LABELS, CONTACTS, strict=True)]
    return [{"label": label, "value": value} for label, value in found if value]


def attachments_of(notice: Notice) -> list[str]:
    """The papers that anyone reads with a notice, by title, in the order of its matters."""
    kinds = [kind for kind, phases in PUBLIC_KINDS.items() if Phase.NOTICE in phases]
    items = {item.matter_id: item.position for item in notice.items.all()}
    rows = Document.objects.live().filter(
        matter__in=items, kind__in=kinds, level=Level.PUBLIC, scan_of=None
    )
    with translation.override("zh-hans"):
        found = [
            (items[row.matter_id], row.pk, kind_name(row.kind, row.title), row.matter.title)
            for row in rows.select_related("matter")
            if row.matter is not None and row.matter_id is not None
        ]
        return [f"《{title}》{name}" for _place, _pk, name, title in sorted(found)]


def notice_data(notice: Notice) -> dict[str, Any]:
    """What the 公示 prints: number, title, text, first and last day, and a row for each matter."""
    return {
        "number": notice.number,
        "title": notice.title,
        "paragraphs": [line.strip() for line in notice.body.splitlines() if line.strip()],
        "opinion": "意见" if notice.meaning.with_clauses else "异议",
        "opened": clock.day_of(notice.opened_at).isoformat(),
        "last_day": last_day(notice.closes_at).isoformat(),
        "days": (last_day(notice.closes_at) - clock.day_of(notice.opened_at)).days,
        "address": f"{settings.SITE_URL}{notice.get_absolute_url()}",
        "attachments": attachments_of(notice),
        "contacts": contacts(),
        "rows": [
            {
                "title": item.title,
                "applicant": item.applicant,
                "committee": item.committee,
                "summary": item.summary,
            }
            for item in notice.items.order_by("position")
        ],
    }


def comment_table_data(
    matter: Matter, *, unit: str = "", handler: str = "", phone: str = ""
) -> dict[str, Any]:
    """What the 征求意见汇总处理表 prints: comments by clause, and the figures of its last line.

    ``unit`` is the 负责起草单位 (the applicant if not given), ``handler`` and ``phone`` the 承办人
    and 电话. Persons are not named; a comment's reference leads to its author in the portal.
    """
    rows = list(queries.comment_table(matter))
    return {
        "title": matter.title,
        "unit": unit or str(matter.applicant or ""),
        "handler": handler,
        "phone": phone,
        "date": clock.today().isoformat(),
        "rows": [_row(opinion) for opinion in rows],
        "figures": _figures(matter, rows),
    }


def _row(opinion: Opinion) -> dict[str, str]:
    return {
        "clause": opinion.clause,
        "type": opinion.type,
        "text": opinion.text,
        "proposed_change": opinion.proposed_change,
        "organisation": opinion.organisation or "个人",
        "disposition": opinion.disposition,
        "answer": opinion.answer,
        "reference": opinion.reference,
    }


def _figures(matter: Matter, rows: list[Opinion]) -> dict[str, int | None]:
    """Organisations sent to, replying, commenting, silent, and persons; None where nobody said."""
    items = [item for item in queries.notices_on(matter) if item.notice.meaning.with_clauses]
    sent = max((item.sent_to for item in items if item.sent_to is not None), default=None)
    said = max((item.replied for item in items if item.replied is not None), default=None)
    commenting = len({opinion.organisation for opinion in rows if opinion.organisation})
    replied = commenting if said is None else max(said, commenting)
    return {
        "sent": sent,
        "replied": replied,
        "commenting": commenting,
        "persons": len({_person(opinion) for opinion in rows if not opinion.organisation}),
        "silent": None if sent is None else max(0, sent - replied),
        "comments": len(rows),
        **by_disposition(rows),
    }


def by_disposition(rows: list[Opinion]) -> dict[str, int]:
    """How many opinions were answered each way, by the disposition's code."""
    counted = Counter(row.disposition for row in rows)
    return {code: counted[code] for code in Opinion.Disposition.values}


def _person(opinion: Opinion) -> tuple[int | None, str, str]:
    """Who speaks for no organisation: an account, or a name with its contact."""
    if opinion.author_id:
        return opinion.author_id, "", ""
    return None, opinion.name, opinion.contact
