"""What a procedure declares: its states, and the meaning of each step."""

from __future__ import annotations

import datetime as dt
import inspect
import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from zsa_portal.regulations.registry import Unique
from zsa_portal.regulations.rule import Condition, rule_ids
from zsa_portal.workflow import roles
from zsa_portal.workflow.roles import RoleInfo

if TYPE_CHECKING:
    from django_fsm import Transition

    from zsa_portal.workflow.models import Matter

Text = str | Promise
Permission = Callable[[Any, Any], bool]

# The ``form`` of a step that only asks why it is taken.
REASON = "zsa_portal.workflow.forms.StepReasonForm"
_places = itertools.count()


class Phase(models.TextChoices):
    """The phases in which design's table of who sees what is written."""

    DRAFT = "draft", _("Draft")
    PROCEDURE = "procedure", _("In procedure")
    NOTICE = "notice", _("On notice or consultation")
    PUBLISHED = "published", _("Published")


@dataclass(frozen=True)
class Asked:
    """Several parties that act in a state before its holder does: their role, and what each owes."""

    role: RoleInfo
    duty: str


@dataclass(frozen=True)
class StateInfo:
    """One state of a procedure.

    ``stage`` is the harmonised stage code (GB/T 16733, domain: ``30.20``), with a third figure of the
    house's own where several states share one (``10.60.2``); ``holder`` the role
    whose turn it is; ``duty`` what that party owes, in words; ``meaning`` the public explanation;
    ``days`` the working target of the holder in natural days, None where there is none; ``due``
    gives the holder's deadline of a matter where it is no fixed number of days.
    ``outcome`` marks states off the main line. ``asked`` are those whose turn it is as long as one
    of them owes its duty, the holder's afterwards.
    """

    stage: str
    label: Text
    holder: RoleInfo
    duty: Text
    meaning: Text
    phase: Phase = Phase.PROCEDURE
    days: int | None = None
    outcome: Literal["", "returned", "ended", "done"] = ""
    due: Callable[[Any], dt.datetime | None] | None = None
    asked: Asked | None = None


def nobody_by_hand(matter: Matter, user: Any) -> bool:
    """The permission of steps that only the calendar takes."""
    return user is None


@dataclass(frozen=True)
class Together:
    """That a step may be taken for several chosen matters at once, each by itself; see ``bulk/``.

    ``why`` says to who takes it why that may be; ``needs`` are conditions asked of each matter
    besides the step's own; ``ahead`` are the dotted names of functions that read at once what all
    these ask of many matters.
    """

    why: Text
    needs: tuple[Condition[Any], ...] = ()
    ahead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """What a transition means beyond its states; see ``step`` for what each value says.

    ``place`` orders steps as they are declared.
    """

    label: Text
    explanation: Text = ""
    rules: tuple[str, ...] = ()
    form: str = ""
    tells: tuple[RoleInfo, ...] = ()
    due: Callable[[Any], dt.datetime | None] | None = None
    tone: Literal["primary", "secondary", "danger"] = "primary"
    page: str = ""
    undoes: str = ""
    fulfils: tuple[Condition[Any], ...] = ()
    mends: tuple[tuple[str, Text], ...] = ()
    beside: tuple[str, ...] = ()
    together: Together | None = None
    place: int = 0


def step(  # noqa: PLR0913 - a declaration names everything at its place
    source: str | Sequence[str],
    target: str | None,
    *,
    may: Permission,
    label: Text,
    needs: Sequence[Condition[Any]] = (),
    uses: Sequence[Any] = (),
    cites: Sequence[str] = (),
    tells: Sequence[RoleInfo] = (),
    form: str = "",
    explanation: Text = "",
    due: Callable[[Any], dt.datetime | None] | None = None,
    tone: Literal["primary", "secondary", "danger"] = "primary",
    page: str = "",
    undoes: str = "",
    fulfils: Sequence[Condition[Any]] = (),
    mends: Sequence[tuple[str, Text]] = (),
    beside: Sequence[str] = (),
    together: Together | None = None,
) -> Callable[[Callable[..., None]], Any]:
    """Declare a step of a procedure: one sentence of its regulation.

    ``source`` and ``target`` are states (``target`` None: the matter stays where it is); ``may``
    the predicate on (matter, user) that says whose step it is; ``needs`` the conditions asked
    before it is taken; ``uses`` what its body asks besides: rules of values, periods, thresholds,
    provisions. The ids of the rules that the step carries out are those of these objects;
    ``cites`` adds an article that the step itself is, with nothing to ask.

    ``label`` is the button; ``explanation`` what will happen, for the confirm page; ``form`` the
    dotted name of a form that asks for its values; ``tells`` the roles that get a message besides
    the new holder; ``due`` gives the instant at which the calendar takes the step; ``tone`` the
    button's tone; ``page`` the name of the address where the step is taken instead of the generic
    page; ``undoes`` the step that this one takes back; ``fulfils`` the conditions that the step's
    own form fulfils, so they do not block its page; ``mends`` the pages on which what the step
    misses is added, as (address or ``tab:KEY``, label); ``beside`` what is shown beside its form, see
    ``beside.py``; ``together`` that it may be taken for several chosen matters, with its form asked
    once. ImproperlyConfigured where that step has a page of its own.
    """
    if together and page:
        raise ImproperlyConfigured(f"{label} is taken on {page}, not for several chosen matters")
    meaning = Step(
        label=label,
        explanation=explanation,
        rules=rule_ids(may, *needs, *uses, *cites),
        form=form,
        tells=tuple(tells),
        due=due,
        tone=tone,
        page=page,
        undoes=undoes,
        fulfils=tuple(fulfils),
        mends=tuple(mends),
        beside=tuple(beside),
        together=together,
        place=next(_places),
    )
    declared: Callable[[Callable[..., None]], Any] = transition(
        field="state",
        source=source,
        target=target,
        permission=may,
        conditions=list(needs),
        custom={"step": meaning},
    )
    return declared


def meaning_of(transition_: Transition) -> Step:
    """The Step a transition was declared with."""
    meaning: Step = transition_.custom["step"]
    return meaning


MACHINES: Unique[type[Matter]] = Unique("procedure")


def register(cls: type[Matter]) -> type[Matter]:
    """Class decorator: the class is the procedure of its ``kind``.

    ImproperlyConfigured for a kind declared twice, a holder that is none of its ``ROLES``, or two
    of its classes of steps that bring a method of one name: one would silently take the other's.
    """
    brought = Counter(
        name
        for base in cls.__bases__
        for name, thing in vars(base).items()
        if inspect.isfunction(thing) and not name.startswith("__")
    )
    if twice := sorted(name for name, times in brought.items() if times > 1):
        raise ImproperlyConfigured(f"{cls.kind_code} gets {', '.join(twice)} from two classes")
    roles.declare(cls.ROLES)
    strangers = {info.holder for info in cls.STATES.values()} - {*cls.ROLES, *roles.NO_PARTY}
    if strangers:
        names = ", ".join(sorted(map(str, strangers)))
        raise ImproperlyConfigured(f"{cls.kind_code} declares no role {names}")
    return MACHINES.add(cls.kind_code, cls)


def steps_of(cls: type[Matter]) -> list[Transition]:
    """All transitions of a procedure, in the order of its states."""
    order = {code: place for place, code in enumerate(cls.STATES)}
    found = {
        (t.name, t.source): t
        for t in cls._meta.get_field("state").get_all_transitions(cls)
        if "step" in (t.custom or {})
    }
    return sorted(found.values(), key=lambda t: (order.get(str(t.source), 99), t.name))
