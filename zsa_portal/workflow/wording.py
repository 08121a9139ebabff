"""How log entries are worded when they are read: each action registers its sentence once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.ui.listing import listed
from zsa_portal.workflow.machine import Text, meaning_of

if TYPE_CHECKING:
    from zsa_portal.workflow.models import Matter

WORDS: dict[str, Text] = {"begin": _("Opened")}
DETAILS: dict[str, Callable[[dict[str, Any]], str]] = {}
PAGES: dict[str, Callable[[Matter, str], str]] = {}
PERSONAL: set[str] = set()
SINGLY: set[str] = set()
TYPED: dict[str, frozenset[str]] = {}
UNNAMED: dict[str, Text] = {}


def anybody(matter: Matter, user: Any) -> bool:
    """Whoever reads a line reads what it tells."""
    return True


@dataclass(frozen=True)
class Saving:
    """An action that writes fields: of ``told`` the log keeps what they held before.

    Who ``reads`` the fields is shown old and new. Contact data is never told.
    """

    told: frozenset[str] = frozenset()
    reads: Callable[[Any, Any], bool] = anybody


SAVINGS: dict[str, Saving] = {}


def word(**sentences: Text) -> None:
    """Register the wording of actions that are no steps: ``word(document_add=_("Paper added"))``."""
    WORDS.update(sentences)


def detail(**wordings: Callable[[dict[str, Any]], str]) -> None:
    """Register how the values of a step's log entry are worded for those with a part in the matter."""
    DETAILS.update(wordings)


def typed(*steps: str, values: Collection[str]) -> None:
    """Register which values of steps' log entries are words that somebody typed about a paper.

    They may name what few may know, so no page says them; ``reason`` is the entry's own. A step that
    logs rows and codes needs none of this: it is for what entries hold that nobody can change.
    """
    for step in steps:
        TYPED[step] = TYPED.get(step, frozenset()) | frozenset(values)


def reasons_typed() -> list[str]:
    """The steps whose reasons no page says."""
    return [step for step, names in TYPED.items() if "reason" in names]


def reason_said(step: str, reason: str) -> str:
    """The reason of a log entry as pages say it."""
    return "" if "reason" in TYPED.get(step, ()) else reason


def values_said(step: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values of a log entry as pages say them: ``…`` stands for words that few may know."""
    hidden = TYPED.get(step, frozenset())
    return {name: "…" if name in hidden else value for name, value in values.items()}


def unnamed(said: Text, *steps: str) -> None:
    """Register steps of which no log says who took them, and what it says instead.

    Pages of their own tell that to those who may know it.
    """
    UNNAMED.update(dict.fromkeys(steps, said))


def page(kind: str, address: Callable[[Matter, str], str]) -> None:
    """Register where duties of a kind are done.

    ``address`` gets the matter and what follows the key's colon.
    """
    PAGES[kind] = address


def personal(kind: str) -> None:
    """Register a kind of duty that nobody does for another: deputies neither see it nor are reminded."""
    PERSONAL.add(kind)


def singly(kind: str) -> None:
    """Register a personal duty by which each member of a body does what is the turn of the body."""
    personal(kind)
    SINGLY.add(kind)


def is_personal(key: str) -> bool:
    """Whether the duty of that key is done in person only."""
    return key.partition(":")[0] in PERSONAL


def label_of(matter: Matter, step: str) -> str:
    """The wording of a log entry's step: the step's label, else the registered one."""
    for transition in matter._meta.get_field("state").get_all_transitions(type(matter)):
        if transition.name == step and "step" in (transition.custom or {}):
            return str(meaning_of(transition).label)
    return str(WORDS.get(step, step))


def detail_of(step: str, values: dict[str, Any]) -> str:
    """What a log entry's values say in words, where its step registered that; else nothing."""
    return DETAILS[step](values) if step in DETAILS else ""


def saves(
    step: str, *, told: Collection[str] = (), reads: Callable[[Any, Any], bool] = anybody
) -> None:
    """Register an action that writes fields of the matter, whose entries say which; see Saving."""
    SAVINGS[step] = Saving(frozenset(told), reads)
    typed(step, values=("before",))


saves("matter_correct", told=("title", "title_en"))


def saved_in(matter: Matter, step: str, values: dict[str, Any], shown: Collection[str] = ()) -> str:
    """Which fields a saving changed, by their names in the reader's language; "" for other entries.

    Fields that are ``shown`` with old and new are not named once more.
    """
    names = [name for name in values.get("fields", ()) if name not in shown]
    if step not in SAVINGS or not names:
        return ""
    fields = listed(field_label(matter, name) for name in names)
    return gettext("Changed: %(fields)s") % {"fields": fields}


def field_label(row: models.Model, name: str) -> str:
    """The verbose name of a column, in the reader's language."""
    return str(cast("models.Field[Any, Any]", row._meta.get_field(name)).verbose_name)


def duty_label(matter: Matter, key: str) -> str:
    """What a duty asks for: the state's duty for ``turn:STATE``, else what its key registered."""
    kind, _colon, rest = key.partition(":")
    if kind == "turn" and rest in matter.machine.STATES:
        return str(matter.machine.STATES[rest].duty)
    return str(WORDS.get(kind, kind))


def duty_url(matter: Matter, key: str) -> str:
    """Where a duty is done: the page its kind registered, else the matter's own."""
    kind, _colon, rest = key.partition(":")
    return PAGES[kind](matter, rest) if kind in PAGES else matter.get_absolute_url()
