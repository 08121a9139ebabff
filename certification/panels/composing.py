"""The panel that a plan comes to, as the rules ask it: its places, with what is true of each today."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from certification.panels.facts import Member, Panel, Subject
from certification.panels.pool import Candidate, names_in, these_of_the_pool
from zsa_portal.people.queries import committees_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.memo import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from certification.panels.records import PanelPlan, Place
    from zsa_portal.people.models import Body


def plan_of(matter: Any) -> PanelPlan | None:
    """The plan by which a panel of the matter is formed now; one query, kept on the object."""
    found: PanelPlan | None = remembered(matter, "panel_plan", lambda: _read(matter))
    return found


def committees_for(matter: Any) -> list[Body]:
    """The sub-committees of the field of a matter that exist today; one query, kept on the object."""
    found: list[Body] = remembered(matter, "committees", lambda: list(committees_of(matter.field)))
    return found


def _read(matter: Any) -> PanelPlan | None:
    plan: PanelPlan | None = matter.panel_plans.filter(ended_at=None).first()
    if plan is not None:
        plan.matter = matter
    return plan


def reviewed(plan: PanelPlan) -> Any:
    """The matter of a plan as its own class."""
    if isinstance(plan.matter, plan.matter.machine):
        return plan.matter
    return plan.matter.machine.objects.select_related("applicant").get(pk=plan.matter_id)


def asked_of(plan: PanelPlan, matter: Any) -> tuple[Any, Subject, frozenset[str]]:
    """What the pool is asked about a plan: the matter, what is reviewed, who drafted it."""
    return matter, plan.panel_kind.about(matter), names_in(plan.drafters)


def composed(plan: PanelPlan, places: Iterable[Place] | None = None) -> Panel:
    """The panel of a plan's live places, or of those given; one query besides the places."""
    rows = plan.live if places is None else list(places)
    known = these_of_the_pool(*asked_of(plan, reviewed(plan)), [place.expert_id for place in rows])
    members = tuple(_member(place, known[place.expert_id]) for place in rows)
    return Panel(members, clock.today(), plan.origins_reason)


def _member(place: Place, known: Candidate) -> Member:
    return replace(
        known.member,
        name=place.name,
        kind=place.kind,
        origin=place.origin,
        is_chair=place.is_chair,
    )
