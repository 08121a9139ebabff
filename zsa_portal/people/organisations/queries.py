"""Organisations and their people as the screens show them."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from zsa_portal.people.dated import holds_on
from zsa_portal.people.organisations.models import Membership, Organisation, OrganisationPerson
from zsa_portal.regulations import clock


def with_status(day: dt.date | None = None) -> QuerySet[Organisation]:
    """All organisations with ``is_member`` and ``people_now`` of a day, today by default."""
    day = day or clock.today()
    membership = Membership.objects.filter(organisation=OuterRef("pk")).current(day)
    return Organisation.objects.annotate(
        is_member=Exists(membership),
        people_now=Count("people", filter=holds_on(day, "people__"), distinct=True),
    )


def members(day: dt.date | None = None) -> QuerySet[Organisation]:
    """The organisations that are members of the association on a day, by name."""
    held = Membership.objects.current(day).values("organisation")
    return Organisation.objects.filter(pk__in=held).order_by("by_pinyin", "pk")


def people_now(organisation: Organisation) -> QuerySet[OrganisationPerson]:
    """Who acts for an organisation today, and who will, administrators first."""
    not_over = Q(ends__isnull=True) | Q(ends__gte=clock.today())
    rows = OrganisationPerson.objects.filter(not_over, organisation=organisation)
    return rows.select_related("user").order_by("-is_administrator", "user__by_pinyin", "pk")


def people_before(organisation: Organisation) -> QuerySet[OrganisationPerson]:
    """Who acted for an organisation until a day before today, the latest first."""
    return (
        OrganisationPerson.objects.filter(organisation=organisation).former().select_related("user")
    )
