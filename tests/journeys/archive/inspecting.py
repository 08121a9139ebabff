"""The inspection of December: what was seen and what is not filed, answers, the incentive report."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, field

import pgtrigger
from PIL import Image, ImageDraw

from archive.filing.actions import filing_open
from archive.filing.models import Filing
from archive.filing.states import F
from archive.inspections.actions import open_inspections
from archive.inspections.models import Inspection
from archive.inspections.papers import INCENTIVE_REPORT
from archive.inspections.states import I
from archive.inspections.times import months_inspected
from tests.journeys.archive.people import (
    BORROWERS_HEAD,
    BORROWERS_HOME,
    QUALITY,
    QUALITY_HEAD,
    House,
    form_read,
)
from tests.journeys.browser import zh
from zsa_portal.people.models import Department
from zsa_portal.people.queries import department
from zsa_portal.regulations import clock

LATE, GAP = "market_service", 2
"""The department that has not filed one month, counted from the first."""
LATE_HEAD = "xia.yunqian"
LACKING = "活动照片晚于次月20日入档。"
SEEN = "档案柜中两份合同未标注保密级别，见照片。"
ANSWER = "已补标保密级别，并核对了同柜其他合同。"


@dataclass
class Round(House):
    """One inspection."""

    inspection: Inspection = field(default_factory=Inspection)

    def evaluations(self, who: object) -> None:
        """The tab of what departments say of each other."""
        who.go("workflow:tab", self.inspection.pk, "evaluations")  # type: ignore[attr-defined]

    def findings(self, who: object) -> None:
        """The tab of what was found."""
        who.go("workflow:tab", self.inspection.pk, "findings")  # type: ignore[attr-defined]


def begun(found: Round) -> None:
    """It is December; every department has filed but one, of one month."""
    begins = clock.start_of(dt.date(2026, 12, 2)) + dt.timedelta(hours=10)
    months = months_inspected(begins.date().replace(day=1))
    for home in Department.objects.all():
        for month in months:
            filing_open(department=home, month=month, by=None)
    late = Filing.objects.get(department__code=LATE, month=months[GAP])
    with pgtrigger.ignore():
        Filing.objects.exclude(pk=late.pk).update(state=F.FILED)
    found.clock.at(begins)
    assert open_inspections() == 1
    found.inspection = Inspection.objects.get()


def photograph() -> bytes:
    """A photograph of a shelf."""
    picture = Image.new("RGB", (800, 600), "#b9a184")
    drawn = ImageDraw.Draw(picture)
    for left in range(40, 760, 90):
        drawn.rectangle((left, 80, left + 70, 520), fill="#5d4a36", outline="#2e2418", width=4)
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()


def written_down(found: Round) -> None:
    """An inspector writes down what was seen, with a photograph, and sends it."""
    who = found.person(QUALITY)
    found.findings(who)
    who.picture("not-filed")
    who.press(zh("Write down what was found"))
    who.fill({"department": department(BORROWERS_HOME).pk, "text": SEEN})
    who.attach("photos", "档案柜.jpg", photograph())
    who.picture("finding")
    who.confirm()
    who.sees(SEEN)
    label = "Send what was found to the departments"
    found.steps(who, found.inspection, label, to=I.ANSWERS, picture="send")
    assert found.inspection.findings.count() == 2
    assert found.inspection.findings.get(incomplete=True).department.code == LATE


def evaluated(found: Round) -> None:
    """The head of a department evaluates another's public filing, on a phone; the inspectors read it."""
    head = found.person(BORROWERS_HEAD, phone=True)
    found.evaluations(head)
    head.picture("evaluations")
    late = department(LATE)
    head.press(f"{zh('Evaluate')} {late.name}")
    head.picture("evaluation")
    head.fill({"in_time": "lacking", "complete": "good", "findable": "sufficient"})
    head.confirm()
    head.sees(zh("Say what is lacking."))
    head.fill({"remark": LACKING})
    head.confirm()
    head.sees(LACKING)
    assert found.inspection.evaluations.get().evaluated == late
    who = found.person(QUALITY)
    found.evaluations(who)
    who.sees(LACKING)
    who.picture("judged")


def answered(found: Round) -> None:
    """The head of the department looks at the photograph and answers, on a phone."""
    head = found.person(BORROWERS_HEAD, phone=True)
    found.findings(head)
    head.sees(SEEN)
    photo = head.page.locator("main a[href*='/download']", has=head.page.locator(".bi-image, svg"))
    assert head.fetch(photo.first.get_attribute("href") or "").startswith(b"\xff\xd8")
    head.picture("found")
    head.press("答复")
    head.fill({"answer": ANSWER})
    head.confirm()
    head.sees(ANSWER)
    assert found.inspection.findings.get(department__code=BORROWERS_HOME).answer == ANSWER


def released(found: Round) -> None:
    """The head of the quality department releases the report, which names who filed incompletely."""
    who = found.person(QUALITY_HEAD)
    found.findings(who)
    who.picture("answers")
    found.steps(who, found.inspection, "Release the report", to=I.RELEASED, picture="release")
    late = department(LATE).name
    form_read(who, found.inspection, INCENTIVE_REPORT.key, late, "2026年8月资料未归档")
    who.picture("report")
    other = found.person(LATE_HEAD)
    found.evaluations(other)
    other.sees(LACKING)
    other.picture("received")
