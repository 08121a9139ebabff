"""A procedure may say itself who knows of its matters; lists, pages and papers follow it."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.urls import reverse

from tests.procedure.models import Example
from tests.zsa_portal.documents.making import pdf_bytes, upload
from zsa_portal.documents import actions
from zsa_portal.documents.access import PaperKind, uploads
from zsa_portal.documents.known import Rows
from zsa_portal.documents.models import Document
from zsa_portal.workflow import roles
from zsa_portal.workflow.access import applied_for, involved_in, narrow_kinds
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.queries import matter_for

pytestmark = pytest.mark.django_db


def parties_alone(who, prefix):
    """Whoever plays a part, in whatever phase; the applicant's people among them."""
    return applied_for(who, prefix) | involved_in(who, prefix)


@pytest.fixture
def narrow(monkeypatch):
    monkeypatch.setattr(Example, "DISCOVERY", staticmethod(parties_alone))


@pytest.fixture
def paper(example_matter, tmp_path, settings, monkeypatch):
    """A public paper of the example matter."""
    settings.FILES_ROOT = tmp_path
    kind = PaperKind("test.told", "Told", (roles.SECRETARIAT,), (), "public")
    monkeypatch.setitem(uploads, kind.kind, kind)
    return actions.document_add(
        matter=example_matter,
        kind="test.told",
        upload=upload("told.pdf", pdf_bytes()),
        by=example_matter.people["staff"],
    ).document


def test_all_staff_discover_a_matter_beyond_draft_by_default(example_matter, make_staff):
    clerk = make_staff(department="finance")
    assert list(Matter.objects.visible_to(clerk)) == [Matter.objects.get(pk=example_matter.pk)]


def test_a_narrow_procedure_hides_its_matters_from_other_staff(
    narrow, example_matter, make_staff, client
):
    clerk = make_staff(department="finance")
    assert not Matter.objects.visible_to(clerk).exists()
    client.force_login(clerk)
    assert client.get(example_matter.get_absolute_url()).status_code == 404
    assert example_matter.title not in client.get(reverse("home:matters")).content.decode()


def test_its_parties_go_on_knowing_of_it(narrow, example_matter):
    for who in ("applicant", "staff"):
        assert Matter.objects.visible_to(example_matter.people[who]).count() == 1


def test_a_narrow_procedure_may_keep_even_a_public_phase_to_its_parties(narrow, make_matter):
    noticed = make_matter("noticed")
    assert not Matter.objects.public().exists()
    assert Matter.objects.visible_to(noticed.people["staff"]).exists()


def test_papers_follow_their_matters_procedure(paper, make_staff, monkeypatch):
    clerk = make_staff(department="finance")
    assert Document.objects.readable_by(clerk).exists()
    assert Document.objects.discoverable_by(clerk).exists()
    monkeypatch.setattr(Example, "DISCOVERY", staticmethod(parties_alone))
    assert not Document.objects.readable_by(clerk).exists()
    assert not Document.objects.discoverable_by(clerk).exists()
    for kinds in (frozenset({Example.kind_code}), frozenset(), frozenset({"another"})):
        assert not Document.objects.readable_by(clerk, Rows(kinds=kinds)).exists()
    assert Document.objects.readable_by(paper.matter.machine.objects.get().created_by).exists()


def test_the_secretary_general_knows_no_more_than_the_procedure_says(
    narrow, paper, make_user, make_staff
):
    chief = make_user(posts=("secretary_general",))
    assert not Document.objects.readable_by(chief).exists()


def test_of_one_procedures_matters_the_rule_of_no_other_is_asked(
    example_matter, make_staff, monkeypatch
):
    """Of all matters every rule is asked; of one procedure's, or of one matter, its own alone."""
    asked = []

    def told(kind, rule):
        monkeypatch.setattr(
            MACHINES[kind], "DISCOVERY", staticmethod(lambda *a: asked.append(kind) or rule(*a))
        )

    for kind, rule in narrow_kinds().items():
        told(kind, rule)
    told(Example.kind_code, parties_alone)
    clerk, staff = make_staff(department="finance"), example_matter.people["staff"]
    assert not Example.objects.visible_to(clerk).exists()
    assert Example.objects.visible_to(staff).exists()
    with pytest.raises(Http404):
        matter_for(clerk, example_matter.pk)
    assert matter_for(staff, example_matter.pk) == example_matter
    assert set(asked) == {Example.kind_code}
    list(Matter.objects.visible_to(clerk))
    assert set(asked) == set(narrow_kinds())
