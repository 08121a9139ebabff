"""Table 1 of the regulation: what a standard is judged by (认定 第十条)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from zsa_portal.ballots.sheets import Item

BASIC, BONUS = _("Basic items"), _("Bonus items")
BASIC_ANSWERS = (("met", _("Met")), ("partly", _("Partly met")), ("not", _("Not met")))
BONUS_ANSWERS = (("yes", _("Yes")), ("no", _("No")), ("na", _("Not applicable")))
WEIGHTS = {"met": 1.0, "partly": 0.5, "not": 0.0, "yes": 1.0, "no": 0.0}
"""What an answer weighs in the charts (ours); one that does not apply weighs nothing."""


def _basic(key: str, label: Any, about: Any) -> Item:
    return Item(key, label, BASIC_ANSWERS, with_reason=True, about=about, group=BASIC)


def _bonus(key: str, label: Any, about: Any) -> Item:
    return Item(key, label, BONUS_ANSWERS, with_reason=True, about=about, group=BONUS)


TABLE_1 = (
    _basic(
        "innovation",
        _("Innovation"),
        _("How far it breaks through technically in its field, or fills a blank there."),
    ),
    _basic(
        "advance",
        _("Advanced level"),
        _(
            "How advanced its technology is against the world, the country, the industry, the region."
        ),
    ),
    _basic(
        "economy",
        _("Economic benefit"),
        _("The economic effect that carrying it out has had or is expected to have."),
    ),
    _basic(
        "compliance",
        _("Compliance"),
        _("Its conformity with laws, regulations, rules and mandatory standards."),
    ),
    _basic(
        "application",
        _("Application in its field"),
        _("How it is carried out in its field, and the effect had or expected."),
    ),
    _bonus(
        "hard_technology",
        _("Hard technology"),
        _("A technical breakthrough in a field of hard technology."),
    ),
    _bonus(
        "testability",
        _("Testability and certifiability"),
        _("Whether it can be tested and certified."),
    ),
    _bonus("one_mark", _("1字标 mark"), _("Certification under the 1字标 mark is planned.")),
    _bonus("patents", _("Standard-essential patents"), _("It contains essential patents.")),
    _bonus(
        "internationality",
        _("Internationalisation"),
        _("It is applied abroad already, or could be."),
    ),
    _bonus("other", _("Other"), _("Anything else for which the panel thinks it deserves credit.")),
)
"""Five basic and six bonus items, with the regulation's 评价内容."""

KEYS = frozenset(item.key for item in TABLE_1)


def share(numbers: Mapping[str, int]) -> float | None:
    """The mean weight of an item's answers, from 0 to 1; None where none weighs anything."""
    weighed = {answer: number for answer, number in numbers.items() if answer in WEIGHTS}
    total = sum(weighed.values())
    if not total:
        return None
    return sum(WEIGHTS[answer] * number for answer, number in weighed.items()) / total


def is_of_table(keys: Iterable[str]) -> list[str]:
    """Those keys that are items of table 1."""
    return [key for key in keys if key in KEYS]
