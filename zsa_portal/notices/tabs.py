"""The opinions tab of a matter's page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zsa_portal.notices import queries
from zsa_portal.notices.rules import Sight, answers, moderates
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.queries import is_public
from zsa_portal.workflow.tabs import Tab, register

SHOWN = 30


def content(matter: Matter, user: Any) -> dict[str, Any]:
    """The matter's notices, and of the opinions on them what this user sees."""
    items = queries.notices_on(matter)
    kinds = list(dict.fromkeys(item.notice.kind for item in items))
    rows, sights = queries.visible_opinions(matter, user, kinds)
    shown = list(rows[:SHOWN])
    for opinion in shown:
        named = sights[opinion.item.notice.kind] >= Sight.ANSWERING or opinion.author_id == user.pk
        opinion.shown_from = opinion.inwardly_from if named else opinion.publicly_from
    return {
        "notice_items": items,
        "opinions": shown,
        "counts": queries.counts(matter),
        "lists": _lists(matter, user, items, sights),
        "moderates": moderates(matter, user),
        "public_page": is_public(matter),
        "now": clock.now(),
    }


def _lists(matter: Matter, user: Any, items: list[Any], sights: dict[str, Sight]) -> list[Any]:
    """The full lists this user may open, one for each kind of notice."""
    kinds = {item.notice.kind: item.notice.meaning for item in items}
    return [
        {"kind": kind, "answers": answers(matter, user, kind)}
        for code, kind in kinds.items()
        if sights[code] > Sight.PUBLIC
    ]


register(
    Tab(
        "opinions",
        _("Notices and opinions"),
        "notices/opinions_tab.html",
        content,
        order=40,
        icon="megaphone",
    )
)
