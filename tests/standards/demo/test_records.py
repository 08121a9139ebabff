"""The demonstration's data is whole: what it names exists, its votes add up, its texts build."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter

import docx
import pytest

from standards.demo.draft_assembled import docx_of, has_english, text_of
from standards.demo.draft_model import DATA, contents
from standards.demo.draft_text import plain_text
from standards.demo.paper_docx import paper_of
from standards.demo.records import records
from zsa_portal.home.demo.records import FOLD

KEYS = list(records().projects)
DAY = dt.date(2026, 3, 2)
PUBLISHED = {"number": "T/ZSA 9—2026", "published": "2026-03-02", "implemented": "2026-05-01"}


def test_the_association_has_the_size_the_issue_asks_for():
    found = records()
    committees = [body for body in found.bodies.values() if body["kind"] == "committee"]
    assert sorted(body["size"] for body in committees) == [7, 8, 9, 11, 13, 15]
    assert found.bodies["council"]["size"] == 9
    assert len(found.files["experts"]["experts"]) == 27
    assert len(found.files["organisation"]["departments"]) == 12
    members = [
        row
        for row in found.organisations.values()
        if row["membership"] and not row["membership"]["ends"]
    ]
    assert Counter(row["kind"] == "social_organisation" for row in members) == {True: 3, False: 5}


def test_every_body_has_its_seats_and_officers():
    for body in records().bodies.values():
        roles = Counter(seat["role"] for seat in body["seats"])
        assert (roles["chair"], roles["vice_chair"], roles["secretary"]) == (1, 1, 1)
        assert sum(seat["votes"] for seat in body["seats"]) == body["size"]
        for seat in body["seats"]:
            assert records().people[seat["username"]]["name"] == seat["name"]


def test_every_account_has_its_own_name_and_address():
    people = records().people.values()
    assert len({person["email"] for person in people}) == len(people)
    assert all(re.fullmatch(r"[a-z]+\.[a-z]+", person["username"]) for person in people)


@pytest.mark.parametrize("key", KEYS)
def test_a_project_names_only_what_exists(key):
    found, project = records(), records().projects[key]
    named = {project["applicant"], *project["participants"], *project["first_adopters"]}
    assert named | set(found.units(project)) <= set(found.organisations)
    assert {project["leader"], project["contact"], *found.drafters(project)} <= set(found.people)
    assert found.bodies[project["committee"]]["field"] == project["field"]
    assert project["sub_field"] in found.fields[project["field"]]["branches"]


@pytest.mark.parametrize("key", KEYS)
def test_the_votes_of_a_project_fit_its_stage(key):
    project = records().projects[key]
    votes, size = records().votes(project), len(records().seats(project))
    assert set(votes) <= {seat["username"] for seat in records().seats(project)}
    in_favour = sum(choice == "approve" for choice, _ in votes.values())
    voted = project["stage"] not in {"draft_proposal", "policy_review", "tc_ballot"}
    assert (4 * in_favour >= 3 * size) == (voted and project["stage"] != "proposal_returned")


@pytest.mark.parametrize("key", KEYS)
def test_the_texts_and_papers_of_a_project_build(key):
    assert docx_of(key, "enquiry")
    for language in ("zh", "en") if has_english(key) else ("zh",):
        assert docx_of(key, "published", language=language, **PUBLISHED)
    for kind in records().files["paper_texts"]["papers"]:
        paper = docx.Document(io.BytesIO(paper_of(key, kind, date=DAY)))
        assert not [line.text for line in paper.paragraphs if "{" in line.text]


def test_the_cover_follows_the_stage():
    enquiry = plain_text(text_of("edge_gateway", "enquiry"))
    published = plain_text(text_of("edge_gateway", "published", **PUBLISHED))
    call = "在提交反馈意见时，请将您知道的相关专利连同支持性文件一并附上。"
    assert (call in enquiry, "（征求意见稿）" in enquiry) == (True, True)
    assert (call in published, "稿）" in published, "XXXX" in published) == (False, False, False)
    assert "T/ZSA 9—2026\n" in published


def test_the_files_handed_out_are_those_of_the_texts():
    for language, name in (("zh", "enquiry_draft"), ("en", "english")):
        written = (DATA / "draft_standard" / f"{name}.txt").read_text(encoding="utf-8")
        assert written == plain_text(text_of("edge_gateway", "enquiry", language=language))


def test_a_revision_says_what_it_replaces():
    text = plain_text(text_of("device_cloud_revision", "approval", replaces="T/ZSA 1—2023"))
    assert text.count("代替 T/ZSA 1—2023") == 1
    assert text.count("本文件代替T/ZSA 1—2023") == 1


def test_the_complete_draft_and_its_english_edition_have_one_structure():
    chinese, english = (
        text_of("edge_gateway", "enquiry", language=tongue) for tongue in ("zh", "en")
    )
    assert _numbers(chinese) == _numbers(english)
    assert len(contents(chinese)) == len(contents(english)) == 13


def _numbers(text):
    pattern = r"^((?:\d+|[AB])(?:\.\d+)*)(?=[ 　\n])"
    return re.findall(pattern, plain_text(text), re.MULTILINE)


def test_the_comments_on_the_complete_draft_point_into_it():
    text = plain_text(text_of("edge_gateway", "enquiry"))
    comments = records().comments("edge_gateway")
    assert len(comments) == 30
    numbered = [c["clause"] for c in comments if re.match(r"[0-9B]", c["clause"])]
    assert [
        n for n in numbered if not re.search(rf"^{re.escape(n)}[　\n]", text, re.MULTILINE)
    ] == []


def test_every_comment_has_a_day_a_type_and_an_answer():
    for comments in records().files["comments"].values():
        for comment in comments:
            assert 0 <= comment["day"] < 30
            assert comment["type"] in {"ge", "te", "ed"}
            assert comment["disposition"] in {"accepted", "partially_accepted", "rejected"}
            assert comment["reason"]


def test_folded_lines_leave_no_blank_between_chinese_signs():
    said = str(records().files)
    assert re.findall(r"[\u4e00-\u9fff，。；] [\u4e00-\u9fff]", said) == []
    assert FOLD.sub("", "TC 服务部") == "TC 服务部"
