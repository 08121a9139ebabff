"""The stations of partners and marks: each walked to every state by its steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from django.utils import translation

from certification.demo.one_mark import MARK_LINE, PARTNER_LINE, Cast, MarkWalker, PartnerWalker
from certification.models import Mark, Partner
from certification.one_mark.marks.states import S as M
from certification.one_mark.partners.states import S as P
from tests import stations
from tests.certification.one_mark.association import PRODUCT, edition_in_force, small_association
from tests.made_forms import forms_made_at_once
from tests.standards.association import START
from zsa_portal.catalogue.models import Edition
from zsa_portal.people.models import Organisation, User
from zsa_portal.workflow.perform import catch_up, perform

REASON = "材料不足。"
BODIES = ("enterprise", "laboratory", "certifier")


def walk() -> Iterator[tuple[str, stations.Told]]:
    """Every state of a partner and of a mark, each with its people; nothing of it is left behind."""
    with translation.override("en"), forms_made_at_once(), transaction.atomic():
        cast, edition = small_association(), edition_in_force()
        told = {name: who.pk for name, who in vars(cast).items()} | {"edition": edition.pk}
        with transaction.atomic():
            walker = PartnerWalker(cast, START)
            yield from _line(walker, walker.start(), PARTNER_LINE, PARTNER_SIDE, told)
            transaction.set_rollback(True)
        marks = mark_walker(cast, edition)
        yield from _line(marks, marks.start(PRODUCT), MARK_LINE, MARK_SIDE, told)
        transaction.set_rollback(True)


def mark_walker(cast: Cast, edition: Edition) -> MarkWalker:
    """A walker of marks whose partners are listed."""
    laboratory, certifier, now = partners_of(cast)
    return MarkWalker(cast, now, edition, laboratory, certifier)


def _line(
    walker: Any, matter: Any, line: list[str], side: Any, people: stations.Told
) -> Iterator[tuple[str, stations.Told]]:
    for state in line:
        matter = walker.to(matter, state)
        yield state, {"key": matter.pk, "now": walker.now.isoformat(), "people": people}
        now = walker.now
        for name, go in side.get(state, {}).items():
            with transaction.atomic():
                at = go(walker, matter)
                yield name, {"key": matter.pk, "now": at.isoformat(), "people": people}
                transaction.set_rollback(True)
            walker.now = now


def partners_of(cast: Cast) -> tuple[Partner, Partner, dt.datetime]:
    """The laboratory and the certification body, both listed, and the instant after."""
    first = PartnerWalker(cast, START, Partner.Work.LABORATORY)
    laboratory = first.to(first.start(), P.LISTED)
    second = PartnerWalker(cast, START, Partner.Work.CERTIFIER)
    certifier = second.to(second.start(), P.LISTED)
    return laboratory, certifier, second.now


def _by(who: str, step: str, **values: Any) -> Callable[[Any, Any], dt.datetime]:
    """A week later, a step of somebody of the cast."""

    def go(walker: Any, matter: Any) -> dt.datetime:
        with walker.at(walker.now + dt.timedelta(days=7)):
            perform(getattr(matter, step), by=getattr(walker.cast, who), **values)
        return walker.now

    return go


def _lapsed(walker: Any, matter: Any) -> dt.datetime:
    """The calendar after the last day."""
    with walker.at(walker.when_due(matter)):
        catch_up(type(matter).objects.get(pk=matter.pk))
    return walker.now


PARTNER_SIDE = {
    P.EVALUATION: {
        P.RETURNED: _by("clerk", "return_partner", reason=REASON),
        P.WITHDRAWN: _by("assessor", "withdraw_partner"),
    },
    P.BEFORE_HEAD: {P.REFUSED: _by("head", "refuse_partner", reason=REASON)},
    P.LISTED: {P.DELISTED: _by("head", "delist_partner", reason=REASON)},
    P.REEVALUATION: {P.LAPSED: _lapsed},
}
MARK_SIDE = {
    M.DRAFT: {M.DISCARDED: _by("applicant", "discard_mark")},
    M.EXAMINATION: {
        M.RETURNED: _by("clerk", "return_mark", reason=REASON),
        M.WITHDRAWN: _by("applicant", "withdraw_mark_application"),
    },
    M.BEFORE_HEAD: {M.REFUSED: _by("head", "refuse_mark", reason=REASON)},
    M.AUTHORISED: {
        M.REVOKED: _by("head", "revoke_mark", reason=REASON),
        M.GIVEN_UP: _by("applicant", "give_up_mark"),
    },
    M.RENEWAL: {M.SUSPENDED: _lapsed},
    M.RENEWAL_EXAMINATION: {M.RESUMPTION: _lapsed},
}


def partner_at(state: str) -> tuple[PartnerWalker, Partner]:
    """A certification body in a state, with its walker; from its station, else walked."""
    if not stations.known():
        walker = PartnerWalker(small_association(), START)
        return walker, _walked(walker, walker.start(), state, PARTNER_LINE, PARTNER_SIDE)
    told = stations.load(f"certification.{state}")
    cast, _edition = _people(told)
    return PartnerWalker(cast, _now(told)), Partner.objects.get(pk=told["key"])


def mark_at(state: str) -> tuple[MarkWalker, Mark]:
    """A mark in a state, with its walker; from its station, else walked."""
    if not stations.known():
        walker = mark_walker(small_association(), edition_in_force())
        return walker, _walked(walker, walker.start(PRODUCT), state, MARK_LINE, MARK_SIDE)
    told = stations.load(f"certification.{state}")
    cast, edition = _people(told)
    partners = [Partner.objects.get(works_as=work) for work in ("laboratory", "certifier")]
    return MarkWalker(cast, _now(told), edition, *partners), Mark.objects.get(pk=told["key"])


def _walked(walker: Any, matter: Any, state: str, line: list[str], side: Any) -> Any:
    if state in line:
        return walker.to(matter, state)
    before = next(one for one in line if state in side.get(one, {}))
    side[before][state](walker, walker.to(matter, before))
    return type(matter).objects.get(pk=matter.pk)


def _people(told: stations.Told) -> tuple[Cast, Edition]:
    people = {
        name: (Organisation if name in BODIES else User).objects.get(pk=pk)
        for name, pk in told["people"].items()
        if name != "edition"
    }
    return Cast(**people), Edition.objects.get(pk=told["people"]["edition"])


def _now(told: stations.Told) -> dt.datetime:
    return dt.datetime.fromisoformat(told["now"]).astimezone(START.tzinfo)
