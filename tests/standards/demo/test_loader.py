"""The loaded demonstration: every project where its data says, by what its data says, in time."""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter

import pikepdf
import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from benchmarks.pages import client_of, pages
from standards.consultation.papers import ENQUIRY
from standards.demo.records import records
from standards.demo.walk import MAIN_LINE
from standards.models import Project
from standards.planning.papers import APPROVAL_BALLOT, FILING_DOSSIER, PROJECT_NOTICE
from standards.publication.papers import APPROVAL_DOSSIER
from standards.review.papers import REVIEW_BALLOT
from standards.states import S
from zsa_portal.ballots.models import Ballot, Vote
from zsa_portal.ballots.queries import current, tally
from zsa_portal.ballots.resolutions import Decision
from zsa_portal.catalogue.models import Edition, StandardText
from zsa_portal.catalogue.queries import edition_for, released_texts
from zsa_portal.complaints.models import Complaint
from zsa_portal.documents import store
from zsa_portal.documents.models import Counter as Sequence
from zsa_portal.documents.models import Document, IssuedForm
from zsa_portal.home.demo.accounts import ACCOUNTS, ADMINISTRATORS, PASSWORD
from zsa_portal.home.demo.loader import UNREAD, CannotLoad, demonstration_load
from zsa_portal.meetings.models import Meeting
from zsa_portal.notices.models import Notice, NoticeItem, Opinion
from zsa_portal.notices.papers import PUBLIC_NOTICE
from zsa_portal.outbox.models import Mail, Message
from zsa_portal.people.administration.offices import offices_of
from zsa_portal.people.models import (
    Body,
    Department,
    DepartmentCode,
    DepartmentMembership,
    Expert,
    Organisation,
    OrganisationPerson,
    Post,
    PostHolding,
    Seat,
    User,
)
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Duty, LogEntry, Matter
from zsa_portal.workflow.queries import open_duties

pytestmark = pytest.mark.django_db
FILLED = {
    "": (
        "home:start",
        "catalogue:catalogue",
        "catalogue:announcements",
        "notices:public_list",
        "notices:past_list",
    ),
    "ye.qinghe": (
        "home:desk",
        "home:inbox",
        "home:matters",
        "standards:projects",
        "workflow:batches",
        "notices:moderation",
        "outbox:inbox",
        "outbox:deliveries",
        "outbox:routing",
        "people:members",
        "people:committees",
        "people:council",
        "people:departments",
        "people:posts",
        "people:experts",
        "people:invitations",
    ),
    "gu.yanqi": ("home:desk", "home:inbox", "standards:plan_batch", "standards:decision_batch"),
    "guan.heng": ("home:desk", "ballots:mine"),
    "wei.qingyue": ("home:desk", "ballots:mine", "outbox:inbox"),
    "ling.xiaolan": ("home:desk", "home:inbox", "outbox:inbox"),
    "xin.ruotong": ("home:desk", "home:matters"),
    "lou.xiaofeng": ("home:desk", "outbox:inbox"),
    "pang.bowen": ("home:desk", "home:inbox"),
    "xiang.wanqing": ("home:desk", "outbox:inbox"),
    "feng.jingshu": ("home:desk", "home:inbox"),
    "ning.ziqian": ("home:desk", "outbox:inbox"),
    "yin.ruoshui": ("home:desk", "outbox:inbox"),
    "gan.zimo": ("home:inbox", "ballots:mine"),
    "jing.huaishan": ("home:inbox", "ballots:mine"),
    "xiao.ruogu": ("home:desk", "home:inbox"),
    "wang.tinglan": ("home:desk", "home:inbox"),
    "kang.zijin": ("home:desk", "home:inbox"),
    "peng.yuxuan": ("home:desk", "outbox:inbox"),
    "jiao.wenqing": ("outbox:inbox",),
    "ouyang.jing": ("home:desk", "home:inbox"),
    "yao.jinghao": (
        "home:inbox",
        "archive:filings",
        "archive:filing_months",
        "archive:items",
        "archive:loans",
        "archive:appraisals",
        "archive:retention",
        "workflow:kept_views",
        "archive:spot_checks",
        "archive:exceptions",
        "archive:storage",
    ),
    "he.zhiwei": ("archive:inspections", "archive:levels"),
    "ruan.xinghe": ("home:inbox", "archive:my_loans"),
    "wen.ruoxi": ("archive:items", "archive:my_loans"),
    "he.beichen": ("home:inbox", "archive:my_loans"),
    "bai.zhixia": ("home:inbox", "archive:appraisals"),
    "qiao.anning": ("archive:my_loans",),
    "gong.yutong": ("home:inbox", "archive:my_loans"),
}
EMPTY = "empty-state"
KEYS = list(records().projects)
PUBLISHED = [key for key, row in records().projects.items() if row["stage"] == S.PUBLISHED]
VOTED = [key for key, row in records().projects.items() if "ballot" in row]


def test_every_project_lies_where_the_data_says(demonstration):
    assert {key: project.state for key, project in demonstration.projects.items()} == {
        key: row["stage"] for key, row in records().projects.items()
    }
    assert Project.objects.count() == 13
    assert len(set(records().files["projects"]["stages"])) == len(
        {project.state for project in demonstration.projects.values()}
    )


def test_everybody_is_there_and_speaks_chinese(demonstration):
    assert Organisation.objects.count() == len(records().organisations)
    assert User.objects.count() == len(records().people) + len(ADMINISTRATORS)
    assert set(User.objects.values_list("language", flat=True)) == {"zh-hans"}


@pytest.mark.parametrize("key", VOTED)
def test_the_ballot_counts_what_the_data_says(demonstration, key):
    votes = Counter(choice for choice, _reason in records().votes(records().projects[key]).values())
    ballot = current(demonstration.projects[key], APPROVAL_BALLOT.code)
    counted = tally(ballot)
    seats = len(records().seats(records().projects[key]))
    assert (counted.yes, counted.no, counted.abstain, counted.recused, counted.electors) == (
        votes["approve"],
        votes["disapprove"],
        votes["abstain"],
        votes["recused"],
        seats,
    )
    assert counted.silent == seats - sum(votes.values())


def test_the_review_that_found_no_consensus_voted(demonstration):
    row = records().projects["battery_swap"]["review_meeting"]["ballot"]
    counted = tally(current(demonstration.projects["battery_swap"], REVIEW_BALLOT.code))
    assert (counted.yes, counted.no, counted.abstain, counted.base, counted.passed) == (
        row["approve"],
        row["disapprove"],
        row["abstain"],
        row["valid"],
        True,
    )
    assert Ballot.objects.filter(kind=REVIEW_BALLOT.code).count() == 1


@pytest.mark.parametrize("key", PUBLISHED)
def test_a_published_standard_has_its_number_and_texts(demonstration, key):
    edition = demonstration.projects[key].edition
    place = 1 + Edition.objects.filter(published_on__lt=edition.published_on).count()
    assert edition.number == f"T/ZSA {place}-{edition.published_on.year}"
    assert demonstration.projects[key].standard_number == edition.number
    assert edition.status == Edition.Status.CURRENT
    assert edition == edition_for(str(place))
    assert [text.language for text in released_texts(edition)] == ["zh", "en"]
    assert (bool(edition.abstract), bool(edition.abstract_en)) == (True, True)


def test_the_texts_are_whole_documents(demonstration):
    for text in StandardText.objects.select_related("version__file"):
        with (
            store.open_file(text.version.file) as stream,
            pikepdf.open(io.BytesIO(stream.read())) as pdf,
        ):
            assert len(pdf.pages) >= 5


def test_a_revision_names_the_standard_it_revises(demonstration):
    revised = demonstration.projects["device_cloud_revision"].revised_standard
    assert revised == demonstration.projects["device_cloud"].standard_number


def test_nothing_is_owed_in_what_is_over(demonstration):
    over = [
        p.pk for p in demonstration.projects.values() if p.state_info.outcome in {"done", "ended"}
    ]
    assert len(over) == 3
    assert Duty.objects.filter(matter__in=over).exists()
    assert list(Duty.objects.filter(matter__in=over, done_at=None)) == []


def test_the_log_is_in_the_order_of_time_and_ends_now(demonstration):
    entries = list(LogEntry.objects.order_by("pk").values_list("at", flat=True))
    assert entries == sorted(entries)
    assert entries[-1] <= clock.now()
    assert LogEntry.objects.filter(step="begin", matter__kind="project").count() == 13


def test_numbers_are_given_in_the_order_of_time(demonstration):
    forms = IssuedForm.objects.filter(kind="standards.proposal_form").order_by("issued_at")
    assert list(forms.values_list("number", flat=True)) == sorted(
        forms.values_list("number", flat=True)
    )
    known = Edition.objects.order_by("published_on").values_list("standard__running", flat=True)
    assert list(known) == list(range(1, Sequence.objects.get(key="standard").value + 1))


def test_comments_came_in_on_their_days(demonstration):
    open_ones = Opinion.objects.filter(item__matter=demonstration.projects["edge_gateway"])
    comments = open_ones.filter(item__notice__kind=ENQUIRY.code)
    today = [row for row in records().comments("edge_gateway") if row["day"] <= 14]
    assert len(today) - 2 <= comments.count() <= len(today)
    assert comments.filter(moderation="pending").exists()
    answered = Opinion.objects.filter(
        item__matter=demonstration.projects["time_sync"], item__notice__kind=ENQUIRY.code
    )
    assert Counter(answered.values_list("disposition", "moderation")) == Counter(
        (row["disposition"], row.get("moderation", "published"))
        for row in records().comments("time_sync")
    )


def test_an_objection_stands_and_others_are_resolved(demonstration):
    objections = Opinion.objects.filter(item__notice__kind=PROJECT_NOTICE.code)
    assert objections.filter(resolved_at=None).count() == 1
    assert objections.get(resolved_at=None).evidence is not None
    assert objections.count() == sum(
        len(row.get("objections", [])) for row in records().projects.values()
    )


def test_one_notice_covers_several_projects(demonstration, client):
    keys = ["edge_gateway", "digital_twin"]
    projects = [demonstration.projects[key] for key in keys]
    items = NoticeItem.objects.filter(matter__in=projects, notice__kind=PROJECT_NOTICE.code)
    notice = Notice.objects.filter(items__in=items).distinct().get()
    titles = [project.title for project in projects]
    assert list(notice.items.values_list("title", flat=True).order_by("position")) == titles
    assert [row["title"] for row in notice.form.data["rows"]] == titles
    steps = LogEntry.objects.filter(matter__in=projects, step="open_notice")
    assert {entry.values["notice"] for entry in steps} == {f"zsa_notices.notice:{notice.pk}"}
    assert {entry.xid for entry in steps} == {steps[0].xid}
    shown = client.get(notice.get_absolute_url()).content.decode()
    assert [title for title in titles if title not in shown] == []


def test_notices_name_whom_to_ask_and_the_coming_week_has_a_meeting(demonstration):
    labels = ["联系人", "联系电话", "电子邮箱"]
    notices = IssuedForm.objects.filter(kind=PUBLIC_NOTICE.key)
    assert notices.exists()
    for form in notices:
        told = {one["label"]: one["value"] for one in form.data["contacts"]}
        assert (list(told), all(told.values())) == (labels, True)
    coming = Meeting.objects.filter(
        starts_at__gt=clock.now(), starts_at__lt=clock.now() + dt.timedelta(days=7)
    )
    assert coming.exists()


def test_decisions_are_those_of_the_data(demonstration):
    made = Decision.objects.filter(body__kind=Body.Kind.COUNCIL, matters__kind="project").distinct()
    expected = [
        (row[name]["number"], row[name]["approve"], row[name]["abstain"])
        for row in records().projects.values()
        for name in ("council", "publication_council")
        if name in row
    ]
    assert sorted(made.values_list("number", "yes", "abstain")) == sorted(expected)
    assert made.filter(document=None).count() == 0


def test_the_dossiers_are_complete(demonstration):
    assert FILING_DOSSIER.missing(demonstration.projects["aln_substrate"]) == []
    assert APPROVAL_DOSSIER.missing(demonstration.projects["microfluidic_chip"]) == []
    assert Document.objects.count() > 100


def test_nobody_is_mailed_about_the_past(demonstration, mailoutbox):
    assert set(Mail.objects.values_list("state", flat=True)) == {Mail.State.SENT}
    assert Mail.objects.exclude(sent_at__lte=clock.now()).count() == 0
    before = clock.start_of(clock.today()) - UNREAD
    unread = Message.objects.filter(read_at=None)
    assert (unread.filter(created_at__lt=before).count(), unread.exists()) == (0, True)
    assert mailoutbox == []


def test_the_lines_said_name_every_project(demonstration):
    said = "\n".join(demonstration.lines)
    assert [row["title"] for row in records().projects.values() if row["title"] not in said] == []


def test_every_account_of_the_table_signs_in_and_stands_somewhere(demonstration):
    for account in ACCOUNTS:
        user = authenticate(username=account.username, password=PASSWORD)
        assert user is not None
        assert bool(offices_of(user)) != (len(places_of(user).parties) > 1)
        assert not user.is_superuser


@pytest.mark.parametrize(
    "username",
    [
        "ye.qinghe",
        "han.shuning",
        "shao.yinuo",
        "guan.heng",
        "ling.xiaolan",
        "gu.yanqi",
        "xin.ruotong",
        "lou.xiaofeng",
        "feng.jingshu",
        "gan.zimo",
        "jing.huaishan",
        "xiao.ruogu",
        "wang.tinglan",
        "kang.zijin",
        "peng.yuxuan",
        "ji.qinghui",
        "ouyang.jing",
        "yao.jinghao",
        "ruan.xinghe",
        "meng.fanxing",
        "xia.yunqian",
        "lu.zhiyuan",
    ],
)
def test_the_accounts_with_something_to_do_owe_it(demonstration, username):
    assert open_duties(User.objects.get(username=username)).exists()


def test_every_page_of_the_benchmarks_answers(demonstration):
    measured = list(pages())
    answers = {label: client_of(user).get(path).status_code for label, user, path in measured}
    assert {label for label, status in answers.items() if status != 200} == set()
    assert {
        "inbox: my duties",
        "desk",
        "published matter: papers",
        "list: projects",
        "search",
        "public: start",
        "public: notice",
        "public: comment",
        "public: standard",
    } <= set(answers)
    assert len(answers) == len(measured)


def test_a_filled_database_is_refused(demonstration):
    with pytest.raises(CannotLoad):
        demonstration_load(print)
    with pytest.raises(CommandError, match="demo-reset"):
        call_command("load_demo", verbosity=0)
    assert Project.objects.count() == 13


def test_the_secretariats_department_of_the_data_is_the_procedures(demonstration):
    assert Department.objects.get(code=DepartmentCode.STANDARDS).name == "标准培育部"


def test_eleven_departments_and_the_office_have_duties_heads_and_posts(demonstration):
    departments = Department.objects.all()
    assert Counter(row.code == "secretary_general_office" for row in departments) == {
        False: 11,
        True: 1,
    }
    assert [row.code for row in departments if not row.duties] == []
    heads = DepartmentMembership.objects.current().filter(is_head=True)
    assert set(heads.values_list("department__code", flat=True)) == {
        row.code for row in departments
    }
    held = PostHolding.objects.current().values_list("post", flat=True)
    assert set(held) == set(Post.values)


def test_the_committees_have_seven_to_fifteen_members_of_their_own_field(demonstration):
    committees = Body.objects.filter(kind=Body.Kind.COMMITTEE)
    sizes = {body.field: body.seats.filter(votes=True).count() for body in committees}
    assert (len(sizes), min(sizes.values()), max(sizes.values())) == (6, 7, 15)
    standing = (Body.Kind.COMMITTEE, Body.Kind.COUNCIL)
    for body in Body.objects.filter(kind__in=standing):
        assert {Seat.Role.CHAIR, Seat.Role.SECRETARY} <= set(
            body.seats.values_list("role", flat=True)
        )
    assert Body.objects.get(kind=Body.Kind.COUNCIL).seats.filter(votes=True).count() == 9


def test_eight_member_organisations_three_of_them_social(demonstration):
    members = [one for one in Organisation.objects.all() if one.memberships.current().exists()]
    kinds = Counter(one.kind for one in members)
    assert (len(members), kinds[Organisation.Kind.SOCIAL_ORGANISATION]) == (8, 3)
    run = OrganisationPerson.objects.current().filter(is_administrator=True)
    assert {one.pk for one in members} <= set(run.values_list("organisation", flat=True))


def test_experts_of_every_kind(demonstration):
    experts = Expert.objects.all()
    assert (experts.count(), {one.kind for one in experts}) == (27, set(Expert.Kind.values))
    assert sum("environment" in one.fields for one in experts) == 14
    assert [one.name for one in experts if not (one.fields and one.years and one.employer)] == []


def test_ten_projects_over_all_stages_and_three_published_standards(demonstration):
    published = [p for p in demonstration.projects.values() if p.state == S.PUBLISHED]
    running = [p for p in demonstration.projects.values() if p.state != S.PUBLISHED]
    own = Edition.objects.public().filter(matter__kind="project")
    assert (len(running), len(published), own.count()) == (10, 3, 3)
    stages = {project.stage[:2] for project in demonstration.projects.values()}
    assert stages == {"00", "10", "20", "30", "40", "50", "60"}


def test_every_state_of_the_main_line_was_passed(demonstration):
    seen = set(LogEntry.objects.values_list("to_state", flat=True))
    assert [state for state in MAIN_LINE if state not in seen] == []


def test_papers_votes_and_comments_are_where_they_belong(demonstration):
    for key, project in demonstration.projects.items():
        passed = set(LogEntry.objects.filter(matter=project).values_list("to_state", flat=True))
        comments = Opinion.objects.filter(item__matter=project, item__notice__kind=ENQUIRY.code)
        votes = Vote.objects.filter(elector__ballot__matter=project)
        papers = Document.objects.filter(matter=project)
        assert (key, papers.exists(), votes.exists(), comments.exists()) == (
            key,
            True,
            S.TC_BALLOT in passed,
            S.ENQUIRY_OPEN in passed,
        )


def test_people_act_in_office_hours_and_a_draft_filings_and_a_loan_are_overdue(demonstration):
    acts = LogEntry.objects.exclude(by=None).values_list("at", flat=True)
    hours = {at.astimezone(clock.SHANGHAI).hour for at in acts}
    assert (min(hours) >= 9, max(hours) <= 17) == (True, True)
    overdue = Duty.objects.filter(done_at=None, due_at__lt=clock.now())
    late = demonstration.projects["hydrogen_quality"].pk
    filings = Matter.objects.filter(kind="filing", state="filing_collecting")
    loan = Matter.objects.filter(kind="loan", state="loan_out").order_by("pk").first()
    kept = {late, loan.pk, *filings.values_list("pk", flat=True)}
    assert len(kept) == 4
    assert set(overdue.values_list("matter", flat=True)) == kept


def test_the_days_of_a_project_follow_each_other(demonstration):
    for project in Project.objects.exclude(plan_starts=None):
        span = project.plan_ends - project.plan_starts
        assert (str(project), dt.timedelta(days=180) < span < dt.timedelta(days=185)) == (
            str(project),
            True,
        )
    for edition in Edition.objects.public():
        assert edition.published_on <= clock.today()
        assert edition.published_on <= edition.implemented_on


@pytest.mark.parametrize("username", list(FILLED))
def test_what_one_looks_at_first_is_not_empty(demonstration, client, username):
    if username:
        client.force_login(User.objects.get(username=username))
    shown = {name: client.get(reverse(name)) for name in FILLED[username]}
    assert {name: answer.status_code for name, answer in shown.items()} == dict.fromkeys(shown, 200)
    assert [name for name, answer in shown.items() if EMPTY in answer.content.decode()] == []


def test_a_complaint_lies_with_the_body_that_has_asked(demonstration):
    complaint = Complaint.objects.get()
    assert (complaint.state, complaint.about.title) == ("with_body", complaint.standard_title)
    assert complaint.body == complaint.about.matter.applicant
    assert [note.side for note in complaint.notes.all()] == ["body", "complainant"]
    assert complaint.due_at > clock.now()
