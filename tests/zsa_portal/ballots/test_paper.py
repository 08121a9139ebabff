"""The official paper of a ballot: what it says, in Chinese, and who may read it."""

from __future__ import annotations

import datetime as dt

import pypdfium2
import pytest
from django.test import Client
from django.utils import translation

from tests.zsa_portal.ballots.conftest import ALL, VALID, cast, close, members, secretary
from zsa_portal.ballots.actions import elector_strike, recusal_declare, vote_cast
from zsa_portal.ballots.papers import result_data
from zsa_portal.documents import forms, render
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import Expert, OrganisationPerson, Seat


def pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    return "".join("".join(pages).split())


@pytest.fixture
def closed(make_ballot, make_organisation):
    """Eight members: five in favour, one against, one recused, one struck."""
    ballot = make_ballot(8, question="是否同意立项")
    people = members(ballot)
    cast(ballot, "yyyyy")
    vote_cast(ballot=ballot, by=people[5], choice="disapprove", reason="与现行标准重复。")
    recusal_declare(matter=ballot.matter, user=people[6], reason="系申报单位职工", by=people[6])
    last = ballot.electors.order_by("pk").last()
    elector_strike(elector=last, reason="已退会", by=secretary(ballot))
    return close(ballot)


def test_the_data_say_who_voted_how_and_how_it_was_counted(closed):
    data = closed.result_form.data
    names = [person.name for person in members(closed)]
    assert [(row["name"], row["choice"]) for row in data["rows"]] == [
        *((name, "赞成") for name in names[:5]),
        (names[5], "反对"),
        (names[6], "回避"),
        (names[7], "除名"),
    ]
    assert data["rows"][5]["reason"] == "与现行标准重复。"
    assert data["rows"][0]["role"] == "主任委员"
    assert data["recusals"] == [{"name": names[6], "reason": "系申报单位职工"}]
    assert data["strikes"] == [{"name": names[7], "reason": "已退会"}]
    assert (data["opened"], data["ended"]) == ("2026-03-02 09:30", "2026-03-09 24:00")
    figures = (
        "yes",
        "no",
        "abstain",
        "recused",
        "silent",
        "struck",
        "base",
        "needed",
        "passed",
        "electors",
        "voted",
    )
    assert [data[name] for name in figures] == [5, 1, 0, 1, 0, 1, 8, 6, False, 8, 6]


def test_the_pdf_is_chinese_and_complete(closed):
    text = pdf_text(render.pdf(render.html_of(closed.result_form)))
    for words in (
        "项目投票结果",
        "投票证明材料",
        "是否同意立项",
        closed.body.name.replace(" ", ""),
        "赞成票达到全体委员的3/4以上（含本数）",
        "缺席、弃权、回避和除名的人员计入基数",
        "□通过√未通过",
        "与现行标准重复。",
        "系申报单位职工",
        "已退会",
        "编号：TP-2026-001",
        "共2页",
    ):
        assert words in text, words


def test_a_ballot_among_those_present_says_what_a_valid_vote_is(make_ballot):
    ballot = make_ballot(4, kind=VALID)
    cast(ballot, "yyya")
    closed = close(ballot)
    html = render.html_of(closed.result_form)
    assert "赞成票达到到会委员有效票的3/4以上（含本数）；弃权票计入有效票，不计为赞成" in html
    assert '<span class="tick">√</span>通过' in html


def test_another_representative_is_named_beside_the_list(make_ballot, make_user):
    ballot, second = make_ballot(2), make_user("Newcomer")
    elector = ballot.electors.order_by("pk").first()
    listed = elector.name
    elector.seat.user = second
    elector.seat.save()
    vote_cast(ballot=ballot, by=second, choice="approve")
    html = render.html_of(close(ballot).result_form)
    assert f"Newcomer（名册：{listed}）" in html


def test_a_preview_before_closing_has_no_number(make_ballot):
    ballot = make_ballot(3)
    cast(ballot, "y")
    text = pdf_text(forms.preview(ALL.form, result_data(ballot)))
    assert "项目投票结果" in text
    assert "TP-" not in text


def test_reasons_are_escaped(make_ballot):
    ballot = make_ballot(3)
    vote_cast(ballot=ballot, by=members(ballot)[0], choice="disapprove", reason="<b>bold</b>")
    assert "&lt;b&gt;bold&lt;/b&gt;" in render.html_of(close(ballot).result_form)


def test_the_paper_is_for_committee_and_secretariat_never_for_the_applicant(closed):
    def readers(user):
        return IssuedForm.objects.readable_by(user).filter(pk=closed.result_form_id).exists()

    from zsa_portal.people.models import DepartmentMembership, OrganisationPerson, User

    matter = closed.matter
    staff = DepartmentMembership.objects.get(department=matter.owner).user
    applicant = OrganisationPerson.objects.get(organisation=matter.applicant).user
    assert readers(members(closed)[2])
    assert readers(secretary(closed))
    assert readers(staff)
    assert not readers(applicant)
    assert not readers(User(pk=0, is_active=True))


def test_the_data_are_chinese_whatever_the_closer_reads(make_ballot):
    ballot = make_ballot(2)
    cast(ballot, "yy")
    with translation.override("en"):
        data = close(ballot).result_form.data
    assert [row["role"] for row in data["rows"]] == ["主任委员", "秘书"]


def test_an_expert_who_represents_nobody_is_shown_with_the_place_of_work(make_ballot):
    ballot = make_ballot(2)
    first = members(ballot)[0]
    Expert.objects.create(user=first, name=first.name, kind="technical", employer="京畿研究所")
    shown = [row["organisation"] for row in result_data(close(ballot))["rows"]]
    assert shown == ["京畿研究所", ""]


def test_electors_of_the_applicant_are_flagged_on_paper_and_screen(
    make_ballot, make_matter, make_committee
):
    committee = make_committee(4)
    matter = make_matter("balloting", committee=committee)
    matter.people["committee"] = committee
    first, second = Seat.objects.filter(body=committee).order_by("pk")[:2]
    Seat.objects.filter(pk=first.pk).update(organisation=matter.applicant)
    ballot = make_ballot(4, matter=matter)
    OrganisationPerson.objects.create(
        user=second.user, organisation=matter.applicant, starts=dt.date(2020, 1, 1)
    )
    flags = {row["name"]: row["of_applicant"] for row in result_data(ballot)["rows"]}
    flagged = {name for name, flag in flags.items() if flag}
    assert (flagged, len(flags)) == ({first.user.name, second.user.name}, 4)
    client = Client(headers={"accept-language": "en"})
    client.force_login(matter.people["staff"])
    page = client.get(ballot.get_absolute_url()).content.decode()
    assert page.count("Of the applicant") == 2
