"""The kinds of panel that processes declare: what is reviewed, who forms it, which rules it obeys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certification.panels.facts import Panel, Subject
from certification.panels.rules import PANEL_RULES
from zsa_portal.regulations.registry import Registry
from zsa_portal.regulations.rule import Condition
from zsa_portal.workflow.interests import DECIDING
from zsa_portal.workflow.machine import Permission, Text
from zsa_portal.workflow.wording import page, personal, word

if TYPE_CHECKING:
    from zsa_portal.workflow.models import Matter

DUTY = "panel_invitation"
KINDS: Registry[PanelKind] = Registry("kind of panel")


@dataclass(frozen=True)
class PanelKind:
    """A kind of panel, or of reviewers chosen one by one; declaring it registers it.

    ``about`` says of a matter what is reviewed. ``may`` forms it, in the states ``forms_in``, and
    replaces its members in ``works_in`` too. ``rules`` are asked of it before anybody is invited:
    PANEL_RULES of a panel, MEMBER_RULES of single reviewers. ``prefix`` begins the codes of the
    bodies it becomes, ``name`` their names (``%s`` is the title of the matter). Its page leads back
    to ``tab`` of the matter's page.
    """

    key: str
    label: Text
    about: Callable[[Any], Subject]
    may: Permission
    forms_in: tuple[str, ...]
    works_in: tuple[str, ...] = ()
    rules: tuple[Condition[Panel], ...] = PANEL_RULES
    prefix: str = "RP"
    name: str = "《%s》评审委员会"
    tab: str = "panel"

    def __post_init__(self) -> None:
        KINDS.add(self.key, self)
        DECIDING.add(self.duty)

    @property
    def duty(self) -> str:
        """The key of the duty to answer an invitation; a recusal ends it."""
        return f"{DUTY}:{self.key}"

    def address(self, matter: Matter) -> str:
        """Where an invited expert answers."""
        return _address(matter, self.key)

    @property
    def states(self) -> tuple[str, ...]:
        """The states in which members are chosen, invited and answer."""
        return (*self.forms_in, *self.works_in)

    def unmet(self, panel: Panel) -> list[tuple[str, str]]:
        """What a panel lacks, as (article, sentence), in the order of the rules."""
        return [(rule.article, line) for rule in self.rules for line in rule.missing(panel)]


def _address(matter: Matter, kind: str) -> str:
    return reverse("certification:panel_invitation", args=[matter.pk, kind])


personal(DUTY)
word(
    **{
        DUTY: _("Answer the invitation to the panel and sign the declarations"),
        "panel_choose": _("Members of the panel chosen"),
        "panel_invite": _("Experts invited to the panel"),
        "panel_accept": _("An expert accepted and signed the declarations"),
        "panel_decline": _("An expert declined the invitation to the panel"),
        "panel_withdraw": _("An invitation to the panel was withdrawn"),
        "panel_seat": _("A new member took a seat on the panel"),
    }
)
page(DUTY, _address)
