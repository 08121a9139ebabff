"""The texts of editions published before the portal: added by the secretariat, on a page."""

from __future__ import annotations

import io

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from standards.states import S
from tests.standards.publication.test_numbering import words_of
from zsa_portal.catalogue.actions import edition_text_add
from zsa_portal.catalogue.models import StandardText
from zsa_portal.catalogue.queries import text_history
from zsa_portal.documents import store
from zsa_portal.documents.models import Document
from zsa_portal.home.demo.walking import blank_pdf
from zsa_portal.regulations import clock


@pytest.fixture
def edition(make_edition):
    """An imported edition."""
    return make_edition(12)


@pytest.fixture
def ask(client, walker):
    """Ask for the page of an edition's texts as a user; ``data`` makes it a POST."""

    def request(user, edition, data=None):
        if user is not None:
            client.force_login(user)
        url = reverse("catalogue:edition_texts", args=[edition.pk])
        with clock.moved_to(walker.now):
            return client.get(url) if data is None else client.post(url, data)

    return request


def given(language="zh", *, released=True, name="text.pdf", data=None):
    file = SimpleUploadedFile(name, blank_pdf() if data is None else data)
    return {"language": language, "file": file} | ({"released": "on"} if released else {})


def of_pages(number):
    """A PDF of so many empty pages."""
    out = io.BytesIO()
    with pikepdf.new() as text:
        for _page in range(number):
            text.add_blank_page(page_size=(595, 842))
        text.save(out)
    return out.getvalue()


@pytest.mark.rule("F34")
def test_a_text_is_added_stamped_and_can_be_downloaded(walker, edition, ask, client):
    assert ask(walker.cast.secretariat, edition, given()).status_code == 302
    text = edition.texts.get()
    assert (text.language, text.released, text.added_by) == ("zh", True, walker.cast.secretariat)
    with store.open_file(text.version.file) as stream:
        assert "中关村标准化协会" in words_of(stream.read())
    client.logout()
    answer = client.get(reverse("catalogue:text", args=[12, 2024, "zh"]))
    assert (answer.status_code, b"".join(answer)[:5]) == (200, b"%PDF-")


def test_a_replaced_text_stays_in_the_log(walker, edition, ask, client):
    ask(walker.cast.secretariat, edition, given(name="first.pdf"))
    ask(
        walker.cast.secretariat, edition, given(name="second.pdf", data=of_pages(2), released=False)
    )
    assert edition.texts.get().version.name == "second.pdf"
    assert [(row.version.name, row.released, row.pgh_label) for row in text_history(edition)] == [
        ("second.pdf", False, "update"),
        ("first.pdf", True, "insert"),
    ]
    shown = ask(walker.cast.secretariat, edition).content.decode()
    assert (shown.count("first.pdf"), shown.count("second.pdf")) == (1, 2)
    live = Document.objects.live().filter(kind="catalogue.standard_text")
    assert [document.level for document in live] == ["restricted"]
    client.logout()
    assert client.get(reverse("catalogue:text", args=[12, 2024, "zh"])).status_code == 404


def test_the_secretariat_alone_adds_texts(walker, edition, ask, outsiders):
    for user in (walker.cast.applicant, walker.cast.council_secretary, *outsiders.values()):
        assert ask(user, edition).status_code == 403
        assert ask(user, edition, given()).status_code == 403
    assert StandardText.objects.count() == 0


def test_the_public_is_asked_to_sign_in(edition, ask):
    assert ask(None, edition, given()).status_code == 302
    assert StandardText.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [given(data=b"MZ\x90\x00 not a pdf"), given(name="text.exe"), given("xx"), {"language": "zh"}],
    ids=["disguised", "suffix", "language", "no file"],
)
def test_what_is_no_text_is_refused_and_nothing_stored(walker, edition, ask, wrong):
    for file in [value for value in wrong.values() if hasattr(value, "seek")]:
        file.seek(0)
    assert ask(walker.cast.secretariat, edition, wrong).status_code == 422
    assert (StandardText.objects.count(), Document.objects.count()) == (0, 0)


def test_the_texts_of_a_project_are_added_with_the_project(walker, project_at, ask):
    edition = project_at(S.PUBLISHED).edition
    before = edition.texts.count()
    assert ask(walker.cast.secretariat, edition, given("fr")).status_code == 403
    with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
        edition_text_add(
            edition=edition,
            language="fr",
            upload=ContentFile(blank_pdf(), name="x.pdf"),
            released=True,
            by=walker.cast.secretariat,
        )
    assert edition.texts.count() == before


def test_the_standards_page_leads_the_secretariat_there(walker, edition, client):
    url = reverse("catalogue:edition_texts", args=[edition.pk])
    assert url not in client.get(edition.get_absolute_url()).content.decode()
    for user, offered in ((walker.cast.secretariat, True), (walker.cast.applicant, False)):
        client.force_login(user)
        assert (url in client.get(edition.get_absolute_url()).content.decode()) is offered


def test_the_page_costs_the_same_with_one_text_and_with_three(
    walker, edition, ask, django_assert_max_num_queries
):
    costs = []
    for languages in (["zh"], ["en", "fr"]):
        for language in languages:
            ask(walker.cast.secretariat, edition, given(language))
        with django_assert_max_num_queries(15) as found:
            ask(walker.cast.secretariat, edition)
        costs.append(len(found))
    assert costs[0] == costs[1]
