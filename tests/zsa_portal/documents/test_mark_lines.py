"""The lines of a mark: parted so that each stands whole, and said to be more where they are too many."""

from __future__ import annotations

import pypdfium2
import pytest

from zsa_portal.documents.marking.lines import MOST_LINES, fitted, parted
from zsa_portal.documents.marking.stamp import stamp


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("  \r\n\n一\r\n二 ", ["一", "二"]),
        ("字" * 22, ["字" * 22]),
        ("字" * 23, ["字" * 22, "字"]),
        ("a" * 44, ["a" * 44]),
        ("a" * 45, ["a" * 44, "a"]),
        ("word " * 9 + "last", ["word word word word word word word word word", "last"]),
        ("一 " + "字" * 30, ["一 " + "字" * 20, "字" * 10]),
    ],
)
def test_lines_that_are_too_wide_are_parted_and_nothing_is_lost(text, lines):
    assert parted(text) == lines
    assert "".join("".join(parted(text)).split()) == "".join(text.split())


def test_so_many_lines_are_shown_and_it_is_shown_that_there_are_more():
    lines = [f"第{number}行" for number in range(MOST_LINES + 1)]
    assert fitted(lines[:-1]) == lines[:-1]
    assert fitted(lines) == [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]}…"]
    assert parted(fitted(["字" * 200])[-1]) == ["字" * 21 + "…"]


def test_a_long_line_stands_on_the_mark_in_parts():
    page = pypdfium2.PdfDocument(stamp("机密", ("用途：" + "核对" * 20,)))[0]
    assert [line for line in page.get_textpage().get_text_range().split() if line] == [
        "机密",
        "用途：" + "核对" * 9 + "核",
        "对" + "核对" * 10,
    ]
