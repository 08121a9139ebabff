"""Clauses are ordered as in the document."""

import pytest

from zsa_portal.notices.clauses import KEY_LENGTH, clean, sort_key

IN_ORDER = [
    "",
    "封面",
    "前言",
    "引言",
    "1",
    "2",
    "5",
    "5 a)",
    "5.1",
    "5.2",
    "5.9",
    "5.10",
    "5.10.2",
    "6",
    "10",
    "表1",
    "图2",
    "A",
    "附录A.1",
    "A.2",
    "A.10",
    "附录B",
    "参考文献",
    "索引",
    "something else",
]


def test_clauses_stand_in_the_document_s_order():
    assert sorted(set(IN_ORDER), key=sort_key) == IN_ORDER


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("５．１０", "5.10"),
        ("5 . 10", "5.10"),
        ("第5章", "5"),
        ("clause 5.1", "5.1"),
        ("附录 A.1", "A.1"),
        ("Annex A.1", "a.1"),
        ("全文", ""),
        ("General", ""),
        ("5.10.", "5.10"),
    ],
)
def test_ways_of_writing_one_clause_stand_together(written, same):
    assert sort_key(written) == sort_key(same)


def test_words_that_begin_like_an_annex_are_no_annex():
    assert sort_key("access control") > sort_key("索引")


def test_endless_figures_have_a_key_that_fits():
    assert len(sort_key("9" * 60)) <= KEY_LENGTH
    assert len(sort_key(".".join(["1"] * 30))) <= KEY_LENGTH


def test_a_clause_is_kept_in_half_width_without_blanks_around_it():
    assert clean("　５．１ ａ） ") == "5.1 a)"
