"""What is sent with an opinion is looked into by a worker, and said where it was cleaned."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.examples import examples
from tests.zsa_portal.documents.hostile import ROWS, Row
from tests.zsa_portal.notices.making import TYPED, opinion_url, say
from zsa_portal.documents import looking
from zsa_portal.documents.models import File
from zsa_portal.notices.actions.opinions import EVIDENCE
from zsa_portal.notices.models import Opinion
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.refusals import BadValue

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:Duplicate name")]

REFUSED = [row for row in ROWS if not row.cleaned and row.name.endswith(EVIDENCE)]
SOME = [row for place, row in enumerate(REFUSED) if place % max(1, 20 // examples(1)) == 0]


def sent(row: Row) -> SimpleUploadedFile:
    file = SimpleUploadedFile("x", row.made())
    file.name = row.name
    return file


@pytest.mark.parametrize("row", SOME, ids=lambda row: ascii(row.name))
def test_no_hostile_evidence_comes_in(noticed: Any, row: Row) -> None:
    with pytest.raises(BadValue) as refused:
        say(noticed, evidence=sent(row))
    assert refused.value.field == "evidence"
    assert row.words in str(refused.value)
    assert (Opinion.objects.count(), File.objects.count()) == (0, 0)


@pytest.mark.parametrize("name", ["film-behind.jpeg", "template-web.docx"])
def test_what_was_taken_out_is_said_on_the_receipt_and_in_the_log(
    consulted: Any, browse: Any, name: str
) -> None:
    row = next(row for row in ROWS if row.name == name)
    answer = browse().post(opinion_url(consulted), TYPED | {"evidence": sent(row)}, follow=True)
    opinion = Opinion.objects.get()
    assert row.words in opinion.evidence_cleaned
    assert opinion.evidence_cleaned in answer.content.decode()
    assert LogEntry.objects.get(step="opinion_receive").reason == opinion.evidence_cleaned


def test_while_no_worker_answers_the_words_are_kept(
    consulted: Any, browse: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PARSING_IN_PROCESS = False
    monkeypatch.setattr(looking, "WAITS_SECONDS", 0.3)
    evidence = SimpleUploadedFile("a.txt", b"text")
    answer = browse().post(opinion_url(consulted), TYPED | {"evidence": evidence})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert b"Raise it." in answer.content
    assert b"send it again in a minute" in answer.content
    assert (Opinion.objects.count(), File.objects.count()) == (0, 0)


@pytest.mark.parametrize("field", ["name", "organisation", "text", "proposed_change"])
def test_a_character_that_cannot_be_printed_is_named_where_it_is_typed(
    consulted: Any, browse: Any, field: str
) -> None:
    answer = browse().post(opinion_url(consulted), TYPED | {field: "王\U0002ebf0"})
    assert answer.status_code == 422
    assert "(U+2EBF0)" in answer.content.decode()
    assert Opinion.objects.count() == 0


def test_a_name_is_cut_to_255_bytes(noticed: Any) -> None:
    opinion = say(noticed, evidence=SimpleUploadedFile("证" * 200 + ".txt", b"text"))
    assert len(opinion.evidence_name.encode()) == 253
    assert opinion.evidence_name.endswith(".txt")
