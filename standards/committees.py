"""Which committee carries a project today, and how another takes it over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from standards.parties import officer_of, officers_in, put_in_charge
from zsa_portal.people.models import Body, Seat
from zsa_portal.people.queries import committees_of
from zsa_portal.regulations.rule import condition, rule
from zsa_portal.ui.listing import listed
from zsa_portal.workflow.memo import remember, remembered

if TYPE_CHECKING:
    from standards.facts import Project


def candidates(project: Any) -> list[Body]:
    """The committees of the project's field that exist today; one query, once an object."""
    return remembered(project, "candidates", lambda: list(committees_of(project.field)))


@rule("F06b")
def committee_is_in_charge(project: Project) -> Iterable[str]:
    """The committee exists today and the project lies in its own field (第六条)."""
    yield from _out_of_charge(project)


def _out_of_charge(project: Project) -> Iterator[str]:
    """Why the committee that carries a project does not any more; no query of its own."""
    committee = project.committee
    if committee is None:
        yield _("No committee carries the project.")
    elif not committee.exists():
        yield _("%(committee)s does not exist any more; the secretariat names another.") % {
            "committee": committee
        }
    elif committee.kind != Body.Kind.COMMITTEE or committee.field != project.field:
        yield _("The field of the project is not that of %(committee)s.") % {"committee": committee}


@rule("F08a")
def committee_is_chosen(choice: tuple[Project, Body | None]) -> Iterable[str]:
    """Of several committees of the field the secretariat chooses one (第八条; who chooses is ours).

    ``choice`` is (project, committee).
    """
    project, committee = choice
    if committee is None or committee not in candidates(project):
        yield _("Choose one of the committees of this field: %(committees)s.") % {
            "committees": listed(candidates(project))
        }


@condition
def committee_exists(project: Any) -> Iterable[str]:
    """There is a committee for the proposal's field (第八条; F08b's entrusting comes by hand)."""
    if any(_out_of_charge(project)) and not candidates(project):
        yield _(
            "There is no technical committee for this field; set one up before passing "
            "the proposal on."
        )


@condition
def committee_has_an_officer(project: Any) -> Iterable[str]:
    """Somebody without an interest acts for the committee: secretary, deputy, chair or vice chair."""
    choices = (
        [project.committee] if project.committee in candidates(project) else candidates(project)
    )
    if choices and all(_officer(one, project) is None for one in choices):
        yield _(
            "Secretary and chairs of %(committee)s are missing or belong to the "
            "applicant; the secretary names a deputy first."
        ) % {"committee": listed(choices)}


def _officer(committee: Body, project: Any) -> Seat.Role | None:
    """Who acts for a committee in a project, asked once an object; see ``officer_of``."""
    found: Seat.Role | None = remembered(
        project, f"officer:{committee.pk}", lambda: officer_of(committee, project)
    )
    return found


def with_candidates(projects: Sequence[Any]) -> None:
    """Read the committees of the projects' fields at once; see ``candidates``. One query."""
    rows = Body.objects.existing().filter(kind=Body.Kind.COMMITTEE)
    committees = list(rows.order_by("by_pinyin", "pk"))
    for project in projects:
        own = [one for one in committees if one.field == project.field]
        remember(project, "candidates", own)


def with_officers(projects: Sequence[Any]) -> None:
    """Read committees and who acts for each in the projects at once; five queries for all."""
    with_candidates(projects)
    committees = {one.pk: one for project in projects for one in candidates(project)}
    serving = officers_in(committees.values(), projects)
    for project in projects:
        for one in candidates(project):
            officer = serving.get((one.pk, project.applicant_id))
            remember(project, f"officer:{one.pk}", officer)


@condition
def one_committee_carries(project: Any) -> Iterable[str]:
    """Among several proposals nobody chooses a committee: the field of each has one."""
    if len(candidates(project)) > 1:
        yield _("Its field has several committees: choose one on the proposal's own page.")


@condition
def committee_has_lapsed(project: Any) -> Iterable[str]:
    """A project leaves only a committee that is in charge no more."""
    if committee_is_in_charge(project):
        yield _("%(committee)s exists and the project lies in its field; it stays in charge.") % {
            "committee": project.committee
        }


def carry(project: Any, committee: Body | None) -> None:
    """Let a committee of the field carry a project: the one chosen, else the only one.

    Raises RuleUnmet when there are several and none is chosen, when it is not in charge today, or
    when nobody without an interest acts for it.
    """
    if committee is None and len(candidates(project)) == 1:
        committee = candidates(project)[0]
    committee_is_chosen.require((project, committee))
    project.committee = committee
    committee_is_in_charge.require(project)
    committee_has_an_officer.require(project)
    put_in_charge(project, project.committee)
    project.holder = project.party(project.state_info.holder)
