"""A record goes by list, borrowing and appraisal; the screens of papers decide nothing about it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.archive.holdings import record
from tests.standards.association import START
from zsa_portal.documents import actions
from zsa_portal.people.models import Party
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.models import Level

SENTENCE = "This is a record of the archive"


@pytest.fixture(autouse=True)
def beginning():
    with clock.moved_to(START):
        yield


@pytest.fixture
def held(cast):
    return record(cast.other_department, cast.other_clerk, "周报").document


@pytest.mark.rule("A10a")
def test_its_department_hands_it_to_nobody_and_neither_grades_nor_withdraws_it(held, cast):
    own = {"document": held, "by": cast.other_clerk}
    for act in (
        lambda: actions.document_hand(party=Party.of(cast.clerk), **own),
        lambda: actions.document_level_set(level=Level.PUBLIC, reason="方便查阅", **own),
        lambda: actions.document_withdraw(reason="不再需要", **own),
    ):
        with pytest.raises(RuleUnmet, match=SENTENCE):
            act()
    held.refresh_from_db()
    assert (held.level, held.withdrawn_at) == (Level.RESTRICTED, None)
    assert held.handings.count() == 0
    assert not cast.clerk.has_perm("zsa_documents.read_document", held)


@pytest.mark.rule("A10a")
def test_the_named_posts_do_so_no_more(cast):
    secret = record(
        cast.other_department, cast.other_clerk, "机密件", level=Level.CONFIDENTIAL
    ).document
    with pytest.raises(RuleUnmet, match=SENTENCE):
        actions.document_level_set(
            document=secret, level=Level.PUBLIC, reason="x", by=cast.secretary_general
        )


@pytest.mark.rule("A10a")
@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("hand", {"person": 1}),
        ("level", {"level": "public", "reason": "方便"}),
        ("withdraw", {"reason": "不再需要"}),
    ],
)
def test_the_pages_refuse_in_words_and_are_not_offered(held, cast, client, name, values):
    client.force_login(cast.other_clerk)
    url = reverse(f"documents:{name}", args=[held.pk])
    for answer in (client.get(url), client.post(url, values)):
        assert answer.status_code == 409
        assert SENTENCE in answer.content.decode()
    page = client.get(reverse("documents:history", args=[held.pk])).content.decode()
    assert url not in page
    assert SENTENCE in page
