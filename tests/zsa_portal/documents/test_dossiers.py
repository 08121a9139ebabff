"""What a dossier says is there, and what is missing."""

from __future__ import annotations

import pytest

from zsa_portal.documents import actions, dossiers
from zsa_portal.documents.dossiers import Dossier, Paper
from zsa_portal.documents.models import IssuedForm
from zsa_portal.workflow.models import Matter

pytestmark = pytest.mark.django_db

FILING = Dossier(
    key="test.filing",
    title="Filing dossier",
    rule="F13b",
    states=("received",),
    matters=("example",),
    papers=(
        Paper("test.outline", "Outline"),
        Paper("test.evidence", "Evidence of the ballot"),
        Paper("test.report", "Report", any_of=("test.comparison_report", "test.novelty_report")),
        Paper("test.attachment", "Other material", required=False),
    ),
)


def test_each_required_paper_is_named_while_it_is_missing(add, example_matter):
    assert FILING.missing(example_matter) == [
        "Outline is missing.",
        "Evidence of the ballot is missing.",
        "Report is missing.",
    ]
    add(example_matter, "test.outline")
    form = IssuedForm.objects.create(
        kind="test.evidence",
        title="投票结果",
        number="TP-2026-001",
        check_token="t",
        state="ready",
    )
    form.matters.set([Matter.objects.get(pk=example_matter.pk)])
    assert FILING.missing(example_matter) == ["Report is missing."]
    add(example_matter, "test.novelty_report", by=example_matter.people["staff"])
    assert FILING.missing(example_matter) == []


def test_a_withdrawn_paper_and_one_of_another_matter_do_not_count(add, example_matter, make_matter):
    add(make_matter("received"), "test.outline")
    assert "Outline is missing." in FILING.missing(example_matter)
    version = add(example_matter, "test.outline")
    actions.document_withdraw(
        document=version.document, by=example_matter.people["applicant"], reason="Wrong."
    )
    assert "Outline is missing." in FILING.missing(example_matter)


@pytest.mark.parametrize("count", [1, 3])
def test_a_dossier_takes_one_query(add, example_matter, django_assert_num_queries, count):
    for place in range(count):
        add(example_matter, "test.attachment", title=f"Attachment {place}")
    with django_assert_num_queries(1):
        rows = FILING.rows(example_matter)
    assert [len(row.found) for row in rows] == [0, 0, 0, count]
    with django_assert_num_queries(1):
        FILING.missing(example_matter)


def test_a_row_shows_who_added_which_version(add, example_matter):
    add(example_matter, "test.outline")
    newest = add(example_matter, "test.outline", name="草案.docx")
    (found,) = FILING.rows(example_matter)[0].found
    assert (found.version, found.name, found.who, found.title) == (
        2,
        "草案.docx",
        example_matter.people["applicant"].name,
        "Outline",
    )
    assert found.url == newest.get_absolute_url()


def test_a_row_narrowed_to_others_names_nothing(add, example_matter):
    version = add(example_matter, "test.outline")
    row = FILING.rows(example_matter)[0]
    (hidden,) = row.narrowed(set()).found
    assert (hidden.name, hidden.who, hidden.url, hidden.title) == ("", "", "", "")
    assert row.narrowed({("document", version.document.pk)}) == row


def test_has_paper_asks_once(add, example_matter, django_assert_num_queries):
    assert not dossiers.has_paper(example_matter, "test.outline", "test.report")
    add(example_matter, "test.outline")
    with django_assert_num_queries(1):
        assert dossiers.has_paper(example_matter, "test.outline", "test.report")


@pytest.mark.rule("F13b")
def test_the_condition_of_a_dossier_is_a_rule(example_matter):
    condition = FILING.complete()
    assert condition.id == "F13b"
    assert not condition(example_matter)


def test_a_dossier_is_shown_in_its_states(example_matter, make_matter):
    dossiers.DOSSIERS[FILING.key] = FILING
    assert dossiers.shown(example_matter) == [FILING]
    assert dossiers.shown(make_matter("noticed")) == []
