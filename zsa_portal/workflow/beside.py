"""What stands beside a form while somebody decides: the matter's own tabs, its papers.

A step names it as ``beside=("tab:overview", "papers")``; what else may be named is in ``SOURCES``,
such as ``later:overview``, which is fetched when it is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.tabs import Tab, tabs_for


@dataclass(frozen=True)
class Panel:
    """One thing that is shown beside a form: its title and what it says, as HTML."""

    title: str
    html: SafeString


Source = Callable[[Matter, Any, str, str], Iterable[Panel]]
"""What it shows of a matter to a user: what is named behind the colon, and the clause asked about."""


def tab_beside(matter: Matter, user: Any, key: str, _clause: str) -> Iterable[Panel]:
    """A tab of the matter's page, for those who have it."""
    for tab in _tabs(matter, user, key):
        context = {"matter": matter, "user": user, "info": matter.state_info}
        context |= {"now": clock.now(), **tab.content(matter, user)}
        yield Panel(str(tab.label), render_to_string(tab.template, context))


def tab_when_opened(matter: Matter, user: Any, key: str, _clause: str) -> Iterable[Panel]:
    """A tab of the matter's page for those who have it, fetched when its panel is opened.

    For what takes many queries: the form's own page asks none of them.
    """
    for tab in _tabs(matter, user, key):
        context = {"address": f"{matter.get_absolute_url()}{tab.key}/"}
        yield Panel(str(tab.label), render_to_string("partials/beside_later.html", context))


def _tabs(matter: Matter, user: Any, key: str) -> list[Tab]:
    """The tab of this key; none for who has it not."""
    return [tab for tab in tabs_for(matter, user) if tab.key == key]


SOURCES: dict[str, Source] = {"tab": tab_beside, "later": tab_when_opened}


def panels(matter: Matter, user: Any, named: Sequence[str], clause: str = "") -> list[Panel]:
    """What stands beside a form, in the order in which it is named; each may be left out."""
    found: list[Panel] = []
    for name in named:
        source, _colon, key = name.partition(":")
        found += SOURCES[source](matter, user, key, clause)
    return found
