"""The words that the database makes of a text, and what is found by them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from zsa_portal.documents.finding.records import DocumentText
from zsa_portal.ui.finding.folding import plain
from zsa_portal.ui.finding.words import asked

TEXT = "第三条 中关村标准化协会发布 T/ZSA 12-2026《Interoperability》，ISO9001。A"


@pytest.fixture
def saying(sent) -> Callable[[str], None]:
    """Lets one paper say something."""
    paper = sent("a.txt", b"x").document_id

    def say(text: str) -> None:
        DocumentText.objects.filter(pk=paper).update(text=plain(text))

    return say


def is_found(typed: str) -> bool:
    words = asked(typed)
    return bool(words) and DocumentText.objects.filter(words.found_in("words", "text")).exists()


@pytest.mark.parametrize(
    "typed",
    [
        "标准",
        "准化",
        "标",
        "会",
        "标准化协会",
        "关村标准化协",
        "T/ZSA 12-2026",
        "t/zsa",
        "ZSA12-2026",
        "12—2026",
        "１２－２０２６",
        "2026",
        "interop",
        "Interoperability",
        "iso 9001",
        "ISO9001",
        "协会 2026 interoperability",
        "《Interoperability》",
    ],
)
def test_words_fragments_and_numbers_are_found(saying, typed):
    saying(TEXT)
    assert is_found(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "标化",
        "标准协会",
        "村中",
        "26",
        "13-2026",
        "12-202",
        "ability",
        "协会 缺",
        "",
        "—/",
        "%",
        "'",
        "\\",
    ],
)
def test_what_does_not_stand_there_is_not_found(saying, typed):
    saying(TEXT)
    assert not is_found(typed)


def test_a_word_is_found_across_the_end_of_a_line(saying):
    saying("中关村标\n准 化协会\ntwo\nwords")
    assert is_found("标准化协会")
    assert is_found("two words")
    assert not is_found("twowords")


def test_words_far_into_a_long_text_are_found(saying):
    """A tsvector with positions counts to 16,383 and 255 times a word."""
    saying("标准化" * 400 + "，" + "其他文字。" * 5000 + "末尾的鸿雁")
    assert is_found("末尾的鸿雁")
    assert is_found("标准化标准化")
    assert not is_found("鸿雁末尾")


def test_a_text_of_countless_words_is_kept(saying):
    signs = [chr(0x4E00 + number) for number in range(500)]
    saying("".join(one + other for one in signs for other in signs[:150]))
    assert DocumentText.objects.exclude(words=None).exists()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=40), st.text(max_size=40))
@example("Ⅷ㎏ＡＢ", "İ")
@example("𠀀𠀁標é", "ß")
def test_every_word_of_a_text_finds_it(saying, before, after):
    """Python and the database cut texts into the same words, whatever stands in them."""
    text = f"{before} {after}"
    saying(text)
    for typed in plain(text).split()[:4]:
        assert is_found(typed) is bool(asked(typed))


def test_the_index_serves_what_is_asked(sent):
    for number in range(3):
        sent(f"{number}.txt", b"x")
    rows = DocumentText.objects.filter(asked("标准").found_in("words", "text")).values("pk")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        assert "documents_by_words" in rows.explain()
