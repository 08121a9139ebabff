"""Who reviews: experts by letter (第二十一、二十三条) or a panel (第二十五条), chosen under 第十三条."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.panels.facts import Member, Subject
from certification.panels.kinds import PanelKind
from certification.panels.pool import names_in, these_of_the_pool
from certification.parties import acts_for_secretariat
from certification.upkeep.conclusions import ChangesConclusion, Conclusion
from certification.upkeep.states import U
from zsa_portal.engagements.kinds import EngagementKind, Words
from zsa_portal.people.dated import holds_on
from zsa_portal.people.models import OrganisationPerson
from zsa_portal.regulations import clock

if TYPE_CHECKING:
    from certification.upkeep.facts import Kept
    from zsa_portal.people.models import Expert


def subject_of(matter: Kept) -> Subject:
    """What is reviewed: the edition, its field and body, and who drafted it."""
    edition = matter.edition
    names = names_in(edition.drafting_units) | names_in(edition.principal_drafters)
    return Subject(edition.title, matter.field, matter.applicant, names)


def interested(matter: Kept) -> Q:
    """Experts with an interest in the body or its standard: employed there, acting for it, drafters."""
    subject = subject_of(matter)
    units = {*subject.drafters, *([subject.body.name] if subject.body else [])}
    acting = OrganisationPerson.objects.filter(
        holds_on(clock.today()), organisation=matter.applicant_id
    )
    return (
        Q(employer__in=units)
        | Q(organisation=matter.applicant_id)
        | Q(organisation__name__in=units)
        | Q(name__in=subject.drafters)
        | Q(user__in=acting.values("user"))
    )


def members_of(matter: Kept, experts: Iterable[Expert]) -> tuple[Member, ...]:
    """What the rules of 第十三条 ask of these experts, seen from one matter; one query for all."""
    keys = [one.pk for one in experts]
    known = these_of_the_pool(matter, subject_of(matter), (), keys)
    return tuple(known[pk].member for pk in keys)


REEXAMINATION_PANEL = PanelKind(
    "certification.reexamination_panel",
    _("Panel of the re-examination"),
    about=subject_of,
    may=acts_for_secretariat,
    forms_in=(U.REVIEWERS,),
    works_in=(U.PANEL, U.BALLOT),
    prefix="FSP",
    name="《%s》复审委员会",
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
    beside=("later:overview", "papers"),
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
    beside=("later:overview", "papers"),
    words=Words(
        title=_("Letter review of the changes"),
        opinion_note=_("Needed unless the changes are simply accepted."),
        given=_("Given on %(day)s: %(conclusion)s. You can change it while the review goes on."),
        experts_note=_NOTE,
    ),
)
