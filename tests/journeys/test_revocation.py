"""A recognised standard does not hold its yearly re-check: it is revoked, and all may read why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from playwright.sync_api import expect

from certification.approval.papers import RECOGNISED
from certification.upkeep.models import Recheck
from certification.upkeep.papers import CONCLUSION_LETTER, RECHECK_NOTICE, RECHECK_REPORT
from certification.upkeep.states import U
from tests.journeys import association, papers
from tests.journeys.browser import Person, zh
from tests.journeys.world import Clock, wait_until
from zsa_portal.catalogue.models import Edition, Standard
from zsa_portal.documents.models import IssuedForm
from zsa_portal.engagements.actions import opinion_give
from zsa_portal.people.models import Background, Expert, Organisation
from zsa_portal.regulations import clock
from zsa_portal.workflow.tasks import run_sweeps

TITLE, FIELD, BODY = "边缘计算网关技术要求", "next_it", "北京云岫工业互联网产业促进会"
WHY = "核心指标已低于新发布的国家标准，技术不再先进。"
CLERK = "ling.xiaolan"
Visitor = Callable[..., Person]


def test_revocation(visitor: Visitor, the_clock: Clock):
    edition, experts = recognised_standard(), experts_of_the_field()
    assert run_sweeps() >= 1
    body = visitor(CLERK)
    recheck = told(body, edition)
    submitted(body, recheck)
    the_clock.on(3)
    keeper = visitor(association.SECRETARIAT)
    engaged(keeper, recheck, experts)
    answered(visitor(experts[0].user.username), recheck, experts)
    the_clock.on(5)
    concluded(keeper, recheck)
    the_clock.on(7)
    approved(visitor(association.COUNCIL_SECRETARY), recheck)
    published(keeper, recheck)
    read(visitor(), visitor(phone=True), edition)
    letter_read(body, recheck)


def recognised_standard() -> Edition:
    """A standard of the body, recognised on 2025-03-01."""
    day = dt.date(2025, 3, 1)
    return Edition.objects.create(
        kind=RECOGNISED.key,
        standard=Standard.objects.create(running=12, field=FIELD),
        number="T/ZSA 12-2025",
        title=TITLE,
        year=2025,
        status=Edition.Status.CURRENT,
        published_on=day,
        implemented_on=day,
        source_body=Organisation.objects.get(name=BODY),
        source_number="T/HL 3-2024",
    )


def experts_of_the_field() -> list[Expert]:
    """Three experts of the field, with what shows it."""
    found = Expert.objects.filter(fields__contains=[FIELD], user__isnull=False)
    chosen = list(found.exclude(kind="standardisation").exclude(employer=BODY).order_by("pk")[:3])
    for expert in chosen:
        Background.objects.get_or_create(expert=expert, field=FIELD, kind="professional")
    return chosen


def step(who: Person, recheck: Recheck, label: str) -> None:
    """Open a step from the matter's page."""
    who.go("workflow:matter", recheck.pk)
    who.press(zh(label))


def done(who: Person, label: str) -> None:
    """Confirm the step that is open."""
    who.confirm()
    who.sees(zh("Done: %(step)s.", step=zh(label)))


def told(body: Person, edition: Edition) -> Recheck:
    """The body finds its standard in the list of what is due, and the letter."""
    body.press(zh("Re-checks and re-examinations"), within="#side-nav")
    body.sees(edition.number)
    body.picture("due-when")
    body.press(edition.number)
    body.picture("the-standard")
    recheck = Recheck.objects.get()
    body.go("workflow:matter", recheck.pk)
    body.sees(zh("Material asked for"))
    body.picture("material-asked")
    form = IssuedForm.objects.get(kind=RECHECK_NOTICE.key)
    papers.says(pdf_of(body, form), "先进性复核通知", edition.number, "T/HL 3-2024")
    return recheck


def pdf_of(who: Person, form: IssuedForm) -> bytes:
    """The PDF of an issued form as somebody opens it."""
    wait_until(lambda: IssuedForm.objects.get(pk=form.pk).state != IssuedForm.State.PENDING)
    who.go(form.get_absolute_url())
    return who.fetch(who.target(zh("Open the PDF")).get_attribute("href") or "")


def submitted(body: Person, recheck: Recheck) -> None:
    """The body adds its report and submits."""
    body.go("documents:upload", recheck.pk, RECHECK_REPORT)
    body.attach("file", "先进性说明.txt", "与现行标准的比较。".encode())
    body.fill({"no_state_secrets": True})
    body.confirm()
    body.sees(zh("Stored: %(name)s, version %(number)d.", name="先进性说明.txt", number=1))
    step(body, recheck, "Submit the material")
    done(body, "Submit the material")


def engaged(keeper: Person, recheck: Recheck, experts: list[Expert]) -> None:
    """The secretariat asks three experts by letter."""
    step(keeper, recheck, "Engage experts")
    for expert in experts:
        keeper.page.locator(f"main input[name=experts][value='{expert.pk}']").check()
    keeper.picture("experts")
    done(keeper, "Engage experts")


def answered(expert: Person, recheck: Recheck, experts: list[Expert]) -> None:
    """One expert answers in the portal, the others besides."""
    expert.go("workflow:tab", recheck.pk, "review")
    expert.press(zh("Read the material and answer"))
    expert.page.locator("main input[name=choice][value=revoke]").check()
    expert.fill({"opinion": WHY})
    expert.picture("answer")
    expert.page.locator("main form button[type=submit]").first.click()
    wait_until(lambda: recheck.engagements.filter(at__isnull=False).exists())
    for other in experts[1:]:
        opinion_give(
            matter=recheck, kind=Recheck.REVIEW, by=other.user, conclusion="revoke", opinion=WHY
        )


def concluded(keeper: Person, recheck: Recheck) -> None:
    """The secretariat draws the answers up; without a reason nothing is stored."""
    keeper.go("workflow:tab", recheck.pk, "review")
    keeper.picture("answers")
    step(keeper, recheck, "Draw up the conclusion")
    keeper.page.locator("main input[name=conclusion][value=revoke]").check()
    keeper.confirm()
    keeper.sees(zh("Say why; the body reads the reason, and the public does."))
    keeper.picture("a-reason-is-missing")
    keeper.fill({"grounds": WHY})
    done(keeper, "Draw up the conclusion")


def approved(office: Person, recheck: Recheck) -> None:
    """The council's secretary records the decision."""
    step(office, recheck, "Record the approval")
    office.fill(
        {
            "mode": "meeting",
            "decided_on": str(clock.today()),
            "number": "理事会复字〔2026〕1号",
            "present": 9,
            "yes": 9,
            "no": 0,
            "abstain": 0,
        }
    )
    office.picture("decision")
    office.confirm()
    wait_until(lambda: Recheck.objects.get(pk=recheck.pk).state == U.APPROVED)


def published(keeper: Person, recheck: Recheck) -> None:
    """The secretariat tells the body and publishes."""
    step(keeper, recheck, "Tell the body and publish the conclusion")
    keeper.picture("publish")
    keeper.confirm()
    wait_until(lambda: Recheck.objects.get(pk=recheck.pk).state == U.DONE)
    keeper.go("workflow:matter", recheck.pk)
    keeper.picture("published")


def read(public: Person, phone: Person, edition: Edition) -> None:
    """Anybody reads that the recognition is revoked, since when and why; the standard stays."""
    public.go("certification:conclusions")
    public.sees(TITLE)
    expect(public.page.locator("main table")).to_contain_text(zh("Recognition to be revoked"))
    public.picture("conclusions")
    for who in (public, phone):
        who.go(edition.get_absolute_url())
        who.sees(zh("Recognition revoked"), WHY, str(clock.today()))
        who.picture("revoked-standard")
    phone.go("certification:conclusions")
    phone.picture("conclusions")


def letter_read(body: Person, recheck: Recheck) -> None:
    """The body reads the letter."""
    form = IssuedForm.objects.get(kind=CONCLUSION_LETTER.key, matters=recheck.pk)
    papers.says(pdf_of(body, form), "结论通知书", "撤销认定", "理事会复字〔2026〕1号")
