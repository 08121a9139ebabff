"""The screens of papers: what they show, take and refuse."""

from __future__ import annotations

import re

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.zsa_portal.documents.making import docx_bytes, pdf_bytes, upload
from zsa_portal.documents import actions
from zsa_portal.documents.models import Document, File, Handing, Version
from zsa_portal.documents.readings import ReadLog
from zsa_portal.people.models import Party

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in():
    def make(user) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        return client

    return make


def post_file(client, url, name="草案.docx", data=None, **fields):
    given = {
        "file": SimpleUploadedFile(name, data or docx_bytes()),
        "no_state_secrets": "on",
        **fields,
    }
    return client.post(url, {key: value for key, value in given.items() if value is not None})


@pytest.fixture
def upload_url(example_matter):
    return reverse("documents:upload", args=[example_matter.pk, "test.outline"])


def test_the_form_asks_for_a_file_and_says_that_state_secrets_do_not_belong_here(
    signed_in, example_matter, upload_url
):
    page = signed_in(example_matter.people["applicant"]).get(upload_url)
    assert page.status_code == 200
    text = page.content.decode()
    assert "国家秘密" in text
    assert 'enctype="multipart/form-data"' in text
    assert 'name="level"' not in text
    assert 'name="title"' not in text


def test_a_paper_is_uploaded_by_a_plain_post(signed_in, example_matter, upload_url):
    answer = post_file(signed_in(example_matter.people["applicant"]), upload_url)
    assert (answer.status_code, answer.url) == (302, f"/matters/{example_matter.pk}/papers/")
    assert [str(one) for one in get_messages(answer.wsgi_request)] == [
        "Stored: 草案.docx, version 1."
    ]
    assert Version.objects.get().name == "草案.docx"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"no_state_secrets": None}, "Confirm that the file contains no state secrets"),
        ({"file": None}, "This field is required."),
        (
            {"file": SimpleUploadedFile("a.docx", b"MZ" + b"\0" * 99)},
            "is a program, not a document",
        ),
        ({"file": SimpleUploadedFile("a.docx", b"")}, "empty"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, "not of an accepted kind"),
    ],
)
def test_a_bad_upload_keeps_the_page_and_stores_nothing(
    signed_in, example_matter, upload_url, fields, sentence
):
    answer = post_file(signed_in(example_matter.people["applicant"]), upload_url, **fields)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (Document.objects.count(), File.objects.count()) == (0, 0)


def test_refusals_are_chinese_for_chinese_readers(example_matter, upload_url):
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(example_matter.people["applicant"])
    answer = post_file(client, upload_url, file=SimpleUploadedFile("a.docx", b"MZ" + b"\0" * 99))
    assert "内容是可执行程序" in answer.content.decode()


def test_a_stranger_finds_nothing_and_another_role_may_not(
    signed_in, example_matter, upload_url, make_user
):
    assert Client().get(upload_url).status_code == 302
    assert signed_in(make_user()).get(upload_url).status_code == 404
    staff = signed_in(example_matter.people["staff"])
    assert staff.get(upload_url).status_code == 403
    assert post_file(staff, upload_url).status_code == 403
    assert (
        staff.get(reverse("documents:upload", args=[example_matter.pk, "nothing"])).status_code
        == 404
    )
    assert Document.objects.count() == 0


def test_staff_choose_the_level_and_fields_that_are_not_asked_are_ignored(
    signed_in, example_matter, upload_url
):
    staff = signed_in(example_matter.people["staff"])
    url = reverse("documents:upload", args=[example_matter.pk, "test.minutes"])
    assert 'name="level"' in staff.get(url).content.decode()
    assert post_file(staff, url, level="restricted").status_code == 302
    post_file(
        signed_in(example_matter.people["applicant"]),
        upload_url,
        level="public",
        owner="99",
        title="x",
        kind="test.minutes",
    )
    found = dict(Document.objects.values_list("kind", "level"))
    assert found == {"test.minutes": "restricted", "test.outline": "restricted"}


def test_a_title_is_asked_where_papers_stand_side_by_side(signed_in, example_matter):
    client = signed_in(example_matter.people["applicant"])
    url = reverse("documents:upload", args=[example_matter.pk, "test.attachment"])
    assert post_file(client, url).status_code == 422
    assert post_file(client, url, title="Test report").status_code == 302
    assert Document.objects.get().title == "Test report"


def test_a_new_version_is_uploaded_on_the_papers_own_page(signed_in, add, example_matter):
    version, client = add(example_matter), signed_in(example_matter.people["applicant"])
    url = reverse("documents:new_version", args=[version.document.pk])
    assert client.get(url).status_code == 200
    assert post_file(client, url, data=docx_bytes("newer")).status_code == 302
    assert list(Version.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    page = client.get(version.document.get_absolute_url()).content.decode()
    assert page.count("/download/") == 2


def test_the_history_is_for_readers(signed_in, add, example_matter, make_staff, make_user):
    document = add(example_matter, "test.minutes").document
    url = document.get_absolute_url()
    refused = signed_in(make_staff()).get(url)
    assert refused.status_code == 403
    assert "not read it" in refused.content.decode()
    assert signed_in(make_user()).get(url).status_code == 404
    assert signed_in(example_matter.people["applicant"]).get(url).status_code == 404


def test_withdrawing_asks_for_a_reason(signed_in, add, example_matter):
    document, client = add(example_matter).document, signed_in(example_matter.people["applicant"])
    url = reverse("documents:withdraw", args=[document.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "The wrong file."}).status_code == 302
    assert Document.objects.live().count() == 0


def test_regrading_and_handing_are_for_keepers(signed_in, add, example_matter, make_user):
    document, reader = add(example_matter).document, make_user("Reader")
    level, hand = (reverse(f"documents:{name}", args=[document.pk]) for name in ("level", "hand"))
    applicant, staff = (
        signed_in(example_matter.people["applicant"]),
        signed_in(example_matter.people["staff"]),
    )
    assert [applicant.get(url).status_code for url in (level, hand)] == [403, 403]
    assert (
        staff.post(hand, {"person": reader.pk, "department": example_matter.owner_id}).status_code
        == 422
    )
    for day in ("2001-01-01", "0001-01-01", "9999-12-31"):
        assert staff.post(hand, {"person": reader.pk, "last_day": day}).status_code == 422
    assert staff.post(hand, {"person": 999_999}).status_code == 422
    assert staff.post(hand, {"person": reader.pk}).status_code == 302
    assert signed_in(reader).get(document.get_absolute_url()).status_code == 200
    end = reverse("documents:end_handing", args=[Handing.objects.get().pk])
    assert applicant.post(end).status_code == 403
    assert staff.get(end).status_code == 200
    assert staff.post(end).status_code == 302
    assert signed_in(reader).get(document.get_absolute_url()).status_code == 404
    assert staff.post(level, {"level": "public", "reason": "Decided so."}).status_code == 302
    assert staff.post(level, {"level": "secret", "reason": "Decided so."}).status_code == 422
    assert Document.objects.get().level == "public"


def test_a_handing_of_an_unknown_paper_is_not_found(signed_in, add, example_matter, make_user):
    document, stranger = add(example_matter).document, make_user()
    handing = actions.document_hand(
        document=document, party=Party.of(make_user()), by=example_matter.people["staff"]
    )
    assert (
        signed_in(stranger).post(reverse("documents:end_handing", args=[handing.pk])).status_code
        == 404
    )


# --- the bytes ---------------------------------------------------------------------------------


@pytest.fixture
def paper(add, example_matter):
    return add(example_matter, data=b"%PDF-" + pdf_bytes()[5:], name="标准 草案 v1.pdf")


def test_a_download_is_an_attachment_with_its_chinese_name_and_is_not_kept(
    signed_in, paper, example_matter
):
    answer = signed_in(example_matter.people["applicant"]).get(paper.get_absolute_url())
    assert b"".join(answer.streaming_content) == pdf_bytes()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E6%A0%87%E5%87%86%20%E8%8D%89%E6%A1%88%20v1.pdf"
    )
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Length"] == str(len(pdf_bytes()))


def test_reading_a_restricted_paper_is_logged_apart_and_a_public_one_is_not(
    signed_in, add, paper, example_matter
):
    applicant = example_matter.people["applicant"]
    client = signed_in(applicant)
    client.get(paper.get_absolute_url())
    client.get(reverse("documents:view", args=[paper.pk]))
    assert list(ReadLog.objects.order_by("pk").values_list("by", "version", "how", "level")) == [
        (applicant.pk, paper.pk, "download", "restricted"),
        (applicant.pk, paper.pk, "inline", "restricted"),
    ]
    public = add(example_matter, "test.draft_text")
    answer = client.get(public.get_absolute_url())
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-cache")
    assert ReadLog.objects.count() == 2


@pytest.mark.parametrize(
    ("asked", "status", "span", "length"),
    [
        ("bytes=0-3", 206, "0-3", 4),
        ("bytes=5-", 206, "5-{last}", None),
        ("bytes=-10", 206, "{tail}-{last}", 10),
        ("bytes=0-99999999", 206, "0-{last}", None),
        ("bytes=99999999-", 416, None, 0),
        ("bytes=5-2", 416, None, 0),
        ("bytes=0-1,3-4", 200, None, None),
        ("bytes=-", 200, None, None),
        pytest.param(f"bytes=-{'9' * 5000}", 200, None, None, id="absurd"),
        ("lines=1-2", 200, None, None),
    ],
)
def test_a_part_of_the_file_may_be_asked(
    signed_in, paper, example_matter, asked, status, span, length
):
    data = pdf_bytes()
    client = signed_in(example_matter.people["applicant"])
    answer = client.get(paper.get_absolute_url(), headers={"range": asked})
    assert answer.status_code == status
    if status == 416:
        assert answer["Content-Range"] == f"bytes */{len(data)}"
        return
    body = b"".join(answer.streaming_content)
    if span is None:
        assert body == data
        return
    first, _dash, last = span.format(last=len(data) - 1, tail=len(data) - 10).partition("-")
    assert answer["Content-Range"] == f"bytes {first}-{last}/{len(data)}"
    assert body == data[int(first) : int(last) + 1]
    assert length in {None, len(body)}


def test_a_part_of_a_file_that_changed_is_sent_whole(signed_in, paper, example_matter):
    client = signed_in(example_matter.people["applicant"])
    answer = client.get(
        paper.get_absolute_url(), headers={"range": "bytes=0-3", "if-range": '"other"'}
    )
    assert answer.status_code == 200
    tagged = client.get(
        paper.get_absolute_url(), headers={"range": "bytes=0-3", "if-range": answer["ETag"]}
    )
    assert tagged.status_code == 206


def test_behind_nginx_only_the_path_is_sent(signed_in, paper, example_matter, settings):
    settings.FILES_ACCEL_PREFIX = "/protected/"
    answer = signed_in(example_matter.people["applicant"]).get(paper.get_absolute_url())
    checksum = paper.file.sha256
    assert answer["X-Accel-Redirect"] == f"/protected/{checksum[:2]}/{checksum[2:4]}/{checksum}"
    assert answer.content == b""


def test_only_safe_kinds_are_shown_in_the_browser(signed_in, paper, add, example_matter):
    client = signed_in(example_matter.people["applicant"])
    shown = client.get(reverse("documents:view", args=[paper.pk]))
    assert shown["Content-Disposition"].startswith("inline")
    word = add(example_matter, "test.attachment", title="Word")
    assert client.get(reverse("documents:view", args=[word.pk]))["Content-Disposition"].startswith(
        "attachment"
    )


@pytest.mark.parametrize("name", ["download", "view"])
def test_the_bytes_are_for_readers_alone(
    signed_in, add, example_matter, make_staff, make_user, name
):
    url = reverse(f"documents:{name}", args=[add(example_matter, "test.minutes").pk])
    assert signed_in(make_staff()).get(url).status_code == 403
    assert signed_in(make_user()).get(url).status_code == 404
    stranger, nothing = (
        Client().get(url),
        Client().get(reverse(f"documents:{name}", args=[999_999])),
    )
    assert (stranger.status_code, nothing.status_code) == (302, 302)
    assert signed_in(make_user()).post(url).status_code == 405
    assert ReadLog.objects.count() == 0


def test_a_right_that_ends_while_the_page_is_open_ends_the_next_range(
    signed_in, paper, example_matter, make_user
):
    reader = make_user()
    staff = example_matter.people["staff"]
    handing = actions.document_hand(document=paper.document, party=Party.of(reader), by=staff)
    client = signed_in(reader)
    url = paper.get_absolute_url()
    assert client.get(url, headers={"range": "bytes=0-3"}).status_code == 206
    actions.handing_end(handing=handing, by=staff)
    assert client.get(url, headers={"range": "bytes=4-7"}).status_code == 404


def test_the_public_downloads_what_is_public_in_its_phase(add, make_matter):
    matter = make_matter("noticed")
    version = add(matter, "test.draft_text")
    answer = Client().get(version.get_absolute_url())
    assert answer.status_code == 200
    assert Client().get(version.document.get_absolute_url()).status_code == 302


# --- the tab -----------------------------------------------------------------------------------


def test_the_tab_groups_papers_and_offers_what_may_be_added(signed_in, add, example_matter):
    add(example_matter, "test.outline")
    add(example_matter, "test.attachment", title="Test report")
    url = f"/matters/{example_matter.pk}/papers/"
    applicant = signed_in(example_matter.people["applicant"]).get(url).content.decode()
    assert "Test report" in applicant
    assert reverse("documents:upload", args=[example_matter.pk, "test.outline"]) in applicant
    assert reverse("documents:upload", args=[example_matter.pk, "test.minutes"]) not in applicant
    staff = signed_in(example_matter.people["staff"]).get(url).content.decode()
    assert reverse("documents:upload", args=[example_matter.pk, "test.minutes"]) in staff
    assert reverse("documents:upload", args=[example_matter.pk, "test.outline"]) not in staff


def test_the_tab_masks_the_title_of_a_confidential_paper(
    signed_in, add, example_matter, make_staff, make_user
):
    add(
        example_matter,
        "test.attachment",
        title="CANARY-TITLE",
        by=example_matter.people["applicant"],
        level="confidential",
    )
    url = f"/matters/{example_matter.pk}/papers/"
    chief = make_staff(posts=("secretary_general",))
    assert "CANARY-TITLE" in signed_in(chief).get(url).content.decode()
    staff = signed_in(make_staff()).get(url).content.decode()
    assert "CANARY-TITLE" not in staff
    assert "Confidential paper" in staff


def test_a_colleague_of_the_applicant_sees_nothing_of_the_secretariats_papers(
    signed_in, add, example_matter, make_user
):
    add(example_matter, "test.minutes", name="CANARY.docx")
    colleague = make_user(organisation=example_matter.applicant)
    page = signed_in(colleague).get(f"/matters/{example_matter.pk}/papers/").content.decode()
    assert "CANARY" not in page
    assert "Confidential paper" not in page


@pytest.mark.parametrize("role", ["applicant", "staff"])
def test_the_tab_takes_the_same_queries_at_one_and_three_papers(
    signed_in, add, example_matter, role, django_assert_max_num_queries
):
    client = signed_in(example_matter.people[role])
    url = f"/matters/{example_matter.pk}/papers/"
    counts = []
    for total in (1, 3):
        while Document.objects.count() < total:
            add(example_matter, "test.attachment", title=f"Paper {Document.objects.count()}")
        client.get(url)
        with django_assert_max_num_queries(15) as asked:
            client.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_history_takes_the_same_queries_at_one_and_three_versions(
    signed_in, add, example_matter, django_assert_max_num_queries
):
    client, counts = signed_in(example_matter.people["staff"]), []
    for total in (1, 3):
        while Version.objects.count() < total:
            version = add(example_matter)
        client.get(version.document.get_absolute_url())
        with django_assert_max_num_queries(15) as asked:
            client.get(version.document.get_absolute_url())
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_no_page_carries_inline_script_or_style(signed_in, add, example_matter, upload_url):
    version = add(example_matter)
    client = signed_in(example_matter.people["applicant"])
    for url in (
        upload_url,
        version.document.get_absolute_url(),
        f"/matters/{example_matter.pk}/papers/",
    ):
        page = client.get(url).content.decode()
        assert re.findall(r"<style|\sstyle=|<script>|\son\w+=", page) == []


def test_two_versions_of_the_same_upload_are_one(signed_in, example_matter, upload_url):
    client, data = signed_in(example_matter.people["applicant"]), docx_bytes()
    for _click in range(2):
        assert post_file(client, upload_url, data=data).status_code == 302
    assert Version.objects.count() == 1
    assert upload("a", b"").name == "a"
