"""From the body's self-check to the comments handed on."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.base import ContentFile
from django.urls import reverse
from playwright.sync_api import expect

from certification.acceptance.papers import POINTS
from certification.applications.actions import body_paper_file
from certification.applications.papers import COMPARISON, FIRST_TIME, LEGAL_PROOF, STAGES, TEXT
from certification.demo.walk.samples import APPLICATION, PAPERS
from certification.models import Recognition
from certification.states import S
from tests.journeys.association import user
from tests.journeys.browser import zh
from tests.journeys.recognition.people import (
    APPLICANT,
    BODY,
    BRANCH,
    FIELD,
    NUMBER,
    TITLE,
    Way,
)
from zsa_portal.documents.actions import document_add
from zsa_portal.home.demo.walking import blank_pdf
from zsa_portal.notices.models import Opinion
from zsa_portal.people.models import Organisation

FACTS = {
    "since": "2023-06-01",
    "founded": "2019-05-20",
    "department": "标准化工作部",
    "staff": "尹若水（标准化工程师）\n李舒遥（技术秘书）",
    "rules": "《团体标准制定程序》",
    "rules_since": "2023-06-15",
}
COMMENT = "第5.3条的采样间隔没有给出测量依据，现场难以复现。"
EVIDENCE = ("采样间隔实测记录.pdf", blank_pdf())
ENOUGH_FOR_A_SAVE = re.compile(r"已于\d\d:\d\d保存")


def checked_itself(way: Way) -> None:
    """The body is told what it lacks before it types anything, and records the facts of its work."""
    who = way.body
    who.press(zh("Apply for recognition"), within="#side-nav")
    who.sees(zh("The facts about the body's standards work are not recorded yet."))
    assert who.page.locator("main [name$='-number']").count() == 0
    who.picture("self-check-lacking")
    who.press(zh("Facts about your standards work, and your own papers on file"))
    who.picture("body-empty")
    who.fill(FACTS)
    who.press(zh("Record"))
    who.sees(zh("Recorded. It holds for every application of your body."))


def own_papers_filed(way: Way) -> None:
    """One of the body's own papers is filed in the browser, the others besides."""
    who, body = way.body, Organisation.objects.get(name=BODY)
    who.go("certification:body_paper", body.pk, LEGAL_PROOF)
    who.attach("file", "法人登记证书.pdf", blank_pdf())
    who.fill({"no_state_secrets": True})
    who.picture("body-paper")
    who.confirm()
    for kind in (*FIRST_TIME[1:], "certification.equipment_proof"):
        upload = ContentFile(blank_pdf(), name="材料.pdf")
        body_paper_file(organisation=body, kind=kind, upload=upload, by=user(APPLICANT))
    who.go("certification:body", body.pk)
    expect(who.page.locator("main .data-table .tone-bad")).to_have_count(0)
    who.picture("body-filled")


def begun(way: Way) -> None:
    """Now the body may apply: it names its standard; half a row is refused and kept."""
    who = way.body
    who.press(zh("Apply for recognition"))
    who.fill({"standards-0-number": NUMBER})
    who.press(zh("Begin"))
    who.sees(zh("Fill in both, or leave the row empty."))
    who.fill({"standards-0-title": TITLE})
    who.picture("standards-named")
    who.press(zh("Begin"))
    who.sees(zh("Begun. What you write is saved by itself."))
    way.recognition = Recognition.objects.get()


def form_written(way: Way) -> None:
    """What is typed is saved by itself and found again; then the whole form is filled in."""
    who = way.body
    who.picture("application-empty")
    who.fill({"background": APPLICATION["background"]})
    status = who.page.locator("[data-draft-status]")
    expect(status).to_have_text(ENOUGH_FOR_A_SAVE)
    who.page.reload()
    expect(who.page.locator("[name=background]")).to_have_value(APPLICATION["background"])
    typed: dict[str, Any] = dict(APPLICATION) | {"field": FIELD, "sub_field": BRANCH}
    who.fill(typed | {"patents": "no", "enterprise_led": "no"})
    who.picture("application-filled")
    who.page.locator("main h1").first.click()
    who.press(zh("Save and make the form"))
    who.sees(zh("Make the form to print and seal"))
    who.confirm()
    way.form(who, "certification.application_form", TITLE, NUMBER, BODY, BRANCH, "（盖章）")


def sealed(way: Way) -> None:
    """The form is printed and sealed, and its scan attached."""
    who = way.body
    who.picture("form-made")
    who.press(zh("Attach the sealed scan"))
    who.attach("file", "盖章申请表.pdf", blank_pdf())
    who.fill({"no_state_secrets": True})
    who.picture("seal")
    who.confirm()
    way.open(who, "application")
    who.sees(zh("sealed scan there"))
    who.picture("application-tab")


def submitted(way: Way) -> None:
    """Without its papers it is refused in words; with them it goes in."""
    who, one = way.body, way.recognition
    way.refused(
        who, "Submit the application", zh("Text of the group standard"), picture="submit-refused"
    )
    who.go("documents:upload", one.pk, TEXT)
    who.attach("file", "标准文本.pdf", blank_pdf())
    who.fill({"no_state_secrets": True})
    who.confirm()
    for kind in (*(kind for kind, _title in STAGES.values()), COMPARISON):
        upload = ContentFile(f"{PAPERS[kind]}：{TITLE}".encode(), name=f"{PAPERS[kind]}.txt")
        document_add(matter=one, kind=kind, upload=upload, by=user(APPLICANT))
    way.open(who, "papers")
    who.picture("papers")
    with way.step(who, "Submit the application", to=S.ACCEPTANCE, picture="submit"):
        pass
    who.picture("submitted")


def examined(way: Way) -> None:
    """The secretariat goes through the checklist, the papers beside it, and accepts."""
    who, one = way.desk, way.recognition
    who.press(TITLE, part=True)
    way.refused(
        who, "Accept the application", zh("Procedure: drafting (起草)"), picture="accept-refused"
    )
    in_view = who.page.locator(".beside-view .tab-body")
    expect(in_view.first).to_contain_text(NUMBER)
    who.picture("accept-with-the-application-in-view")
    who.go("certification:acceptance", one.pk)
    who.picture("checklist-empty")
    for point in POINTS:
        who.page.locator(f"main [name='{point}']").check()
    who.fill({"note.drafting": "起草组会议纪要三份，主体、期限清楚。"})
    expect(who.page.locator("[data-draft-status]")).to_have_text(ENOUGH_FOR_A_SAVE)
    who.fill(
        {
            "issuer": "燕山标准科学研究中心",
            "comparison-0-scope": "national",
            "comparison-0-number": "GB/T 36547-2024",
            "comparison-0-indicator": "采样间隔",
            "comparison-0-theirs": "≤1 s",
            "comparison-0-ours": "≤100 ms",
            "comparison-0-finding": "higher",
        }
    )
    who.picture("checklist")
    who.press(zh("Save and go back"))
    who.sees(zh("Saved. You can go on at any time."))
    who.sees(zh("Not checked yet"))
    with way.step(who, "Accept the application", to=S.ACCEPTED):
        pass
    way.form(
        who,
        "certification.acceptance_form",
        "受理审查表",
        TITLE,
        "GB/T 36547-2024",
        "起草组会议纪要三份",
    )
    way.open(way.body, "acceptance")
    way.body.picture("acceptance-read-by-body")


def noticed(way: Way) -> None:
    """It is put on public notice."""
    who = way.desk
    way.open(who)
    who.press("发布认定公示")
    who.fill({"title": f"关于《{TITLE}》拟认定的公示", "body": "现予公示，欢迎提出评议。"})
    who.picture("notice-new")
    who.confirm()
    assert way.fresh().state == S.NOTICE
    way.form(who, "certification.public_notice", "公示", TITLE, NUMBER, BODY, BRANCH)


def commented(way: Way) -> None:
    """Somebody from outside comments; without evidence it is refused and the words are kept."""
    public = way.public
    item = way.recognition.notice_items.get()
    public.go("notices:public_list")
    public.press(TITLE, part=True)
    public.picture("notice")
    public.go("notices:opinion_new", item.pk)
    public.fill({"text": COMMENT, "name": "贺远舟", "contact": "he@example.com", "truthful": True})
    public.page.locator("main form").first.evaluate("form => form.noValidate = true")
    public.confirm()
    expect(public.page.locator("main .error-summary")).to_be_visible()
    expect(public.page.locator("[name=text]")).to_have_value(COMMENT)
    public.picture("comment-refused")
    public.attach("evidence", *EVIDENCE)
    public.confirm()
    public.sees(zh("Your receipt"), COMMENT)
    public.picture("comment-receipt")


def comments_handed_on(way: Way) -> None:
    """After the notice the comment is verified and sorted, and goes to the panel."""
    who, comment = way.desk, Opinion.objects.get()
    way.open(who)
    assert way.fresh().state == S.NOTICE_CLOSED
    way.refused(who, "Hand the comments on", comment.reference, picture="hand-on-refused")
    who.go("certification:comments", way.recognition.pk)
    who.fill(
        {
            f"verdict.{comment.pk}": "verified",
            f"topic.{comment.pk}": "technical",
            f"finding.{comment.pk}": "与实测记录一致。",
        }
    )
    who.picture("comments-verified")
    who.confirm()
    who.picture("comments-tab")
    assert who.fetch(reverse("notices:evidence", args=[comment.pk])) == EVIDENCE[1]
    with way.step(who, "Hand the comments on", to=S.PANEL_FORMING):
        pass
    way.form(
        who,
        "certification.comment_digest",
        "公众评议汇总",
        COMMENT,
        "与实测记录一致。",
        EVIDENCE[0],
    )
