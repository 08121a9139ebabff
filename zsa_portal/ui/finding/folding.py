"""The fold: what is typed and what is searched are compared in one plain spelling.

Half width and small letters; the radicals that PDF files give for characters become these; dashes,
punctuation, brackets and spaces only part Latin words and numbers, and nothing between Chinese
characters. ``fold`` and PostgreSQL's ``zsa_fold`` (its SQL is in the migrations
``zsa_people.0001_squashed_0008_texts_are_folded`` and ``0002_texts_are_folded_quicker``) give the
same.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Func, GeneratedField, TextField
from django.utils.translation import gettext_lazy as _

LETTERS = (
    r"\u00c0-\u1fff\u2c00-\u2dff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3040-\u312f\u3131-\u318f"
    r"\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7af\uf900-\ufaff"
    r"\U00010000-\U0003ffff"
)
"""Letters that are no ASCII, as a class of regular expressions, in Python and PostgreSQL alike."""
RADICALS = (
    (
        "⺁⺄⺊⺋⺌⺓⺕⺗⺙⺜⺝⺟⺠⺡⺣⺤⺥⺧⺨⺩⺪⺫⺭⺮⺰⺶⺷⺸⺻⺼⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇"
        "⻈⻉⻊⻋⻍⻎⻏⻐⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻫⻬⻮⻰⻳"
    ),
    (
        "厂乙卜㔾小幺彐心攵日月母民氵灬爪爫牛犭王疋罒礻竹纟羊羊羊聿肉艹艹艹虎衤覀西见角角"
        "讠贝足车辶辶阝钅长长门阜阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄齐齐齿龙龟"
    ),
)
FROM_RADICALS = str.maketrans(dict(zip(*RADICALS, strict=True)))
SMALL = {capital: capital + 32 for capital in range(ord("A"), ord("Z") + 1)}
BETWEEN = re.compile(rf"(?<=[{LETTERS}])[^\S\u1680]+(?=[{LETTERS}])")
"""Gaps between letters; Ogham's space mark is a letter here, as in PostgreSQL."""
DASHES = re.compile(r"[‐‑‒–—―−]")
UNPRINTED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
RUNS = re.compile(rf"[a-z]+|[0-9]+|[{LETTERS}]+")
PARTED = re.compile(rf"[^a-z0-9{LETTERS}]+")


def halved(said: str) -> str:
    """A text in half width, with characters for radicals, without what cannot be printed."""
    printed = UNPRINTED.sub(" ", said).translate(FROM_RADICALS)
    return unicodedata.normalize("NFKC", printed)


def plain(said: str) -> str:
    """A text in one line as it is kept: in half width, with hyphens, Chinese without gaps in it."""
    joined = BETWEEN.sub("", DASHES.sub("-", halved(said)))
    return " ".join(unicodedata.normalize("NFKC", joined).split())


def fold(said: str) -> str:
    """A text in its one spelling: Latin words, numbers and runs of other letters, a space between."""
    parted = PARTED.sub(" ", halved(said).translate(SMALL))
    return " ".join(RUNS.findall(BETWEEN.sub("", parted)))


class OfTexts(Func):
    """A function of PostgreSQL on columns (none of them null) one after the other, as one text."""

    arg_joiner = " || ' ' || "


class Joined(OfTexts):
    """Columns as they are kept."""

    template = "%(expressions)s"
    output_field: Any = TextField()


class Folded(OfTexts):
    """Columns in their one spelling, see ``fold``."""

    function = "zsa_fold"
    output_field: Any = TextField()


class FoundBy(OfTexts):
    """The entries of an index by which columns are found, see ``words.py``."""

    function = "zsa_found_by"
    output_field: Any = SearchVectorField()


def words_kept(made: Func) -> GeneratedField:
    """A column that the database itself fills with the words by which a row is found."""
    return GeneratedField(
        expression=made,
        output_field=SearchVectorField(),
        db_persist=True,
        verbose_name=_("words it is found by"),
    )
