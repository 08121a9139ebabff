"""What a step would do in each of several chosen matters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from zsa_portal.people.models import Party
from zsa_portal.regulations import clock
from zsa_portal.workflow.bulk.records import BulkRun
from zsa_portal.workflow.forms import StepForm
from zsa_portal.workflow.interests import recused_name
from zsa_portal.workflow.machine import MACHINES, Step, Together, meaning_of, steps_of
from zsa_portal.workflow.memo import remember
from zsa_portal.workflow.models import Matter, Recusal
from zsa_portal.workflow.perform import catch_up, find
from zsa_portal.workflow.queries import missing_of, with_parties
from zsa_portal.workflow.refusals import WrongState


@dataclass(frozen=True)
class Line:
    """What a step does in one matter: nothing is refused, or the sentences that say why not."""

    matter: Matter
    refusals: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Act:
    """What an act that is no step does in one matter, or why not; one of both is empty."""

    matter: Matter
    told: str = ""
    refusal: str = ""


@dataclass
class Offer:
    """A step that may be taken for several matters, and those in which it is this user's."""

    kind: str
    name: str
    meaning: Step
    matters: list[Matter] = field(default_factory=list)

    @property
    def procedure(self) -> str:
        """What the procedure is called, which tells steps of the same label apart."""
        return str(MACHINES[self.kind].kind_label)


def matters_of(user: Any, keys: Sequence[int], kind: str = "") -> list[Matter]:
    """The matters of these keys that a user may discover, as their own classes, in order of key.

    The calendar's steps that are due are taken; parties and recusals are at hand. Two queries
    where all are of the ``kind`` that is named; for others one more, and one for each procedure.
    """
    found = _of_kind(user, keys, kind) if kind in MACHINES else []
    if left := set(keys) - {matter.pk for matter in found}:
        others = Matter.objects.filter(pk__in=left).exclude(kind=kind).order_by()
        for other in others.values_list("kind", flat=True).distinct():
            found += _of_kind(user, keys, other)
    for matter in found:
        remember(matter, recused_name(user), matter.recused)  # type: ignore[attr-defined]  # asked for
    now = clock.now()
    found = [catch_up(one) if one.due_at and one.due_at <= now else one for one in found]
    return list(with_parties(sorted(found, key=lambda matter: matter.pk)))


def _of_kind(user: Any, keys: Sequence[int], kind: str) -> list[Matter]:
    cls = MACHINES[kind]
    names = (f"holder__{name}" for name in Party.WITH_NAMES)
    recusals = Recusal.objects.filter(matter=OuterRef("pk"), user=user.pk, lifted_at=None)
    rows = cls.objects.visible_to(user).filter(pk__in=keys).annotate(recused=Exists(recusals))
    return list(rows.select_related("holder", "applicant", *names, *cls.page_related))


def offers(matters: Iterable[Matter], user: Any) -> list[Offer]:
    """The steps that a user may take for several, each with the matters where it is theirs now.

    Conditions aside: the preview asks them.
    """
    found: dict[tuple[str, str], Offer] = {}
    for matter in matters:
        for transition in steps_of(type(matter)):
            meaning = meaning_of(transition)
            here = meaning.together and transition.source == matter.state
            if here and transition.has_perm(matter, user):
                key = (matter.kind, transition.name)
                found.setdefault(key, Offer(*key, meaning)).matters.append(matter)
    return sorted(found.values(), key=lambda offer: (offer.kind, offer.meaning.place))


def meaning_for(kind: str, name: str) -> Step:
    """What a step for several matters means; Http404 for one that is none."""
    machine = MACHINES.get(kind)
    for transition in steps_of(machine) if machine else ():
        if transition.name == name and meaning_of(transition).together:
            return meaning_of(transition)
    raise Http404


def together_of(kind: str, name: str) -> Together:
    """How a step is taken for several; Http404 for one that is not."""
    found = meaning_for(kind, name).together
    assert found is not None  # noqa: S101 - what meaning_for gives is declared so
    return found


def form_for(matter: Matter, kind: str, name: str, user: Any, *data: Any) -> StepForm | None:
    """The step's form for one of several matters, None where it asks nothing."""
    dotted = meaning_for(kind, name).form
    if not dotted:
        return None
    form: StepForm = import_string(dotted)(*data, matter=matter, user=user)
    for alone in form.ALONE:
        del form.fields[alone]
    return form


def lines_of(matters: Sequence[Matter], kind: str, name: str, user: Any) -> list[Line]:
    """What the step does in each matter, by the conditions under which it is taken one by one."""
    blocked = {matter.pk: _barred(matter, kind, name, user) for matter in matters}
    free = [matter for matter in matters if not blocked[matter.pk]]
    together = together_of(kind, name)
    for ahead in together.ahead if free else ():
        import_string(ahead)(free)
    for matter in free:
        found = find(matter, name)
        missing = [one.text for one in missing_of(matter, found)] if found else []
        blocked[matter.pk] = missing + needed(matter, together)
    return [Line(matter, blocked[matter.pk]) for matter in matters]


def needed(matter: Matter, together: Together) -> list[str]:
    """What a matter misses to be one of several, besides what the step itself asks."""
    return [sentence for one in together.needs for sentence in one.missing(matter)]


def _barred(matter: Matter, kind: str, name: str, user: Any) -> list[str]:
    """Why the step is not this user's in a matter now, whatever its conditions say."""
    if matter.kind != kind:
        return [_("This step belongs to another procedure.")]
    found = find(matter, name)
    if found is None:
        return WrongState(matter).reasons
    if not found.has_perm(matter, user):
        return [matter.turn_refusal(user) or _("It is not for you to take this step here.")]
    return []


def run_of(user: Any, pk: int) -> BulkRun:
    """What a user asked to have done in several matters; Http404 for what is nobody's or another's."""
    run = BulkRun.objects.filter(pk=pk, by=user.pk).first()
    if run is None:
        raise Http404
    return run
