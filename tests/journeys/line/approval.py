"""From the proposal to the issued plan: policy, ballot, dossier, evaluation, notice, council."""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import expect

from standards.demo.records import records
from standards.models import Project
from tests.journeys import association, papers
from tests.journeys.association import user
from tests.journeys.browser import zh
from tests.journeys.line.people import Line, decision
from zsa_portal.ballots import actions as ballots
from zsa_portal.ballots.models import Ballot
from zsa_portal.notices.models import NoticeItem
from zsa_portal.regulations import clock

RECORD = records().projects[papers.PROJECT]
OTHER_TITLE = "数字孪生车间数据接口规范"


def proposed(line: Line) -> None:
    """The applicant begins, fills in, attaches and submits; the form is made."""
    who = line.applicant
    who.go("standards:proposal_new")
    who.fill({"title": line.subject.title})
    who.confirm()
    line.project = Project.objects.order_by("-pk")[0]
    who.fill(papers.proposal() | {"title": line.subject.title, "title_en": line.subject.title_en})
    who.save(zh("Save"), zh("Saved. You can go on at any time."))
    line.upload(who, "standards.standard_outline", zh("Draft of the standard (annex 3)"))
    line.upload(
        who, "standards.comparison_report", zh("Comparison report of key technical indicators")
    )
    with line.step(who, zh("Submit proposal"), to="policy_review"):
        pass
    line.form(
        who,
        "standards.proposal_form",
        "标准项目建议书",
        line.subject.title,
        line.subject.title_en,
        "程远舟",
    )


def policy_passed(line: Line) -> None:
    """The secretariat passes the policy review."""
    points = ["law", "mandatory", "field", "core_technology", "no_duplicate"]
    with line.step(line.officer, zh("Pass the policy review"), to="tc_registered"):
        line.officer.fill({"checks": points, "opinion": RECORD["policy_review"]["opinion"]})


def ballot_opened(line: Line) -> None:
    """The committee's secretary opens the ballot for a week."""
    who = line.committee
    with line.step(who, zh("Open the committee ballot"), to="tc_ballot", picture="open-ballot"):
        who.fill({"days": 7})
    who.picture("ballot-open")


def voted(line: Line) -> None:
    """A member votes on a phone; two recuse themselves, one abstains, the others are in favour."""
    vote_on_the_phone(line)
    ballot = Ballot.objects.get(matter=line.project.pk)
    cast = {row["user"]: row["reason"] for row in RECORD["ballot"]["recused"]}
    for username, reason in cast.items():
        ballots.recusal_declare(
            matter=line.fresh(), user=user(username), reason=reason, by=user(username)
        )
    for row in RECORD["ballot"]["abstain"]:
        cast[row["user"]] = row["reason"]
        ballots.vote_cast(
            ballot=ballot, by=user(row["user"]), choice="abstain", reason=row["reason"]
        )
    for username in association.voters():
        if username not in cast and username != association.MEMBER_ON_THE_PHONE:
            ballots.vote_cast(ballot=ballot, by=user(username), choice="approve")


def vote_on_the_phone(line: Line) -> None:
    """A vote against without a reason is refused, the choice kept; then she votes in favour."""
    phone = line.person(association.MEMBER_ON_THE_PHONE, phone=True)
    phone.picture("phone-desk")
    phone.page.locator(".nav-toggle").click()
    phone.press(zh("My ballots"), within="#side-nav")
    phone.picture("phone-ballots")
    phone.page.locator("main .desk-list a").first.click()
    phone.page.locator("label[data-choice=disapprove]").click()
    phone.picture("phone-vote")
    phone.press(zh("Cast my vote"))
    expect(phone.page.locator("main .error-summary")).to_be_visible()
    expect(phone.page.locator("[name=choice][value=disapprove]")).to_be_checked()
    phone.picture("phone-vote-refused")
    phone.page.locator("label[data-choice=approve]").click()
    phone.press(zh("Cast my vote"))
    expect(phone.page.locator("main .notices .callout-ok")).to_be_visible()
    phone.picture("phone-voted")


def ballot_closed(line: Line) -> None:
    """Everybody who may has voted: the ballot is closed, its result printed, the outcome accepted."""
    who = line.committee
    line.open(who, "ballots")
    who.page.locator("main .desk-list a").first.click()
    who.picture("ballot-progress")
    with line.step(who, zh("Close the ballot now"), to="tc_ballot_closed"):
        pass
    ballot = Ballot.objects.get(matter=line.project.pk)
    who.go(ballot.get_absolute_url())
    who.picture("ballot-result")
    line.form(
        who,
        "ballots.result",
        "投票",
        line.subject.title,
        "骆怀谷",
        "翟文博",
        "建议进一步说明增强级的成本影响",
        picture="ballot-result-form",
    )
    with line.step(who, zh("Accept the passed proposal"), to="dossier_filing"):
        pass
    summary = "标准项目建议汇总表"
    line.form(who, "standards.proposal_summary_form", summary, "附件1", line.subject.title)


def dossier_filed(line: Line) -> None:
    """Filing waits for each paper that is missing, and names it."""
    who = line.committee
    letter = zh("Filing letter (报送函)")
    line.refused(who, zh("File with the secretariat"), letter, picture="filing-refused")
    line.upload(who, "standards.filing_letter", letter)
    who.picture("filing-dossier")
    with line.step(who, zh("File with the secretariat"), to="secretariat_evaluation"):
        pass


def evaluated(line: Line) -> None:
    """The secretariat finds the project necessary and feasible."""
    who = line.officer
    with line.step(who, zh("Pass the evaluation"), to="ready_for_notice", picture="evaluation"):
        who.fill({"necessary": True, "feasible": True, "opinion": RECORD["evaluation"]["opinion"]})


def noticed(line: Line) -> None:
    """Two projects go on one public notice; less than fifteen days are refused."""
    who = line.officer
    who.go("workflow:batches")
    who.picture("batches")
    who.press(zh("Put on public notice"), part=True)
    for box in who.page.locator("main [name=matters]").all():
        box.check()
    words = "现将拟立项的团体标准项目予以公示。公示期内如有异议，请提交书面意见并说明理由。"
    who.fill({"title": "关于两项团体标准立项的公示", "body": words, "days": 10})
    who.confirm()
    expect(who.page.locator("main .error-summary")).to_contain_text("15")
    who.picture("notice-refused")
    who.fill({"days": 15})
    who.confirm()
    assert line.fresh().state == "approval_notice"
    assert NoticeItem.objects.get(matter=line.project.pk).notice.items.count() == 2


def objected(line: Line) -> None:
    """An anonymous visitor reads the notice and its paper, and objects."""
    public, objection = line.public, RECORD["objections"][0]
    public.go("home:start")
    public.picture("start-with-notice")
    public.press("关于两项团体标准立项的公示")
    public.picture("notice")
    item = NoticeItem.objects.get(matter=line.project.pk)
    public.page.locator(f"#matter-{line.project.pk} a.btn").first.click()
    public.fill(
        {
            "text": objection["text"],
            "name": objection["name"],
            "contact": objection["contact"],
            "organisation": objection["organisation"],
            "truthful": True,
        }
    )
    public.picture("objection")
    public.confirm()
    public.sees(zh("Your receipt"))
    public.picture("objection-receipt")
    assert item.opinions.count() == 1
    line.form(
        public, "notices.public_notice", "公示", line.subject.title, OTHER_TITLE, item.notice.number
    )


def objected_too_late(line: Line) -> None:
    """An objection typed in time but sent after the closing is refused, and what was typed stays."""
    public, item = line.public, NoticeItem.objects.get(matter=line.project.pk)
    public.go("notices:opinion_new", item.pk)
    late = {
        "text": "这条意见来晚了。",
        "name": "夏迟",
        "contact": "late@example.org",
        "truthful": True,
    }
    public.fill(late)
    line.clock.on(16)
    public.confirm()
    expect(public.page.locator("main .error-summary")).to_be_visible()
    expect(public.page.locator("[name=text]")).to_have_value("这条意见来晚了。")
    expect(public.page.locator("main [type=submit]")).to_have_count(0)
    public.picture("objection-too-late")
    assert item.opinions.count() == 1


def objection_resolved(line: Line) -> None:
    """It becomes public, holds the project up, is answered and resolved; then the council's turn."""
    who, opinion = line.officer, NoticeItem.objects.get(matter=line.project.pk).opinions.get()
    who.go("notices:moderation")
    who.picture("moderation")
    who.page.locator("main [name=opinions]").check()
    who.press(zh("Make the chosen ones public"))
    who.picture("moderated")
    line.refused(who, zh("Send to the council"), opinion.reference, picture="council-refused")
    who = line.committee
    line.open(who, "opinions")
    who.picture("opinions")
    who.go("notices:answer", opinion.pk)
    who.fill({"disposition": "accepted", "answer": RECORD["objections"][0]["answer"]})
    who.picture("answer-objection")
    who.press(zh("Save"))
    who.go("notices:resolve", opinion.pk)
    who.fill({"resolution": "经电话沟通，提出人书面表示没有其他异议。"})
    who.press(zh("Save"))
    who.picture("objection-resolved")
    sent_to_council(line)


def sent_to_council(line: Line) -> None:
    """Both projects of the notice are ticked in the list, looked at once and sent together."""
    who, label = line.officer, zh("Send to the council")
    both = Project.objects.filter(title__in=[line.project.title, OTHER_TITLE])
    who.go("standards:projects")
    for project in both:
        who.page.locator(f"input[name=matter][value='{project.pk}']").check()
    who.press(zh("A step for the chosen"))
    who.picture("steps-for-several")
    who.press(label)
    who.picture("step-for-several")
    who.press(label)
    who.sees(zh("%(step)s: what came of it", step=label))
    who.picture("step-for-several-taken")
    assert set(both.values_list("state", flat=True)) == {"before_council"}
    line.fresh()


def planned(line: Line) -> None:
    """The council's secretary records the decision; one of tomorrow is refused; the plan is issued."""
    who = line.council
    who.picture("council-desk")
    line.open(who)
    who.press(zh("Issue plan"))
    tomorrow = clock.today() + dt.timedelta(days=1)
    who.fill(decision(RECORD["council"]["number"], yes=8, abstain=1) | {"decided_on": tomorrow})
    who.confirm()
    who.sees(zh("The decision cannot lie in the future."))
    who.picture("plan-refused")
    who.fill({"decided_on": clock.today()})
    who.confirm()
    assert line.fresh().state == "plan_issued"
    who.picture("plan-issued")
    line.form(
        who,
        "standards.work_plan",
        "标准制修订计划",
        line.subject.title,
        line.project.plan_number,
        line.project.work_plan.number,
        "理事会决议第11号",
        picture="work-plan",
    )
