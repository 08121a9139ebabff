"""What a dossier says is there, and what is missing."""

from __future__ import annotations

import datetime as dt

import pytest

from zsa_portal.documents import actions, dossiers
from zsa_portal.documents.dossiers import Dossier, Paper
from zsa_portal.documents.holding import counting
from zsa_portal.documents.models import IssuedForm
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import condition
from zsa_portal.workflow.models import Matter

pytestmark = pytest.mark.django_db

MORNING = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)
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


@pytest.fixture
def dossier():
    """Declare a dossier; the registry is its own test's, see ``paper_kinds``."""

    def make(key="test.other", *, papers=FILING.papers, **fields):
        return Dossier(key=key, title="Another dossier", rule="F13b", papers=papers, **fields)

    return make


def test_each_required_paper_is_named_while_it_is_missing(add, example_matter):
    assert FILING.missing(example_matter) == [
        "Outline is missing.",
        "Evidence of the ballot is missing.",
        "Report is missing.",
    ]
    add(example_matter, "test.outline")
    issued(example_matter)
    assert FILING.missing(example_matter) == ["Report is missing."]
    add(example_matter, "test.novelty_report", by=example_matter.people["staff"])
    assert FILING.missing(example_matter) == []


def issued(matter, kind="test.evidence", number="TP-2026-001", **fields):
    form = IssuedForm.objects.create(
        kind=kind,
        title="投票结果",
        number=number,
        check_token=number,
        **{"state": "ready"} | fields,
    )
    form.matters.set([Matter.objects.get(pk=matter.pk)])
    return form


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


def test_a_row_shows_a_form_by_its_number_and_nobody_as_its_author(example_matter, make_matter):
    issued(make_matter("received"), number="TP-2026-001")
    form = issued(example_matter, number="TP-2026-002")
    (found,) = FILING.rows(example_matter)[1].found
    assert (found.source, found.pk, found.kind) == ("form", form.pk, "test.evidence")
    assert (found.version, found.name, found.who) == (0, "TP-2026-002", "")
    assert (found.title, found.at, found.state) == ("投票结果", form.issued_at, "ready")
    assert found.url == form.get_absolute_url()


def test_papers_stand_oldest_first_whatever_they_are(add, example_matter):
    with clock.moved_to(MORNING + dt.timedelta(hours=2)):
        last = add(example_matter, "test.attachment", title="Last")
    with clock.moved_to(MORNING):
        first = issued(example_matter, "test.attachment", number="1")
    with clock.moved_to(MORNING + dt.timedelta(hours=1)):
        second = add(example_matter, "test.attachment", title="Second")
    found = FILING.rows(example_matter)[3].found
    assert [(one.source, one.pk) for one in found] == [
        ("form", first.pk),
        ("document", second.document.pk),
        ("document", last.document.pk),
    ]


def test_several_matters_are_read_together_each_with_its_own(
    add, make_matter, django_assert_num_queries
):
    matters = [make_matter("received") for _ in range(3)]
    version = add(matters[0], "test.outline")
    form = issued(matters[1])
    with django_assert_num_queries(2):
        FILING.read(matters)
    with django_assert_num_queries(0):
        rows = [FILING.rows(matter) for matter in matters]
    assert [[one.pk for row in of for one in row.found] for of in rows] == [
        [version.document.pk],
        [form.pk],
        [],
    ]


def test_a_row_narrowed_to_others_names_nothing(add, example_matter):
    version = add(example_matter, "test.outline")
    row = FILING.rows(example_matter)[0]
    (hidden,) = row.narrowed(set()).found
    assert (hidden.name, hidden.who, hidden.url, hidden.title) == ("", "", "", "")
    assert row.narrowed({("document", version.document.pk)}) == row


def test_the_page_shows_the_rows_that_the_steps_read_last(
    add, example_matter, django_assert_num_queries
):
    with django_assert_num_queries(1):
        shown = FILING.rows_on_page(example_matter)
    assert [len(row.found) for row in shown] == [0, 0, 0, 0]
    add(example_matter, "test.attachment")
    read = FILING.rows(example_matter)
    with django_assert_num_queries(0):
        assert FILING.rows_on_page(example_matter) is read


def test_its_papers_stand_beside_a_form_under_the_kinds_that_may_be_sent():
    assert FILING.beside == (
        "papers:test.outline,test.evidence,test.comparison_report,"
        "test.novelty_report,test.attachment"
    )


def test_has_paper_asks_once(add, example_matter, django_assert_num_queries):
    add(example_matter, "test.attachment")
    issued(example_matter)
    assert not dossiers.has_paper(example_matter, "test.outline", "test.report")
    add(example_matter, "test.outline")
    with django_assert_num_queries(1):
        assert dossiers.has_paper(example_matter, "test.outline", "test.report")


def test_a_form_whose_pdf_is_not_there_is_no_paper_yet(example_matter):
    issued(example_matter, state="pending")
    assert not dossiers.has_paper(example_matter, "test.evidence")
    issued(example_matter, number="TP-2026-002")
    assert dossiers.has_paper(example_matter, "test.evidence")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            "pending",
            "Outline is issued and its PDF is being made; it counts when the PDF is there.",
        ),
        ("failed", "Outline is issued, but its PDF could not be made."),
    ],
)
def test_a_form_without_its_pdf_is_missed_in_words(example_matter, dossier, state, words):
    asked = dossier(papers=(Paper("test.outline", "Outline"),))
    form = issued(example_matter, "test.outline", state=state)
    (row,) = asked.rows(example_matter)
    assert (row.missing, row.found, row.unmade.pk, row.outdated) == (True, (), form.pk, False)
    (sentence,) = asked.missing(example_matter)
    assert sentence.startswith(words)


def test_a_form_made_later_or_a_paper_stands_in_for_a_form_without_its_pdf(
    add, example_matter, dossier
):
    asked = dossier(papers=(Paper("test.outline", "Outline"),))
    issued(example_matter, "test.outline", number="1", state="failed")
    add(example_matter, "test.outline")
    assert asked.missing(example_matter) == []
    other = dossier("test.forms", papers=(Paper("test.evidence", "Evidence"),))
    issued(example_matter, number="2", state="failed")
    made = issued(example_matter, number="3")
    (row,) = other.rows(example_matter)
    assert ([one.pk for one in row.found], row.unmade, row.missing) == ([made.pk], None, False)
    last = issued(example_matter, number="4", state="pending")
    (row,) = other.rows(example_matter)
    assert (row.unmade.pk, row.missing) == (last.pk, True)


def test_a_paper_of_an_earlier_round_is_to_be_added_anew_but_a_carried_one_counts(
    add, example_matter, dossier
):
    asked = dossier(
        papers=(
            Paper("test.outline", "Outline"),
            Paper("test.attachment", "Attachment", carried=True),
        ),
        since={example_matter: MORNING}.get,
    )
    with clock.moved_to(MORNING - dt.timedelta(seconds=1)):
        for kind in ("test.outline", "test.attachment"):
            add(example_matter, kind)
    outline, attachment = asked.rows(example_matter)
    assert (outline.outdated, outline.found, outline.missing) == (True, (), True)
    assert (attachment.outdated, len(attachment.found)) == (False, 1)
    assert asked.missing(example_matter) == ["Outline is of an earlier round; add it anew."]
    with clock.moved_to(MORNING):
        add(example_matter, "test.outline")
    assert asked.missing(example_matter) == []


def test_an_expected_paper_is_shown_as_absent_and_stops_nothing(add, example_matter, dossier):
    asked = dossier(
        papers=(
            Paper("test.outline", "Outline", required=False, expected=True),
            Paper("test.attachment", "Other material", required=False),
        )
    )
    assert [(row.absent, row.missing) for row in asked.rows(example_matter)] == [
        (True, False),
        (False, False),
    ]
    assert asked.missing(example_matter) == []
    add(example_matter, "test.outline")
    assert [row.absent for row in asked.rows(example_matter)] == [False, False]


def test_what_counts_is_what_is_required_or_asked_where_it_applies(dossier):
    papers = (
        Paper("test.outline", "Outline"),
        Paper("test.report", "Report", any_of=("test.comparison_report", "test.novelty_report")),
        Paper("test.licence", "Licence", required=False, where_applicable=True),
        Paper("test.attachment", "Other material", required=False),
    )
    counted = dossier(papers=papers)
    assert counted.counted == (
        "test.outline",
        "test.comparison_report",
        "test.novelty_report",
        "test.licence",
    )
    assert counted.complete().counts == counted.counted
    assert counted.kinds == [*counted.counted, "test.attachment"]


def test_a_condition_says_what_it_counts_whatever_says_it_and_how_often(dossier):
    @counting("test.minutes", dossier(papers=(Paper("test.outline", "Outline"),)))
    @counting("test.evidence")
    @condition
    def papers_are_there(_matter):
        """Nothing is missing."""
        return ()

    assert papers_are_there.counts == ("test.evidence", "test.minutes", "test.outline")
    assert papers_are_there.id == "papers_are_there"


@pytest.mark.rule("F13b")
def test_the_condition_of_a_dossier_is_a_rule(example_matter):
    complete = FILING.complete()
    assert complete.id == "F13b"
    assert not complete(example_matter)
    assert complete.__qualname__ == "Dossier(test.filing).missing"


def test_a_dossier_is_shown_in_its_states(example_matter, make_matter):
    dossiers.DOSSIERS[FILING.key] = FILING
    assert dossiers.shown(example_matter) == [FILING]
    assert dossiers.shown(make_matter("noticed")) == []


def test_a_dossier_is_shown_for_the_matters_it_names_or_for_all(example_matter, dossier):
    dossier("test.of_others", states=("received",), matters=("another",))
    assert dossiers.shown(example_matter) == []
    of_all = dossier("test.of_all", states=("received",))
    assert dossiers.shown(example_matter) == [of_all]
