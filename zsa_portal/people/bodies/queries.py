"""Bodies and their seats as the screens show them."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from zsa_portal.people.bodies.models import Body, Seat
from zsa_portal.people.dated import holds_on
from zsa_portal.regulations import clock


def with_seats(rows: QuerySet[Body], day: dt.date | None = None) -> QuerySet[Body]:
    """Bodies with ``chair`` (a name), ``seats_now`` and ``votes_now`` of a day."""
    day = day or clock.today()
    now = holds_on(day, "seats__")
    chair = Seat.objects.filter(body=OuterRef("pk"), role=Seat.Role.CHAIR).current(day)
    return rows.annotate(
        chair=Subquery(chair.order_by("pk").values("user__name")[:1]),
        seats_now=Count("seats", filter=now),
        votes_now=Count("seats", filter=now & Q(seats__votes=True)),
    )


def bodies(day: dt.date | None = None) -> QuerySet[Body]:
    """All bodies there are or were, with their seats of a day."""
    return with_seats(Body.objects.all(), day)


def committees(day: dt.date | None = None) -> QuerySet[Body]:
    """The technical committees that exist on a day, with their chairs."""
    return with_seats(Body.objects.existing(day).filter(kind=Body.Kind.COMMITTEE), day)


def seats_now(body: Body) -> QuerySet[Seat]:
    """The seats of a body that hold today or begin later, with person and organisation."""
    not_over = Q(ends__isnull=True) | Q(ends__gte=clock.today())
    return (
        Seat.objects.filter(not_over, body=body).select_related("user", "organisation").in_order()
    )


def seats_before(body: Body) -> QuerySet[Seat]:
    """The seats of a body that ended before today, the latest first."""
    return Seat.objects.filter(body=body).former().select_related("user", "organisation")
