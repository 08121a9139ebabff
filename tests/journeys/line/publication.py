"""From the passed review to the public page: dossier, audit, council, number, texts, publication."""

from __future__ import annotations

import datetime as dt

from standards.demo.records import records
from standards.publication.engagement import EXPERT_AUDIT
from standards.review.meeting import TECHNICAL_REVIEW
from tests.journeys.association import EXPERTS, user
from tests.journeys.browser import zh
from tests.journeys.line.people import Line, decision
from zsa_portal.catalogue.models import Edition
from zsa_portal.engagements.actions import opinion_give
from zsa_portal.people.models import Expert
from zsa_portal.regulations import clock

ANSWER = "已在5.10.3补充测试前提：满配会话数、空载转发。"
PAPERS = {
    "standards.approval_letter": "Submission letter (报送函)",
    "standards.approval_draft": "Approval draft (报批稿)",
    "standards.approval_explanation": "Drafting explanation for approval",
    "standards.patent_report": "Statement on intellectual property and its handling",
}
ABSTRACT_EN = "This document establishes the access architecture of edge gateways."


def dossier_submitted(line: Line) -> None:
    """The group answers the change, completes the dossier and settles the patent; then it submits."""
    who, step = line.applicant, zh("Submit the approval dossier")
    line.refused(who, step, zh("Submission letter (报送函)"), picture="approval-refused")
    who.go("meetings:answers", line.project.pk, TECHNICAL_REVIEW.key)
    who.page.locator("main textarea").first.fill(ANSWER)
    who.picture("answer-change")
    who.confirm()
    for kind, title in PAPERS.items():
        line.upload(who, kind, zh(title))
    who.picture("approval-papers")
    patent_recorded(line)
    with line.step(who, step, to="approval_draft_ready", picture="annex-six"):
        who.fill({"applies": "no", "why_not": "本次仅报批一项标准。"})


def patent_recorded(line: Line) -> None:
    """The applicant's patent is recorded with its licensing declaration."""
    who = line.applicant
    line.open(who, "approval")
    who.press(zh("Record"))
    who.fill(
        {
            "holder": "北京衡澜网络科技有限公司",
            "patent_number": "ZL 2021 1 0000001.1",
            "title": "基于设备指纹的接入鉴别方法",
            "clauses": "5.2.4；5.3.2",
        }
    )
    who.fill({"licence": "free"})
    who.attach("upload", *line.file("standards.licensing_declaration"))
    who.picture("patent")
    who.page.locator("main form[enctype] .form-buttons .btn[type=submit]").last.click()
    who.page.wait_for_load_state()
    who.sees(zh("The patent is recorded."))
    who.picture("approval-tab")


def audited(line: Line) -> None:
    """The secretariat engages two experts; one reads and judges in the browser; the audit passes."""
    officer = line.officer
    chosen = Expert.objects.filter(user__username__in=EXPERTS)
    step = zh("Engage experts")
    with line.step(officer, step, to="secretariat_expert_check", picture="engage-experts"):
        officer.fill({"experts": list(chosen.values_list("pk", flat=True))})
    line.refused(
        officer, zh("Audit passed: send to the council"), records().people[EXPERTS[0]]["name"]
    )
    expert = line.person(EXPERTS[0])
    expert.picture("expert-desk")
    expert.page.locator("main .desk-list a").first.click()
    expert.picture("expert-project")
    expert.go("engagements:opinion", line.project.pk, EXPERT_AUDIT.key)
    expert.page.locator("label[data-choice=approve]").click()
    expert.fill({"opinion": "报批材料齐全，程序合规，同意通过。"})
    expert.picture("audit")
    expert.press(zh("Give my opinion"))
    expert.picture("audit-given")
    opinion_give(
        matter=line.fresh(),
        kind=EXPERT_AUDIT,
        conclusion="pass_with_changes",
        by=user(EXPERTS[1]),
        opinion="建议统一附录编号格式。",
    )
    audit_passed(line)


def audit_passed(line: Line) -> None:
    """A pass with changes asks how they were handled."""
    officer = line.officer
    line.open(officer)
    officer.press(zh("Audit passed: send to the council"))
    officer.confirm()
    officer.sees(zh("Say how the changes asked for by the experts were handled."))
    officer.picture("audit-pass-refused")
    officer.fill({"handling": "起草工作组已统一附录编号格式。"})
    officer.confirm()
    assert line.fresh().state == "council_approval"


def approved(line: Line) -> None:
    """The council's secretary records the approval, with patents and opinions at hand."""
    who = line.council
    who.go("standards:decision_new", line.project.pk)
    who.page.locator("main details.row-details").first.click()
    who.fill(decision("理事会决议第12号", yes=8, abstain=1))
    who.picture("council-approval")
    who.confirm()
    assert line.fresh().state == "approved"


def announced(line: Line) -> None:
    """The standard is numbered and announced: published in a week, in force two months later."""
    who, today = line.officer, clock.today()
    line.open(who)
    who.press(zh("Number and announce"))
    who.fill(
        {
            "title": f"关于发布《{line.subject.title}》团体标准的公告",
            "published_on": today - dt.timedelta(days=1),
            "implemented_on": today + dt.timedelta(days=60),
        }
    )
    who.confirm()
    who.sees(zh("The publication date cannot lie in the past."))
    who.picture("announce-refused")
    who.fill({"published_on": today + dt.timedelta(days=7)})
    who.confirm()
    assert line.fresh().state == "numbering_publishing"
    who.picture("numbered")
    line.form(
        who,
        "catalogue.announcement",
        "公告",
        Edition.objects.get().number,
        line.subject.title,
        "理事会决议第12号",
        f"{today + dt.timedelta(days=7):%Y年%-m月%-d日}",
        picture="announcement-form",
    )


def texts_added(line: Line) -> None:
    """Both texts, stamped on their first page, and the cover's data."""
    who = line.officer
    line.refused(who, zh("Publish"), zh("The Chinese text"), picture="publish-refused")
    who.go("standards:texts", line.project.pk)
    for language in ("zh", "en"):
        who.fill({"language": language, "released": True})
        who.attach("file", *line.subject.standard(language, Edition.objects.get()))
        who.confirm()
        who.sees(zh("The text is added."))
    who.picture("texts")
    who.go("standards:cover", line.project.pk)
    who.fill({"abstract_en": ABSTRACT_EN})
    who.picture("cover")
    who.confirm()


def published(line: Line) -> None:
    """Not before its day; then the standard is published."""
    who, step = line.officer, zh("Publish")
    line.refused(who, step, zh("The publication date is not reached yet."))
    line.clock.on(7)
    with line.step(who, step, to="published", picture="publish"):
        pass
    who.picture("published")
    line.form(who, "catalogue.standard_cover", "团体标准", line.subject.title, "发布", "实施")
