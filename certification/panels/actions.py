"""Choosing the members of a panel, inviting them, and their answers.

Every act holds the matter; which rules a panel obeys is said by its kind.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.panels import rules
from certification.panels.composing import asked_of, composed
from certification.panels.kinds import PanelKind
from certification.panels.letters import appointment_issue, declaration_issue, declaration_text
from certification.panels.papers import ANSWER_DAYS, DECLARATIONS
from certification.panels.pool import these_of_the_pool
from certification.panels.proposing import barred_by
from certification.panels.records import Declaration, PanelPlan, Place
from certification.panels.seating import seat_pass_on
from zsa_portal.ballots.actions import recusal_declare
from zsa_portal.outbox.actions import message_post
from zsa_portal.people.models import Expert, Party, User
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.duties import discharge, owe
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import held, require_seen, touched
from zsa_portal.workflow.refusals import BadValue, Refusal, StepsUnmet

MOST_MEMBERS = 25
INVITED = "certification.panel_invited"
CLOSED = {
    "ready": gettext_lazy("You have accepted this invitation."),
    "seated": gettext_lazy("You have accepted this invitation."),
    "lapsed": gettext_lazy("The time to answer is over; the secretariat asks somebody else."),
    "recused": gettext_lazy("You are recused in this matter and take no part."),
    "ended": gettext_lazy("This invitation is over."),
}
"""Why an invitation cannot be answered, by the state of its place."""


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
        return _anew(plan)


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


def invitation_accept(*, place: Place, signed: Collection[str], by: User) -> Place:
    """Accept an invitation and sign both declarations, whose texts are kept as they are now.

    On a panel at work the new member takes the seat of the one who left. By the expert alone.
    Raises PermissionDenied, WrongState, BadValue("signed", …) unless both are signed, RuleUnmet
    where a rule on members bars the expert by now, Refusal for an invitation that is over.
    """
    with held(place.plan.matter, states=place.plan.panel_kind.states) as fresh:
        plan, own = _invited(place, by, fresh)
        if missing := [title for key, title in _titles() if key not in signed]:
            words = {"titles": ", ".join(missing)}
            raise BadValue("signed", _("Read and sign this too: %(titles)s.") % words)
        alone = composed(plan, [own])
        for rule in rules.MEMBER_RULES:
            if rule in plan.panel_kind.rules:
                rule.require(alone)
        for key in DECLARATIONS:
            _sign(own, key, fresh, by)
        own.accepted_at = clock.now()
        own.save(update_fields=["accepted_at"])
        discharge(fresh, _duty(own), by=by, party=Party.of(by))
        record(fresh, by=by, step="panel_accept", values={"place": own})
        if plan.body is not None:
            seat_pass_on(plan, own, by=by)
            record(fresh, by=by, step="panel_seat", values={"place": own})
        touched(fresh)
        return own


def invitation_decline(*, place: Place, reason: str, by: User, has_interest: bool = False) -> Place:
    """Decline an invitation, with a reason; an interest is recorded as a recusal. By the expert.

    Raises PermissionDenied, WrongState, BadValue("reason", …), Refusal for an invitation that is over.
    """
    with held(place.plan.matter, states=place.plan.panel_kind.states) as fresh:
        _, own = _invited(place, by, fresh)
        own.end_reason = _reason(reason)
        own.ended_at = clock.now()
        own.save(update_fields=["ended_at", "end_reason"])
        discharge(fresh, _duty(own), by=by, party=Party.of(by))
        touched(fresh)
        record(fresh, by=by, step="panel_decline", reason=own.end_reason, values={"place": own})
        if has_interest and not fresh.recusals.filter(user=by, lifted_at=None).exists():
            recusal_declare(matter=fresh, user=by, reason=own.end_reason, by=by)
        return own


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
        own.end_reason, own.ended_at = _reason(reason), clock.now()
        own.save(update_fields=["ended_at", "end_reason"])
        discharge(fresh, _duty(own), by=by)
        touched(fresh)
        record(fresh, by=by, step="panel_withdraw", reason=own.end_reason, values={"place": own})
        _tell(own, fresh, withdrawn=True)
        return own


def why_closed(place: Place) -> str:
    """Why an invitation is not answered any more, as a sentence; empty while it is open."""
    sentence = CLOSED.get(place.state)
    return str(sentence) if sentence else ""


def _plan(matter: Matter, kind: PanelKind, by: User) -> PanelPlan:
    rows = PanelPlan.objects.select_related("body", "matter")
    found = rows.filter(matter=matter.pk, kind=kind.key, ended_at=None).first()
    return found or PanelPlan.objects.create(matter_id=matter.pk, kind=kind.key, begun_by=by)


def _anew(plan: PanelPlan) -> PanelPlan:
    return PanelPlan.objects.select_related("body", "matter").get(pk=plan.pk)


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
        names = ", ".join(known[pk].name for pk in missing if pk in known)
        sentence = _("Not in the pool, or without an account: %(names)s")
        raise BadValue("experts", sentence % {"names": names or missing})
    if barred := [line for pk in wanted for line in barred_by(known[pk], clock.today())]:
        raise BadValue("experts", " ".join(barred))
    wanting = iter(_anew(plan).wanting)
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
    owe(matter, Party.of(place.user), _duty(place), due_at=place.answer_by)
    _tell(place, matter)


def _release_silent(plan: PanelPlan, matter: Matter) -> None:
    for place in plan.all_places:
        if place.ended_at is None and place.is_lapsed:
            discharge(matter, _duty(place), party=Party.of(place.user))
            Place.objects.filter(pk=place.pk).update(
                ended_at=clock.now(), end_reason=_("No answer in time.")
            )


def _duty(place: Place) -> str:
    return place.plan.panel_kind.duty


def _invited(place: Place, by: User, matter: Matter) -> tuple[PanelPlan, Place]:
    """The place of an open invitation of ``by``, fresh, with its plan."""
    rows = Place.objects.with_recusals().select_related("user", "letter", "replaces__seat")
    own = rows.filter(pk=place.pk, user=by).first()
    if own is None:
        raise PermissionDenied
    if own.state != "invited":
        raise Refusal([why_closed(own)], matter=matter)
    own.plan = _anew(place.plan)
    return own.plan, own


def _sign(place: Place, key: str, matter: Matter, by: User) -> None:
    text = declaration_text(key, place, matter)
    Declaration.objects.create(
        place=place,
        kind=key,
        text=text,
        signed_by=by,
        form=declaration_issue(key, text, place, matter, by=by),
    )


def _titles() -> list[tuple[str, str]]:
    return [(key, str(form.title)) for key, form in DECLARATIONS.items()]


def _reason(reason: str) -> str:
    if not reason.strip():
        raise BadValue("reason", _("Give a reason."))
    return reason.strip()


def _tell(place: Place, matter: Matter, *, withdrawn: bool = False) -> None:
    kind = place.plan.panel_kind
    with translation.override(place.user.language):
        words = {"title": matter.title, "kind": kind.label, "reason": place.end_reason}
        subject = _("Invitation to the panel: %(title)s") % words
        body = _("Please answer and sign the declarations until the day named there.")
        if withdrawn:
            subject = _("Invitation withdrawn: %(title)s") % words
            body = _("Reason: %(reason)s") % words
        message_post(
            recipient=place.user,
            event=INVITED,
            subject=subject,
            body=body,
            link="" if withdrawn else kind.address(matter),
            about=None,
        )
