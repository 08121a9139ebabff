"""What the invited expert answers: accepted with both declarations signed, or declined."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.panels import rules
from certification.panels.actions.invitations import duty_of, plan_anew, reason_given
from certification.panels.composing import composed
from certification.panels.letters import declaration_issue, declaration_text
from certification.panels.papers import DECLARATIONS
from certification.panels.records import Declaration, PanelPlan, Place
from certification.panels.seating import seat_pass_on
from zsa_portal.ballots.actions import recusal_declare
from zsa_portal.people.models import Party, User
from zsa_portal.regulations import clock
from zsa_portal.ui.listing import listed
from zsa_portal.workflow.duties import discharge
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import held, touched
from zsa_portal.workflow.refusals import BadValue, Refusal

CLOSED = {
    "ready": gettext_lazy("You have accepted this invitation."),
    "seated": gettext_lazy("You have accepted this invitation."),
    "lapsed": gettext_lazy("The time to answer is over; the secretariat asks somebody else."),
    "recused": gettext_lazy("You are recused in this matter and take no part."),
    "ended": gettext_lazy("This invitation is over."),
}
"""Why an invitation cannot be answered, by the state of its place."""


def invitation_accept(*, place: Place, signed: Collection[str], by: User) -> Place:
    """Accept an invitation and sign both declarations, whose texts are kept as they are now.

    On a panel at work the new member takes the seat of the one who left. By the expert alone.
    Raises PermissionDenied, WrongState, BadValue("signed", …) unless both are signed, RuleUnmet
    where a rule on members bars the expert by now, Refusal for an invitation that is over.
    """
    with held(place.plan.matter, states=place.plan.panel_kind.states) as fresh:
        plan, own = _invited(place, by, fresh)
        if missing := [title for key, title in _titles() if key not in signed]:
            words = {"titles": listed(missing)}
            raise BadValue("signed", _("Read and sign this too: %(titles)s.") % words)
        alone = composed(plan, [own])
        for rule in rules.MEMBER_RULES:
            if rule in plan.panel_kind.rules:
                rule.require(alone)
        for key in DECLARATIONS:
            _sign(own, key, fresh, by)
        own.accepted_at = clock.now()
        own.save(update_fields=["accepted_at"])
        discharge(fresh, duty_of(own), by=by, party=Party.of(by))
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
        own.end_reason = reason_given(reason)
        own.ended_at = clock.now()
        own.save(update_fields=["ended_at", "end_reason"])
        discharge(fresh, duty_of(own), by=by, party=Party.of(by))
        touched(fresh)
        record(fresh, by=by, step="panel_decline", reason=own.end_reason, values={"place": own})
        if has_interest and not fresh.recusals.filter(user=by, lifted_at=None).exists():
            recusal_declare(matter=fresh, user=by, reason=own.end_reason, by=by)
        return own


def why_closed(place: Place) -> str:
    """Why an invitation is not answered any more, as a sentence; empty while it is open."""
    sentence = CLOSED.get(place.state)
    return str(sentence) if sentence else ""


def _invited(place: Place, by: User, matter: Matter) -> tuple[PanelPlan, Place]:
    """The place of an open invitation of ``by``, fresh, with its plan."""
    rows = Place.objects.with_recusals().select_related("user", "letter", "replaces__seat")
    own = rows.filter(pk=place.pk, user=by).first()
    if own is None:
        raise PermissionDenied
    if own.state != "invited":
        raise Refusal([why_closed(own)], matter=matter)
    own.plan = plan_anew(place.plan)
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
