"""Who reviews: experts by letter (第二十一、二十三条) or a panel (第二十五条), chosen under 第十三条."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.panels.facts import Member, Panel, Subject, Tie
from certification.panels.kinds import PanelKind
from certification.panels.pool import names_in
from certification.parties import acts_for_secretariat
from certification.upkeep.conclusions import ChangesConclusion, Conclusion
from certification.upkeep.states import U
from zsa_portal.engagements.kinds import EngagementKind, Words
from zsa_portal.people.dated import holds_on
from zsa_portal.people.models import Background, Body, Expert, OrganisationPerson, Seat
from zsa_portal.people.queries import voting_seats
from zsa_portal.regulations import clock

if TYPE_CHECKING:
    from certification.upkeep.facts import Kept


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


def members_of(
    matter: Kept, experts: Iterable[Expert], chairs: Iterable[int] = ()
) -> tuple[Member, ...]:
    """What the rules of 第十三条 ask of these experts, seen from one matter; four queries for all.

    ``chairs`` are the keys of the experts named as chair.
    """
    asked, subject = list(experts), subject_of(matter)
    keys = [one.pk for one in asked]
    acting = set(
        OrganisationPerson.objects.filter(
            holds_on(clock.today()), organisation=matter.applicant_id
        ).values_list("user", flat=True)
    )
    recusals = matter.recusals.filter(lifted_at__isnull=True)
    recused = dict(recusals.values_list("user", "reason"))
    grounds: dict[int, list[str]] = {pk: [] for pk in keys}
    found = Background.objects.filter(expert__in=keys, field=matter.field)
    for pk, kind in found.values_list("expert", "kind"):
        grounds[pk].append(kind)
    return tuple(
        Member(
            name=one.name,
            kind=one.kind,
            origin=one.origin,
            is_chair=one.pk in set(chairs),
            standardisation_since=one.standardisation_since,
            backgrounds=tuple(grounds[one.pk]),
            ties=tuple(_ties(one, subject, acting, recused)),
        )
        for one in asked
    )


def _ties(
    one: Expert, subject: Subject, acting: set[int], recused: dict[int, str]
) -> Iterator[Tie]:
    body = subject.body
    if body is not None and (one.organisation_id == body.pk or one.employer == body.name):
        yield Tie("employed", body.name)
    if body is not None and one.user_id in acting:
        yield Tie("acts", body.name)
    if drafted := {one.name, one.employer} & subject.drafters:
        yield Tie("drafted", min(drafted))
    if one.user_id in recused:
        yield Tie("recused", recused[one.user_id])


def panel_on(matter: Kept, body: Body, origins_reason: str = "") -> Panel:
    """A body of experts as the rules of 第十二、十三条 see it today."""
    seats = list(voting_seats(body).select_related("user__expert"))
    experts = {seat: expert for seat in seats if (expert := _expert_on(seat)) is not None}
    chairs = [one.pk for seat, one in experts.items() if seat.role == Seat.Role.CHAIR]
    return Panel(members_of(matter, experts.values(), chairs), clock.today(), origins_reason)


def _expert_on(seat: Seat) -> Expert | None:
    return getattr(seat.user, "expert", None)


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
