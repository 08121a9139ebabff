"""Who keeps the registers of people and organisations."""

from __future__ import annotations

from typing import Any

from zsa_portal.people.departments.models import Post
from zsa_portal.people.invitations.models import Place
from zsa_portal.people.organisations.models import Organisation
from zsa_portal.people.places import Places, places_of

LEADERSHIP = (
    Post.EXECUTIVE_VICE_CHAIR,
    Post.SECRETARY_GENERAL,
    Post.ASSISTANT_SECRETARY_GENERAL,
)


def keeps_registers(user: Any) -> bool:
    """Heads of departments and the leadership: who may say who sits where.

    A seat votes and a department opens papers, so not every member of staff gives them.
    """
    return keeps(places_of(user))


def keeps(who: Places) -> bool:
    """The same, asked of places already read."""
    heads = any(key.startswith("dept:") and key.endswith(":head") for key in who.parties)
    leads = any(f"post:{post}" in who.parties for post in LEADERSHIP)
    return who.staff and (heads or leads)


def may_manage(user: Any, organisation: Organisation) -> bool:
    """Staff and the organisation's own administrators look after its people."""
    who = places_of(user)
    return who.staff or organisation.pk in who.administers


def may_invite(user: Any, place: Place) -> bool:
    """Staff invite anyone, an administrator people of the own organisation only.

    A place in a department or on a body is given by those who keep the registers.
    """
    if place.department is not None or place.body is not None:
        return keeps_registers(user)
    if place.organisation is not None:
        return may_manage(user, place.organisation)
    return places_of(user).staff
