"""A comment is made from its clause, beside the text that is open for comment."""

from __future__ import annotations

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.procedure import roles
from tests.zsa_portal.documents.making import saved
from zsa_portal.documents import access, actions
from zsa_portal.documents.access import PaperKind
from zsa_portal.notices import clauses
from zsa_portal.notices.models import Opinion
from zsa_portal.notices.queries import public_papers
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import Phase

pytestmark = pytest.mark.django_db

KIND = "test.clause_text"


@pytest.fixture
def draft(consulted, settings, tmp_path, monkeypatch):
    """The text of a matter whose consultation is open, with two clauses; the notice's item on it."""
    settings.FILES_ROOT = tmp_path
    kind = PaperKind(KIND, "Draft", (roles.SECRETARIAT,), level="public")
    monkeypatch.setitem(access.uploads, KIND, kind)
    monkeypatch.setitem(access.PUBLIC_KINDS, KIND, {str(Phase.NOTICE)})
    document = docx.Document()
    for line in ("1 Scope", "2 Noise", "2.1 Limits of noise"):
        document.add_paragraph(line)
    version = actions.document_add(
        matter=consulted.matter,
        kind=KIND,
        title="Draft",
        upload=SimpleUploadedFile("draft.docx", saved(document)),
        by=consulted.people["staff"],
        level="public",
    )
    version.item = consulted
    return version


def test_each_clause_of_the_draft_leads_to_its_comment(browse, draft):
    public = browse()
    address = reverse("documents:text", args=[draft.pk])
    notice = public.get(reverse("notices:notice", args=[draft.item.notice_id])).content.decode()
    assert f'href="{address}"' in notice
    shown = public.get(address + "?now=1").content.decode()
    form = reverse("notices:opinion_new", args=[draft.item.pk])
    assert [f'href="{form}?clause={clause}"' in shown for clause in ("1", "2.1", "3")] == [
        True,
        True,
        False,
    ]
    filled = public.get(form + "?clause=2.1")
    assert filled.context["form"]["clause"].value() == "2.1"
    assert 'value="2.1"' in filled.content.decode()
    assert f'hx-get="{address}?now=1&amp;clause=2.1"' in filled.content.decode()
    said = {"clause": "2.1", "type": "te", "text": "Quieter.", "name": "Q", "truthful": "on"}
    assert public.post(form, said | {"contact": "13800000000"}).status_code == 302
    assert Opinion.objects.get().clause == "2.1"


def test_when_the_consultation_is_over_no_clause_asks_for_comments(browse, draft):
    reader = browse(draft.item.people["staff"])
    with clock.moved_to(draft.item.notice.closes_at):
        answer = reader.get(reverse("documents:text", args=[draft.pk]) + "?now=1")
    assert answer.status_code == 200
    assert "?clause=" not in answer.content.decode()


def test_a_clause_that_somebody_makes_up_is_cut_and_escaped(browse, draft):
    form = reverse("notices:opinion_new", args=[draft.item.pk])
    shown = browse().get(form, {"clause": '"><script>' + "x" * 500})
    assert "<script>xx" not in shown.content.decode()
    assert len(shown.context["form"]["clause"].value()) == clauses.LONGEST


def test_the_papers_to_read_cost_two_queries(draft, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = public_papers([draft.document.matter_id])
    papers = found[draft.document.matter_id]
    assert reverse("documents:text", args=[draft.pk]) in [paper.text for paper in papers]


def test_who_answers_has_the_clause_beside_the_form(browse, draft):
    test_each_clause_of_the_draft_leads_to_its_comment(browse, draft)
    opinion = Opinion.objects.get()
    page = browse(draft.item.people["drafter"]).get(reverse("notices:answer", args=[opinion.pk]))
    address = reverse("documents:text", args=[draft.pk])
    assert f'hx-get="{address}?now=1&amp;clause=2.1"' in page.content.decode()
