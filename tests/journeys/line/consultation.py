"""The public consultation: comments by form and by spreadsheet, each answered, the table issued."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
from playwright.sync_api import expect

from standards.demo.records import Record
from tests.journeys.association import OTHER_MEMBER, SECRETARIAT, user
from tests.journeys.browser import Person, zh
from tests.journeys.line.people import Line
from zsa_portal.notices import actions as notices
from zsa_portal.notices.actions.opinions import Author, Remark
from zsa_portal.notices.models import NoticeItem, Opinion

DRAFT = "standards.enquiry_draft"
ANSWERED_BY_HAND = 3
MOST_PAGES = 3


def item_of(line: Line) -> NoticeItem:
    """The project's place on the consultation's notice."""
    return NoticeItem.objects.select_related("notice", "matter").get(
        matter=line.project.pk, notice__kind="standards.enquiry"
    )


def opened(line: Line) -> None:
    """The secretariat opens the consultation for thirty days; fewer are refused."""
    who = line.officer
    line.open(who)
    who.press(zh("Open the public consultation"))
    who.fill({"body": "现公开征求意见，请将意见和修改建议在线提交。", "days": 29})
    who.confirm()
    expect(who.page.locator("main")).to_contain_text("30")
    assert line.fresh().state == "enquiry_registered"
    who.picture("open-consultation-refused")
    who.fill({"days": 30})
    who.confirm()
    assert line.fresh().state == "enquiry_open"
    line.form(who, "notices.public_notice", "征求意见", line.project.title)


def commented(line: Line) -> None:
    """Anyone comments from a clause and by form, a member sends a table, the others come besides."""
    public, comments = line.public, line.subject.comments
    public.go("notices:public_list")
    public.picture("public-list")
    public.go(item_of(line).notice.get_absolute_url())
    public.picture("consultation")
    name, draft = line.file(DRAFT)
    link = public.page.locator("main .paper-links a", has_text=name)
    assert public.fetch(link.get_attribute("href") or "") == draft
    from_its_clause(line, comments[0])
    for comment in comments[1:3]:
        public.go("notices:opinion_new", item_of(line).pk)
        type_comment(line, comment)
    send_sheet(line, comments[3:13])
    item = item_of(line)
    for comment in comments[13:]:
        author = Author(comment["name"], comment["organisation"], comment["contact"])
        notices.opinion_submit(item=item, by=None, author=author, remark=_remark(comment))


def from_its_clause(line: Line, comment: Record) -> None:
    """The notice leads to the draft's text, its contents to a chapter, the clause to its comment."""
    public, clause = line.public, comment["clause"]
    papers = public.page.locator("main .paper-links li", has_text=line.file(DRAFT)[0])
    papers.get_by_role("link", name=zh("Read it here")).click()
    contents = public.page.locator(".reading-contents")
    expect(contents).to_be_visible()
    public.picture("draft-text")
    chapter = clause.partition(".")[0]
    contents.locator(f"a[href='#clause-{chapter}']").click()
    expect(public.page).to_have_url(re.compile(f"#clause-{chapter}$"))
    words = f"{zh('Comment on this clause')} {clause}"
    public.press(words, within=f"[id='clause-{clause}']")
    expect(public.page.locator("main [name=clause]")).to_have_value(clause)
    public.picture("comment-from-its-clause")
    type_comment(line, comment)
    public.picture("comment-receipt")


def type_comment(line: Line, comment: Record) -> None:
    """One comment through the public form that is open."""
    public = line.public
    public.fill(
        {
            "clause": comment["clause"],
            "type": comment["type"],
            "text": comment["text"],
            "proposed_change": comment["proposed_change"],
            "name": comment["name"],
            "organisation": comment["organisation"],
            "contact": comment["contact"],
            "truthful": True,
        }
    )
    public.confirm()
    public.sees(zh("Your receipt"), comment["text"])


def send_sheet(line: Line, comments: list[Record]) -> None:
    """A table with a wrong row sends nothing and says which row; the right one is shown, then sent."""
    who, item = line.person(OTHER_MEMBER), item_of(line)
    before = item.opinions.count()
    who.go("notices:sheet", item.pk)
    empty = who.fetch(who.target(zh("Empty table")).get_attribute("href") or "")
    me = {"name": "庞博文", "contact": "pang.bowen@example.org", "truthful": True}
    who.attach("table", "意见表.xlsx", _filled(empty, [*comments, comments[0] | {"type": "xx"}]))
    who.fill(me)
    who.confirm()
    who.sees(zh("Please correct these rows and choose the file again. Nothing was sent."))
    who.picture("sheet-refused")
    who.attach("table", "意见表.xlsx", _filled(empty, comments))
    who.fill(me)
    who.confirm()
    who.sees(comments[-1]["text"])
    who.picture("sheet-preview")
    assert item.opinions.count() == before
    who.confirm()
    who.picture("my-opinions")
    assert item.opinions.count() == before + len(comments)


def _filled(empty: bytes, comments: list[Record]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(empty))
    sheet = book.active
    assert sheet is not None
    for row, comment in enumerate(comments, start=2):
        for column, name in enumerate(("clause", "type", "text", "proposed_change"), start=1):
            sheet.cell(row, column, comment[name])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _remark(comment: Record) -> Remark:
    words = ("text", "clause", "type", "proposed_change")
    return Remark(**{name: comment[name] for name in words})


def moderated(line: Line) -> None:
    """One comment is kept off the public page with a reason; the others become public."""
    who = line.officer
    hidden = item_of(line).opinions.order_by("pk").last()
    assert hidden is not None
    who.go("notices:moderate", hidden.pk)
    who.fill({"reason": "意见中含有与草案无关的商业宣传内容。"})
    who.picture("hide-comment")
    who.press(zh("Do not make public"))
    who.go("notices:moderation")
    for _page in range(MOST_PAGES):
        if who.page.locator("main button[name=all]").count():
            who.page.locator("main button[name=all]").click()
            who.press(zh("Make public"))
            expect(who.page.locator("main .notices .callout-ok")).to_be_visible()
    assert not Opinion.objects.filter(moderation="pending").exists()
    line.public.go("notices:public_matter", line.project.pk)
    line.public.picture("public-comments")
    expect(line.public.page.locator("main")).not_to_contain_text("pang.bowen@example.org")


def answered(line: Line) -> None:
    """The group answers: the editorial ones together, some one after the other, the rest besides."""
    who, texts = line.applicant, {comment["text"]: comment for comment in line.subject.comments}
    line.refused(who, zh("Submit the review draft"), zh("The review draft"), picture="unanswered")
    line.open(who, "opinions")
    who.press(f"{zh('Answer opinions')} · {zh('Public consultation')}")
    who.picture("answers")
    who.page.locator(".bulk-bar button").click()
    who.page.wait_for_load_state()
    answer_in_turn(who, texts)
    for opinion in item_of(line).opinions.filter(disposition=""):
        given = texts[opinion.text]
        notices.opinion_answer(
            opinion=opinion,
            disposition=given["disposition"],
            answer=given["reason"],
            by=user("cheng.yuanzhou"),
        )
    who.go("notices:answers", line.project.pk, "standards.enquiry")
    who.picture("all-answered")


def answer_in_turn(who: Person, texts: dict[str, Record]) -> None:
    """Answer within the list; an answer without its reason is refused there, then the next one opens."""
    rows = who.page.locator(".comment-row")
    rows.filter(has=who.page.locator(".is-open")).first.or_(
        who.page.locator(".comment-row.is-open").first
    ).first.get_by_role("link", name=zh("Answer"), exact=True).click()
    edited = who.page.locator(".comment-row.is-edited")
    for number in range(ANSWERED_BY_HAND):
        said = edited.locator(".comment-said p").first.inner_text()
        given = next(given for text, given in texts.items() if text.startswith(said[:20]))
        if number == 0:
            edited.locator("[name=disposition][value=rejected]").check()
            edited.get_by_role("button", name=zh("Save and next")).click()
            expect(edited.locator(".error-summary")).to_be_visible()
            who.picture("answer-refused")
        edited.locator(f"[name=disposition][value={given['disposition']}]").check()
        edited.locator("[name=answer]").fill(given["reason"])
        edited.locator("[name=answer]").press("Control+Enter")
        expect(edited.locator(".comment-said p").first).not_to_have_text(said)
    who.picture("answering")


def review_draft_in(line: Line) -> None:
    """The review draft goes in with the table of every comment and its handling."""
    who, comments = line.applicant, line.subject.comments
    line.upload(who, "standards.review_draft", zh("Review draft (送审稿)"))
    with line.step(who, zh("Submit the review draft"), to="review_draft_ready"):
        pass
    said: list[Any] = [comment["text"] for comment in comments]
    handled = [comment["reason"] for comment in comments if comment["type"] != "ed"]
    line.form(
        who,
        "notices.comment_table",
        "征求意见汇总处理表",
        line.project.title,
        *said,
        *handled,
        "采纳",
        "部分采纳",
        "不采纳",
        picture="comment-table",
    )
    assert user(SECRETARIAT).name == "叶清和"
