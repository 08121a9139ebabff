"""One fold for text and query, in Python and in the database."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from zsa_portal.ui.finding.folding import RADICALS, fold
from zsa_portal.ui.finding.words import asked, begun


def folded_by_database(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT zsa_fold(%s)", [text])
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("T/ZSA 3—2026", "t zsa 3 2026"),
        ("Ｔ／ＺＳＡ　２０", "t zsa 20"),
        ("⼯业互联⽹", "工业互联网"),
        ("⻓城⺠用", "长城民用"),
        ("《工业互联网：平台 要求》", "工业互联网平台要求"),
        ("5G基站（第1部分）", "5 g 基站第 1 部分"),
        ("—/，", ""),
    ],
)
def test_what_is_written_has_one_spelling(db, written, folded):
    assert (fold(written), folded_by_database(written)) == (folded, folded)


KNOWN = st.characters(exclude_categories=["Cs", "Cn", "Co"], exclude_characters="\x00")
"""Characters of Python's version of Unicode; PostgreSQL's is a newer one."""


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(KNOWN, max_size=30))
@example("".join(RADICALS[0]))
@example("İß é 𠀀 Ǘ0 Ü´0")
@example("国\u1680家")
def test_the_database_folds_as_python_does(db, text):
    printed = text.replace("\x00", "")
    assert folded_by_database(printed.encode("utf-8", "ignore").decode()) == fold(printed)


def test_a_number_that_is_still_typed_may_go_on():
    assert [one.entries for one in (asked("ZSA 20"), begun("ZSA 20"))] == [
        "'zsa':* & '20'",
        "'zsa':* & '20':*",
    ]


@pytest.mark.parametrize(
    ("typed", "entries"),
    [
        ("T/ZSA", "'t' & 'zsa':*"),
        ("T/ZSA12—20", "'t' & 'zsa' & '12' & '20'"),
        ("5G基站", "'5' & 'g' & '基站'"),
        ("t zs", "'t':* & 'zs':*"),
    ],
)
def test_a_latin_word_may_go_on_unless_something_of_the_same_word_follows(typed, entries):
    assert asked(typed).entries == entries


@pytest.mark.parametrize("typed", ["T/ZSA", "t/zs", "ZSA12", "zsa-12", "5G基站", "12—2026 5g"])
def test_what_the_entries_ask_for_stands_in_the_words_of_the_database(db, typed):
    with connection.cursor() as cursor:
        text = "见 T/ZSA 12—2026《5G基站》"
        cursor.execute("SELECT zsa_words(%s) @@ %s::tsquery", [text, asked(typed).entries])
        assert cursor.fetchone() == (True,)
