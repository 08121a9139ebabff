"""What notices put in the menus, on the start page and in the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zsa_portal.documents.models import Version
from zsa_portal.documents.plain_reading import CLAUSE_ACTS, ClauseAct
from zsa_portal.notices.dates import notices_dated
from zsa_portal.notices.models import Notice
from zsa_portal.notices.queries import commented_in, found_notices, open_now
from zsa_portal.people.front import SEARCHES, START, Hit, Search, StartSection
from zsa_portal.people.menu import MENU, PUBLIC_SITE, SECRETARIAT, WORK, Entry, staff
from zsa_portal.workflow.calendar import SOURCES, Source

SHOWN = 10


def found(words: str, user: Any, most: int) -> Sequence[Hit]:
    """The notices and consultations, which are everybody's, by number or title."""
    return [
        Hit(str(notice), notice.get_absolute_url(), notice.kind_label)
        for notice in found_notices(words, most)
    ]


def comment_address(version: Version, _user: Any) -> str:
    """Where anyone comments on a text that is open for comment; empty while it is not."""
    item = commented_in(version.document)
    return reverse("notices:opinion_new", args=[item.pk]) if item is not None else ""


def soonest_to_close() -> QuerySet[Notice]:
    """The notices that can be commented on now and close first."""
    return open_now()[:SHOWN]


MENU.add(
    "notices.public_list",
    Entry(
        _("Notices and consultations"),
        "notices:public_list",
        "megaphone",
        {WORK: 40, PUBLIC_SITE: 20},
    ),
)
MENU.add(
    "notices.moderation",
    Entry(_("Moderate opinions"), "notices:moderation", "chat-left-text", {SECRETARIAT: 20}, staff),
)
START.add("notices.open", StartSection("notices/start_section.html", soonest_to_close, 10))
SEARCHES.add("notices.notices", Search(_("Notices and consultations"), found, 30))
CLAUSE_ACTS["notices.comment"] = ClauseAct(_("Comment on this clause"), comment_address)
SOURCES.add("notices.ends", Source(_("Ends of public notices"), notices_dated, 40, "ok"))
