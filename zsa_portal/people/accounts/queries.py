"""What a person's own page shows."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zsa_portal.people.accounts.models import User
from zsa_portal.people.bodies.models import Seat
from zsa_portal.people.dated import Dated
from zsa_portal.people.departments.models import DepartmentMembership, PostHolding
from zsa_portal.people.organisations.models import OrganisationPerson


def places_of(user: User) -> list[tuple[str, str, Dated]]:
    """A person's places of today as (place, role, dated row); four queries."""
    homes = DepartmentMembership.objects.current().filter(user=user).select_related("department")
    posts = PostHolding.objects.current().filter(user=user)
    roles = OrganisationPerson.objects.current().filter(user=user).select_related("organisation")
    seats = Seat.objects.current().filter(user=user).select_related("body")
    head, archivist = _("head of department"), _("archivist of the department")
    administrator = _("organisation administrator")
    found: list[tuple[str, str, Dated]] = []
    found += [
        (str(row.department), head if row.is_head else archivist if row.is_archivist else "", row)
        for row in homes
    ]
    found += [(row.get_post_display(), "", row) for row in posts]
    found += [
        (str(row.organisation), administrator if row.is_administrator else "", row) for row in roles
    ]
    found += [(str(row.body), row.get_role_display(), row) for row in seats]
    return found
