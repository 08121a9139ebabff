"""What a panel and its members have to be (认定 第五、十一至十三条).

The rules of a panel and of its members are asked with a ``facts.Panel``, so that any matter with
a panel, or with single reviewers chosen under 第十三条, asks the same objects.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certification.panels.composing import committees_for, plan_of
from certification.panels.facts import Panel, Reviewer, named
from certification.panels.papers import FEWEST_ORIGINS
from zsa_portal.people.models import Body, Expert, Seat
from zsa_portal.people.queries import voting_seats
from zsa_portal.regulations.rule import Condition, Months, condition, rule
from zsa_portal.ui.listing import listed
from zsa_portal.workflow.memo import remembered

if TYPE_CHECKING:
    from zsa_portal.workflow.models import Matter

FEWEST_MEMBERS = 5
STANDARDISATION = Months(60, rule="R13a")
KINDS_NEEDED: tuple[tuple[str, ...], ...] = (
    (Expert.Kind.TECHNICAL,),
    (Expert.Kind.STANDARDISATION,),
    (Expert.Kind.TESTING,),
    (Expert.Kind.MARKET, Expert.Kind.INVESTMENT),
)
"""Of each of these one kind sits on a panel (第十二条)."""


@rule("R11")
def committee_of_the_field_reviews(reviewer: Reviewer) -> Iterable[str]:
    """The sub-committee of the field reviews where there is one, else a panel (第十一条)."""
    if reviewer.committees and reviewer.body not in reviewer.committees:
        names = listed(str(one) for one in reviewer.committees)
        yield _("%(committees)s is there for this field and reviews.") % {"committees": names}
    elif not reviewer.committees and not _is_panel(reviewer.body):
        yield _("No sub-committee exists for this field: form a panel.")


@rule("R12a")
def panel_has_one_chair(panel: Panel) -> Iterable[str]:
    """One member is the chair, no second one (第十二条)."""
    chairs = panel.chairs
    if not chairs:
        yield _("Nobody is chair: name one member as chair.")
    elif len(chairs) > 1:
        yield _("%(names)s are named as chair; a panel has one.") % {"names": named(chairs)}


@rule("R12a")
def panel_has_five_or_more(panel: Panel) -> Iterable[str]:
    """A panel has at least five members, the chair included (第十二条)."""
    yield from _too_few(len(panel.members))


@rule("R12a")
def panel_is_odd(panel: Panel) -> Iterable[str]:
    """A panel has an odd number of members, the chair included (第十二条)."""
    yield from _even(len(panel.members))


@rule("R12b")
def every_kind_sits_on_the_panel(panel: Panel) -> Iterable[str]:
    """Technical, standardisation, testing and market or investment experts sit on it (第十二条)."""
    for kinds in KINDS_NEEDED:
        if not panel.kinds.intersection(kinds):
            words = " / ".join(str(Expert.Kind(kind).label) for kind in kinds)
            yield _("A kind of expertise is missing: %(kind)s.") % {"kind": words}


@rule("R12b")
def few_origins_have_a_reason(panel: Panel) -> Iterable[str]:
    """Fewer origins than the setting says are explained (第十二条, the number is ours)."""
    fewest = int(FEWEST_ORIGINS.value())
    if len(panel.origins) < fewest and not panel.origins_reason.strip():
        words = {"n": len(panel.origins), "fewest": fewest}
        yield (
            ngettext(
                "%(n)d origin sits on the panel, %(fewest)d are wanted: say why there are fewer.",
                "%(n)d origins sit on the panel, %(fewest)d are wanted: say why there are fewer.",
                words["n"],
            )
            % words
        )


@rule("R13a")
def standardisation_experts_have_five_years(panel: Panel) -> Iterable[str]:
    """A standardisation expert has worked in standardisation for five years (第十三条(二))."""
    for one in panel.members:
        if one.kind != Expert.Kind.STANDARDISATION:
            continue
        since = one.standardisation_since
        if since is None:
            yield _("%(name)s: it is not recorded since when in standardisation.") % _of(one)
        elif STANDARDISATION.ends(since) > panel.day:
            yield _("%(name)s works in standardisation since %(since)s only.") % {
                "name": one.name,
                "since": since,
            }


@rule("R13b")
def nobody_works_for_the_body(panel: Panel) -> Iterable[str]:
    """No member is, or was until lately, employed by the body (第十三条(四))."""
    for one in panel.members:
        for tie in one.tied_by("employed"):
            yield _("%(name)s works or lately worked for %(whom)s.") % _tied(one.name, tie.detail)


@rule("R13b")
def nobody_acts_for_the_body(panel: Panel) -> Iterable[str]:
    """No member acts for the body or sits anywhere in its name (第十三条(四))."""
    for one in panel.members:
        for tie in one.tied_by("acts"):
            yield _("%(name)s acts for %(whom)s.") % _tied(one.name, tie.detail)


@rule("R13b")
def nobody_drafted_the_standard(panel: Panel) -> Iterable[str]:
    """No member, nor an employer of a member, drafted the standard (第十三条(四))."""
    for one in panel.members:
        for tie in one.tied_by("drafted"):
            yield _("%(name)s drafted the standard, or %(whom)s did.") % _tied(one.name, tie.detail)


@rule("R05b")
def nobody_is_recused(panel: Panel) -> Iterable[str]:
    """Nobody with a declared interest is appointed (第五条(五), 第十三条(五))."""
    for one in panel.members:
        for tie in one.tied_by("recused"):
            yield _("%(name)s is recused: %(reason)s") % {"name": one.name, "reason": tie.detail}


@rule("R13c")
def others_have_a_background_in_the_field(panel: Panel) -> Iterable[str]:
    """Who is no standardisation expert has a recorded background in the field (第十三条(三))."""
    for one in panel.members:
        if one.kind != Expert.Kind.STANDARDISATION and not one.backgrounds:
            yield _("%(name)s: no background in this field is recorded.") % _of(one)


MEMBER_RULES: tuple[Condition[Panel], ...] = (
    standardisation_experts_have_five_years,
    others_have_a_background_in_the_field,
    nobody_works_for_the_body,
    nobody_acts_for_the_body,
    nobody_drafted_the_standard,
    nobody_is_recused,
)
"""What each member has to be by himself: also a reviewer who is chosen without a panel."""
PANEL_RULES: tuple[Condition[Panel], ...] = (
    panel_has_one_chair,
    panel_has_five_or_more,
    panel_is_odd,
    every_kind_sits_on_the_panel,
    few_origins_have_a_reason,
    *MEMBER_RULES,
)
"""What a panel has to be as a whole (第十一至十三条, 第二十五条)."""


@rule("R11")
def a_panel_is_needed(matter: Any) -> Iterable[str]:
    """Nobody is chosen for a panel where a sub-committee of the field reviews (第十一条)."""
    body: Body | None = matter.panel
    if body is None:
        names = listed(committees_for(matter))
        if names:
            yield _("%(committees)s is there for this field and reviews.") % {"committees": names}
    elif not _is_panel(body):
        yield _("%(committee)s reviews; there is no panel to change.") % {"committee": body}


@rule("R11")
def a_committee_or_a_panel_is_ready(matter: Any) -> Iterable[str]:
    """The field has a sub-committee, or a panel was chosen, accepted and may sit (第十一条)."""
    if committees_for(matter):
        return
    plan = plan_of(matter)
    if plan is None or not plan.live:
        yield _("No sub-committee exists for this field: form a panel.")
        return
    yield from drafters_are_named.missing(plan)
    yield from everybody_is_ready.missing(plan)
    yield from (line for _article, line in plan.unmet)


@condition
def drafters_are_named(plan: Any) -> Iterable[str]:
    """Before anybody is invited it is recorded who drafted the standard."""
    if not plan.drafters:
        yield _("Record who drafted the standard: nobody of them may sit on the panel.")


@condition
def everybody_is_ready(plan: Any) -> Iterable[str]:
    """Everybody chosen has accepted and signed both declarations."""
    waiting = [one.name for one in plan.live if not one.is_ready]
    if waiting:
        yield _("Not accepted and signed yet: %(names)s.") % {"names": listed(waiting)}


@rule("R12a")
def panel_is_whole(matter: Matter) -> Iterable[str]:
    """The panel at work still has a chair, five or more members, an odd number (第十二条).

    Asked of any matter with a ``panel``, a Body; whoever is recused sits on it no more. Of a
    sub-committee, which is as it is, nothing is asked.
    """
    body: Body | None = matter.panel  # type: ignore[attr-defined]  # of any matter with a panel
    if not _is_panel(body):
        return
    here = remembered(matter, "panel_seats", lambda: _at_work(matter))
    if not any(seat.role == Seat.Role.CHAIR for seat in here):
        yield _("The chair of the panel takes no part any more: name another.")
    yield from _too_few(len(here))
    yield from _even(len(here))


def _at_work(matter: Any) -> list[Seat]:
    recused = matter.recusals.filter(lifted_at=None).values("user")
    return list(voting_seats(matter.panel).exclude(user__in=recused))


def _is_panel(body: Body | None) -> bool:
    return body is not None and body.kind == Body.Kind.PANEL


def _too_few(number: int) -> Iterable[str]:
    if number < FEWEST_MEMBERS:
        words = {"n": number, "fewest": FEWEST_MEMBERS}
        yield (
            ngettext(
                "The panel has %(n)d member; at least %(fewest)d are needed.",
                "The panel has %(n)d members; at least %(fewest)d are needed.",
                number,
            )
            % words
        )


def _even(number: int) -> Iterable[str]:
    if number % 2 == 0:
        yield _("The panel has %(n)d members: the number has to be odd.") % {"n": number}


def _of(member: Any) -> dict[str, str]:
    return {"name": member.name}


def _tied(name: str, whom: str) -> dict[str, str]:
    return {"name": name, "whom": whom}
