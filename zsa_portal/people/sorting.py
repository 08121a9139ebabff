"""Lists of people and organisations are sorted by pinyin, as readers of Chinese look through them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pinyin(models.Func):
    """A name as it is sorted: its characters give way to others of which the order is by pinyin.

    PostgreSQL's own collations by pinyin need ICU, which not every build of it has.
    """

    function = "zsa_pinyin"
    output_field: Any = models.TextField()


def pinyin_key(name: str) -> str:
    """The same of a name that is at hand: names are sorted by it as the database sorts them."""
    return name.translate(_places())


@cache
def _places() -> dict[int, int]:
    in_order = "".join((Path(__file__).parent / "pinyin.txt").read_text("utf-8").split())
    capitals = {capital: capital + 32 for capital in range(ord("A"), ord("Z") + 1)}
    named = map(ord, in_order), map(ord, sorted(in_order))
    return capitals | dict(zip(*named, strict=True))


def made_pinyin(column: str) -> models.GeneratedField:
    """A column that the database itself fills with what another is sorted by."""
    return models.GeneratedField(
        expression=Pinyin(models.F(column)),
        output_field=models.TextField(),
        db_persist=True,
        verbose_name=_("place in lists"),
    )
