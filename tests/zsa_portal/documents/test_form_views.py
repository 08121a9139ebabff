"""Official forms on screen, and the check page behind their QR code."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.procedure import roles
from tests.procedure.papers import EXAMPLE_FORM
from tests.zsa_portal.documents.making import pdf_bytes
from zsa_portal.documents import access, forms, render, tasks, watermark
from zsa_portal.documents.kinds import FormKind
from zsa_portal.documents.models import IssuedForm, Version
from zsa_portal.documents.readings import ReadLog, ReadRefusal
from zsa_portal.documents.zipping import tell
from zsa_portal.notices.papers import COMMENT_TABLE
from zsa_portal.workflow.machine import Phase

pytestmark = pytest.mark.django_db
KEPT_FORM = FormKind(
    key="test.kept_form", title="甲", template=EXAMPLE_FORM.template, keeper="standards"
)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(render, "pdf", lambda html: b"%PDF-1.7 " + html.encode()[:9])
    monkeypatch.setattr(watermark, "marked_form", lambda made, _level: made)


@pytest.fixture
def signed_in():
    def make(user) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        return client

    return make


@pytest.fixture
def issued(example_matter):
    access.share(EXAMPLE_FORM.key, [roles.APPLICANT])
    return forms.issue(
        EXAMPLE_FORM, about=example_matter, data={"title": "甲"}, by=example_matter.people["staff"]
    )


def test_the_page_says_how_much_of_a_long_form_is_made(signed_in, issued, example_matter):
    client = signed_in(example_matter.people["applicant"])
    progress = reverse("documents:form_progress", args=[issued.pk])
    assert "75 %" not in client.get(progress).content.decode()
    tell(issued.job, 3, 4)
    assert "75 %" in client.get(progress).content.decode()


def test_a_form_is_named_in_the_reader_s_language_where_it_has_its_kind_s_name(example_matter):
    staff = example_matter.people["staff"]
    own, other = (
        forms.issue(COMMENT_TABLE, about=example_matter, data={}, by=staff, **named)
        for named in ({}, {"title": "另一名称"})
    )
    with translation.override("en"):
        shown = [own.shown_title, other.shown_title]
    assert shown == ["Table of comments and their handling (annex 7)", "另一名称"]
    with translation.override("zh-hans"):
        assert own.shown_title == own.title


def test_while_the_pdf_is_made_the_page_asks_again(signed_in, issued, example_matter):
    client = signed_in(example_matter.people["applicant"])
    page = client.get(issued.get_absolute_url()).content.decode()
    progress = reverse("documents:form_progress", args=[issued.pk])
    assert f'hx-get="{progress}"' in page
    assert (
        client.get(reverse("documents:form_pdf", args=[issued.pk])).url == issued.get_absolute_url()
    )
    assert f'hx-get="{progress}"' in client.get(progress).content.decode()
    tasks.render_form(issued.pk)
    ready = client.get(progress).content.decode()
    assert "hx-get" not in ready
    assert reverse("documents:form_pdf", args=[issued.pk]) in ready


def test_the_pdf_is_shown_under_its_name_and_logged(signed_in, issued, example_matter):
    tasks.render_form(issued.pk)
    reader = example_matter.people["applicant"]
    answer = signed_in(reader).get(reverse("documents:form_pdf", args=[issued.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF-1.7")
    assert answer["Content-Disposition"].startswith("inline; filename")
    assert answer["Cache-Control"] == "private, no-store"
    entry = ReadLog.objects.get()
    assert (entry.by, entry.paper, entry.how, entry.level) == (
        reader,
        issued,
        "inline",
        "restricted",
    )


@pytest.mark.parametrize("name", ["form", "form_pdf"])
def test_who_asks_for_a_form_and_is_refused_is_logged(
    signed_in, issued, make_user, example_matter, name
):
    tasks.render_form(issued.pk)
    url, stranger = reverse(f"documents:{name}", args=[issued.pk]), make_user()
    assert Client().get(url).status_code == 302
    assert signed_in(example_matter.people["applicant"]).get(url).status_code == 200
    assert not ReadRefusal.objects.exists()
    assert signed_in(stranger).get(url).status_code == 404
    entry = ReadRefusal.objects.get()
    assert (entry.by, entry.form, entry.document, entry.how, entry.level) == (
        stranger,
        issued,
        None,
        "inline",
        "restricted",
    )


@pytest.mark.parametrize("name", ["form", "form_pdf"])
def test_nothing_is_logged_of_a_public_form_or_of_none(signed_in, issued, make_user, name):
    IssuedForm.objects.filter(pk=issued.pk).update(level="public")
    stranger = signed_in(make_user())
    for key in (issued.pk, 999_999):
        assert stranger.get(reverse(f"documents:{name}", args=[key])).status_code == 404
    assert not ReadRefusal.objects.exists()


def test_a_failed_pdf_says_so_and_staff_may_retry(signed_in, issued, example_matter):
    IssuedForm.objects.filter(pk=issued.pk).update(state="failed", error="secret path /x/y")
    retry = reverse("documents:form_retry", args=[issued.pk])
    applicant, staff = (
        signed_in(example_matter.people["applicant"]),
        signed_in(example_matter.people["staff"]),
    )
    page = applicant.get(issued.get_absolute_url()).content.decode()
    assert "could not be made" in page
    assert retry not in page
    assert "/x/y" not in page
    assert applicant.post(retry).status_code == 403
    assert retry in staff.get(issued.get_absolute_url()).content.decode()
    assert staff.get(retry).status_code == 200
    assert staff.post(retry).status_code == 302
    assert IssuedForm.objects.get(pk=issued.pk).state == "pending"


@pytest.mark.parametrize("name", ["form", "form_progress", "form_pdf", "form_retry", "form_scan"])
def test_a_form_is_hidden_from_strangers(signed_in, issued, make_user, name):
    url = reverse(f"documents:{name}", args=[issued.pk])
    assert signed_in(make_user()).get(url).status_code == 404
    assert Client().get(url).status_code == 302


def test_the_sealed_scan_is_attached_on_the_forms_page(signed_in, issued, example_matter):
    staff = signed_in(example_matter.people["staff"])
    url = reverse("documents:form_scan", args=[issued.pk])
    assert signed_in(example_matter.people["applicant"]).get(url).status_code == 403
    refused = staff.post(
        url, {"file": SimpleUploadedFile("a.docx", b"x"), "no_state_secrets": "on"}
    )
    assert refused.status_code == 422
    sent = staff.post(
        url, {"file": SimpleUploadedFile("盖章.pdf", pdf_bytes()), "no_state_secrets": "on"}
    )
    assert sent.status_code == 302
    assert Version.objects.get().document.scan_of == issued
    assert "盖章.pdf" in staff.get(issued.get_absolute_url()).content.decode()
    tab = staff.get(f"/matters/{example_matter.pk}/papers/").content.decode()
    assert "盖章.pdf" in tab


@pytest.mark.parametrize("total", [1, 3])
def test_the_tab_lists_forms_within_its_queries(
    signed_in, issued, example_matter, total, django_assert_max_num_queries
):
    for _more in range(total - 1):
        forms.issue(EXAMPLE_FORM, about=example_matter, data={}, by=None)
    client = signed_in(example_matter.people["staff"])
    client.get(f"/matters/{example_matter.pk}/papers/")
    with django_assert_max_num_queries(15):
        page = client.get(f"/matters/{example_matter.pk}/papers/").content.decode()
    assert page.count("LS-") == total


def check_page(form, client=None):
    return (client or Client(headers={"accept-language": "en"})).get(form.check_path)


def test_the_check_page_tells_anyone_number_title_date_and_state(issued):
    page = check_page(issued)
    text = page.content.decode()
    assert page.status_code == 200
    assert issued.number in text
    assert issued.title in text
    assert issued.issued_at.astimezone().strftime("%Y") in text
    assert reverse("documents:form_pdf", args=[issued.pk]) not in text
    assert "no-cache" in page["Cache-Control"]


def test_the_check_page_of_a_confidential_form_keeps_its_title(
    example_matter, signed_in, make_user
):
    form = IssuedForm.objects.create(
        kind="x", title="CANARY", number="X-2026-001", level="confidential", check_token="t"
    )
    form.matters.set([example_matter])
    text = check_page(form).content.decode()
    assert "X-2026-001" in text
    assert "CANARY" not in text
    chief = make_user(posts=("secretary_general",))
    assert "CANARY" in check_page(form, signed_in(chief)).content.decode()


def test_a_paper_without_a_number_of_its_own_is_known_by_the_one_it_prints():
    form = IssuedForm.objects.create(
        kind="test.announcement",
        title="公告",
        level="public",
        check_token="t",
        data={"number": "ZSA公告〔2026〕1号"},
    )
    assert "ZSA公告〔2026〕1号" in check_page(form).content.decode()
    assert IssuedForm.objects.numbered().get().printed_number == "ZSA公告〔2026〕1号"


def test_the_check_page_never_names_the_matter_or_its_data(issued, example_matter):
    text = check_page(issued).content.decode()
    assert example_matter.title not in text
    assert "甲" not in text


def test_the_check_page_opens_the_pdf_only_to_who_may_read_it(signed_in, issued, example_matter):
    tasks.render_form(issued.pk)
    pdf = reverse("documents:form_pdf", args=[issued.pk])
    assert pdf not in check_page(issued).content.decode()
    assert pdf in check_page(issued, signed_in(example_matter.people["applicant"])).content.decode()


def test_a_public_forms_pdf_opens_to_anyone_in_its_phase(
    make_matter, make_staff, signed_in, monkeypatch
):
    matter = make_matter("published")
    form = IssuedForm.objects.create(
        kind="test.told_form", title="公告", level="public", check_token="t"
    )
    form.matters.set([matter])
    access.make_public("test.told_form", Phase.PUBLISHED)
    monkeypatch.setitem(forms.FORMS, "test.told_form", EXAMPLE_FORM)
    tasks.render_form(form.pk)
    answer = Client().get(reverse("documents:form_pdf", args=[form.pk]))
    assert answer.status_code == 200
    assert ReadLog.objects.count() == 0
    page = Client().get(form.get_absolute_url())
    assert page.status_code == 200
    assert reverse("documents:form_pdf", args=[form.pk]) in page.content.decode()
    assert str(matter) in page.content.decode()
    assert matter.get_absolute_url() not in page.content.decode()
    known = signed_in(make_staff(posts=("secretary_general",))).get(form.get_absolute_url())
    assert f'href="{matter.get_absolute_url()}"' in known.content.decode()


def test_an_unknown_mark_is_told_to_be_unknown():
    answer = Client(headers={"accept-language": "en"}).get(
        reverse("documents:check", args=["forged"])
    )
    assert answer.status_code == 404
    assert "No paper of the association carries this mark" in answer.content.decode()


def test_a_form_about_no_matter_is_sealed_by_the_department_that_keeps_it(signed_in, make_staff):
    keeper, other = make_staff(department="standards"), make_staff(department="finance")
    unkept = forms.issue(EXAMPLE_FORM, about=(), data={"title": "甲"}, by=keeper)
    alone = forms.issue(KEPT_FORM, about=(), data={"title": "乙"}, by=keeper)
    IssuedForm.objects.update(level="restricted")
    assert (
        signed_in(keeper).get(reverse("documents:form_scan", args=[unkept.pk])).status_code == 403
    )
    url = reverse("documents:form_scan", args=[alone.pk])
    assert signed_in(other).get(url).status_code == 403
    scan = SimpleUploadedFile("scan.pdf", pdf_bytes())
    assert signed_in(keeper).post(url, {"file": scan, "no_state_secrets": "on"}).status_code == 302
    read = Version.objects.readable_by(other).get()
    assert read.document.scan_of == alone
    assert url in signed_in(keeper).get(alone.get_absolute_url()).content.decode()
    assert url not in signed_in(other).get(alone.get_absolute_url()).content.decode()
    IssuedForm.objects.update(level="confidential")
    assert signed_in(keeper).get(url).status_code == 403


def test_every_kind_of_form_is_known_without_the_pages():
    """A worker makes forms; it need not have loaded a single page."""
    program = (
        "import django; django.setup()\n"
        "from importlib import import_module\n"
        "from django.conf import settings\n"
        "from zsa_portal.documents.kinds import FORMS\n"
        "known = set(FORMS)\n"
        "import_module(settings.ROOT_URLCONF)\n"
        "print(sorted(set(FORMS) - known))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_form_about_no_matter_is_read_by_staff_by_its_level(
    example_matter, make_user, make_staff, make_organisation
):
    by = example_matter.people["staff"]
    member = make_user(organisation=make_organisation())
    clerk, head = make_staff(department="finance"), make_staff(posts=("secretary_general",))
    about = forms.issue(EXAMPLE_FORM, about=example_matter, data={"title": "甲"}, by=by)
    alone = forms.issue(EXAMPLE_FORM, about=(), data={"title": "乙"}, by=by)
    assert alone.matters.count() == 0

    def readers(form, level):
        IssuedForm.objects.filter(pk=form.pk).update(level=level)
        users = {"member": member, "clerk": clerk, "head": head, "public": None}
        return {
            name
            for name, user in users.items()
            if IssuedForm.objects.readable_by(user).filter(pk=form.pk).exists()
        }

    assert readers(alone, "public") == {"clerk", "head"}
    assert readers(alone, "restricted") == {"clerk", "head"}
    assert readers(alone, "confidential") == {"head"}
    assert readers(about, "restricted") == {"head"}
