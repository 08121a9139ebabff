"""Entering a partner, and writing its qualification."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.one_mark import roles
from certification.one_mark.parties import (
    acts_for_applicant,
    is_in_charge,
    is_of_department,
    offices,
)
from certification.one_mark.partners.facts import enters
from certification.one_mark.partners.models import Partner
from certification.one_mark.partners.papers import OPEN
from certification.one_mark.partners.rules import QUALIFYING
from certification.one_mark.partners.states import STATES, WRITING
from zsa_portal.catalogue.models import Standard
from zsa_portal.people.models import Organisation, Party, User
from zsa_portal.people.places import places_of
from zsa_portal.workflow.perform import held
from zsa_portal.workflow.refusals import BadValue
from zsa_portal.workflow.saving import Written, fields_save
from zsa_portal.workflow.settle import begin
from zsa_portal.workflow.wording import word

word(partner_save=gettext_lazy("Qualification saved"))


def partner_enter(*, organisation: Organisation, works_as: str, by: User) -> Partner:
    """Begin the listing of an organisation, by its own people or by 1字标培育部 (R28b).

    Raises PermissionDenied for others, BadValue("organisation", …) while it has one that has not
    ended, for the same work.
    """
    own = organisation.pk in places_of(by).organisations
    if not own and not is_of_department(places_of(by)):
        raise PermissionDenied
    owner, parties = offices()
    parties += [
        (roles.APPLICANT, Party.of(organisation)),
        (roles.ENTERING, Party.of(organisation if own else owner)),
    ]
    partner = Partner(
        applicant=organisation, title=organisation.name, works_as=works_as, owner=owner
    )
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        _require_single(organisation, works_as)
        begin(partner, by=by, parties=parties)
    return partner


def may_write(partner: Any, user: Any) -> bool:
    """Who enters it; in a re-evaluation the partner's own people and the department."""
    if partner.state in WRITING:
        return enters(partner, user)
    return acts_for_applicant(partner, user) or is_in_charge(partner, user)


QUALIFICATION = Written(
    "partner_save",
    fields=(*QUALIFYING, "fields", "contact_person", "contact_phone"),
    states=OPEN,
    may=may_write,
    told=(*QUALIFYING, "fields"),
)
"""What the qualification's form writes; the standards of the scope are a table beside it."""


def partner_save(
    *,
    partner: Partner,
    values: dict[str, Any],
    standards: Collection[Standard],
    by: User,
    seen: str = "",
) -> Partner:
    """Save the qualification while it is open to writing, its standards too.

    ``seen`` is what ``QUALIFICATION.mark`` said when the page was shown. Raises PermissionDenied,
    WrongState, Changed.
    """
    with held(partner, states=OPEN):
        saved = fields_save(partner, values, written=QUALIFICATION, by=by, seen=seen)
        saved.standards.set(standards)
    return saved


def _require_single(organisation: Organisation, works_as: str) -> None:
    ended = [code for code, info in STATES.items() if info.outcome == "ended"]
    others = Partner.objects.filter(applicant=organisation, works_as=works_as)
    if others.exclude(state__in=ended).exists():
        sentence = _("%(name)s has such an entry already; go on with that one.")
        raise BadValue("organisation", sentence % {"name": organisation.name})
