"""Conditions of drafting (制定 第十八至二十一条)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from standards.drafting.papers import AGREEMENT, ENQUIRY_DOSSIER, WORKING_DRAFT
from standards.parties import group_seats, named_participants
from zsa_portal.documents.dossiers import has_paper
from zsa_portal.documents.holding import counting
from zsa_portal.people.models import Seat
from zsa_portal.regulations.rule import condition, missing_title, rule
from zsa_portal.ui.listing import listed

if TYPE_CHECKING:
    from standards.facts import Project
    from zsa_portal.people.models import Organisation


@rule("F18")
def group_comes_from_applicants(choice: tuple[Project, Sequence[Organisation]]) -> Iterable[str]:
    """The drafting group is formed of the applying organisations (第十八条).

    ``choice`` is (project, organisations of the group): the applicant is among them, and every
    other one is named in the proposal as participating.
    """
    project, organisations = choice
    named = named_participants(project)
    if project.applicant not in organisations:
        yield _("%(organisation)s applied for the project and belongs to the group.") % {
            "organisation": project.applicant
        }
    for organisation in organisations:
        if organisation != project.applicant and organisation.name not in named:
            yield _("%(organisation)s is not among the applying organisations of the proposal.") % {
                "organisation": organisation
            }


Votes = Sequence[tuple["Organisation", int]]
"""The candidates of an election with the votes each got."""


@rule("F19a")
def lead_is_elected(project: Project) -> Iterable[str]:
    """The working group elected its lead organisation (第十九条)."""
    if project.drafting_group is None:
        yield _("There is no drafting group.")
    elif all(role != Seat.Role.LEAD for _user, role, _rightly in group_seats(project)):
        yield _("The drafting group has no lead organisation yet.")


@condition
def lead_is_missing(project: Project) -> Iterable[str]:
    """A lead in office stays; another is elected when its seats have ended."""
    if lead_is_elected(project):
        yield _("The drafting group has a lead organisation.")


@rule("F19a")
def election_is_the_groups(choice: tuple[Project, Votes]) -> Iterable[str]:
    """The group elects one of its own organisations; a member has one vote (第十九条).

    ``choice`` is (project, votes).
    """
    project, votes = choice
    seats = list(Seat.objects.filter(body=project.drafting_group).current())
    own = {seat.organisation_id for seat in seats}
    for organisation, _number in votes:
        if organisation.pk not in own:
            yield _("%(organisation)s is not in the drafting group.") % {
                "organisation": organisation
            }
    cast = sum(number for _organisation, number in votes)
    if cast > len(seats):
        yield _("%(cast)d votes are more than the %(members)d members of the group.") % {
            "cast": cast,
            "members": len(seats),
        }


@rule("F19a")
def one_has_most_votes(votes: Votes) -> Iterable[str]:
    """One organisation is elected by more votes than any other (第十九条; ours: a tie elects nobody)."""
    most = max((number for _organisation, number in votes), default=0)
    ahead = [str(organisation) for organisation, number in votes if number == most]
    if most == 0:
        yield _("No votes are recorded; the group elects its lead organisation.")
    elif len(ahead) > 1:
        yield _("%(organisations)s have the same number of votes; the group votes again.") % {
            "organisations": listed(ahead)
        }


@counting(WORKING_DRAFT)
@condition
def draft_is_there(project: Project) -> Iterable[str]:
    """A draft goes to the committee only when there is one."""
    if not has_paper(project, WORKING_DRAFT):
        yield missing_title(_("A version of the draft"))


committee_has_agreed = AGREEMENT.approved(
    "F20a", "The committee coordinated and agreed on the draft (第二十条)."
)


@counting(ENQUIRY_DOSSIER)
@rule("F21")
def enquiry_papers_are_complete(project: Project) -> Iterable[str]:
    """The consultation has every paper the article names (第二十一条)."""
    yield from ENQUIRY_DOSSIER.missing(project)
