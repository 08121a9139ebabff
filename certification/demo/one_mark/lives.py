"""Two partners, four products with the mark (valid, suspended, to be renewed, withdrawn), two applying."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from certification.demo.one_mark import marks, partners
from certification.demo.one_mark.marks import MarkWalker
from certification.demo.one_mark.partners import PartnerWalker
from certification.demo.one_mark.people import Cast
from certification.one_mark.marks.models import Mark
from certification.one_mark.marks.states import S as M
from certification.one_mark.partners.models import Partner
from certification.one_mark.partners.states import S as P
from zsa_portal.catalogue.models import Edition
from zsa_portal.documents.render import pdf
from zsa_portal.home.demo.association import Association
from zsa_portal.home.demo.lives import Life
from zsa_portal.home.demo.walking import Moments
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import catch_up, perform

LABORATORY = ("xuchuan", "jiao.wenqing")
CERTIFIER = ("muheng", "lu.chengyun")
FIELDS = ["next_it", "new_energy", "connected_vehicles", "new_materials", "equipment"]
APPLYING = (M.EXAMINATION, M.BEFORE_HEAD, M.AUTHORISED)
DEVICES = "工业互联网平台设备上云数据接入规范"
BATTERIES = "电动汽车换电站电池包快换接口技术要求"


def sheet(*lines: str) -> bytes:
    """A paper of a few lines as PDF."""
    said = "".join(f"<p>{line}</p>" for line in lines[1:])
    return pdf(f"<!doctype html><title>{lines[0]}</title><h1>{lines[0]}</h1>{said}<p>（虚构）</p>")


@dataclass
class Story:
    """What the lives share: key, days that count from today, what the loader asks."""

    key: str = ""
    today: dt.date = dt.date.min
    begins: int = 0
    pk: int | None = None
    everybody: list[User] = field(default_factory=list)
    machine = Matter

    if TYPE_CHECKING:
        now: dt.datetime

    @property
    def matter(self) -> Matter:
        """The matter as it is now."""
        found: Matter = self.machine.objects.get(pk=self.pk)
        return found

    @property
    def state(self) -> str:
        """The matter's state; empty before it begins."""
        return self.matter.state if self.pk else ""

    def day(self, days: int) -> dt.datetime:
        """Ten o'clock so many days from today."""
        return clock.start_of(self.today + dt.timedelta(days=days)) + dt.timedelta(hours=10)

    def later(self, days: int, moment: str = "") -> dt.datetime:
        """Ten o'clock so many days from now: people act in office hours, the calendar at midnight."""
        day = clock.day_of(self.now) + dt.timedelta(days=days)
        return clock.start_of(day) + dt.timedelta(hours=10)

    def people(self) -> Iterator[User]:
        """Everybody: the same objects play in all lives."""
        yield from self.everybody


@dataclass
class PartnerStory(Story, PartnerWalker):
    """A partner that is listed, and re-evaluated a year later."""

    end: str = P.LISTED
    machine = Partner

    def life(self) -> Moments:
        """From the entry to the renewed listing."""
        yield self.day(self.begins)
        self.pk = self.enter().pk
        for station in (partners.evaluation, partners.before_head, partners.listed):
            yield from station(self, self.matter)  # type: ignore[arg-type]
        for station in (partners.reevaluation, partners.renewal):
            yield from station(self, self.matter)  # type: ignore[arg-type]
        yield self.later(3)
        perform(self.matter.renew_partner, by=self.cast.head)  # type: ignore[attr-defined]

    def paper(self, matter: Matter, kind: str) -> bytes:
        return sheet(
            "资质证明材料",
            f"机构：{matter.title}",
            f"编号：{self.values()['accreditation_number']}",
        )


@dataclass
class MarkStory(Story, MarkWalker):
    """A product that is authorised, and what ``then`` happens to its mark."""

    title: str = ""
    standard: str = ""
    certified_for: int = 730
    then: Callable[[Any], Moments] | None = None
    end: str = M.AUTHORISED
    machine = Mark

    def life(self) -> Moments:
        """From the application to where the data leaves it."""
        yield self.day(self.begins)
        self.pk = self.begin(self.title).pk
        for state in APPLYING[: APPLYING.index(self.end) + 1] if self.end in APPLYING else APPLYING:
            yield from marks.STATIONS[state](self, self.matter)  # type: ignore[arg-type]
        if self.then is not None:
            yield from self.then(self)

    def values(self) -> dict[str, Any]:
        """The application, on the standard and the partners as they are by then."""
        self.edition = Edition.objects.filter(title=self.standard).latest("year")
        self.laboratory = Partner.objects.get(works_as=Partner.Work.LABORATORY)
        self.certifier = Partner.objects.get(works_as=Partner.Work.CERTIFIER)
        last = clock.day_of(self.now) + dt.timedelta(days=self.certified_for)
        report = f"JC-{self.now:%Y}-{self.pk:04d}"
        return (
            super().values()
            | {"certificate_until": last, "report_number": report}
            | self.application
        )

    def paper(self, matter: Matter, kind: str) -> bytes:
        return sheet("产品检测与认证材料", f"产品：{matter.title}", f"依据标准：{self.standard}")


def renewal_opens(story: MarkStory) -> Moments:
    """The calendar opens the renewal."""
    yield story.when_due(story.matter)
    catch_up(story.matter)


def lapses(story: MarkStory) -> Moments:
    """Nobody renews, and the certificate ends."""
    yield from renewal_opens(story)
    yield story.when_due(story.matter)
    catch_up(story.matter)


def withdrawn(story: MarkStory) -> Moments:
    """The association withdraws it."""
    yield story.day(-60)
    reason = "认证机构通报：年度监督抽查不合格，且未在规定期限内整改。"
    perform(story.matter.revoke_mark, by=story.cast.head, reason=reason)  # type: ignore[attr-defined]


def one_mark(association: Association, today: dt.date) -> list[Life]:
    """The partners first, then the products."""
    everybody = list(association.users.values())

    def told(key: str, begins: int, enterprise: str, username: str) -> dict[str, Any]:
        return {
            "cast": cast_of(association, enterprise, username),
            "now": clock.start_of(today + dt.timedelta(days=begins)),
            "key": f"one_mark.{key}",
            "today": today,
            "begins": begins,
            "everybody": everybody,
        }

    def partner(key: str, begins: int, work: str, **said: Any) -> PartnerStory:
        known = told(key, begins, "daixu", "lou.xiaofeng")
        return PartnerStory(**known, works_as=work, qualification={"fields": FIELDS} | said)

    def mark(
        key: str, begins: int, whose: tuple[str, str], title: str, standard: str, **more: Any
    ) -> MarkStory:
        return MarkStory(**told(key, begins, *whose), title=title, standard=standard, **more)

    daixu, henglan = ("daixu", "lou.xiaofeng"), ("henglan", "ji.qinghui")
    shuoxian = ("shuoxian", "peng.yuxuan")
    return [
        partner(
            "laboratory",
            -560,
            Partner.Work.LABORATORY,
            accreditation_number="CNAS L00001（虚构）",
            scope="工业网关、边缘计算设备和换电接口的检测。",
        ),
        partner(
            "certifier",
            -555,
            Partner.Work.CERTIFIER,
            accreditation_number="CNAS C00002（虚构）",
            scope="信息技术产品和新能源汽车部件的自愿性产品认证。",
        ),
        mark(
            "gateway",
            -130,
            daixu,
            "岱序工业数据采集网关",
            DEVICES,
            application={"model": "DX-G200"},
        ),
        mark(
            "swap_interface",
            -420,
            shuoxian,
            "朔弦快换电池包接口总成",
            BATTERIES,
            application={"model": "SX-QC10"},
            certified_for=395,
            then=lapses,
            end=M.SUSPENDED,
        ),
        mark(
            "edge_box",
            -330,
            henglan,
            "衡澜边缘接入终端",
            DEVICES,
            application={"model": "HL-E3"},
            certified_for=365,
            then=renewal_opens,
            end=M.RENEWAL,
        ),
        mark(
            "lock_pin",
            -300,
            shuoxian,
            "朔弦换电接口定位销",
            BATTERIES,
            application={"model": "SX-LP2"},
            then=withdrawn,
            end=M.REVOKED,
        ),
        mark(
            "collector",
            -11,
            daixu,
            "岱序多协议采集终端",
            DEVICES,
            application={"model": "DX-C80"},
            end=M.BEFORE_HEAD,
        ),
        mark(
            "terminal",
            -6,
            henglan,
            "衡澜边缘安全接入网关",
            DEVICES,
            application={"model": "HL-S1"},
            end=M.EXAMINATION,
        ),
    ]


def cast_of(association: Association, enterprise: str, username: str) -> Cast:
    """The department's people, both partners' and one enterprise's."""
    users, bodies = association.users, association.organisations
    return Cast(
        clerk=users["kang.zijin"],
        head=users["wang.tinglan"],
        applicant=users[username],
        enterprise=bodies[enterprise],
        tester=users[LABORATORY[1]],
        laboratory=bodies[LABORATORY[0]],
        assessor=users[CERTIFIER[1]],
        certifier=bodies[CERTIFIER[0]],
    )
