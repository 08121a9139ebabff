"""The demonstration as a whole: everybody, every station, plausible days, no empty pages."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.urls import reverse

from standards.consultation.papers import ENQUIRY
from standards.models import Edition, Project
from standards.states import S
from zsa_portal.ballots.models import Vote
from zsa_portal.documents.models import Document
from zsa_portal.home.demo.walk import MAIN_LINE
from zsa_portal.notices.models import Opinion
from zsa_portal.people.models import (
    Body,
    Department,
    DepartmentMembership,
    Expert,
    Organisation,
    OrganisationPerson,
    Post,
    PostHolding,
    Seat,
    User,
)
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Duty, LogEntry

PUBLIC = (
    "home:start",
    "standards:catalogue",
    "standards:announcements",
    "notices:public_list",
    "notices:past_list",
)
FILLED = {
    "": PUBLIC,
    "ye.qinghe": (
        "home:desk", "home:inbox", "home:matters", "standards:projects", "standards:batches",
        "notices:moderation", "outbox:inbox", "outbox:deliveries", "outbox:routing", "people:members",
        "people:committees", "people:council", "people:departments", "people:posts", "people:experts",
        "people:invitations",
    ),
    "gu.yanqi": ("home:desk", "home:inbox", "standards:plan_batch", "standards:decision_batch"),
    "guan.heng": ("home:desk", "ballots:mine"), "wei.qingyue": ("home:desk", "ballots:mine", "outbox:inbox"),
    "ling.xiaolan": ("home:desk", "home:inbox", "outbox:inbox"),
    "xin.ruotong": ("home:desk", "home:matters"), "lou.xiaofeng": ("home:desk", "outbox:inbox"),
    "pang.bowen": ("home:desk", "home:inbox"), "xiang.wanqing": ("home:desk", "outbox:inbox"),
}  # fmt: skip
EMPTY = "empty-state"


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
    for body in Body.objects.exclude(kind=Body.Kind.DRAFTING_GROUP):
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


def test_fifteen_experts_of_every_kind(demonstration):
    experts = Expert.objects.all()
    assert (experts.count(), {one.kind for one in experts}) == (15, set(Expert.Kind.values))
    assert [one.name for one in experts if not (one.fields and one.years and one.employer)] == []


def test_ten_projects_over_all_stages_and_three_published_standards(demonstration):
    published = [p for p in demonstration.projects.values() if p.state == S.PUBLISHED]
    running = [p for p in demonstration.projects.values() if p.state != S.PUBLISHED]
    assert (len(running), len(published), Edition.objects.public().count()) == (10, 3, 3)
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
            key, True, S.TC_BALLOT in passed, S.ENQUIRY_OPEN in passed,
        )  # fmt: skip


def test_people_act_in_office_hours_and_one_thing_is_overdue(demonstration):
    acts = LogEntry.objects.exclude(by=None).values_list("at", flat=True)
    hours = {at.astimezone(clock.SHANGHAI).hour for at in acts}
    assert (min(hours) >= 9, max(hours) <= 17) == (True, True)
    overdue = Duty.objects.filter(done_at=None, due_at__lt=clock.now())
    late = demonstration.projects["hydrogen_quality"].pk
    assert list(overdue.values_list("matter", flat=True)) == [late]


def test_the_days_of_a_project_follow_each_other(demonstration):
    for project in Project.objects.exclude(plan_starts=None):
        span = project.plan_ends - project.plan_starts
        assert (str(project), dt.timedelta(days=180) < span < dt.timedelta(days=185)) == (
            str(project), True,
        )  # fmt: skip
    for edition in Edition.objects.public():
        assert edition.published_on <= clock.today()
        assert edition.published_on < edition.implemented_on


@pytest.mark.parametrize("username", list(FILLED))
def test_what_one_looks_at_first_is_not_empty(demonstration, client, username):
    if username:
        client.force_login(User.objects.get(username=username))
    shown = {name: client.get(reverse(name)) for name in FILLED[username]}
    assert {name: answer.status_code for name, answer in shown.items()} == dict.fromkeys(shown, 200)
    assert [name for name, answer in shown.items() if EMPTY in answer.content.decode()] == []
