"""The kinds of engagement that procedures declare: what an expert is asked, by when, and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations.registry import Registry, Unique
from zsa_portal.workflow.interests import DECIDING
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.roles import RoleInfo
from zsa_portal.workflow.wording import page, personal, word

if TYPE_CHECKING:
    from django.db import models

KINDS: Registry[EngagementKind] = Registry("kind of engagement")
DUTIES: Unique[EngagementKind] = Unique("duty of a kind of engagement")


def nobody(matter: Matter) -> Q:
    """The experts whom a kind leaves out, where all may be engaged."""
    return Q(pk__in=[])


@dataclass(frozen=True)
class Words:
    """What the screens of a kind say; the defaults fit any engagement.

    ``title`` heads the expert's page, ``recorded`` tells that the opinion was saved, ``given`` when
    (``%(day)s``) and with which conclusion (``%(conclusion)s``). ``opinion_note`` stands below the
    expert's text, ``experts_note`` below the list of those who may be engaged.
    """

    title: Text = _("My opinion")
    opinion_note: Text = ""
    recorded: Text = _("Your opinion is recorded.")
    given: Text = _("Given on %(day)s")
    experts_note: Text = _("Experts with an account; those recused are left out.")


@dataclass(frozen=True)
class Reading:
    """What an expert reads above the own opinion: a template and its context for a user."""

    template: str
    content: Callable[[Any, Any], dict[str, Any]]


READINGS: Registry[Reading] = Registry("reading of a kind of engagement")
"""By the key of the kind; one without has nothing to read beside the matter's page."""


@dataclass(frozen=True)
class EngagementKind:
    """A kind of engagement; declaring it registers it, with the duty to give an opinion.

    ``key`` carries its app (``standards.expert_audit``). While engaged, an expert plays ``role``
    in the matter, and so reads what that role reads. The opinion is owed in person as ``duty``,
    told as ``duty_label``, within ``days`` natural days after today, and given in the states
    ``given_in``, any if none is named, on a page that leads back to ``tab`` of the matter's page. A
    recusal ends the duty, as it ends a vote. ``excluded`` are the experts who may not be engaged.

    ``conclusions`` are those to choose from; of them ``plain`` need no words and ``against``
    refuse. Without conclusions the opinion is the answer in words to the question that was put.
    ``beside`` is what stands beside the expert's form, as a step names it.
    """

    key: str
    label: Text
    role: RoleInfo
    duty: str
    duty_label: Text
    days: int
    tab: str
    given_in: tuple[str, ...] = ()
    conclusions: type[models.TextChoices] | None = None
    plain: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    excluded: Callable[[Any], Q] = nobody
    beside: tuple[str, ...] = ("papers",)
    words: Words = field(default_factory=Words)

    def __post_init__(self) -> None:
        KINDS.add(self.key, self)
        DUTIES.add(self.duty, self)
        DECIDING.add(self.duty)
        personal(self.duty)
        word(**{self.duty: self.duty_label})
        page(self.duty, lambda matter, _rest: self.address(matter))

    def address(self, matter: Matter) -> str:
        """Where an engaged expert gives the opinion."""
        return reverse("engagements:opinion", args=[matter.pk, self.key])

    def concluded(self, conclusion: str) -> str:
        """A conclusion in words; empty for none."""
        if self.conclusions is None or conclusion not in self.conclusions.values:
            return conclusion
        return str(self.conclusions(conclusion).label)
