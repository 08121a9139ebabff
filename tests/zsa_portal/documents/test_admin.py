"""The admin looks at papers and changes none; system checks say what the machine lacks."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.procedure.papers import EXAMPLE_FORM
from zsa_portal.documents import checks, forms, render
from zsa_portal.documents.models import Document

pytestmark = pytest.mark.django_db
MODELS = ["file", "document", "version", "handing", "counter", "issuedform", "readlog"]


@pytest.fixture
def admin(make_user):
    client = Client()
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("model", MODELS)
def test_rows_are_listed_and_cannot_be_added(admin, add, example_matter, model):
    add(example_matter)
    forms.issue(EXAMPLE_FORM, about=example_matter, data={}, by=None)
    assert admin.get(reverse(f"admin:zsa_documents_{model}_changelist")).status_code == 200
    assert admin.get(reverse(f"admin:zsa_documents_{model}_add")).status_code == 403


def test_a_document_is_shown_without_title_and_cannot_be_changed_or_deleted(
    admin, add, example_matter
):
    document = add(example_matter, "test.attachment", title="CANARY").document
    page = admin.get(reverse("admin:zsa_documents_document_change", args=[document.pk]))
    assert page.status_code == 200
    assert 'name="level"' not in page.content.decode()
    assert (
        admin.post(
            reverse("admin:zsa_documents_document_change", args=[document.pk]), {"level": "public"}
        ).status_code
        == 403
    )
    assert (
        admin.post(
            reverse("admin:zsa_documents_document_delete", args=[document.pk]), {"post": "yes"}
        ).status_code
        == 403
    )
    assert Document.objects.get().level == "restricted"


def test_a_missing_subsetting_library_is_told(monkeypatch):
    assert checks.subsetting_library_is_there() == []
    monkeypatch.setattr(checks, "LIBRARY", ("libnothing.so.0",))
    (warning,) = checks.subsetting_library_is_there()
    assert (warning.id, warning.hint) == (
        "zsa_documents.W001",
        "Install the Debian package libharfbuzz-subset0.",
    )


def test_a_missing_font_is_told(monkeypatch, tmp_path, settings):
    assert checks.fonts_are_there() == []
    monkeypatch.setattr(render, "font_files", lambda: {"Noto Serif SC": tmp_path / "gone.otf"})
    settings.FORM_FONTS_DIR = str(tmp_path)
    assert [warning.id for warning in checks.fonts_are_there()] == ["zsa_documents.W002"] * 2
