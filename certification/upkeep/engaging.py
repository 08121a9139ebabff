"""The experts who answer by letter (第二十一、二十三条), and who may not be among them (第十三条)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.upkeep.conclusions import ChangesConclusion, Conclusion
from certification.upkeep.states import U
from zsa_portal.engagements.kinds import EngagementKind, Words
from zsa_portal.people.dated import holds_on
from zsa_portal.people.models import OrganisationPerson
from zsa_portal.regulations import clock

if TYPE_CHECKING:
    from certification.upkeep.facts import Kept

NAMES = re.compile(r"[\n、；;]+")


def names_in(text: str) -> list[str]:
    """The names of a list with one or several on a line."""
    return [name.strip() for name in NAMES.split(text) if name.strip()]


def interested(matter: Kept) -> Q:
    """Experts with an interest in the body or its standard: employed there, acting for it, drafters."""
    edition = matter.edition
    units = names_in(edition.drafting_units)
    if matter.applicant is not None:
        units.append(matter.applicant.name)
    acting = OrganisationPerson.objects.filter(
        holds_on(clock.today()), organisation=matter.applicant_id
    )
    return (
        Q(employer__in=units)
        | Q(organisation=matter.applicant_id)
        | Q(organisation__name__in=units)
        | Q(name__in=names_in(edition.principal_drafters))
        | Q(user__in=acting.values("user"))
    )


_NOTE = _(
    "Experts with an account; those of the body, those who drafted the standard and those recused "
    "are left out."
)
RECHECK_REVIEW = EngagementKind(
    key="certification.recheck_review",
    label=_("Letter review of the re-check"),
    role=roles.EXPERT,
    duty="recheck_review",
    duty_label=_("Answer the letter review: is the standard still advanced?"),
    days=14,
    tab="review",
    given_in=(U.LETTERS,),
    conclusions=Conclusion,
    plain=(Conclusion.CONTINUE,),
    against=(Conclusion.REVISE, Conclusion.REVOKE),
    excluded=interested,
    words=Words(
        title=_("Letter review of the re-check"),
        opinion_note=_("Needed unless the standard simply continues."),
        given=_("Given on %(day)s: %(conclusion)s. You can change it while the review goes on."),
        experts_note=_NOTE,
    ),
)
CHANGES_REVIEW = EngagementKind(
    key="certification.changes_review",
    label=_("Letter review of the changes"),
    role=roles.EXPERT,
    duty="changes_review",
    duty_label=_("Answer the letter review of a revision's changes"),
    days=14,
    tab="review",
    given_in=(U.LETTERS,),
    conclusions=ChangesConclusion,
    plain=(ChangesConclusion.ACCEPT,),
    against=(ChangesConclusion.REJECT,),
    excluded=interested,
    words=Words(
        title=_("Letter review of the changes"),
        opinion_note=_("Needed unless the changes are simply accepted."),
        given=_("Given on %(day)s: %(conclusion)s. You can change it while the review goes on."),
        experts_note=_NOTE,
    ),
)
