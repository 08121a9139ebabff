"""A filed record is the version that was signed; what its paper becomes afterwards is another."""

from __future__ import annotations

import datetime as dt
import importlib
import json
from unittest import mock

import pypdfium2
import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.bags import actions as bags
from archive.exceptions.actions import exception_approve, exception_give
from archive.filing import actions
from archive.filing.actions import filing_open
from archive.filing.collecting.actions.taking import papers_take
from archive.filing.collecting.queries import proposed
from archive.filing.listing import checksum_of, lines_of
from archive.filing.models import Filing
from archive.filing.signing import stale_places
from archive.records import Item
from archive.versions import versions_held
from tests.archive.filing.collecting.matters import IN_MARCH, matter_of, paper_of
from tests.zsa_portal.documents.fetching import body, fetched
from tests.zsa_portal.documents.making import docx_bytes
from zsa_portal.documents import page_views, store
from zsa_portal.documents.actions import document_level_set, document_withdraw
from zsa_portal.documents.beside import papers_beside
from zsa_portal.documents.models import Document, Version
from zsa_portal.documents.store import put_own
from zsa_portal.documents.word import MEDIA_TYPE as DOCX
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import perform

APRIL = dt.datetime(2026, 4, 12, 9, tzinfo=IN_MARCH.tzinfo)


def fresh(filing):
    return Filing.objects.get(pk=filing.pk)


def renewed(document, by, *, at=APRIL, broken=False):
    """The paper, with a second version of another text."""
    text = f"second {document.pk}"
    file = put_own(text.encode() if broken else docx_bytes(text), media_type=DOCX)
    return Version.objects.create(
        document=document, number=2, file=file, name="纪要.docx", uploaded_by=by, at=at
    )


@pytest.fixture
def paper(filing, cast):
    """A paper of a matter, on the list of March."""
    made = paper_of(matter_of(cast.department, "甲项目"), cast.clerk)
    papers_take(filing=filing, keys=[f"d{made.pk}"], by=cast.archivist)
    Item.objects.update(name_reason="按工作习惯命名。", level_reason="已公开。")
    return made


@pytest.fixture
def first(paper):
    return paper.versions.get(number=1)


@pytest.fixture
def filed(filing, cast, paper, in_custody):
    """The filing with the paper in the archive; a new version came since."""
    approved = in_custody(filing)
    actions.rows_accept_rest(filing=approved, by=cast.custodian)
    renewed(paper, cast.clerk)
    return fresh(filing)


@pytest.mark.rule("A03a")
def test_what_is_signed_stays_whatever_its_paper_becomes(filing, cast, paper, first, submitted):
    submitted(filing)
    before = checksum_of(fresh(filing))
    renewed(paper, cast.clerk)
    (line,) = lines_of(fresh(filing))
    assert (line.sha256, line.outdated) == (first.file.sha256, True)
    assert checksum_of(fresh(filing)) == before
    assert stale_places(fresh(filing)) == []


def test_a_list_that_is_returned_is_made_up_of_the_newest_again(filing, cast, paper, submitted):
    submitted(filing)
    second = renewed(paper, cast.clerk)
    returned = perform(fresh(filing).return_list, by=cast.head, reason="请补新稿")
    assert lines_of(returned)[0].sha256 == second.file.sha256
    perform(returned.submit_list, by=cast.archivist)
    assert Item.objects.get().version == second


def test_the_bag_and_the_checks_hold_what_was_signed(filed, cast, first):
    (item,) = Item.objects.all()
    assert versions_held([item]) == {item.pk: first}
    assert set(item.checks.values_list("sha256", flat=True)) == {first.file.sha256}
    bag = bags.bag_ask(folder=item.folder, purpose="移交", by=cast.custodian)
    with mock.patch.object(
        bags.making,
        "make",
        side_effect=lambda _work, target, rows, *_: target.write_text(
            json.dumps([version.file.sha256 for _item, version in rows])
        ),
    ):
        assert bags.bag_make(bag.pk)
    bag.refresh_from_db()
    assert json.loads(bags.store.path_of(bag.file).read_text()) == [first.file.sha256]


@pytest.mark.parametrize("name", ["custodian", "other_clerk"])
def test_the_archive_shows_what_was_signed(filed, cast, paper, first, name):
    """The custodian reads of right, the clerk of another department by an exception."""
    reader, read = getattr(cast, name), []
    if name == "other_clerk":
        until = clock.today() + dt.timedelta(days=3)
        exception_give(
            on=paper, user=reader, reason="核对", until=until, copies=False, by=cast.custodian
        )
    client = Client()
    client.force_login(reader)
    url = reverse("documents:page", args=[paper.pk, 1])
    drawn = mock.Mock(pages_of=lambda _one: 1)
    drawn.page_picture.side_effect = lambda version, *_a, **_k: read.append(version) or b"png"
    with mock.patch.object(page_views, "watermark", drawn):
        item = client.get(reverse("archive:item", args=[Item.objects.get().pk]))
        assert f"{reverse('documents:read', args=[paper.pk])}?version={first.pk}" in (
            item.content.decode()
        )
        assert client.get(url, {"version": first.pk}).status_code == 200
        client.get(url)
        assert read == [first, paper.versions.get(number=2) if name == "custodian" else first]
        newer = client.get(url, {"version": paper.versions.get(number=2).pk})
        assert newer.status_code == (404 if name == "other_clerk" else 200)


def test_a_newer_version_is_material_of_a_later_month(filed, cast, paper, first):
    assert proposed(filed, cast.archivist) == []
    april = filing_open(department=cast.department, month=dt.date(2026, 4, 1), by=None)
    (one,) = proposed(april, cast.archivist)
    assert (one.document, one.late) == (paper, False)
    papers_take(filing=april, keys=[one.key], by=cast.archivist)
    assert proposed(april, cast.archivist) == []
    kept, later = Item.objects.order_by("pk")
    assert (kept.version, later.version) == (first, None)


@pytest.mark.rule("A10a")
def test_a_paper_of_a_matter_is_its_matters_until_the_list_is_signed(
    filing, cast, paper, submitted
):
    graded = {"document": paper, "reason": "更正", "by": cast.clerk}
    document_level_set(level=Level.PUBLIC, **graded)
    submitted(filing)
    paper.refresh_from_db()
    with pytest.raises(RuleUnmet, match="This is a record of the archive"):
        document_level_set(level=Level.RESTRICTED, **graded)
    with pytest.raises(RuleUnmet, match="This is a record of the archive"):
        document_withdraw(**graded)


@pytest.mark.rule("A14a")
def test_from_the_signature_on_only_marked_copies_of_a_record_leave(
    filing, cast, paper, first, submitted
):
    put_in = store.path_of(first.file).read_bytes()
    assert body(fetched(first, cast.clerk)) == put_in
    submitted(filing)
    second = renewed(paper, cast.clerk)
    unfiled = paper_of(matter_of(cast.department, "乙项目"), cast.clerk).versions.get()
    assert body(fetched(unfiled, cast.clerk)) == store.path_of(unfiled.file).read_bytes()
    copy = fetched(first, cast.clerk)
    assert ".pdf" in copy["Content-Disposition"]
    pages = pypdfium2.PdfDocument(body(copy))
    assert all("秘密" in page.get_textpage().get_text_range() for page in pages)
    assert body(fetched(second, cast.clerk)) == store.path_of(second.file).read_bytes()
    Document.objects.update(level=Level.PUBLIC)
    assert body(fetched(first, cast.clerk)) == put_in


READING = ("readable_by", "savable_by", "opened_to", "readable_by_party")


def reads(paper, user):
    """Whether a user reads a paper, asked in each way; and what the page answers."""
    found = {
        getattr(Document.objects, how)(user).filter(pk=paper.pk).exists() for how in READING
    } | {Document.objects.readable_in(paper.matter, user).filter(pk=paper.pk).exists()}
    client = Client()
    client.force_login(user)
    found.add(client.get(reverse("documents:history", args=[paper.pk])).status_code == 200)
    (same,) = found
    return same


@pytest.mark.rule("A10a")
def test_who_sent_a_confidential_paper_reads_it_until_the_archive_takes_it_in(
    filing, cast, paper, in_custody
):
    Document.objects.update(level=Level.CONFIDENTIAL)
    assert reads(paper, cast.clerk)
    approved = in_custody(filing)
    assert reads(paper, cast.clerk)
    actions.rows_accept_rest(filing=approved, by=cast.custodian)
    assert not reads(paper, cast.clerk)
    assert fetched(paper.versions.get(), cast.clerk).status_code == 403
    assert reads(paper, cast.custodian)
    renewed(paper, cast.clerk)
    assert reads(paper, cast.clerk), "a later version is worked on"


@pytest.mark.rule("A10a")
@pytest.mark.parametrize(("level", "stays"), [(Level.PUBLIC, True), (Level.RESTRICTED, False)])
def test_what_one_sent_from_elsewhere_is_borrowed_above_public(
    filing, cast, paper, submitted, level, stays
):
    """Who sent it is of another department now; a colleague of its own reads it by the department."""
    Document.objects.update(level=level, uploaded_by=cast.other_clerk)
    submitted(filing)
    Item.objects.update(state=Item.State.RETURNED)
    assert reads(paper, cast.other_clerk)
    Item.objects.update(state=Item.State.ACCEPTED)
    assert reads(paper, cast.other_clerk) is stays
    assert reads(paper, cast.clerk)


def told(client, version, **headers):
    """The answers of the pages that tell the words of a version: its text, what changed in it."""
    text = client.get(reverse("documents:text", args=[version.pk]), {"now": 1}, headers=headers)
    compared = client.get(
        reverse("documents:compare", args=[version.document_id]),
        {"new": version.number, "old": version.number - 1},
    )
    return text, compared


PICTURES = "is read page by page, as pictures: its text is neither shown nor compared"


@pytest.mark.parametrize(
    ("level", "open_to_all"), [(Level.RESTRICTED, True), (Level.CONFIDENTIAL, False)]
)
def test_no_page_tells_the_words_of_a_confidential_record(
    filing, cast, paper, first, submitted, level, open_to_all
):
    """The custodian reads it of right, and still by pictures alone; so nobody has more."""
    Document.objects.update(level=level)
    second = renewed(paper, cast.clerk)
    client = Client(headers={"accept-language": "en"})
    client.force_login(cast.custodian)
    for answer in told(client, second):
        assert answer.status_code == 200
    submitted(filing)
    third = Version.objects.create(
        document=paper, number=3, file=first.file, name="x.txt", uploaded_by=cast.clerk
    )
    fourth = Version.objects.create(
        document=paper, number=4, file=second.file, name="x.txt", uploaded_by=cast.clerk
    )
    text, compared = told(client, second)
    assert (text.status_code, compared.status_code) == ((200, 200) if open_to_all else (409, 409))
    for answer in (text, compared):
        page = answer.content.decode()
        assert (PICTURES in page) is not open_to_all
        assert (f"second {paper.pk}" in page or "<ins>" in page) is open_to_all
    beside = told(client, second, **{"HX-Request": "true"})[0]
    assert beside.status_code == 200
    assert (PICTURES in beside.content.decode()) is not open_to_all
    assert told(client, third)[1].status_code == (200 if open_to_all else 409)
    assert [one.status_code for one in told(client, fourth)] == [200, 200]
    history = client.get(reverse("documents:history", args=[paper.pk])).content.decode()
    shown = {one for one in paper.versions.all() if f"/{one.pk}/text/" in history}
    assert shown == ({first, second, third, fourth} if open_to_all else {third, fourth})
    assert "Compare two versions" in history


def papers_page(client, matter):
    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"/matters/{matter.pk}/papers/").content.decode()
    return page, len(asked)


def test_the_list_of_papers_leads_to_pages_where_no_page_tells_the_words(
    filing, cast, paper, submitted
):
    matter, client = paper.matter, Client(headers={"accept-language": "en"})
    client.force_login(cast.custodian)
    others = [paper_of(matter, cast.clerk) for _n in range(2)]
    Document.objects.update(level=Level.CONFIDENTIAL)
    version = paper.versions.get()
    text = reverse("documents:text", args=[version.pk])
    read = reverse("documents:read", args=[paper.pk])
    page, before = papers_page(client, matter)
    assert text in page
    assert f'"{read}"' not in page
    submitted(filing)
    page, filed = papers_page(client, matter)
    assert text not in page
    assert f'"{read}"' in page
    assert client.get(read).status_code == 200
    assert all(reverse("documents:text", args=[one.versions.get().pk]) in page for one in others)
    assert filed == before
    renewed(paper, cast.clerk)
    newest = reverse("documents:text", args=[paper.versions.get(number=2).pk])
    page, later = papers_page(client, matter)
    assert newest in page
    assert f'"{read}"' not in page
    assert later == filed


def test_beside_a_form_a_filed_confidential_paper_is_a_link_to_its_pages(
    filing, cast, paper, submitted
):
    Document.objects.update(level=Level.CONFIDENTIAL)
    submitted(filing)
    (panel,) = papers_beside(paper.matter, cast.custodian, "", "")
    assert reverse("documents:read", args=[paper.pk]) in panel.html
    assert "/text/" not in panel.html


def test_who_reads_a_confidential_record_by_an_exception_has_pictures_alone(
    filing, cast, paper, first, in_custody
):
    Document.objects.update(level=Level.CONFIDENTIAL)
    renewed(paper, cast.clerk)
    actions.rows_accept_rest(filing=in_custody(filing), by=cast.custodian)
    until = clock.today() + dt.timedelta(days=3)
    given = {"user": cast.other_clerk, "reason": "核对", "until": until, "copies": True}
    exception_approve(
        exception=exception_give(on=paper, by=cast.custodian, **given), by=cast.vice_chair
    )
    client = Client()
    client.force_login(cast.other_clerk)
    assert client.get(reverse("documents:read", args=[paper.pk])).status_code == 200
    text, compared = told(client, paper.versions.get(number=2))
    assert text.status_code == 403
    assert "text " not in compared.content.decode()


def test_a_record_that_cannot_be_marked_is_refused_in_words(filing, cast, paper, submitted):
    broken = renewed(paper, cast.clerk, broken=True)
    submitted(filing)
    refused = fetched(broken, cast.clerk)
    assert refused.status_code == 422
    assert "No copy was made." in refused.content.decode()
    assert "“纪要.docx” is no readable docx file" in refused.content.decode()
    assert "hx-get" not in refused.content.decode()


def test_the_migration_gives_each_record_the_version_of_its_day(
    filing, cast, paper, first, submitted
):
    """Of a list that is signed the version at its signature, of a record that when it was taken in."""
    migration = importlib.import_module("archive.migrations.0012_versions_of_filed")

    def pinned(**state):
        Item.objects.update(version=None, **state)
        migration.pin(apps, None)
        return Item.objects.get().version

    assert pinned() is None
    submitted(filing)
    second = renewed(paper, cast.clerk)
    assert pinned() == first
    assert pinned(state="accepted", accepted_at=APRIL + dt.timedelta(hours=1)) == second
