"""The screens of approval and publication, as plain GET and POST."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from standards.models import PatentDisclosure, Project
from standards.publication.engagement import EXPERT_AUDIT
from standards.states import S
from tests.standards.publication.conftest import PATENT
from zsa_portal.catalogue.models import Announcement, Edition, Standard
from zsa_portal.home.demo.walking import blank_pdf
from zsa_portal.people.models import Expert
from zsa_portal.regulations import clock


@pytest.fixture
def ask(client, walker):
    """Ask for an address as a user at the walker's time; ``data`` makes it a POST."""

    def request(user, url, data=None):
        client.force_login(user)
        with clock.moved_to(walker.now):
            return client.get(url) if data is None else client.post(url, data)

    return request


def decision(walker, **more):
    return {
        "mode": "meeting",
        "decided_on": clock.day_of(walker.now).isoformat(),
        "number": "决议9",
        "present": "9",
        "yes": "9",
        "no": "0",
        "abstain": "0",
        "note": "",
    } | more


def pdf(name="text.pdf", data=None):
    return SimpleUploadedFile(name, blank_pdf() if data is None else data)


def test_patents_by_form(walker, passed, ask):
    url, drafter = reverse("standards:patents", args=[passed.pk]), walker.cast.applicant
    assert ask(drafter, url).status_code == 200
    assert ask(drafter, url, PATENT | {"holder": ""}).status_code == 422
    assert PatentDisclosure.objects.count() == 0
    upload = {"upload": SimpleUploadedFile("声明.txt", "许可声明".encode())}
    assert ask(drafter, url, PATENT | upload).status_code == 302
    made = PatentDisclosure.objects.get()
    assert (made.licence, made.paper.name) == ("free", "声明.txt")
    again = ask(drafter, url, PATENT)
    assert again.status_code == 422
    assert "This patent is recorded already." in again.content.decode()
    one = reverse("standards:patent", args=[passed.pk, made.pk])
    assert ask(drafter, one, PATENT | {"licence": "fee"}).status_code == 302
    made.refresh_from_db()
    assert (made.licence, made.paper.name) == ("fee", "声明.txt")


def test_a_disguised_program_is_no_declaration(walker, passed, ask):
    url = reverse("standards:patents", args=[passed.pk])
    upload = {"upload": SimpleUploadedFile("声明.pdf", b"MZ\x90\x00" + b"\x00" * 200)}
    assert ask(walker.cast.applicant, url, PATENT | upload).status_code == 422
    assert PatentDisclosure.objects.count() == 0


def test_a_patent_of_another_project_is_not_found(walker, passed, project_at, ask):
    other = project_at(S.REVIEW_PASSED, "另一规范")
    disclosure = PatentDisclosure.objects.create(
        project=other, disclosed_by=walker.cast.applicant, **PATENT
    )
    url = reverse("standards:patent", args=[passed.pk, disclosure.pk])
    assert ask(walker.cast.applicant, url).status_code == 404


def test_the_statement_that_none_is_known(walker, passed, ask):
    url = reverse("standards:patents", args=[passed.pk])
    assert ask(walker.cast.applicant, url, {"none": "1"}).status_code == 422
    assert not passed.patent_statements.exists()
    data = {"none": "1", "none-sure": "on", "none-note": "已征询"}
    assert ask(walker.cast.applicant, url, data).status_code == 302
    assert passed.patent_statements.get().note == "已征询"


def test_who_records_patents(walker, passed, ask, outsiders):
    url = reverse("standards:patents", args=[passed.pk])
    assert ask(walker.cast.secretariat, url).status_code == 200
    for user in (walker.cast.members[0], walker.cast.committee_secretary, *outsiders.values()):
        assert ask(user, url, PATENT).status_code in (403, 404)
    assert PatentDisclosure.objects.count() == 0


def test_engaging_by_form_refuses_foreign_experts(walker, project_at, ask):
    project = project_at(S.APPROVAL_DRAFT_READY)
    own = Expert.objects.create(
        name="自家专家", kind="technical", user=walker.cast.members[0], employer="示例科技有限公司"
    )
    url = reverse("workflow:step", args=[project.pk, "engage_experts"])
    secretariat = walker.cast.secretariat
    assert "自家专家" not in ask(secretariat, url).content.decode()
    for chosen in ([], [own.pk], [999999]):
        assert ask(secretariat, url, {"experts": chosen}).status_code == 422
    assert not project.audits.exists()
    experts = list(Expert.objects.filter(user__in=walker.cast.experts).values_list("pk", flat=True))
    assert ask(secretariat, url, {"experts": experts}).status_code == 302
    assert Project.objects.get(pk=project.pk).state == S.EXPERT_CHECK


def test_the_experts_page(walker, project_at, ask, outsiders):
    project = project_at(S.EXPERT_CHECK)
    url, one = EXPERT_AUDIT.address(project), walker.cast.experts[0]
    shown = ask(one, url).content.decode()
    assert "approval_draft.txt" in shown
    refused = ask(one, url, {"choice": "fail", "opinion": " "})
    assert refused.status_code == 422
    assert "Say why, or which changes you ask for." in refused.content.decode()
    assert ask(one, url, {"choice": "bad"}).status_code == 422
    assert ask(one, url, {"choice": "fail", "opinion": "指标缺少依据"}).status_code == 302
    assert project.audits.get(user=one).conclusion == "fail"
    for user in (walker.cast.secretariat, walker.cast.applicant, *outsiders.values()):
        assert ask(user, url, {"choice": "pass"}).status_code in (403, 404)


def test_an_expert_does_not_see_the_others_opinions(walker, project_at, ask):
    project = project_at(S.EXPERT_CHECK)
    one, two = walker.cast.experts
    ask(
        one,
        EXPERT_AUDIT.address(project),
        {"choice": "fail", "opinion": "机密之见"},
    )
    tab = reverse("workflow:tab", args=[project.pk, "approval"])
    assert "机密之见" in ask(walker.cast.secretariat, tab).content.decode()
    for user in (two, walker.cast.applicant, walker.cast.members[0]):
        assert "机密之见" not in ask(user, tab).content.decode()


def test_releasing_and_passing_by_form(walker, project_at, ask):
    project = project_at(S.EXPERT_CHECK)
    one, two = walker.cast.experts
    ask(one, EXPERT_AUDIT.address(project), {"choice": "pass", "opinion": ""})
    secretariat = walker.cast.secretariat
    release = reverse("workflow:step", args=[project.pk, "release_expert"])
    given, silent = project.audits.get(user=one), project.audits.get(user=two)
    assert (
        ask(secretariat, release, {"engagement": given.pk, "reason": "不要他了"}).status_code == 422
    )
    assert (
        ask(secretariat, release, {"engagement": silent.pk, "reason": "长期出差在外"}).status_code
        == 302
    )
    passing = reverse("workflow:step", args=[project.pk, "pass_audit"])
    assert ask(secretariat, passing, {"handling": ""}).status_code == 302
    assert Project.objects.get(pk=project.pk).state == S.COUNCIL_APPROVAL


def test_the_councils_page_shows_patents_and_opinions(walker, project_at, ask, outsiders):
    first, second = project_at(S.COUNCIL_APPROVAL), project_at(S.COUNCIL_APPROVAL, "乙标准")
    url, secretary = reverse("standards:decision_batch"), walker.cast.council_secretary
    shown = ask(secretary, url).content.decode()
    assert shown.count("未识别出必要专利") == 2
    assert "Passes" in shown
    data = decision(walker, matters=[first.pk, second.pk])
    tomorrow = clock.day_of(walker.now) + dt.timedelta(days=1)
    assert ask(secretary, url, data | {"decided_on": tomorrow.isoformat()}).status_code == 422
    assert ask(secretary, url, decision(walker)).status_code == 422
    for user in (walker.cast.secretariat, walker.cast.applicant, *outsiders.values()):
        assert ask(user, url, data).status_code in (403, 404)
    assert ask(secretary, url, data).status_code == 302
    for project in (first, second):
        assert Project.objects.get(pk=project.pk).state == S.APPROVED


def test_a_foreign_project_in_the_batch_is_refused_whole(walker, project_at, ask):
    first, other = project_at(S.COUNCIL_APPROVAL), project_at(S.EXPERT_CHECK, "乙标准")
    url = reverse("standards:decision_batch")
    data = decision(walker, matters=[first.pk, other.pk])
    assert ask(walker.cast.council_secretary, url, data).status_code == 422
    assert Project.objects.get(pk=first.pk).state == S.COUNCIL_APPROVAL


def test_the_councils_refusal_by_form(walker, project_at, ask):
    project = project_at(S.COUNCIL_APPROVAL)
    url = reverse("workflow:step", args=[project.pk, "return_after_council"])
    data = decision(walker, yes="2", no="7", reason="实施条件不具备")
    assert ask(walker.cast.council_secretary, url, data).status_code == 302
    assert Project.objects.get(pk=project.pk).state == S.APPROVAL_RETURNED


def announcement(walker, *projects, **more):
    day = clock.day_of(walker.now)
    return {
        "matters": [project.pk for project in projects],
        "title": "发布公告",
        "body": "",
        "published_on": day.isoformat(),
        "implemented_on": (day + dt.timedelta(days=60)).isoformat(),
    } | more


def test_numbering_by_form(walker, project_at, ask, outsiders):
    first, second = project_at(S.APPROVED), project_at(S.APPROVED, "乙标准")
    url, secretariat = (
        reverse("standards:announcement_new", args=[first.pk]),
        walker.cast.secretariat,
    )
    assert ask(secretariat, url).status_code == 200
    yesterday = (clock.day_of(walker.now) - dt.timedelta(days=1)).isoformat()
    for wrong in (
        {"published_on": yesterday},
        {"implemented_on": yesterday},
        {"published_on": "x"},
    ):
        answer = ask(secretariat, url, announcement(walker, first, second, **wrong))
        assert answer.status_code == 422
        assert 'value="发布公告"' in answer.content.decode()
    for user in (walker.cast.applicant, walker.cast.council_secretary, *outsiders.values()):
        assert ask(user, url, announcement(walker, first)).status_code in (403, 404, 422)
    assert Standard.objects.count() == 0
    assert ask(secretariat, url, announcement(walker, first, second)).status_code == 302
    assert (Announcement.objects.count(), Edition.objects.count()) == (1, 2)


def test_only_the_secretariat_opens_the_page_of_numbering(walker, ask, outsiders):
    url = reverse("standards:announcement_batch")
    assert ask(walker.cast.secretariat, url).status_code == 200
    answers = {name: ask(user, url).status_code for name, user in outsiders.items()}
    assert answers == dict.fromkeys(outsiders, 403)


def test_a_double_click_numbers_once(walker, project_at, ask):
    project = project_at(S.APPROVED)
    url, data = reverse("standards:announcement_batch"), announcement(walker, project)
    assert ask(walker.cast.secretariat, url, data).status_code == 302
    assert ask(walker.cast.secretariat, url, data).status_code in (409, 422)
    assert (Announcement.objects.count(), Standard.objects.count()) == (1, 1)


def test_texts_and_cover_by_form(walker, project_at, ask, outsiders):
    project = project_at(S.NUMBERING_PUBLISHING)
    texts, secretariat = reverse("standards:texts", args=[project.pk]), walker.cast.secretariat
    assert ask(secretariat, texts).status_code == 200
    for wrong in (pdf("text.exe"), pdf(data=b"MZ\x90\x00 not a pdf")):
        answer = ask(secretariat, texts, {"language": "zh", "file": wrong})
        assert answer.status_code == 422
    assert ask(secretariat, texts, {"language": "xx", "file": pdf()}).status_code == 422
    assert project.edition.texts.count() == 0
    assert (
        ask(secretariat, texts, {"language": "zh", "file": pdf(), "released": "on"}).status_code
        == 302
    )
    assert ask(secretariat, texts).content.decode().count("text.pdf") == 1
    cover = reverse("standards:cover", args=[project.pk])
    shown = ask(secretariat, cover).content.decode()
    assert "示例科技有限公司" in shown
    data = {
        "ics": "35.240",
        "ccs": "L 70",
        "proposer": "甲",
        "drafting_units": "甲\n乙",
        "principal_drafters": "张三、李四",
        "abstract": "本文件规定了……",
        "abstract_en": "This document specifies …",
    }
    assert ask(secretariat, cover, data | {"ics": "9" * 41}).status_code == 422
    assert ask(secretariat, cover, data).status_code == 302
    assert Edition.objects.get().principal_drafters == "张三、李四"
    for user in (walker.cast.applicant, walker.cast.council_secretary, *outsiders.values()):
        assert ask(user, texts, {"language": "en", "file": pdf()}).status_code in (403, 404)
        assert ask(user, cover, data).status_code in (403, 404)


def test_pages_outside_their_state_say_so(walker, project_at, ask):
    project = project_at(S.APPROVED)
    for name in ("texts", "cover", "patents"):
        url = reverse(f"standards:{name}", args=[project.pk])
        assert (name, ask(walker.cast.secretariat, url).status_code) == (name, 409)
    audit = EXPERT_AUDIT.address(project)
    assert ask(walker.cast.experts[0], audit).status_code in (404, 409)


def test_who_never_records_patents_is_not_told_to_come_at_another_time(walker, project_at, ask):
    project = project_at(S.APPROVED)
    url = reverse("standards:patents", args=[project.pk])
    for user in (walker.cast.members[0], walker.cast.committee_secretary):
        assert ask(user, url).status_code == 403
    assert ask(walker.cast.applicant, url).status_code == 409


@pytest.mark.parametrize("state", [S.EXPERT_CHECK, S.COUNCIL_APPROVAL, S.NUMBERING_PUBLISHING])
def test_the_pages_cost_at_most_fifteen_queries(
    client, walker, project_at, django_assert_max_num_queries, state
):
    project = project_at(state)
    cast = walker.cast
    tab = reverse("workflow:tab", args=[project.pk, "approval"])
    pages = {cast.secretariat: [tab], cast.applicant: [tab], cast.council_secretary: [tab]}
    if state == S.EXPERT_CHECK:
        pages[cast.experts[0]] = [tab, EXPERT_AUDIT.address(project)]
    if state == S.NUMBERING_PUBLISHING:
        pages[cast.secretariat] += [
            reverse(f"standards:{name}", args=[project.pk]) for name in ("texts", "cover")
        ]
    for user, addresses in pages.items():
        client.force_login(user)
        for address in addresses:
            with clock.moved_to(walker.now), django_assert_max_num_queries(15):
                assert client.get(address).status_code == 200
