"""A member's proposal, from the first line to the passed policy review (landing a)."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from standards.demo.records import records
from standards.models import Project
from tests.journeys import papers
from tests.journeys.association import LEADER, SECRETARIAT
from tests.journeys.browser import Person, zh
from tests.journeys.world import Clock, Mails, wait_until
from zsa_portal.outbox.models import Message
from zsa_portal.workflow.models import LogEntry

TITLE = records().projects[papers.PROJECT]["title"]
REASON = "请补充与GB/T 37044—2018的关系，并说明经费的来源。"


def test_proposal(visitor: Callable[..., Person], the_clock: Clock, mails: Mails) -> None:
    member = visitor()
    wrong_password(member)
    project = begin_and_leave(member.sign_in(LEADER))
    come_back(member, project)
    submit_too_early(member, project)
    write_all(member, project)
    attach_papers(member, project)
    submit(member, project)
    the_clock.on(1)
    officer = visitor(SECRETARIAT)
    look_at_the_calendar(officer)
    return_with_reason(officer, project)
    read_message(member, mails)
    the_clock.on(2)
    mend_and_submit(member, project)
    the_clock.on(1)
    pass_review(officer, project)
    read_form(member, project)
    steps = LogEntry.objects.filter(matter=project.pk).order_by("pk").values_list("step", flat=True)
    assert [step for step in steps if step not in {"proposal_save", "document_add"}] == [
        "begin",
        "submit_proposal",
        "return_from_policy_review",
        "submit_proposal",
        "pass_policy_review",
    ]


def wrong_password(member: Person) -> None:
    """The public start page, and a sign-in that is refused in words."""
    member.go("home:start")
    member.picture("start")
    member.press(zh("Sign in"), within="header")
    member.fill({"login": LEADER, "password": "not-the-password"})
    member.page.click("main form button[type=submit]")
    expect(member.page.locator("main .error-summary, main [role=alert]").first).to_be_visible()
    member.picture("sign-in-refused")


def begin_and_leave(member: Person) -> Project:
    """Begin a proposal, save it unfinished, and close it; leaving unsaved words asks first."""
    member.picture("desk")
    member.press(zh("New proposal"), within="#side-nav")
    member.fill({"title": "边缘网关接入技术要求（暂名）"})
    member.picture("new-proposal")
    member.confirm()
    project = Project.objects.get()
    member.fill({"scope": "规定了工业互联网边缘网关的接入要求。"})
    member.press(zh("Save"))
    member.sees(zh("Saved. You can go on at any time."))
    member.picture("proposal-saved-unfinished")
    member.fill({"safeguards": "这一句还没有保存"})
    asked: list[str] = []
    member.page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    member.page.locator("#side-nav a", has_text=zh("My desk")).click()
    assert asked == ["beforeunload"]
    expect(member.page).to_have_url(re.compile("/edit/$"))
    member.page.once("dialog", lambda dialog: dialog.accept())
    member.page.locator("#side-nav a", has_text=zh("My desk")).click()
    expect(member.page).to_have_url(re.compile("/desk/$"))
    return project


def come_back(member: Person, project: Project) -> None:
    """Find the unfinished proposal again by the search, with the key that leads there."""
    member.picture("desk-with-proposal")
    member.page.keyboard.press("/")
    expect(member.page.locator("#site-search")).to_be_focused()
    member.page.keyboard.type("边缘网关")
    member.page.keyboard.press("Enter")
    member.sees("边缘网关接入技术要求（暂名）")
    member.picture("search")
    member.press("边缘网关接入技术要求（暂名）", part=True)
    member.picture("project-unfinished")
    member.press(zh("Edit the proposal"))
    expect(member.page.locator("[name=scope]")).to_have_value(
        "规定了工业互联网边缘网关的接入要求。"
    )
    expect(member.page.locator("[name=safeguards]")).to_have_value("")
    assert project.state == "draft_proposal"


def submit_too_early(member: Person, project: Project) -> None:
    """Submitting an unfinished proposal is refused, naming in words what is missing."""
    member.press(zh("Save and go on to submit"))
    member.sees(zh("What is still missing"), zh("Name one of the nine technical fields."))
    member.sees(zh("Say whether patents are involved."))
    expect(member.page.locator("main .form-buttons button[type=submit]")).to_have_count(0)
    member.picture("submit-refused")
    assert Project.objects.get(pk=project.pk).state == "draft_proposal"


def write_all(member: Person, project: Project) -> None:
    """Fill in the whole 项目建议书."""
    member.go("standards:proposal_edit", project.pk)
    member.fill(papers.proposal())
    member.picture("proposal-filled")
    member.save(zh("Save"), zh("Saved. You can go on at any time."))
    assert Project.objects.get(pk=project.pk).title == TITLE


def attach_papers(member: Person, project: Project) -> None:
    """Attach the draft and the comparison; a disguised program is refused in a sentence."""
    member.press(zh("Papers"))
    member.picture("papers-empty")
    member.press(zh("Draft of the standard (annex 3)"))
    member.attach("file", "标准草案.docx", papers.DISGUISED)
    member.fill({"no_state_secrets": True})
    member.confirm()
    expect(member.page.locator("main .error-summary")).to_contain_text("标准草案.docx")
    member.picture("upload-refused")
    assert project.documents.count() == 0
    member.attach("file", *papers.file_of("standards.standard_outline", project))
    member.confirm()
    member.press(zh("Comparison report of key technical indicators"))
    member.attach("file", *papers.file_of("standards.comparison_report", project))
    member.fill({"no_state_secrets": True})
    member.confirm()
    member.picture("papers")
    assert sorted(project.documents.values_list("kind", flat=True)) == [
        "standards.comparison_report",
        "standards.standard_outline",
    ]


def submit(member: Person, project: Project) -> None:
    """Confirm; pressing twice in haste submits once."""
    member.go("workflow:matter", project.pk)
    member.press(zh("Submit proposal"))
    member.picture("submit")
    member.page.locator("main .form-buttons button[type=submit]").dblclick()
    member.sees(zh("Done: %(step)s.", step=zh("Submit proposal")))
    member.picture("submitted")


def look_at_the_calendar(officer: Person) -> None:
    """By keys alone: to the calendar, the week, the month before, today, and back to the desk."""
    keys = officer.page.keyboard
    for key, address in (
        ("g", None),
        ("c", r"/calendar/$"),
        ("w", r"view=week"),
        ("m", r"view=month"),
        ("p", r"day=2025-12-01"),
        ("t", r"day=2026-01-\d\d"),
        ("l", r"view=list"),
    ):
        keys.press(key)
        if address:
            expect(officer.page).to_have_url(re.compile(address))
            officer.page.wait_for_load_state()
            if key in "cwl":
                officer.picture(f"calendar-{key}")
    keys.press("g")
    keys.press("d")
    expect(officer.page).to_have_url(re.compile("/desk/$"))


def return_with_reason(officer: Person, project: Project) -> None:
    """The secretariat sees what it owes, reads, and returns the proposal with a reason."""
    officer.sees(zh("Review the proposal's compliance with policy"))
    officer.picture("officer-desk")
    officer.press(zh("Review the proposal's compliance with policy"), part=True)
    officer.picture("officer-project")
    officer.press(zh("Return to the applicant"))
    officer.fill({"reason": "缺", "checks": ["law", "field"]})
    officer.picture("officer-return", check=False)
    officer.confirm()
    assert Project.objects.get(pk=project.pk).state == "policy_review"
    officer.fill({"reason": REASON})
    officer.confirm()
    officer.sees(zh("Done: %(step)s.", step=zh("Return to the applicant")))
    officer.picture("officer-returned")


def read_message(member: Person, mails: Mails) -> None:
    """The applicant reads the reason in the mail, follows its link, and in the inbox."""
    sent = wait_until(
        lambda: [one for one in mails.to(f"{LEADER}@example.org") if REASON in one.get_content()]
    )
    link = re.search(r"http://\S+", sent[0].get_content())
    assert link is not None
    member.go(link[0])
    member.picture("member-returned")
    member.go("outbox:inbox")
    member.picture("messages")
    message = Message.objects.get(recipient__username=LEADER, body__contains=REASON)
    member.page.locator(f"main a[href$='/messages/{message.pk}/']").click()
    member.sees(REASON)
    member.picture("message", check=False)


def mend_and_submit(member: Person, project: Project) -> None:
    """Complete what was asked for, and submit again."""
    member.go("standards:proposal_edit", project.pk)
    related = papers.proposal()["related_standards"]
    member.fill({"related_standards": f"{related}本项目与GB/T 37044—2018的参考模型一致。"})
    member.press(zh("Save and go on to submit"))
    member.confirm()
    member.sees(zh("Done: %(step)s.", step=zh("Submit proposal")))


def pass_review(officer: Person, project: Project) -> None:
    """A pass that leaves a point open is refused and keeps the input; the full one passes."""
    opinion = records().projects[papers.PROJECT]["policy_review"]["opinion"]
    officer.go("workflow:matter", project.pk)
    officer.press(zh("Pass the policy review"))
    officer.fill({"checks": ["law", "mandatory", "field", "core_technology"], "opinion": opinion})
    officer.confirm()
    point = zh("Does not duplicate a standard in force or in preparation")
    officer.sees(zh("Not confirmed: %(point)s.", point=point))
    expect(officer.page.locator("[name=opinion]")).to_have_value(opinion)
    officer.picture("pass-refused")
    officer.fill({"checks": ["no_duplicate"]})
    officer.confirm()
    officer.sees(zh("Registered with the committee"))
    officer.picture("passed")


def read_form(member: Person, project: Project) -> None:
    """The official form, made by the worker, carries number, date and content."""
    member.go("workflow:tab", project.pk, "papers")
    member.picture("papers-with-form")
    form = project.issued_forms.order_by("pk").last()
    member.go("documents:form", form.pk)
    link = member.target(zh("Open the PDF"))
    expect(link).to_be_visible()
    member.picture("form")
    path = link.get_attribute("href")
    assert path is not None
    data = member.fetch(path)
    member.album.keep("proposal_form", data)
    papers.says(
        data,
        "标准项目建议书",
        TITLE,
        form.number,
        "北京衡澜网络科技有限公司",
        "程远舟",
        "GB/T 37044—2018的参考模型一致",
        "工业互联网",
        "2026年1月8日",
    )
    member.go("workflow:tab", project.pk, "log")
    member.picture("log")
