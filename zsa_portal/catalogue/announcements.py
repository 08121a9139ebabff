"""The official document that confirms numbers and publication, whichever procedure leads to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from zsa_portal.catalogue.covers import rights_in_chinese
from zsa_portal.catalogue.models import Announcement, Edition
from zsa_portal.catalogue.rules import announcement_days_agree
from zsa_portal.documents import numbers
from zsa_portal.documents.access import make_public
from zsa_portal.documents.forms import FormKind
from zsa_portal.documents.levels import classify
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import Phase
from zsa_portal.workflow.models import Level

if TYPE_CHECKING:
    from zsa_portal.ballots.resolutions import Decision

ANNOUNCEMENT_FORM = FormKind(
    key="catalogue.announcement",
    title=_("Announcement of standards"),
    template="forms/announcement.html",
    level=Level.PUBLIC,
)
make_public(ANNOUNCEMENT_FORM.key, Phase.PUBLISHED)
classify({ANNOUNCEMENT_FORM.key: "standards.publication_announcements"})


def announcement_open(
    *, title: str, body: str, published_on: dt.date, implemented_on: dt.date, by: User
) -> Announcement:
    """Open an announcement under the next document number of the year (第二十九条).

    To be called inside the transaction that numbers its standards, after their matters are locked;
    the number comes from a gapless counter. Raises RuleUnmet for days that do not agree.
    """
    announcement_days_agree.require((published_on, implemented_on))
    year = clock.today().year
    return Announcement.objects.create(
        number=f"ZSA公告〔{year}〕{numbers.next(f'announcement:{year}')}号",
        title=title,
        body=body,
        published_on=published_on,
        implemented_on=implemented_on,
        issued_by=by,
        issued_at=clock.now(),
    )


def announcement_data(
    announcement: Announcement, *, regulation: str, decisions: Iterable[Decision]
) -> dict[str, Any]:
    """What the 发布公告 shows: document number, dates, decisions, and a row for each standard.

    ``regulation`` is the Chinese name of the one by which the standards are published, without
    brackets; ``decisions`` are those that approved it.
    """
    rows = announcement.editions.select_related("standard", "replaces", "source_body")
    return {
        "number": announcement.number,
        "title": announcement.title,
        "body": announcement.body,
        "regulation": regulation,
        "published_on": str(announcement.published_on),
        "implemented_on": str(announcement.implemented_on),
        "date": str(announcement.published_on),
        "rights": rights_in_chinese(),
        "decisions": [
            {"number": made.number, "decided_on": str(made.decided_on)}
            for made in sorted(set(decisions), key=lambda made: made.pk)
        ],
        "rows": [_row(edition) for edition in rows.order_by("standard__running", "number")],
    }


def _row(edition: Edition) -> dict[str, str]:
    return {
        "number": edition.number,
        "title": edition.title,
        "title_en": edition.title_en,
        "replaces": edition.replaces.number if edition.replaces else "",
        "source_body": edition.source_body.name if edition.source_body else "",
        "source_number": edition.other_number,
    }
