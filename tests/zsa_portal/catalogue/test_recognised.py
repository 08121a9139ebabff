"""Standards that another body made and the association recognised: numbered, found, revoked."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from standards.publication.actions import announcement_issue
from standards.states import S
from tests.procedure import roles
from tests.procedure.models import acts_for
from zsa_portal.catalogue import editions
from zsa_portal.catalogue.actions import edition_text_add
from zsa_portal.catalogue.announcements import announcement_data, announcement_open
from zsa_portal.catalogue.editions import (
    Belonging,
    Described,
    KeptNumber,
    Source,
    edition_open,
)
from zsa_portal.catalogue.kinds import KINDS, EditionKind, Status
from zsa_portal.catalogue.models import Edition, Standard
from zsa_portal.catalogue.numbering import editions_from
from zsa_portal.home.demo.walking import blank_pdf
from zsa_portal.people.models import Body, Organisation
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet

LIST = "/standards/"
WRITTEN = "T/CAS 123—2024"
REASON = "经复核，主要技术指标已不先进。"


def who_runs_it(edition: Edition, user: Any) -> bool:
    return acts_for(roles.SECRETARIAT)(edition.matter, user)


RECOGNISED = EditionKind(
    "tests.recognised",
    "Recognised in a test",
    ends=(Status.REVOKED,),
    adds_texts=who_runs_it,
)
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=clock.SHANGHAI)
TODAY = dt.date(2026, 3, 2)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def at_noon():
    with clock.moved_to(NOON):
        yield


@pytest.fixture
def body(make_organisation) -> Organisation:
    """The body whose standard is recognised."""
    return make_organisation("中国测试协会")


@pytest.fixture
def recognise(make_matter, body):
    """Number a standard of the body under an announcement, and publish it unless told otherwise."""

    def act(number=WRITTEN, *, to=None, published_on=TODAY, publish=True, **described):
        matter = make_matter("published")
        values = {"title": "视频监控规范", "title_en": "Camera specification"} | described
        with transaction.atomic():
            announcement = announcement_open(
                title="认定公告",
                body="",
                published_on=published_on,
                implemented_on=published_on,
                by=matter.people["staff"],
            )
            made = edition_open(
                kind=RECOGNISED,
                matter=matter,
                announcement=announcement,
                described=Described(**values),
                to=to or Belonging("bio"),
                source=Source(body, number),
            )
        made.people = matter.people
        return editions.edition_publish(made) if publish else made

    return act


@pytest.fixture
def public(client):
    """Ask for an address as the public, in English."""
    return lambda url, **query: client.get(url, query, headers={"Accept-Language": "en"})


def revoke(edition, *, on=TODAY, reason=REASON):
    return editions.edition_revoke(edition, on=on, reason=reason)


# Numbers


@pytest.mark.rule("F30")
def test_recognised_and_formulated_standards_are_numbered_by_one_counter(
    walker, project_at, recognise
):
    project = project_at(S.APPROVED)
    first = recognise()
    with clock.moved_to(walker.now):
        day = clock.today()
        made = announcement_issue(
            projects=[project],
            title="公告",
            body="",
            published_on=day,
            implemented_on=day,
            by=walker.cast.secretariat,
        )
    own = made.editions.get()
    assert [first.number, own.number] == ["T/ZSA 1-2026", f"T/ZSA 2-{day.year}"]
    assert [first.kind, own.kind] == ["tests.recognised", "standards.formulated"]
    assert (own.source_body, own.source_number) == (None, "")
    third = recognise("T/CAS 7-2025")
    assert third.number == "T/ZSA 3-2026"
    assert [one.announcement.number[-3:] for one in (first, third)] == ["〕1号", "〕3号"]


def test_what_is_given_stands_in_the_edition(recognise, body, make_committee):
    committee = make_committee(3, kind=Body.Kind.COMMITTEE, field="bio")
    made = recognise(
        to=Belonging("bio", committee),
        publish=False,
        ics="35.240",
        ccs="L 70",
        proposer="中国测试协会",
        drafting_units="甲公司\n乙公司",
        principal_drafters="张三、李四",
        abstract="范围",
        abstract_en="Scope",
    )
    kept = Edition.objects.select_related("standard").get(pk=made.pk)
    assert (kept.standard.field, kept.standard.committee) == ("bio", committee)
    assert (kept.matter_id, kept.status, kept.year) == (made.matter_id, "pending", 2026)
    assert (kept.source_body, kept.source_number) == (body, "T/CAS 123-2024")
    assert (kept.title, kept.title_en, kept.abstract, kept.abstract_en) == (
        "视频监控规范",
        "Camera specification",
        "范围",
        "Scope",
    )
    assert (kept.ics, kept.ccs, kept.proposer) == ("35.240", "L 70", "中国测试协会")
    assert (kept.drafting_units, kept.principal_drafters) == ("甲公司\n乙公司", "张三、李四")


def test_a_revision_keeps_the_running_number_and_replaces(recognise):
    first = recognise(published_on=TODAY)
    later = dt.date(2027, 1, 4)
    with clock.moved_to(NOON + dt.timedelta(days=308)):
        second = recognise("T/CAS 123-2026", to=first, published_on=later)
    first.refresh_from_db()
    assert (second.number, second.replaces) == ("T/ZSA 1-2027", first)
    assert (first.status, second.status) == ("replaced", "current")
    assert Standard.objects.count() == 1


@pytest.mark.rule("F30")
def test_a_standard_has_one_edition_a_year(recognise):
    first = recognise()
    with pytest.raises(RuleUnmet) as refused:
        recognise("T/CAS 123-2025", to=first)
    assert refused.value.missing == ["T/ZSA 1-2026 exists already."]
    assert recognise("T/CAS 9-2025").number == "T/ZSA 2-2026"


# Without a number of the association


def test_a_standard_may_keep_the_number_of_its_body_alone(recognise):
    made = recognise(to=KeptNumber("bio"))
    assert (made.number, made.source_number, made.other_number) == ("T/CAS 123-2024",) * 2 + ("",)
    kept = Standard.objects.get(pk=made.standard_id)
    assert (kept.running, str(kept), kept.field) == (None, "T/CAS 123", "bio")
    assert recognise("T/CAS 9-2025").number == "T/ZSA 1-2026"
    with pytest.raises(ValueError, match="of another body"):
        KeptNumber("bio").open(None)


def test_its_revision_has_the_body_s_new_number(recognise):
    first = recognise(to=KeptNumber("bio"))
    with clock.moved_to(NOON + dt.timedelta(days=308)):
        second = recognise("T/CAS 123-2026", to=first, published_on=dt.date(2027, 1, 4))
    first.refresh_from_db()
    assert (second.number, second.replaces, first.status) == ("T/CAS 123-2026", first, "replaced")
    assert Standard.objects.count() == 1


def test_a_number_that_is_kept_stands_once_unless_it_was_revoked(recognise):
    first = recognise(to=KeptNumber("bio"))
    with pytest.raises(RuleUnmet) as refused:
        recognise(to=KeptNumber("bio"))
    assert refused.value.missing == ["T/CAS 123-2024 exists already."]
    assert Standard.objects.count() == 1
    revoke(first)
    assert recognise(to=KeptNumber("bio")).number == first.number


def test_it_is_found_and_shown_by_the_number_it_keeps(public, recognise, make_edition):
    made = recognise(to=KeptNumber("bio"))
    make_edition(50, title="另一")
    page = f"/standards/s{made.standard_id}/2026/"
    assert made.get_absolute_url() == page
    for words in ("T/CAS 123—2024", "t/cas123", "视频", "中国测试"):
        assert [row.record for row in public(LIST, q=words).context["table"].page] == [made]
        assert page in public("/search/", q=words).content.decode()
    assert list(editions_from(WRITTEN)) == [made]
    assert public(reverse("catalogue:by_number", args=[WRITTEN]))["Location"] == page
    for url in (page, made.standard.get_absolute_url(), f"{page}en/", "/"):
        shown = public(url).content.decode()
        told = [w in shown for w in ("T/CAS 123-2024", "中国测试协会", "T/ZSA 1", "None")]
        assert (url, told) == (url, [True, True, False, False])
    assert public(f"{page}cover.pdf").status_code == 200
    assert public(LIST, sort="number").content.decode().count("T/CAS 123-2024") == 1


def test_no_other_standard_answers_at_its_address(public, recognise, make_edition):
    made = recognise(to=KeptNumber("bio"))
    own = make_edition(50)
    for key in (made.standard_id, f"s{own.standard_id}", "s", "x1", "9" * 10):
        assert public(f"/standards/{key}/").status_code == 404


def test_its_announcement_names_the_number_once(public, recognise):
    made = recognise(to=KeptNumber("bio"))
    data = announcement_data(made.announcement, regulation="x", decisions=[])
    assert [(row["number"], row["source_body"], row["source_number"]) for row in data["rows"]] == [
        ("T/CAS 123-2024", "中国测试协会", "")
    ]
    shown = public(made.announcement.get_absolute_url()).content.decode()
    assert [shown.count(words) for words in ("T/CAS 123-2024", "中国测试协会")] == [1, 1]


@pytest.mark.parametrize("standard", [{}, {"running": 12, "body_code": "T/CAS 123"}])
def test_a_standard_is_numbered_here_or_by_its_body(db, standard):
    with pytest.raises(IntegrityError), transaction.atomic():
        Standard.objects.create(**standard)


# Found by both numbers


@pytest.mark.parametrize(
    "words",
    [
        "T/CAS 123-2024",
        "T/CAS 123—2024",
        "t/cas123–2024",
        "Ｔ／ＣＡＳ　１２３－２０２４",
        "cas 123",
        "123-2024",
        "T/ZSA 1—2026",
        "zsa1",
        "视频",
        "camera",
        "中国测试",
        "T/CAS 视频",
    ],
)
def test_it_is_found_by_both_numbers_in_any_spelling_and_by_the_body(
    public, recognise, make_edition, words
):
    recognise()
    make_edition(50, title="另一")
    found = public(LIST, q=words).content.decode()
    assert ("T/ZSA 1-2026" in found, "T/ZSA 50-2024" in found) == (True, False)
    everywhere = public("/search/", q=words).content.decode()
    assert ("/standards/1/2026/" in everywhere, "/standards/50/2024/" in everywhere) == (
        True,
        False,
    )


@pytest.mark.parametrize("words", ["T/CAS 124-2024", "T/CAS 123-2025", "cas 视频x", "%", "_"])
def test_another_number_finds_nothing(public, recognise, words):
    recognise()
    assert "T/ZSA 1-2026" not in public(LIST, q=words).content.decode()


def test_the_written_number_of_the_body_leads_to_the_page(public, recognise):
    recognise()
    for written in ("T/CAS 123—2024", "t/cas123-2024"):
        answer = public(reverse("catalogue:by_number", args=[written]))
        assert answer["Location"] == "/standards/1/2026/"
    assert public(reverse("catalogue:by_number", args=["T/CAS 99-2024"])).status_code == 404


def test_procedures_ask_what_became_of_a_body_s_own_number(recognise, make_edition):
    made = recognise()
    make_edition(50)
    assert list(editions_from("Ｔ／ＣＡＳ 123 — 2024")) == [made]
    assert [list(editions_from(number)) for number in ("T/CAS 12-2024", "")] == [[], []]


# What the public pages show


def test_the_list_shows_and_narrows_by_how_a_standard_came_about(public, recognise, make_edition):
    recognise()
    make_edition(50)
    whole = public(LIST).content.decode()
    assert [words in whole for words in ("Recognised in a test", "T/CAS 123-2024")] == [True, True]
    shown = {
        kind: [row.record.number for row in public(LIST, kind=kind).context["table"].page]
        for kind in ("tests.recognised", "catalogue.imported", "standards.formulated")
    }
    assert shown == {
        "tests.recognised": ["T/ZSA 1-2026"],
        "catalogue.imported": ["T/ZSA 50-2024"],
        "standards.formulated": [],
    }
    assert public(LIST, kind="x").status_code == 200
    assert set(KINDS) >= shown.keys()


def test_the_spreadsheet_has_both_numbers_in_their_own_columns(public, recognise):
    recognise()
    sheet = load_workbook(io.BytesIO(public(LIST, export="xlsx").content)).active
    head, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    told = dict(zip(head, row, strict=True))
    assert [told[name] for name in ("Number", "Source number", "Source body", "Origin")] == [
        "T/ZSA 1-2026",
        "T/CAS 123-2024",
        "中国测试协会",
        "Recognised in a test",
    ]


def test_every_page_of_it_names_kind_body_and_number(public, recognise):
    made = recognise()
    urls = [
        made.get_absolute_url(),
        reverse("catalogue:edition_en", args=[1, 2026]),
        made.announcement.get_absolute_url(),
        "/",
    ]
    for url in urls:
        shown = public(url).content.decode()
        told = [w in shown for w in ("Recognised in a test", "中国测试协会", "T/CAS 123-2024")]
        assert (url, told) == (url, [True] * 3)


def test_before_it_is_published_nobody_finds_it(public, recognise):
    made = recognise(publish=False)
    assert public(made.get_absolute_url()).status_code == 404
    assert public(reverse("catalogue:by_number", args=[WRITTEN])).status_code == 404
    assert "T/CAS" not in public(LIST).content.decode()


def test_the_announcement_names_the_body_and_its_number(recognise):
    made = recognise()
    data = announcement_data(made.announcement, regulation="中关村标准认定管理办法", decisions=[])
    assert (data["regulation"], data["decisions"]) == ("中关村标准认定管理办法", [])
    assert [(row["number"], row["source_body"], row["source_number"]) for row in data["rows"]] == [
        ("T/ZSA 1-2026", "中国测试协会", "T/CAS 123-2024")
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_cost_the_same_at_one_and_at_three_rows(
    public, recognise, rows, django_assert_num_queries
):
    for number in range(rows):
        made = recognise(f"T/CAS {number}-2024")
    for url, queries in ((LIST, 3), (made.get_absolute_url(), 9)):
        with django_assert_num_queries(queries):
            assert public(url).status_code == 200


# Revoked


def test_a_revoked_recognition_stays_readable_with_day_and_reason(public, recognise):
    made = recognise()
    revoked = revoke(made, on=TODAY)
    assert (revoked.status, revoked.status_since, revoked.status_reason) == (
        "revoked",
        TODAY,
        REASON,
    )
    for url in (made.get_absolute_url(), "/standards/1/", "/standards/1/2026/en/"):
        shown = public(url).content.decode()
        sentence = "The recognition was revoked on"
        told = [words in shown for words in (sentence, f"{TODAY}", REASON)]
        assert (url, told) == (url, [True] * 3)
        assert "Recognition revoked" in shown
    assert "Recognition revoked" in public(LIST).content.decode()
    assert "T/ZSA 1-2026" in public(LIST, status="revoked").content.decode()
    assert "Recognition revoked" in public("/search/", q=WRITTEN).content.decode()
    assert "Recognition revoked" in public(made.announcement.get_absolute_url()).content.decode()


def test_a_recognition_in_force_says_nothing_of_revocation(public, recognise):
    shown = public(recognise().get_absolute_url()).content.decode()
    assert "revoked" not in shown


def test_the_number_of_a_revoked_standard_is_given_to_nothing_else(recognise):
    revoke(recognise())
    assert recognise("T/CAS 8-2024").number == "T/ZSA 2-2026"


@pytest.mark.parametrize(
    ("days", "allowed"), [(-1, False), (0, True), (9, True), (10, True), (11, False)]
)
def test_it_is_revoked_from_its_publication_on_and_not_ahead(recognise, days, allowed):
    made = recognise()
    with clock.moved_to(NOON + 10 * DAY):
        if allowed:
            assert revoke(made, on=TODAY + days * DAY).status_since == TODAY + days * DAY
            return
        with pytest.raises(RuleUnmet) as refused:
            revoke(made, on=TODAY + days * DAY)
    assert refused.value.missing == [
        "The recognition ends on a day between its publication and today."
    ]
    made.refresh_from_db()
    assert (made.status, made.status_since) == ("current", None)


def test_it_is_revoked_with_a_reason(recognise):
    with pytest.raises(RuleUnmet) as refused:
        revoke(recognise(), reason="  ")
    assert refused.value.missing == [
        "Say why the recognition is revoked; the reason is shown to the public."
    ]


def test_it_is_revoked_once_and_only_in_force(recognise):
    sentence = "T/ZSA 1-2026 is not in force; only a recognition in force is revoked."
    pending = recognise(publish=False)
    with pytest.raises(RuleUnmet) as refused:
        revoke(pending)
    assert refused.value.missing == [sentence]
    revoke(editions.edition_publish(pending))
    with pytest.raises(RuleUnmet) as refused:
        revoke(pending)
    assert refused.value.missing == [sentence]


def test_what_was_not_recognised_is_not_revoked(make_edition):
    made = make_edition(7)
    with pytest.raises(RuleUnmet) as refused:
        revoke(made)
    assert refused.value.missing == ["T/ZSA 7-2024 was not recognised; there is nothing to revoke."]
    assert Edition.objects.get(pk=made.pk).status == "current"


@pytest.mark.parametrize("lost", [{"status_since": None}, {"status_reason": ""}])
def test_the_database_keeps_day_and_reason_of_a_revocation(recognise, lost):
    made = revoke(recognise())
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=made.pk).update(**lost)


# Texts


def text(edition, by):
    return edition_text_add(
        edition=edition,
        language="zh",
        upload=ContentFile(blank_pdf(), name="text.pdf"),
        released=True,
        by=by,
    )


def test_who_adds_texts_is_what_the_kind_says(client, recognise, make_staff):
    made = recognise()
    url = reverse("catalogue:edition_texts", args=[made.pk])
    for user, status in ((made.people["staff"], 200), (made.people["applicant"], 403)):
        client.force_login(user)
        assert client.get(url).status_code == status
    with pytest.raises(PermissionDenied):
        text(made, make_staff(department="standards"))
    first, second = (text(made, made.people["staff"]) for _time in range(2))
    assert (first.pk, first.version.document.matter_id) == (second.pk, made.matter_id)
    steps = made.matter.log.filter(step="text_add").values_list("values", flat=True)
    assert list(steps) == [{"language": "zh", "released": True}] * 2
    client.logout()
    assert client.get(reverse("catalogue:text", args=[1, 2026, "zh"])).status_code == 200


def test_before_publication_nobody_adds_texts_on_the_catalogues_page(recognise):
    made = recognise(publish=False)
    with pytest.raises(PermissionDenied):
        text(made, made.people["staff"])


def test_the_start_page_says_what_was_revoked_and_names_it_last(public, recognise):
    stays, gone = recognise("T/CAS 1-2024"), recognise("T/CAS 2-2024")
    page = public("/").content.decode()
    assert page.index(gone.number) < page.index(stays.number)
    assert "Recognition revoked" not in page
    revoke(gone)
    page = public("/").content.decode()
    assert page.index(stays.number) < page.index(gone.number) < page.index("Recognition revoked")
