"""Spreadsheets: text stays text, dates and numbers stay what they are."""

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from zsa_portal.ui.xlsx import CELL_LIMIT, Column, workbook


def cells(data):
    return [list(row) for row in load_workbook(BytesIO(data)).active.iter_rows()]


def values(data):
    return [[cell.value for cell in row] for row in cells(data)]


def test_a_mark_stands_on_the_tab_and_on_every_printed_page_and_in_no_cell():
    made = workbook([[1]], ["A"], title="清单", mark="秘密&")
    sheet = load_workbook(BytesIO(made)).active
    assert sheet.title == "秘密& 清单"
    assert "秘密" in sheet.oddHeader.right.text
    assert "秘密" in sheet.oddFooter.right.text
    assert values(made) == [["A"], [1]]
    plain = load_workbook(BytesIO(workbook([], ["A"], title="清单"))).active
    assert (plain.title, plain.oddHeader.right.text) == ("清单", None)


@pytest.mark.parametrize(
    "text", ["=1+1", "+86 10", "-5", "@SUM(A1)", "\tx", "\rx", "=HYPERLINK(1)"]
)
def test_text_that_looks_like_a_formula_is_text(text):
    cell = cells(workbook([[text]], ["A"]))[1][0]

    assert cell.data_type == "s"
    assert unescape(cell.value).strip() == text.strip()


def test_heading_that_looks_like_a_formula_is_text():
    assert cells(workbook([], ["=1+1"]))[0][0].data_type == "s"


def test_numbers_dates_and_blanks():
    row = [12, 1.5, dt.date(2026, 2, 28), None, "", True, Decimal("1.10"), "007"]

    found = values(workbook([row], list("ABCDEFGH")))[1]

    expected = [12, 1.5, dt.datetime(2026, 2, 28), None, None, "True", "1.10", "007"]  # noqa: DTZ001 - as openpyxl reads
    assert found == expected


def test_aware_times_are_shown_in_the_current_zone():
    utc = dt.datetime(2026, 3, 1, 16, 30, tzinfo=dt.UTC)

    assert values(workbook([[utc]], ["A"]))[1] == [dt.datetime(2026, 3, 2, 0, 30)]  # noqa: DTZ001 - as openpyxl reads


def test_text_longer_than_a_cell_is_cut_with_a_mark():
    (text,) = values(workbook([["长" * (CELL_LIMIT + 5)]], ["A"]))[1]

    assert (len(text), text[-1]) == (CELL_LIMIT, "…")


def test_sheet_is_named_and_its_head_stays():
    sheet = load_workbook(
        BytesIO(workbook([], [Column("编号", 30)], title="标准/项目: [全部]?" + "长" * 40))
    ).active

    assert (sheet.title, sheet.freeze_panes) == (("标准项目 全部" + "长" * 40)[:31], "A2")
    assert round(sheet.column_dimensions["A"].width) == 31
