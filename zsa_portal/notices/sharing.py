"""Who of those who answer takes the comments on which chapter; the whole is still everybody's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.notices import clauses
from zsa_portal.regulations import clock

CHAPTER = re.compile(rf"{clauses.NUMBERED}\.\d{{6}}|{clauses.ANNEX}\.\d{{6}}|\d")


class ChapterShare(models.Model):
    """Somebody answers the comments on a chapter of a matter's text.

    ``chapter`` is how the keys of its clauses begin, see ``clauses.sort_key``.
    """

    matter = models.ForeignKey(
        "zsa_workflow.Matter",
        models.CASCADE,
        related_name="chapter_shares",
        verbose_name=gettext_lazy("matter"),
    )
    kind = models.CharField(gettext_lazy("kind"), max_length=60)
    chapter = models.CharField(gettext_lazy("chapter"), max_length=20)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="chapter_shares",
        verbose_name=gettext_lazy("answers"),
    )
    at = models.DateTimeField(gettext_lazy("since"), default=clock.now)

    class Meta:
        verbose_name = gettext_lazy("chapter shared out")
        verbose_name_plural = gettext_lazy("chapters shared out")
        ordering = ["chapter"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "kind", "chapter"], name="one_answers_a_chapter"
            )
        ]

    def __str__(self) -> str:
        return f"{chapter_label(self.chapter)}: {self.user}"


def chapter_of(clause_key: str) -> str:
    """The chapter in which a clause lies, by the key of the clause: of 5.10.2 that of 5."""
    found = CHAPTER.match(clause_key or clauses.sort_key(""))
    return found[0] if found else str(clauses.OTHER)


def chapter_label(chapter: str) -> str:
    """What a chapter is called: its number or letter, or what lies outside them, in words."""
    rank, _dot, number = chapter.partition(".")
    if number:
        return str(int(number)) if int(rank) == clauses.NUMBERED else chr(int(number)).upper()
    names = {clauses.GENERAL: _("The whole document"), clauses.FRONT: _("Front matter")}
    return names.get(int(rank), _("Tables, figures and other places"))


def shares_of(matter: Any, kind: str) -> dict[str, ChapterShare]:
    """Who answers which chapter of a matter's text, by chapter; one query."""
    rows = ChapterShare.objects.filter(matter=matter.pk, kind=kind).select_related("user")
    return {row.chapter: row for row in rows}


def chapters_of(shares: Mapping[str, ChapterShare], user: Any) -> list[str]:
    """The chapters among these whose comments a user answers."""
    return [chapter for chapter, share in shares.items() if share.user_id == user.pk]


def lies_in(chapters: Iterable[str]) -> Q:
    """The condition that an opinion is on one of these chapters."""
    found = Q(pk__in=[])
    for chapter in chapters:
        found |= Q(clause_key__startswith=chapter)
    return found
