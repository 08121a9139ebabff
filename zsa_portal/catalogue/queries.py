"""What the public pages read of the catalogue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, Prefetch, Q, QuerySet

from zsa_portal.catalogue.models import Announcement, Edition, EditionQuerySet, StandardText
from zsa_portal.catalogue.numbering import hyphened
from zsa_portal.documents.models import IssuedForm
from zsa_portal.notices.models import NoticeItem
from zsa_portal.notices.queries import notices_on
from zsa_portal.ui.elements import StageStep
from zsa_portal.ui.finding.ranking import nearest
from zsa_portal.ui.finding.sides import found_on
from zsa_portal.ui.finding.words import begun
from zsa_portal.workflow.queries import stage_bar

FOUND_ON = ("number", "title", "title_en", "source_number", "source_body__name")
ABBREVIATED = re.compile(r"^\s*(?:T\s*/\s*)?ZSA\s*(\d+)\s*(?:-\s*(\d{4}))?\s*$", re.IGNORECASE)


def editions() -> EditionQuerySet:
    """The published editions with their standards, the latest first."""
    return (
        Edition.objects.public()
        .select_related("standard", "standard__committee", "source_body")
        .order_by("-published_on", "-pk")
    )


def narrowed(rows: EditionQuerySet, words: str) -> EditionQuerySet:
    """The editions that match what people type.

    A number of ours or of the body it comes from, with any dash, in full or half width; or words of
    the titles and of the body's name.
    """
    if found := ABBREVIATED.match(hyphened(words)):
        rows = rows.filter(standard__running=int(found[1][:9]))
        return rows.filter(year=int(found[2])) if found[2] else rows
    if not words.strip():
        return rows
    return rows.filter(found_on(Edition, FOUND_ON, begun(words)))


def found_editions(words: str, most: int) -> list[Edition]:
    """The published editions found by numbers, titles and bodies: the number typed stands first."""
    rows = editions().filter(found_on(Edition, FOUND_ON, begun(words)))
    return list(nearest(rows, words, "number", "source_number")[:most])


def found_announcements(words: str, most: int) -> list[Announcement]:
    """The announcements with published standards, by number or title."""
    rows = announcements().filter(found_on(Announcement, ("number", "title"), begun(words)))
    return list(nearest(rows, words, "number")[:most])


def edition_for(key: str, year: int | None = None) -> Edition | None:
    """The published edition of a standard: of that year, else the one in force, else the latest.

    ``key`` is the standard's, as addresses carry it (``Standard.key``).
    """
    own = Q(standard=key[1:], standard__running=None)
    rows = Edition.objects.public().filter(own if key.startswith("s") else Q(standard__running=key))
    if year is not None:
        rows = rows.filter(year=year)
    shown = rows.select_related(
        "standard",
        "standard__committee",
        "announcement",
        "replaces__standard",
        "source_body",
        "matter",
    ).prefetch_related(
        Prefetch("texts", StandardText.objects.select_related("version__file").order_by("pk"))
    )
    in_force = [one for one in shown if one.status == Edition.Status.CURRENT]
    return next(iter(in_force or shown), None)


@dataclass(frozen=True)
class History:
    """How a standard came about: its editions, stages with days, notices, official papers."""

    editions: list[Edition]
    stages: list[StageStep]
    notices: list[NoticeItem]
    forms: list[IssuedForm]


def history_of(edition: Edition) -> History:
    """The history of an edition as anyone may read it; four queries.

    A paper issued anew under its number stands for the one before it.
    """
    others = Edition.objects.public().filter(standard=edition.standard).select_related("standard")
    matter = edition.matter
    if matter is None:
        return History(list(others), [], [], [])
    issued: Any = IssuedForm.objects.readable_by(None).numbered().filter(matters=matter.pk)
    forms = {
        (form.kind, form.printed_number or form.pk): form
        for form in issued.defer("data").order_by("pk")
    }
    return History(list(others), stage_bar(matter), notices_on(matter), list(forms.values()))


def released_texts(edition: Edition) -> list[StandardText]:
    """The texts that anyone may download."""
    if not edition.is_public:
        return []
    return [text for text in edition.texts.all() if text.released]


def texts_of(edition: Edition) -> list[StandardText]:
    """An edition's texts with their files and who added them."""
    return list(edition.texts.select_related("version__file", "added_by"))


def text_history(edition: Edition) -> QuerySet[Any]:
    """Every text an edition ever had, as its row was then, the latest first."""
    event: Any = apps.get_model("zsa_catalogue", "StandardTextEvent")
    rows: QuerySet[Any] = event.objects.filter(edition=edition).order_by("-pgh_id")
    return rows.select_related("version", "added_by")


def announcements() -> QuerySet[Announcement]:
    """The announcements with at least one published standard, the latest first, with their number."""
    published = ~Q(editions__status=Edition.Status.PENDING) & Q(editions__isnull=False)
    counted = Announcement.objects.annotate(standards=Count("editions", filter=published))
    return counted.filter(standards__gt=0)


def announced(announcement: Announcement) -> list[Edition]:
    """The published editions of an announcement by number."""
    rows = Edition.objects.public().filter(announcement=announcement)
    return list(
        rows.select_related("standard", "source_body").order_by("standard__running", "number")
    )


def years() -> list[int]:
    """The years in which something was published, the latest first."""
    rows = Edition.objects.public().order_by("-year").values_list("year", flat=True)
    return list(rows.distinct())
