"""From the passed review to the standard in the public catalogue."""

from __future__ import annotations

from certification.states import S
from tests.journeys import association
from tests.journeys.browser import zh
from tests.journeys.line.people import decision
from tests.journeys.recognition.people import BODY, NUMBER, TITLE, Way
from zsa_portal.catalogue.models import Edition
from zsa_portal.regulations import clock

RESOLUTION = "理事会决议第21号"


def approved(way: Way) -> None:
    """The result goes to the council; its secretary records the approval with the report at hand."""
    with way.step(way.desk, "Send to the council", to=S.BEFORE_COUNCIL):
        pass
    way.clock.on(7)
    who = way.person(association.COUNCIL_SECRETARY)
    who.go("certification:decision_new", way.recognition.pk)
    who.fill(decision(RESOLUTION))
    who.picture("council")
    who.confirm()
    assert way.fresh().state == S.APPROVED
    way.form(way.body, "certification.result_letter", "结果通知书", BODY, TITLE, RESOLUTION)


def announced(way: Way) -> None:
    """The secretariat announces it: the standard takes its number."""
    who, today = way.desk, clock.today()
    way.open(who)
    who.press(zh("Announce the recognition"))
    who.fill(
        {
            "title": f"关于发布《{TITLE}》认定结果的公告",
            "published_on": today,
            "implemented_on": today,
        }
    )
    who.picture("announce")
    who.confirm()
    assert way.fresh().state == S.RECOGNISED
    who.picture("recognised")
    edition = Edition.objects.get()
    way.form(who, "catalogue.announcement", "公告", edition.number, NUMBER, TITLE, RESOLUTION)


def found(way: Way) -> None:
    """Anybody finds it by either number, and reads where it came from."""
    public, edition = way.public, Edition.objects.get()
    for number in (edition.number, NUMBER):
        public.go("home:search")
        public.fill({"q": number})
        public.press(zh("Search"))
        public.sees(TITLE)
    public.picture("found")
    public.go("catalogue:catalogue")
    public.picture("catalogue")
    public.press(TITLE, part=True)
    public.sees(edition.number, NUMBER, BODY)
    public.picture("standard")
