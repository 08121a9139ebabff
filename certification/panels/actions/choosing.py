"""Choosing the members of a panel and inviting them: what the secretariat does.

Every act holds the matter; which rules a panel obeys is said by its kind.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from certification.panels import rules
from certification.panels.actions.invitations import duty_of, expert_tell, plan_anew, reason_given
from certification.panels.composing import asked_of
from certification.panels.kinds import PanelKind
from certification.panels.letters import appointment_issue
from certification.panels.papers import ANSWER_DAYS
from certification.panels.pool import these_of_the_pool
from certification.panels.proposing import barred_by
from certification.panels.records import PanelPlan, Place
from zsa_portal.people.models import Expert, Party, User
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.ui.listing import listed
from zsa_portal.workflow.duties import discharge, owe
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import held, require_seen, touched
from zsa_portal.workflow.refusals import BadValue, Refusal, StepsUnmet

MOST_MEMBERS = 25


@dataclass(frozen=True)
class Choice:
    """What the secretariat chooses: experts by key, one of them as chair, and what is said of it."""

    experts: Collection[int]
    chair: int | None = None
    drafters: str = ""
    origins_reason: str = ""
    entrusted_to: str = ""


def panel_choose(
    *, matter: Matter, kind: PanelKind, choice: Choice, by: User, seen: str = ""
) -> PanelPlan:
    """Keep who is chosen for a panel, not invited so far; return the plan.

    Whoever is invited stays, and only the chair may change among those chosen. A new member of a
    panel at work takes the place of one who left. Raises PermissionDenied, WrongState, Changed,
    RuleUnmet where a sub-committee of the field reviews,
    BadValue("experts", …) for one who cannot be invited or is barred by a rule on single members.
    """
    with held(matter, states=kind.states) as fresh:
        _require_may(kind, fresh, by)
        require_seen(fresh, seen)
        rules.a_panel_is_needed.require(fresh)
        plan = _plan(fresh, kind, by)
        plan.drafters, plan.origins_reason = choice.drafters.strip(), choice.origins_reason.strip()
        plan.entrusted_to = choice.entrusted_to.strip()
        plan.save(update_fields=["drafters", "origins_reason", "entrusted_to"])
        _choose(plan, fresh, choice, by)
        touched(fresh)
        values = {"plan": plan, "experts": sorted(choice.experts), "chair": choice.chair}
        record(fresh, by=by, step="panel_choose", values=values)
        return plan_anew(plan)


def panel_choose_and_invite(
    *, matter: Matter, kind: PanelKind, choice: Choice, by: User, seen: str = ""
) -> list[Place]:
    """Keep a choice and invite everybody of it, or neither; see both for what they raise."""
    with transaction.atomic():
        plan = panel_choose(matter=matter, kind=kind, choice=choice, by=by, seen=seen)
        return panel_invite(matter=plan.matter, kind=kind, by=by)


def panel_invite(*, matter: Matter, kind: PanelKind, by: User, seen: str = "") -> list[Place]:
    """Invite everybody chosen, once the panel obeys every rule of its kind; return the places.

    Each gets a letter of appointment, a message and the duty to answer until the day the setting
    says. Raises PermissionDenied, WrongState, Changed, RuleUnmet for each rule unmet, Refusal
    where nobody is left to invite.
    """
    with held(matter, states=kind.states) as fresh:
        _require_may(kind, fresh, by)
        require_seen(fresh, seen)
        plan = _plan(fresh, kind, by)
        chosen = [place for place in plan.live if place.invited_at is None]
        if not chosen:
            raise Refusal([_("Everybody chosen is invited already.")], matter=fresh)
        rules.drafters_are_named.require(plan)
        _require_rules(plan)
        _release_silent(plan, fresh)
        for place in chosen:
            _invite(place, fresh, by)
        touched(fresh)
        record(fresh, by=by, step="panel_invite", values={"plan": plan, "places": chosen})
        return chosen


def invitation_withdraw(*, place: Place, reason: str, by: User) -> Place:
    """Take an invitation back before its expert sits on the panel, with a reason; tell the expert.

    Raises PermissionDenied, WrongState, BadValue("reason", …), Refusal for one who sits already.
    """
    kind = place.plan.panel_kind
    with held(place.plan.matter, states=kind.states) as fresh:
        _require_may(kind, fresh, by)
        own = Place.objects.select_related("user", "plan").get(pk=place.pk)
        if own.seat_id is not None or own.ended_at is not None or own.invited_at is None:
            raise Refusal([_("Only an open invitation is withdrawn.")], matter=fresh)
        own.end_reason, own.ended_at = reason_given(reason), clock.now()
        own.save(update_fields=["ended_at", "end_reason"])
        discharge(fresh, duty_of(own), by=by)
        touched(fresh)
        record(fresh, by=by, step="panel_withdraw", reason=own.end_reason, values={"place": own})
        expert_tell(own, fresh, withdrawn=True)
        return own


def _plan(matter: Matter, kind: PanelKind, by: User) -> PanelPlan:
    rows = PanelPlan.objects.select_related("body", "matter")
    found = rows.filter(matter=matter.pk, kind=kind.key, ended_at=None).first()
    return found or PanelPlan.objects.create(matter_id=matter.pk, kind=kind.key, begun_by=by)


def _choose(plan: PanelPlan, matter: Matter, choice: Choice, by: User) -> None:
    live = plan.live
    invited = {place.expert_id for place in live if place.invited_at}
    chosen = {place.expert_id: place for place in live if not place.invited_at}
    wanted = [pk for pk in dict.fromkeys(choice.experts) if pk not in invited]
    if len(wanted) + len(invited) > MOST_MEMBERS:
        raise BadValue("experts", _("At most %(most)d members.") % {"most": MOST_MEMBERS})
    if choice.chair in invited and not _is_chair(live, choice.chair):
        raise BadValue("chair", _("Invited as a member already; withdraw the invitation first."))
    Place.objects.filter(pk__in=[p.pk for pk, p in chosen.items() if pk not in wanted]).delete()
    kept = [pk for pk in wanted if pk in chosen]
    for pk in kept:
        Place.objects.filter(pk=chosen[pk].pk).update(is_chair=pk == choice.chair)
    _choose_new(plan, matter, [pk for pk in wanted if pk not in chosen], choice.chair, by)


def _is_chair(places: Collection[Place], expert: int | None) -> bool:
    return any(place.is_chair for place in places if place.expert_id == expert)


def _choose_new(
    plan: PanelPlan, matter: Matter, wanted: list[int], chair: int | None, by: User
) -> None:
    known = these_of_the_pool(*asked_of(plan, matter), wanted)
    rows = Expert.objects.select_related("user").filter(active=True, user__is_active=True)
    experts = rows.in_bulk(wanted)
    if missing := [pk for pk in wanted if pk not in experts]:
        names = listed(known[pk].name for pk in missing if pk in known)
        sentence = _("Not in the pool, or without an account: %(names)s")
        raise BadValue("experts", sentence % {"names": names or missing})
    if barred := [line for pk in wanted for line in barred_by(known[pk], clock.today())]:
        raise BadValue("experts", " ".join(barred))
    wanting = iter(plan_anew(plan).wanting)
    for pk in wanted:
        expert = experts[pk]
        assert expert.user is not None  # noqa: S101 - asked of experts with an account
        Place.objects.create(
            plan=plan,
            expert=expert,
            user=expert.user,
            name=expert.name,
            kind=expert.kind,
            origin=expert.origin,
            employer=expert.employer,
            is_chair=pk == chair,
            chosen_by=by,
            replaces=next(wanting, None),
        )


def _require_may(kind: PanelKind, matter: Matter, by: User) -> None:
    if not kind.may(matter, by):
        raise PermissionDenied


def _require_rules(plan: PanelPlan) -> None:
    panel = plan.composition
    unmet = [
        RuleUnmet(rule.id, missing)
        for rule in plan.panel_kind.rules
        if (missing := rule.missing(panel))
    ]
    if unmet:
        raise StepsUnmet(unmet, matter=plan.matter)


def _invite(place: Place, matter: Matter, by: User) -> None:
    days = int(ANSWER_DAYS.value())
    place.invited_at = clock.now()
    place.answer_by = clock.start_of(clock.today() + dt.timedelta(days=days + 1))
    place.letter = appointment_issue(place, matter, by=by)
    place.save(update_fields=["invited_at", "answer_by", "letter"])
    owe(matter, Party.of(place.user), duty_of(place), due_at=place.answer_by)
    expert_tell(place, matter)


def _release_silent(plan: PanelPlan, matter: Matter) -> None:
    for place in plan.all_places:
        if place.ended_at is None and place.is_lapsed:
            discharge(matter, duty_of(place), party=Party.of(place.user))
            Place.objects.filter(pk=place.pk).update(
                ended_at=clock.now(), end_reason=_("No answer in time.")
            )
