"""Conditions of project approval (制定 第十三至十五条)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from standards.planning.papers import APPROVAL_BALLOT, FILING_DOSSIER, PLAN, PROJECT_NOTICE
from zsa_portal.ballots.queries import latest, tally
from zsa_portal.documents.holding import counting
from zsa_portal.notices.models import Opinion
from zsa_portal.notices.queries import unresolved
from zsa_portal.people.models import Body
from zsa_portal.regulations.rule import condition, missing_title, rule
from zsa_portal.workflow.memo import remembered

if TYPE_CHECKING:
    from standards.facts import Project
    from zsa_portal.ballots.models import Ballot

OBJECTIONS = "open_objections"
COUNCIL_IS_THERE = "council_is_there"
UPHELD = ("accepted", "partially_accepted")


def last_ballot(project: Project) -> Ballot | None:
    """The latest ballot of the committee on the proposal; one query, once an object."""
    return latest(project, APPROVAL_BALLOT.code)


def open_objections(project: Project) -> list[Opinion]:
    """The objections of the notice that are not resolved; one query, once an object."""
    return remembered(project, OBJECTIONS, lambda: list(unresolved(project, PROJECT_NOTICE.code)))


@rule("F13a")
def ballot_is_passed(project: Project) -> Iterable[str]:
    """Votes in favour reach three quarters of all members of the day it opened (第十三条)."""
    ballot = last_ballot(project)
    if ballot is None:
        yield _("The committee has not voted.")
    else:
        yield from tally(ballot).lacking


@condition
def ballot_is_missed(project: Project) -> Iterable[str]:
    """The ballot did not reach its majority; a passed proposal goes forward."""
    ballot = last_ballot(project)
    if ballot is not None and tally(ballot).passed:
        yield _("The ballot passed; the proposal goes forward to filing.")


@condition
def everyone_has_voted(project: Project) -> Iterable[str]:
    """A ballot closes before its time only when no vote is outstanding."""
    ballot = last_ballot(project)
    if ballot is not None and (silent := tally(ballot).silent):
        yield _(
            "%(silent)d members have not voted yet; wait for them or for the end of the ballot."
        ) % {"silent": silent}


@counting(FILING_DOSSIER)
@rule("F13b")
def filing_dossier_is_complete(project: Project) -> Iterable[str]:
    """The filing dossier has every paper the article names (第十三条)."""
    yield from FILING_DOSSIER.missing(project)


@rule("F14a")
def reasons_are_given(reason: str) -> Iterable[str]:
    """A failed evaluation returns the project with reasons (第十四条)."""
    if not reason.strip():
        yield missing_title(_("The reason"))


@rule("F14a")
def evaluation_is_passed(project: Project) -> Iterable[str]:
    """The secretariat evaluated necessity and feasibility and passed both (第十四条)."""
    last = project.evaluations.first()
    if last is None or not (last.necessary and last.feasible):
        yield _("The evaluation of necessity and feasibility is not passed.")


@rule("F15")
def objections_are_resolved(project: Project) -> Iterable[str]:
    """No objection came in during the notice, or each one is resolved (第十五条)."""
    for opinion in open_objections(project):
        yield _("Objection %(number)s is open.") % {"number": opinion.reference}


@condition
def an_objection_is_upheld(project: Project) -> Iterable[str]:
    """The last notice brought an objection that was accepted, if only in part."""
    items = project.notice_items.filter(notice__kind=PROJECT_NOTICE.code).order_by("-pk")
    upheld = Opinion.objects.filter(disposition__in=UPHELD, item=items.values("pk")[:1])
    if not upheld.exists():
        yield _("No objection was accepted; the project goes on to the council.")


@condition
def council_is_set_up(project: Project) -> Iterable[str]:
    """There is a council to lay the project before."""
    councils = Body.objects.existing().filter(kind=Body.Kind.COUNCIL)
    if not remembered(project, COUNCIL_IS_THERE, councils.exists):
        yield _("The council is not set up yet; enter it before a project is sent to it.")


council_has_approved = PLAN.approved(
    "F06a", "The council, which alone approves projects, approved this one (第六、十五条)."
)
council_has_refused = PLAN.refused("The council refused the project.")
