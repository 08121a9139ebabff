"""A chosen panel becomes a body with seats, and a new member takes the seat of one who left."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from certification import roles
from certification.panels import rules
from certification.panels.composing import plan_of
from certification.panels.facts import Reviewer
from certification.panels.papers import REPLACEMENT_DAYS
from zsa_portal.ballots.actions import elector_replace
from zsa_portal.ballots.models import Elector
from zsa_portal.people.models import Body, Party, Seat
from zsa_portal.people.queries import committees_of
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet

if TYPE_CHECKING:
    from certification.panels.kinds import PanelKind
    from certification.panels.records import PanelPlan, Place
    from zsa_portal.people.models import User
    from zsa_portal.workflow.models import Matter

LONGEST_TITLE = 120


def founded(matter: Matter, kind: PanelKind) -> Body:
    """The body that a matter's plan becomes, with a seat for everybody who is ready.

    Called in a step's body. Raises RuleUnmet for the first rule of the kind that is not met,
    where nobody is chosen, or somebody has not accepted and signed.
    """
    plan = plan_of(matter)
    if plan is None or not plan.live:
        raise RuleUnmet("R11", [_("No sub-committee exists for this field: form a panel.")])
    rules.drafters_are_named.require(plan)
    rules.everybody_is_ready.require(plan)
    panel = plan.composition
    for rule in kind.rules:
        rule.require(panel)
    plan.body = Body.objects.create(
        kind=Body.Kind.PANEL,
        code=f"{kind.prefix}-{plan.pk}",
        name=kind.name % matter.title[:LONGEST_TITLE],
        field=kind.about(matter).field,
        founded=clock.today(),
    )
    plan.save(update_fields=["body"])
    for place in plan.live:
        seat_give(place, plan.body)
    return plan.body


def reviewer_named(matter: Any, kind: PanelKind, committee: Body | None) -> Body:
    """Let a committee of the field review, else the panel that a matter's plan becomes (第十一条).

    Called in a step's body; the body plays its part from then on. Raises RuleUnmet, see ``founded``.
    """
    body = committee or founded(matter, kind)
    committees = tuple(committees_of(matter.field))
    rules.committee_of_the_field_reviews.require(Reviewer(matter.field, body, committees))
    matter.involve(roles.PANEL, Party.of(body))
    return body


def seat_give(place: Place, body: Body) -> Seat:
    """Give a ready member the seat on the body."""
    role = Seat.Role.CHAIR if place.is_chair else Seat.Role.MEMBER
    place.seat = Seat.objects.create(body=body, user=place.user, role=role, starts=clock.today())
    place.save(update_fields=["seat"])
    return place.seat


def seat_pass_on(plan: PanelPlan, place: Place, *, by: User) -> None:
    """Let a ready member take the seat of the one whom the place replaces, in open ballots too.

    The votes of the others stay. Called with the matter held.
    """
    old = place.replaces
    assert plan.body is not None  # noqa: S101 - asked only of a panel that sits
    seat = seat_give(place, plan.body)
    if old is None or old.seat is None:
        return
    _end(old.seat)
    reason = old.end_reason or _("Replaced by %(name)s.") % {"name": place.name}
    electors = Elector.objects.filter(
        seat=old.seat_id, ballot__matter=plan.matter_id, ballot__closed_at=None, successor=None
    )
    for elector in electors.select_related("ballot__matter").order_by("pk"):
        days = int(REPLACEMENT_DAYS.value())
        elector_replace(elector=elector, seat=seat, reason=reason, by=by, days=days)


def _end(seat: Seat) -> None:
    """End a seat from today on; one that began today keeps the day, without its vote."""
    today = clock.today()
    values: dict[str, Any] = {"ends": today - dt.timedelta(days=1)}
    if seat.starts == today:
        values = {"ends": today, "votes": False, "role": Seat.Role.MEMBER}
    Seat.objects.filter(pk=seat.pk).update(**values)
