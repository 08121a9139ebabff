"""The walker of marks: from the application to the authorisation and its renewal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from certification.demo.one_mark.people import Cast, OneMarkWalking
from certification.one_mark.marks.actions import mark_begin, mark_save
from certification.one_mark.marks.models import Mark
from certification.one_mark.marks.papers import PRODUCT_CERTIFICATE, REPORT
from certification.one_mark.marks.states import S
from certification.one_mark.partners.models import Partner
from zsa_portal.catalogue.models import Edition
from zsa_portal.home.demo.walking import Moments
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import catch_up, perform

OPINION = "标准现行有效，检测报告和认证证书真实有效，同意提请授权。"
HALF_A_YEAR = 180


@dataclass
class MarkWalker(OneMarkWalking[Mark]):
    """Walks one mark along its main line; report and certificate are of the days before its application.

    ``application`` are the fields that are other than the walker's own.
    """

    cast: Cast
    now: dt.datetime
    edition: Edition | None = None
    laboratory: Partner | None = None
    certifier: Partner | None = None
    application: dict[str, Any] = field(default_factory=dict)

    def start(self, title: str) -> Mark:
        """A begun application for a product, a day later."""
        with self.at(self.later(1)):
            return self.begin(title)

    def begin(self, title: str) -> Mark:
        """A begun application for a product, now."""
        return mark_begin(applicant=self.cast.enterprise, title=title, by=self.cast.applicant)

    def values(self) -> dict[str, Any]:
        """What the application says: a certificate of yesterday, for half a year."""
        today = clock.day_of(self.now)
        own = {
            "model": "GW-100",
            "edition": self.edition,
            "laboratory": self.laboratory,
            "report_number": "JC-2026-0001",
            "report_date": today - dt.timedelta(days=2),
            "certifier": self.certifier,
            "certificate_number": f"RZ-{today:%Y%m%d}",
            "certificate_date": today - dt.timedelta(days=1),
            "certificate_until": today + dt.timedelta(days=HALF_A_YEAR),
            "certificate_scope": "GW-100 全部功能。",
            "contact_person": "王敏",
            "contact_phone": "010-60000004",
        }
        return own | self.application

    def to(self, mark: Mark, state: str) -> Mark:
        """The mark in ``state``, by every step of the main line that is still before it."""
        return self.walk(mark, state, MARK_LINE, STATIONS)


def examination(walker: MarkWalker, mark: Mark) -> Moments:
    """Complete the application and submit it."""
    yield walker.later(4)
    mark_save(mark=mark, values=walker.values(), by=walker.cast.applicant)
    walker.add(mark, REPORT, "检测报告.pdf", walker.cast.applicant)
    walker.add(mark, PRODUCT_CERTIFICATE, "认证证书.pdf", walker.cast.applicant)
    perform(mark.submit_mark, by=walker.cast.applicant)


def before_head(walker: MarkWalker, mark: Mark) -> Moments:
    """Examine it."""
    yield walker.later(5)
    perform(mark.examine_mark, by=walker.cast.clerk, reason=OPINION)


def authorised(walker: MarkWalker, mark: Mark) -> Moments:
    """The head authorises."""
    yield walker.later(2)
    perform(mark.authorise_mark, by=walker.cast.head)


def renewal(walker: MarkWalker, mark: Mark) -> Moments:
    """The calendar opens the renewal."""
    yield walker.when_due(mark)
    catch_up(mark)


def renewal_examination(walker: MarkWalker, mark: Mark) -> Moments:
    """Bring a new certificate."""
    yield walker.later(10)
    mark_save(mark=mark, values=walker.values(), by=walker.cast.applicant)
    perform(mark.submit_renewal, by=walker.cast.applicant)


STATIONS: dict[str, Callable[[MarkWalker, Mark], Moments]] = {
    S.EXAMINATION: examination,
    S.BEFORE_HEAD: before_head,
    S.AUTHORISED: authorised,
    S.RENEWAL: renewal,
    S.RENEWAL_EXAMINATION: renewal_examination,
}
MARK_LINE: list[str] = [S.DRAFT, *STATIONS]
