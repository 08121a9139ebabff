"""Proposing a panel out of the pool, with the reasons for and against each candidate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certification.panels.facts import Panel
from certification.panels.pool import Candidate
from certification.panels.rules import FEWEST_MEMBERS, KINDS_NEEDED, MEMBER_RULES
from zsa_portal.people.models import Background, Expert
from zsa_portal.regulations import clock
from zsa_portal.ui.listing import listed

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True)
class Reasons:
    """What speaks for a candidate, what against, and what forbids the candidate to sit."""

    good: list[str]
    bad: list[str]
    barred: list[str]


def propose(
    pool: Sequence[Candidate], *, keep: Sequence[Candidate] = (), size: int = FEWEST_MEMBERS
) -> list[Candidate]:
    """The members that would complete a panel of ``size`` with those kept, the kept ones left out.

    Every kind of expertise first, then origins that do not sit yet, then suitability; nobody whom
    a rule bars. The first one is named as chair where nobody kept is. Fewer than wanted where the
    pool has no more.
    """
    day = clock.today()
    there = {one.pk for one in keep}
    free = [one for one in pool if one.pk not in there and may_sit(one, day)]
    chosen = list(keep)
    for kinds in KINDS_NEEDED:
        if not any(one.member.kind in kinds for one in chosen) and len(chosen) < size:
            _take(free, chosen, kinds)
    while len(chosen) < size and _take(free, chosen, ()):
        pass
    added = chosen[len(keep) :]
    if added and not any(one.member.is_chair for one in keep):
        best = max(added, key=lambda one: (one.served, one.score))
        added = [one.as_chair() if one.pk == best.pk else one for one in added]
    return added


def may_sit(candidate: Candidate, day: dt.date) -> bool:
    """Whether an expert can be invited and no rule on single members bars him or her."""
    return candidate.available and not barred_by(candidate, day)


def barred_by(candidate: Candidate, day: dt.date) -> list[str]:
    """What the rules on single members say against an expert."""
    alone = Panel((candidate.member,), day)
    return [line for rule in MEMBER_RULES for line in rule.missing(alone)]


def reasons(candidate: Candidate, others: Iterable[Candidate] = ()) -> Reasons:
    """What speaks for and against a candidate beside the others on the panel."""
    seated = [one for one in others if one.pk != candidate.pk]
    barred = [*_unavailable(candidate), *barred_by(candidate, clock.today())]
    return Reasons(list(_for(candidate, seated)), list(_against(candidate, seated)), barred)


def _take(free: list[Candidate], chosen: list[Candidate], kinds: Iterable[str]) -> bool:
    """Move the best free candidate of the kinds (any if none) to the chosen; whether there was one."""
    fitting = [one for one in free if not kinds or one.member.kind in kinds]
    if not fitting:
        return False
    origins = {one.member.origin for one in chosen}
    employers = {one.employer for one in chosen if one.employer}

    def worth(one: Candidate) -> tuple[bool, bool, int, int, int]:
        new = one.member.origin != "" and one.member.origin not in origins
        return (one.employer not in employers, new, one.score, -one.open, -one.pk)

    best = max(fitting, key=worth)
    free.remove(best)
    chosen.append(best)
    return True


def _unavailable(candidate: Candidate) -> Iterator[str]:
    if candidate.user is None:
        yield _("No account: invite the expert to the portal first.")
    elif not candidate.available:
        yield _("Not active at present.")


def _for(one: Candidate, seated: Sequence[Candidate]) -> Iterator[str]:
    if one.in_field:
        yield _("Works in this field")
    if one.member.backgrounds:
        kinds = listed(str(Background.Kind(kind).label) for kind in one.member.backgrounds)
        yield _("Background in this field: %(kinds)s") % {"kinds": kinds}
    origin = one.member.origin
    if origin and origin not in {other.member.origin for other in seated}:
        words = {"origin": Expert.Origin(origin).label}
        yield _("Brings the origin %(origin)s") % words
    if one.served:
        yield ngettext("Served %(n)d time", "Served %(n)d times", one.served) % {"n": one.served}
    if one.in_time and not one.late:
        yield _("Always in time so far")
    if not one.open:
        yield _("Nothing else open")


def _against(one: Candidate, seated: Sequence[Candidate]) -> Iterator[str]:
    if not one.in_field:
        yield _("Another field than this one")
    if not one.member.origin:
        yield _("Origin not recorded")
    elif one.member.origin in {other.member.origin for other in seated}:
        yield _("This origin sits already")
    if one.employer and one.employer in {other.employer for other in seated}:
        yield _("Same employer as another member")
    if one.open:
        words = ngettext("%(n)d engagement open", "%(n)d engagements open", one.open)
        yield words % {"n": one.open}
    if one.late:
        yield ngettext("Late %(n)d time", "Late %(n)d times", one.late) % {"n": one.late}
