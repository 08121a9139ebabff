"""The screens of upkeep: who sees what, what is refused with its input kept, batches, exports."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from certification.upkeep import actions
from certification.upkeep.calendar import open_upkeep, standards_enter
from certification.upkeep.models import Recheck
from certification.upkeep.records import Upkeep
from certification.upkeep.states import U
from tests.certification.upkeep.conftest import at
from tests.standards.association import acting_for, organisation
from zsa_portal.catalogue.models import Edition
from zsa_portal.documents.models import Document, IssuedForm
from zsa_portal.regulations import clock


@pytest.fixture
def page(keeper):
    """Ask for an address as a user, with the clock where the walk stands; ``data`` makes it a POST."""

    def ask(user, name, *args, data=None, **query):
        client = Client()
        if user is not None:
            client.force_login(user)
        url = reverse(f"certification:{name}", args=args)
        with clock.moved_to(keeper.now):
            if data is None:
                return client.get(url, query)
            return client.post(url, data)

    return ask


def photo() -> SimpleUploadedFile:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(out, "PNG")
    return SimpleUploadedFile("现场.png", out.getvalue())


@pytest.fixture
def other(db):
    return acting_for(organisation("别家联盟"), "stranger")


def test_a_body_sees_its_own_standards_and_days_staff_all(page, keeper, make_edition, cast):
    make_edition(1)
    make_edition(2, body=organisation("第三家联盟"))
    keeper.opened(Edition.objects.first(), "recheck", at(2026, 1, 5))
    assert "T/ZSA 1-2024" in page(cast.applicant, "upkeep").content.decode()
    assert "T/ZSA 2-2024" not in page(cast.applicant, "upkeep").content.decode()
    both = page(cast.secretariat, "upkeep").content.decode()
    assert "T/ZSA 1-2024" in both
    assert "T/ZSA 2-2024" in both
    own = Upkeep.objects.get(edition__number="T/ZSA 2-2024")
    assert page(cast.applicant, "upkeep_of", own.pk).status_code == 404


def test_the_days_stand_on_the_public_page_until_the_standard_is_revoked(kept_at, edition):
    url = edition.get_absolute_url()
    assert "2025-03-01" in Client().get(url).content.decode()
    kept_at("recheck", U.DONE, conclusion="revoke", grounds="技术已被替代。")
    shown = Client().get(url).content.decode()
    assert "技术已被替代。" in shown
    assert "Next yearly re-check" not in shown


def test_a_conclusion_is_public_once_it_is_published(page, keeper, kept_at, cast):
    matter = kept_at("recheck", U.APPROVED, conclusion="revise", grounds="指标落后。")
    assert matter.title not in page(None, "conclusions").content.decode()
    assert Client().get(matter.get_absolute_url()).status_code in (302, 404)
    keeper.to(matter, U.DONE)
    shown = page(None, "conclusions", kind="recheck", conclusion="revise").content.decode()
    assert matter.title in shown
    assert "To be revised" in shown
    assert f'href="{matter.edition.get_absolute_url()}"' in shown
    assert matter.get_absolute_url() not in shown
    assert Client().get(matter.edition.get_absolute_url()).status_code == 200
    assert matter.title not in page(None, "conclusions", conclusion="revoke").content.decode()
    assert page(None, "conclusions", export="xlsx").status_code == 200


def test_the_body_reads_no_conclusion_before_it_is_approved(keeper, kept_at, cast):
    matter = kept_at("recheck", U.COUNCIL, conclusion="revoke", grounds="技术已被替代。")
    client = Client()
    client.force_login(cast.applicant)
    with clock.moved_to(keeper.now):
        tabs = [
            client.get(f"{matter.get_absolute_url()}{tab}/").content.decode()
            for tab in ("overview", "review", "log", "papers")
        ]
    assert not any("技术已被替代。" in shown for shown in tabs)
    keeper.to(matter, U.APPROVED)
    with clock.moved_to(keeper.now):
        assert "技术已被替代。" in client.get(matter.get_absolute_url()).content.decode()


def test_experts_read_the_material_and_only_the_own_answer(keeper, kept_at, cast):
    matter = kept_at("recheck", U.LETTERS)
    client = Client()
    client.force_login(cast.experts[0])
    with clock.moved_to(keeper.now):
        review = f"{matter.get_absolute_url()}review/"
        assert "Read the material and answer" in client.get(review).content.decode()
        answer = client.get(matter.REVIEW.address(matter))
        assert "T/ZSA 1-2024" in answer.content.decode()
        papers = client.get(f"{matter.get_absolute_url()}papers/").content.decode()
        assert "Report on the advancedness" in papers
        sent = client.post(matter.REVIEW.address(matter), {"choice": "revise", "opinion": ""})
        assert sent.status_code == 422
        client.post(matter.REVIEW.address(matter), {"choice": "revise", "opinion": "指标落后"})
        client.force_login(cast.experts[1])
        assert "指标落后" not in client.get(review).content.decode()
        client.force_login(cast.secretariat)
        assert "指标落后" in client.get(review).content.decode()


def test_a_recheck_out_of_turn_sends_its_letter_at_once(page, keeper, make_edition, cast, other):
    made = make_edition(on=dt.date(2025, 10, 1))
    keeper.now = at(2026, 1, 5)
    with keeper.at(keeper.now):
        standards_enter()
    kept = Upkeep.objects.get()
    assert page(other, "recheck_new", kept.pk).status_code == 404
    assert page(cast.applicant, "recheck_new", kept.pk).status_code == 403
    assert page(cast.secretariat, "recheck_new", kept.pk).status_code == 200
    assert page(cast.secretariat, "recheck_new", kept.pk, data={"reason": ""}).status_code == 422
    sent = page(cast.secretariat, "recheck_new", kept.pk, data={"reason": "有投诉反映指标落后"})
    recheck = Recheck.objects.get()
    assert sent.headers["Location"] == recheck.get_absolute_url()
    assert (recheck.edition, recheck.due_on) == (made, None)
    assert recheck.letter.form.kind == "certification.recheck_notice"
    again = page(cast.secretariat, "recheck_new", kept.pk, data={"reason": "再次"})
    assert again.status_code in (409, 422)
    assert "runs already" in again.content.decode()
    assert Upkeep.objects.get().recheck_on == dt.date(2026, 10, 1)


def test_a_body_begins_a_revision_and_writes_its_changes(page, keeper, edition, cast):
    keeper.opened(edition, "recheck", at(2026, 1, 5))
    kept = Upkeep.objects.get()
    made = page(cast.applicant, "revision_new", kept.pk, data={"reason": "产品升级"})
    assert made.status_code == 302
    revision = edition.standard.standardrevisions.get()
    assert revision.ground == "upgrade"
    blank = {"c-TOTAL_FORMS": 1, "c-INITIAL_FORMS": 0, "source_number": "T/EX 9-2026"}
    row = {"c-0-clause": "5.1", "c-0-old": "旧值", "c-0-new": "新值", "c-0-why": ""}
    refused = page(cast.applicant, "revision_changes", revision.pk, data=blank | row)
    assert refused.status_code == 422
    assert "旧值" in refused.content.decode()
    row["c-0-why"] = "升级"
    assert (
        page(cast.applicant, "revision_changes", revision.pk, data=blank | row).status_code == 302
    )
    assert [one.clause for one in revision.changes.all()] == ["5.1"]
    client = Client()
    client.force_login(cast.applicant)
    with clock.moved_to(keeper.now):
        shown = client.get(f"{revision.get_absolute_url()}changes/").content.decode()
    assert "<del>旧</del>" in shown
    assert "<ins>新</ins>" in shown
    assert page(cast.secretariat, "revision_changes", revision.pk).status_code == 403


def test_a_visit_is_recorded_with_its_photographs(page, keeper, kept_at, cast):
    matter = kept_at("reexamination", U.PANEL)
    day = str(clock.day_of(keeper.now))
    values = {"visited_on": day, "place": "北京", "visitors": "张三", "findings": "符合"}
    assert page(cast.applicant, "visit_new", matter.pk).status_code == 403
    late = values | {"visited_on": "2030-01-01"}
    assert page(cast.secretariat, "visit_new", matter.pk, data=late).status_code == 422
    no_picture = SimpleUploadedFile("x.png", b"no picture")
    bad = page(cast.secretariat, "visit_new", matter.pk, data=values | {"photos": [no_picture]})
    assert bad.status_code in (409, 422)
    assert not matter.visits.exists()
    sent = page(
        cast.secretariat, "visit_new", matter.pk, data=values | {"photos": [photo(), photo()]}
    )
    assert sent.status_code == 302
    assert matter.visits.get().place == "北京"
    assert Document.objects.filter(matter=matter, kind="certification.visit_photo").count() == 2
    record = IssuedForm.objects.get(matters=matter.pk, kind="certification.visit_record")
    assert record.data["photos"] == ["现场照片 1-1", "现场照片 1-2"]
    keeper.to(matter, U.BALLOT)
    assert page(cast.secretariat, "visit_new", matter.pk).status_code == 409


def decision(keeper, matters):
    given = keeper.decision("理事会复字1号")
    return given | {"matters": [one.pk for one in matters], "decided_on": str(given["decided_on"])}


def test_the_council_decides_over_several_and_bodies_are_told_in_one_letter(
    page, keeper, make_edition, cast
):
    found = [make_edition(number) for number in (1, 2)]
    matters = [keeper.opened(one, "recheck", at(2026, 1, 5)) for one in found]
    begun, now = keeper.now, keeper.now
    for number, matter in enumerate(matters):
        keeper.now, keeper.conclusion = begun, ("continue", "revise")[number]
        keeper.grounds = "指标落后。"
        matters[number] = keeper.to(matter, U.COUNCIL)
        now = max(now, keeper.now)
    with keeper.at(now):
        pass
    led = page(cast.council_secretary, "upkeep_decision", matters[0].pk)
    assert led.status_code == 302
    assert page(cast.applicant, "recheck_decisions").status_code == 403
    shown = page(cast.council_secretary, "recheck_decisions")
    assert "指标落后。" in shown.content.decode()
    sent = page(cast.council_secretary, "recheck_decisions", data=decision(keeper, matters))
    assert sent.status_code == 302
    assert set(Recheck.objects.values_list("state", flat=True)) == {U.APPROVED}
    both = {"matters": [one.pk for one in matters]}
    assert page(cast.secretariat, "recheck_publications", data=both).status_code == 302
    letter = IssuedForm.objects.get(kind="certification.conclusion_letter")
    assert [row["conclusion"] for row in letter.data["rows"]] == ["继续有效", "修订"]
    assert letter.data["decisions"][0]["number"] == "理事会复字1号"
    assert IssuedForm.objects.filter(kind="certification.conclusion_announcement").count() == 1


def test_revised_standards_are_published_by_batch(page, keeper, kept_at, cast, edition):
    revision = kept_at("revision", U.APPROVED)
    data = {
        "matters": [revision.pk],
        "title": "修订公告",
        "body": "",
        "implemented_on": "2020-01-01",
    }
    assert page(cast.secretariat, "edition_publication", revision.pk).status_code == 200
    assert page(cast.secretariat, "editions_new", data=data).status_code in (409, 422)
    data["implemented_on"] = str(clock.day_of(keeper.now))
    assert page(cast.secretariat, "editions_new", data=data).status_code == 302
    assert Edition.objects.get(replaces=edition).status == Edition.Status.CURRENT


def test_a_recheck_that_runs_goes_on_about_the_edition_that_replaces(keeper, kept_at, edition):
    revision = kept_at("revision", U.APPROVED)
    recheck = Recheck.objects.get()
    assert recheck.edition_id == edition.pk
    keeper.to(revision, U.DONE)
    recheck = Recheck.objects.get()
    assert recheck.edition.number == "T/ZSA 1-2026"
    assert Upkeep.objects.get().edition == recheck.edition


def test_a_conclusion_to_revise_joins_the_revision_that_runs(keeper, edition, cast):
    recheck = keeper.opened(edition, "recheck", at(2026, 1, 5))
    with keeper.at(at(2026, 1, 6)):
        actions.revision_open(upkeep=Upkeep.objects.get(), reason="升级", by=cast.applicant)
    keeper.conclusion, keeper.grounds = "revise", "指标落后。"
    keeper.to(recheck, U.DONE)
    assert edition.standard.standardrevisions.count() == 1


def test_a_revocation_closes_the_revision_that_runs(keeper, edition, cast):
    recheck = keeper.opened(edition, "recheck", at(2026, 1, 5))
    with keeper.at(at(2026, 1, 6)):
        actions.revision_open(upkeep=Upkeep.objects.get(), reason="升级", by=cast.applicant)
    keeper.conclusion, keeper.grounds = "revoke", "技术已被替代。"
    keeper.to(recheck, U.DONE)
    assert edition.standard.standardrevisions.get().state == U.CLOSED


@pytest.mark.parametrize(
    "name", ["upkeep", "rechecks", "reexaminations", "revisions", "conclusions"]
)
def test_lists_cost_the_same_for_one_and_for_three(
    keeper, make_edition, cast, name, django_assert_max_num_queries
):
    def cost():
        client = Client()
        client.force_login(cast.secretariat)
        with clock.moved_to(keeper.now), django_assert_max_num_queries(15) as asked:
            assert client.get(reverse(f"certification:{name}")).status_code == 200
        return len(asked.captured_queries)

    with keeper.at(at(2026, 1, 5)):
        make_edition(1)
        open_upkeep()
        one = cost()
        for number in (2, 3):
            make_edition(number, body=organisation(f"联盟{number}"))
        open_upkeep()
        assert cost() == one


@pytest.mark.parametrize("kind", ["recheck", "reexamination", "revision"])
def test_a_matters_tabs_cost_at_most_fifteen_queries(
    keeper, kept_at, cast, kind, django_assert_max_num_queries
):
    matter = kept_at(kind, U.COUNCIL)
    for user in (cast.secretariat, cast.applicant):
        client = Client()
        client.force_login(user)
        for tab in ("overview", "review", "changes", "panel", "papers"):
            url = f"{matter.get_absolute_url()}{tab}/"
            with clock.moved_to(keeper.now), django_assert_max_num_queries(15):
                assert client.get(url).status_code in (200, 302)
