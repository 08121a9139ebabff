"""The tabs of a matter's page: every kernel package and process adds its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations.registry import Registry
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import Matter

Content = Callable[[Matter, Any], dict[str, Any]]


def anybody(matter: Matter, user: Any) -> bool:
    """Whoever may discover the matter sees the tab."""
    return True


@dataclass(frozen=True)
class Tab:
    """One tab of a matter's page.

    ``content`` gives the template's context for a user, asked only when it is open; ``visible``
    tells cheaply, without queries of its own, whether a user has the tab at all.
    """

    key: str
    label: Text
    template: str
    content: Content
    order: int = 50
    kinds: tuple[str, ...] = ()
    icon: str = ""
    visible: Callable[[Matter, Any], bool] = anybody


LOG_GROUPS: dict[str, Text] = {"step": _("Steps"), "paper": _("Papers"), "other": _("Other acts")}
TABS: Registry[Tab] = Registry("tab")
"""By ``KIND.KEY``, ``*.KEY`` for the tabs of every kind."""


def register(tab: Tab) -> None:
    """Add a tab to the pages of its kinds of matter, all kinds if it names none."""
    for kind in tab.kinds or ("*",):
        TABS.add(f"{kind}.{tab.key}", tab)


def tabs_for(matter: Matter, user: Any) -> list[Tab]:
    """The tabs a user has on a matter's page, in order."""
    found = {tab.key: tab for name, tab in TABS.items() if _belongs(name, matter.kind)}
    here = (tab for key, tab in found.items() if key not in matter.WITHOUT_TABS)
    return sorted((tab for tab in here if tab.visible(matter, user)), key=lambda tab: tab.order)


def _belongs(name: str, kind: str) -> bool:
    return name.partition(".")[0] in ("*", kind)


def log(matter: Matter, user: Any) -> dict[str, Any]:
    """The content of the log tab."""
    from zsa_portal.workflow.queries import log_lines
    from zsa_portal.workflow.visits import visited

    lines = log_lines(matter, user, since=visited(matter, user))
    groups = {line.group for line in lines}
    shown = [(key, label) for key, label in LOG_GROUPS.items() if key in groups]
    return {"lines": lines, "log_groups": shown if len(shown) > 1 else []}


register(Tab("log", _("Log"), "workflow/log_tab.html", log, order=90, icon="clock-history"))
