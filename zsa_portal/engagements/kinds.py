"""The kinds of engagement that procedures declare: what an expert is asked, by when, and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zsa_portal.regulations.registry import Registry
from zsa_portal.workflow.interests import DECIDING
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.roles import RoleInfo
from zsa_portal.workflow.wording import page, personal, word

if TYPE_CHECKING:
    from django.db import models

KINDS: Registry[EngagementKind] = Registry("kind of engagement")
DUTIES: Registry[EngagementKind] = Registry("duty of a kind of engagement")


@dataclass(frozen=True)
class EngagementKind:
    """A kind of engagement; declaring it registers it, with the duty to give an opinion.

    ``key`` carries its app (``standards.expert_audit``). While engaged, an expert plays ``role``
    in the matter, and so reads what that role reads. The opinion is owed in person as ``duty``,
    told as ``duty_label``, within ``days`` natural days after today, and given at ``address`` in
    the states ``given_in``, any if none is named. A recusal ends the duty, as it ends a vote.

    ``conclusions`` are those to choose from; of them ``plain`` need no words. Without conclusions
    the opinion is the answer in words to the question that was put.
    """

    key: str
    label: Text
    role: RoleInfo
    duty: str
    duty_label: Text
    days: int
    address: Callable[[Matter], str]
    given_in: tuple[str, ...] = ()
    conclusions: type[models.TextChoices] | None = None
    plain: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        KINDS.add(self.key, self)
        DUTIES.add(self.duty, self)
        DECIDING.add(self.duty)
        personal(self.duty)
        word(**{self.duty: self.duty_label})
        page(self.duty, lambda matter, _rest: self.address(matter))

    def concluded(self, conclusion: str) -> str:
        """A conclusion in words; empty for none."""
        if self.conclusions is None or conclusion not in self.conclusions.values:
            return conclusion
        return str(self.conclusions(conclusion).label)
