"""The score sheet of a ballot: what electors judge besides voting, item by item, checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.refusals import BadValue

MOST_WORDS = 4000
Filled = dict[str, dict[str, str]]
"""A filled-in sheet by the items' keys: ``{"answer": value, "reason": words}``."""


@dataclass(frozen=True)
class Item:
    """One thing that every elector judges, by one of ``answers``: (value, label).

    Answers whose values are all whole numbers are points, which are added up. ``with_reason``
    asks each elector why. ``about`` says what is to be judged, ``group`` the heading under which
    the item stands.
    """

    key: str
    label: Text
    answers: tuple[tuple[str, Text], ...]
    with_reason: bool = False
    about: Text = ""
    group: Text = ""

    @property
    def values(self) -> list[str]:
        """The allowed answers."""
        return [value for value, _label in self.answers]

    @property
    def is_points(self) -> bool:
        """Whether the answers are points."""
        return all(value.isdecimal() for value in self.values)

    @property
    def field(self) -> str:
        """The name under which its answer is asked for and refused."""
        return f"sheet-{self.key}"

    @property
    def reason_field(self) -> str:
        """The name under which its reason is asked for and refused."""
        return f"why-{self.key}"


def points(least: int, most: int) -> tuple[tuple[str, Text], ...]:
    """The answers of an item that is judged by points from ``least`` to ``most``."""
    return tuple((str(number), str(number)) for number in range(least, most + 1))


FOUNDED: tuple[tuple[str, Text], ...] = (
    ("founded", gettext_lazy("Founded")),
    ("unfounded", gettext_lazy("Unfounded")),
)


Laid = tuple[str, str] | tuple[str, str, str]
"""A point laid before electors: (key, words), or (key, words, what was said)."""
Links = Sequence[tuple[str, str]]
"""Papers beside an item: (words, address)."""


def _none(matter: Matter) -> Sequence[Laid]:
    return ()


def _nothing_beside(matter: Matter) -> Mapping[str, Links]:
    return {}


@dataclass(frozen=True)
class ScoreSheet:
    """What a kind of ballot lets its electors judge.

    ``items`` are the same in every ballot. ``comments`` gives the points laid before the electors
    of one matter (see Laid): on each they give one of ``verdicts``, and say why if
    ``verdict_reasons``; they stand under ``comments_group``. ``beside`` gives the papers to read
    beside an item, by its key. ``with_changes`` lets each elector ask for changes, clause by clause.
    """

    items: tuple[Item, ...] = ()
    comments: Callable[[Matter], Iterable[Laid]] = _none
    verdicts: tuple[tuple[str, Text], ...] = FOUNDED
    verdict_reasons: bool = False
    comments_group: Text = ""
    beside: Callable[[Matter], Mapping[str, Links]] = _nothing_beside
    with_changes: bool = False

    def before(self, matter: Matter) -> list[Item]:
        """The items put before the electors of a matter. ImproperlyConfigured for a key twice."""
        found = [*self.items, *(self._laid(*point) for point in self.comments(matter))]
        if len({item.key for item in found}) < len(found):
            raise ImproperlyConfigured("a score sheet has one item of a key")
        return found

    def _laid(self, key: str, words: str, said: str = "") -> Item:
        return Item(key, words, self.verdicts, self.verdict_reasons, said, self.comments_group)


def frozen(items: Iterable[Item]) -> list[dict[str, Any]]:
    """The items as a ballot keeps them, in Chinese."""
    with translation.override("zh-hans"):
        return [
            {
                "key": item.key,
                "label": str(item.label),
                "answers": [[value, str(label)] for value, label in item.answers],
                "with_reason": item.with_reason,
                "about": str(item.about),
                "group": str(item.group),
            }
            for item in items
        ]


def thawed(rows: Iterable[Mapping[str, Any]], declared: ScoreSheet | None) -> list[Item]:
    """The items that a ballot keeps, in the reader's language where they are declared still."""
    sheet = declared or ScoreSheet()
    known = {item.key: item for item in sheet.items}
    return [_worded(_kept(row), known.get(row["key"]), sheet) for row in rows]


def _kept(row: Mapping[str, Any]) -> Item:
    answers = tuple((value, label) for value, label in row["answers"])
    about, group = row.get("about", ""), row.get("group", "")
    return Item(row["key"], row["label"], answers, row["with_reason"], about, group)


def _worded(item: Item, declared: Item | None, sheet: ScoreSheet) -> Item:
    labels = dict(declared.answers if declared else sheet.verdicts)
    answers = tuple((value, labels.get(value, label)) for value, label in item.answers)
    if declared is None:
        return replace(item, answers=answers, group=sheet.comments_group or item.group)
    return replace(
        item,
        answers=answers,
        label=declared.label,
        about=declared.about,
        group=declared.group,
    )


def checked(items: Sequence[Item], sheet: Mapping[str, Any] | None) -> Filled:
    """A sheet as a vote keeps it: every item answered by an allowed value, nothing else.

    Raises BadValue for the field of the item that is wrong, for ``sheet`` when it answers what was
    not asked.
    """
    given = dict(sheet or {})
    filled = {item.key: _answer(item, given.pop(item.key, None)) for item in items}
    if given:
        raise BadValue("sheet", _("This score sheet answers what the ballot does not ask."))
    return filled


def _answer(item: Item, given: Any) -> dict[str, str]:
    if not isinstance(given, Mapping) or given.get("answer") not in item.values:
        raise BadValue(item.field, _("Choose one of the answers for each item."))
    reason = str(given.get("reason") or "").replace("\x00", "").strip()
    if given.keys() - {"answer", "reason"} or (reason and not item.with_reason):
        raise BadValue(item.field, _("This score sheet answers what the ballot does not ask."))
    if not item.with_reason:
        return {"answer": given["answer"]}
    if not reason:
        raise BadValue(item.reason_field, _("Say why, for each item that asks for a reason."))
    if len(reason) > MOST_WORDS:
        sentence = _("At most %(most)d characters; you wrote %(length)d.")
        raise BadValue(item.reason_field, sentence % {"most": MOST_WORDS, "length": len(reason)})
    return {"answer": given["answer"], "reason": reason}


Change = dict[str, str]
"""A change asked for: ``{"clause": where, "change": what}``."""
MOST_CHANGES, MOST_CLAUSE = 100, 60


def changes_checked(
    declared: ScoreSheet | None, given: Iterable[Mapping[str, Any]] | None
) -> list[Change]:
    """The changes that an elector asks for as a vote keeps them; empty rows are dropped.

    Raises BadValue("changes", …) where the sheet asks for none, for a clause without a change, and
    for too many or too long ones.
    """
    rows = [_change(row) for row in given or ()]
    kept = [row for row in rows if any(row.values())]
    if kept and not (declared and declared.with_changes):
        raise BadValue("changes", _("This ballot does not ask for changes."))
    if len(kept) > MOST_CHANGES:
        raise BadValue("changes", _("At most %(most)d changes.") % {"most": MOST_CHANGES})
    for row in kept:
        if not row["change"]:
            sentence = _("Say what is to be changed in clause %(clause)s.")
            raise BadValue("changes", sentence % {"clause": row["clause"]})
        for name, most in (("clause", MOST_CLAUSE), ("change", MOST_WORDS)):
            if len(row[name]) > most:
                sentence = _("At most %(most)d characters; you wrote %(length)d.")
                raise BadValue("changes", sentence % {"most": most, "length": len(row[name])})
    return kept


def _change(row: Mapping[str, Any]) -> Change:
    return {
        name: str(row.get(name) or "").replace("\x00", "").strip() for name in ("clause", "change")
    }


def numbers(items: Iterable[Item], sheets: Iterable[Filled]) -> dict[str, dict[str, int]]:
    """How many electors gave each allowed answer, by item and answer."""
    filled = list(sheets)
    found = {}
    for item in items:
        given = Counter(sheet[item.key]["answer"] for sheet in filled)
        found[item.key] = {value: given[value] for value in item.values}
    return found


@dataclass(frozen=True)
class ItemCount:
    """How the electors judged one item: ``numbers`` of electors by answer."""

    item: Item
    numbers: dict[str, int]

    @property
    def answers(self) -> list[tuple[Text, int]]:
        """Each allowed answer with how many gave it."""
        return [(label, self.numbers.get(value, 0)) for value, label in self.item.answers]

    @property
    def points(self) -> int | None:
        """All points together; None where the item is not judged by points."""
        if not self.item.is_points:
            return None
        return sum(int(value) * number for value, number in self.numbers.items())
