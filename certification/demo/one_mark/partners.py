"""The walker of partners: from the entry to the listing and its yearly re-evaluation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from certification.demo.one_mark.people import Cast, OneMarkWalking
from certification.one_mark.partners.actions import partner_enter, partner_save
from certification.one_mark.partners.models import Partner
from certification.one_mark.partners.papers import ACCREDITATION, LICENCE, POINTS
from certification.one_mark.partners.states import S
from zsa_portal.home.demo.walking import Moments
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import catch_up, perform

OPINION = "资质有效，范围覆盖所申请的领域，具备独立性，同意提请批准。"
QUALIFICATION: dict[str, Any] = {
    "accreditation_number": "CNAS L0000",
    "accreditation_issuer": "中国合格评定国家认可委员会",
    "fields": ["next_it"],
    "scope": "信息技术产品的检测与认证。",
    "contact_person": "李清",
    "contact_phone": "010-60000003",
}
FOUR_YEARS = dt.timedelta(days=4 * 365)


@dataclass
class PartnerWalker(OneMarkWalking[Partner]):
    """Walks one partner along its main line; ``works_as`` says which of the cast's bodies it is."""

    cast: Cast
    now: dt.datetime
    works_as: str = Partner.Work.CERTIFIER
    qualification: dict[str, Any] = field(default_factory=dict)

    @property
    def person(self) -> User:
        """Who acts for the partner."""
        is_laboratory = self.works_as == Partner.Work.LABORATORY
        return self.cast.tester if is_laboratory else self.cast.assessor

    def start(self) -> Partner:
        """A partner that enters itself, a day later."""
        with self.at(self.later(1)):
            return self.enter()

    def enter(self) -> Partner:
        """A partner that enters itself now."""
        is_laboratory = self.works_as == Partner.Work.LABORATORY
        body = self.cast.laboratory if is_laboratory else self.cast.certifier
        return partner_enter(organisation=body, works_as=self.works_as, by=self.person)

    def values(self) -> dict[str, Any]:
        """The qualification, accredited for four years from now unless told otherwise."""
        until = clock.day_of(self.now) + FOUR_YEARS
        return QUALIFICATION | {"accredited_until": until} | self.qualification

    def to(self, partner: Partner, state: str) -> Partner:
        """The partner in ``state``, by every step of the main line that is still before it."""
        return self.walk(partner, state, PARTNER_LINE, STATIONS)


def evaluation(walker: PartnerWalker, partner: Partner) -> Moments:
    """Complete the qualification and submit it."""
    yield walker.later(1)
    partner_save(partner=partner, values=walker.values(), standards=[], by=walker.person)
    walker.add(partner, ACCREDITATION, "认可证书.pdf", walker.person)
    walker.add(partner, LICENCE, "营业执照.pdf", walker.person)
    perform(partner.submit_partner, by=walker.person)


def before_head(walker: PartnerWalker, partner: Partner) -> Moments:
    """Evaluate it."""
    yield walker.later(5)
    told = {"points": list(POINTS), "opinion": OPINION}
    perform(partner.evaluate_partner, by=walker.cast.clerk, **told)


def listed(walker: PartnerWalker, partner: Partner) -> Moments:
    """The head approves."""
    yield walker.later(2)
    perform(partner.approve_partner, by=walker.cast.head)


def reevaluation(walker: PartnerWalker, partner: Partner) -> Moments:
    """The calendar opens the yearly re-evaluation."""
    yield walker.when_due(partner)
    catch_up(partner)


def renewal(walker: PartnerWalker, partner: Partner) -> Moments:
    """Re-evaluate it."""
    yield walker.later(10)
    told = {"points": list(POINTS), "opinion": OPINION}
    perform(partner.reevaluate_partner, by=walker.cast.clerk, **told)


STATIONS: dict[str, Callable[[PartnerWalker, Partner], Moments]] = {
    S.EVALUATION: evaluation,
    S.BEFORE_HEAD: before_head,
    S.LISTED: listed,
    S.REEVALUATION: reevaluation,
    S.RENEWAL: renewal,
}
PARTNER_LINE: list[str] = [S.DRAFT, *STATIONS]
