"""What the screens of panels show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from certification.panels.actions.choosing import Choice
from certification.panels.composing import asked_of, committees_for, plan_of
from certification.panels.facts import Panel
from certification.panels.kinds import PanelKind
from certification.panels.pool import (
    Candidate,
    best_of_the_pool,
    found_in_the_pool,
    these_of_the_pool,
)
from certification.panels.proposing import Reasons, propose, reasons
from certification.panels.records import Declaration, PanelPlan, Place
from certification.parties import has_a_part
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import Expert
from zsa_portal.people.queries import voting_seats
from zsa_portal.people.sorting import pinyin_key
from zsa_portal.regulations import clock
from zsa_portal.workflow.interests import acts_for_applicant
from zsa_portal.workflow.models import Matter

OFFERED = 24


@dataclass(frozen=True)
class Row:
    """An expert on the page that forms a panel: chosen or offered, with the reasons."""

    candidate: Candidate
    reasons: Reasons
    chosen: bool = False
    place: Place | None = None

    @property
    def kind(self) -> str:
        """The kind of expertise, in words."""
        return str(Expert.Kind(self.candidate.member.kind).label)

    @property
    def origin(self) -> str:
        """The origin, in words; empty where it is not recorded."""
        origin = self.candidate.member.origin
        return str(Expert.Origin(origin).label) if origin else ""

    @property
    def is_fixed(self) -> bool:
        """Whether the expert is invited, and so no longer taken away by a tick."""
        return self.place is not None and self.place.invited_at is not None


@dataclass
class Draft:
    """A panel as it stands on the page: who is on it, who else may be, and what it lacks."""

    members: list[Row] = field(default_factory=list)
    offered: list[Row] = field(default_factory=list)
    gone: list[Place] = field(default_factory=list)
    unmet: list[tuple[str, str]] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)


def unsaved_plan(matter: Matter, kind: PanelKind) -> PanelPlan:
    """The plan of a matter, or one that nobody has saved so far."""
    return plan_of(matter) or PanelPlan(matter=matter, kind=kind.key)


def chosen_so_far(plan: PanelPlan) -> Choice:
    """What is kept of a plan, as the page's form shows it first."""
    if not plan.pk:
        return Choice([], drafters="\n".join(sorted(plan.panel_kind.about(plan.matter).drafters)))
    live = plan.live
    chair = next((place.expert_id for place in live if place.is_chair), None)
    return Choice(
        [place.expert_id for place in live],
        chair,
        plan.drafters,
        plan.origins_reason,
        plan.entrusted_to,
    )


def draft_of(
    plan: PanelPlan,
    matter: Matter,
    choice: Choice,
    *,
    words: str = "",
    expertise: str = "",
    proposed: int = 0,
) -> Draft:
    """The panel with what is chosen, saved or not, completed to ``proposed`` members if given.

    Three queries about the pool, whatever its size.
    """
    plan.drafters, plan.origins_reason = choice.drafters, choice.origins_reason
    places = {place.expert_id: place for place in (plan.live if plan.pk else [])}
    fixed = [pk for pk, place in places.items() if place.invited_at]
    wanted = list(dict.fromkeys([*fixed, *choice.experts]))
    asked = asked_of(plan, matter)
    known = these_of_the_pool(*asked, wanted)
    chosen = [_chaired(known[pk], choice.chair) for pk in wanted if pk in known]
    searched = bool(words or expertise)
    best = best_of_the_pool(*asked) if proposed or not searched else []
    if proposed:
        gone = {place.expert_id for place in _gone(plan)}
        pool = [one for one in best if one.pk not in gone]
        chosen += propose(pool, keep=chosen, size=proposed)
    others = found_in_the_pool(*asked, words, expertise) if searched else best
    chosen.sort(key=lambda one: (not one.member.is_chair, pinyin_key(one.member.name)))
    panel = Panel(tuple(one.member for one in chosen), clock.today(), choice.origins_reason)
    return Draft(
        members=[Row(one, reasons(one, chosen), True, places.get(one.pk)) for one in chosen],
        offered=_offered(others, chosen),
        gone=_gone(plan),
        unmet=plan.panel_kind.unmet(panel),
        origins=sorted(str(Expert.Origin(one).label) for one in panel.origins),
    )


def _chaired(candidate: Candidate, chair: int | None) -> Candidate:
    return candidate.as_chair() if candidate.pk == chair else candidate


def _gone(plan: PanelPlan) -> list[Place]:
    """The places of those who declined, kept silent, were recused or replaced."""
    return [place for place in plan.all_places if not place.is_live] if plan.pk else []


def _offered(others: Iterable[Candidate], chosen: Sequence[Candidate]) -> list[Row]:
    there = {one.pk for one in chosen}
    found = [one for one in others if one.pk not in there][:OFFERED]
    return [Row(one, reasons(one, chosen)) for one in found]


def invitation_of(user: Any, matter: int, kind: str) -> Place | None:
    """The user's own last place in a matter's panel, invited at least; None for others."""
    rows = Place.objects.with_recusals().select_related(
        "plan__matter__applicant", "letter__file", "user"
    )
    found = rows.filter(
        user=user.pk, plan__matter=matter, plan__kind=kind, invited_at__isnull=False
    )
    return found.order_by("-pk").first()


def sees_panel(matter: Matter, user: Any) -> bool:
    """Staff and the panel itself see who sits on it; never the body whose standard it reviews."""
    return has_a_part(matter, user) and not acts_for_applicant(matter, user)


def tab_of(kind: PanelKind) -> Callable[[Any, Any], dict[str, Any]]:
    """The content of the panel tab of matters with a kind of panel."""
    return partial(_tab, kind)


def _tab(kind: PanelKind, matter: Any, user: Any) -> dict[str, Any]:
    """Who reviews, who is invited, what of theirs the user may read, and what a panel lacks.

    The last of a panel that is being formed: of one at work its steps say what it lacks, and the page
    on which members are replaced.
    """
    plan, body = plan_of(matter), matter.panel
    places = plan.all_places if plan else []
    readable = IssuedForm.objects.readable_by(user)
    signed = Declaration.objects.filter(form__in=readable.values("pk")).select_related("form")
    prefetch_related_objects(places, Prefetch("declarations", signed.order_by("pk")))
    return {
        "plan": plan,
        "body": body,
        "kind": kind,
        "may_form": kind.may(matter, user) and matter.state in kind.states,
        "seats": voting_seats(body) if body and not (plan and plan.body_id) else [],
        "committees": [] if body else committees_for(matter),
        "places": [place for place in places if place.is_live],
        "gone": [place for place in places if not place.is_live],
        "unmet": plan.unmet if plan and plan.live and not plan.body_id else [],
    }
