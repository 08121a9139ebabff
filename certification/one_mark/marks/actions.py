"""Applying for a mark, and writing the application."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy

from certification.one_mark import roles
from certification.one_mark.marks.models import Mark
from certification.one_mark.marks.rules import REQUIRED, applicant_may_apply
from certification.one_mark.marks.states import WRITING
from certification.one_mark.parties import acts_for_applicant, offices
from zsa_portal.people.models import Organisation, Party, User
from zsa_portal.people.places import places_of
from zsa_portal.workflow.refusals import BadValue
from zsa_portal.workflow.saving import Written, fields_save
from zsa_portal.workflow.settle import begin
from zsa_portal.workflow.wording import word

APPLICATION = Written(
    "mark_save",
    fields=REQUIRED,
    states=WRITING,
    may=acts_for_applicant,
    told=[one for one in REQUIRED if not one.startswith("contact_")],
)
"""What the application's form writes."""
word(mark_save=gettext_lazy("Application saved"))


def mark_begin(*, applicant: Organisation, title: str, by: User) -> Mark:
    """Begin an enterprise's application for a product, by its own people.

    Raises PermissionDenied for others, BadValue("applicant", …) where the mark is open to members
    alone and it is none.
    """
    if applicant.pk not in places_of(by).organisations:
        raise PermissionDenied
    owner, parties = offices()
    mark = Mark(applicant=applicant, title=title, owner=owner)
    if missing := applicant_may_apply.missing(mark):
        raise BadValue("applicant", missing[0])
    with transaction.atomic():
        begin(mark, by=by, parties=[(roles.APPLICANT, Party.of(applicant)), *parties])
    return mark


def mark_save(*, mark: Mark, values: dict[str, Any], by: User, seen: str = "") -> Mark:
    """Save the application while the enterprise may write it, or what renews the authorisation.

    ``seen`` is what ``APPLICATION.mark`` said when the page was shown. Raises PermissionDenied,
    WrongState, Changed.
    """
    return fields_save(mark, values, written=APPLICATION, by=by, seen=seen)
