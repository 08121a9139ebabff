"""Looking after the people who act for an organisation."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from zsa_portal.people.accounts.models import User
from zsa_portal.people.invitations.actions import invitations_withdraw
from zsa_portal.people.organisations.models import Organisation, OrganisationPerson
from zsa_portal.people.places import places_of
from zsa_portal.people.rules import may_manage
from zsa_portal.regulations import clock


def organisation_person_end(
    *, person: OrganisationPerson, by: User, last_day: dt.date
) -> OrganisationPerson:
    """End a person's role; rights last to the end of ``last_day``, open invitations end at once.

    Raises PermissionDenied; ValidationError for a day before today or before the role began, for
    a role that has ended, and when the organisation would be left without an administrator,
    which only staff may do.
    """
    with transaction.atomic():
        fresh = _held(person, by)
        if last_day < clock.today():
            raise ValidationError({"last_day": _("The last day lies before today.")})
        _keep_one_administrator(fresh, by)
        fresh.ends = last_day
        fresh.full_clean()
        fresh.save(update_fields=["ends"])
        invitations_withdraw(invited_by=fresh.user, organisation=fresh.organisation)
    return fresh


def organisation_person_set_administrator(
    *, person: OrganisationPerson, by: User, is_administrator: bool
) -> OrganisationPerson:
    """Make a person an administrator of the organisation, or an ordinary one again.

    Raises PermissionDenied and ValidationError as ``organisation_person_end``.
    """
    with transaction.atomic():
        fresh = _held(person, by)
        if not is_administrator:
            _keep_one_administrator(fresh, by)
        fresh.is_administrator = is_administrator
        fresh.save(update_fields=["is_administrator"])
    return fresh


def _held(person: OrganisationPerson, by: User) -> OrganisationPerson:
    organisation = Organisation.objects.select_for_update(no_key=True).get(
        pk=person.organisation_id
    )
    if not may_manage(by, organisation):
        raise PermissionDenied
    fresh = OrganisationPerson.objects.select_related("user", "organisation").get(pk=person.pk)
    if not fresh.holds():
        raise ValidationError(_("This role has ended already, or has not begun."))
    return fresh


def _keep_one_administrator(person: OrganisationPerson, by: User) -> None:
    if not person.is_administrator or places_of(by).staff:
        return
    others = OrganisationPerson.objects.filter(
        organisation=person.organisation, is_administrator=True, ends__isnull=True
    ).exclude(pk=person.pk)
    if not others.current().exists():
        raise ValidationError(
            _(
                "The organisation would be left without an administrator. Make somebody else "
                "its administrator first, or ask the secretariat."
            )
        )
