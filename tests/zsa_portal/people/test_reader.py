"""The one reader of spreadsheets: what a person sees counts; what is lost is asked about, never guessed."""

from __future__ import annotations

import datetime as dt
import re
import time
import zipfile
from io import BytesIO
from typing import ClassVar

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from tests.sheets import book
from zsa_portal.people.imports import formats, package, sheet
from zsa_portal.people.imports.cells import DayField
from zsa_portal.people.imports.importer import Column, Table

HEAD = ["clause", "day", "text"]


class Sample(Table):
    """A clause, a day and a text."""

    key = "sample"
    most_rows = 50
    columns: ClassVar[tuple[Column, ...]] = (
        Column("clause", "clause", forms.CharField(required=False)),
        Column("day", "day", DayField(required=False)),
        Column("text", "text", forms.CharField()),
    )


@pytest.fixture(autouse=True)
def _language():
    with translation.override("en"):
        yield


def read(*rows, shape=lambda _sheet: None):
    return sheet.read(book(HEAD, *rows, shape=shape), Sample())


def clauses(reading):
    return [texts["clause"] for _number, texts in reading.rows]


def doubts(reading):
    return [(one.row, one.column, one.text.split(":")[0]) for one in reading.doubts]


def formatted(cell, number_format):
    return lambda page: setattr(page[cell], "number_format", number_format)


# Merged cells


def test_a_merged_cell_is_the_value_of_each_row_it_covers():
    rows = [["5.1", None, "a"], [None, None, "b"], [None, None, "c"], ["6", None, "d"]]
    reading = read(*rows, shape=lambda page: page.merge_cells("A2:A4"))
    assert clauses(reading) == ["5.1", "5.1", "5.1", "6"]
    assert reading.doubts == []


def test_a_row_in_which_nothing_begins_is_no_row_of_its_own():
    def shape(page):
        for column in "ABC":
            page.merge_cells(f"{column}2:{column}3")

    reading = read(["5.1", None, "a"], [None, None, None], ["6", None, "b"], shape=shape)
    assert [(number, texts["clause"]) for number, texts in reading.rows] == [(2, "5.1"), (4, "6")]


def test_a_blank_line_under_a_merged_clause_stays_blank():
    reading = read(
        ["5", None, "a"], [None, None, None], shape=lambda page: page.merge_cells("A2:A3")
    )
    assert clauses(reading) == ["5"]


def test_a_cell_merged_over_two_columns_is_asked_about():
    reading = read(["5", None, "a"], shape=lambda page: page.merge_cells("A2:B2"))
    assert doubts(reading) == [(2, "clause", "A2"), (2, "day", "A2")]
    assert "merged over several columns" in reading.doubts[0].text


def test_a_doubtful_cell_that_is_merged_is_named_in_each_row():
    reading = read(
        [5.1, None, "a"], [None, None, "b"], shape=lambda page: page.merge_cells("A2:A3")
    )
    assert doubts(reading) == [(2, "clause", "A2"), (3, "clause", "A2")]


# Numbers, dates, times, long digits


def test_the_number_is_as_it_is_shown():
    assert clauses(read([5.1, None, "a"], shape=formatted("A2", "0.00"))) == ["5.10"]
    assert clauses(read([5, None, "a"])) == ["5"]
    assert clauses(read([7, None, "a"], shape=formatted("A2", "000"))) == ["007"]
    assert clauses(read(["5.10", None, "a"])) == ["5.10"]


def test_a_decimal_without_a_format_is_asked_about():
    reading = read([5.1, None, "a"], ["5.2", None, "b"])
    assert doubts(reading) == [(2, "clause", "A2")]
    assert "number 5.1;" in reading.doubts[0].text
    assert clauses(reading) == ["5.2"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (dt.date(2026, 3, 1), "the date 2026-03-01"),
        (dt.datetime(2026, 3, 1, 5, 10), "the date 2026-03-01"),  # noqa: DTZ001 - as Excel keeps it
        (dt.time(5, 10), "the time 05:10:00"),
    ],
)
def test_what_excel_made_a_date_or_a_time_is_asked_about(value, said):
    reading = read([value, None, "a"])
    assert doubts(reading) == [(2, "clause", "A2")]
    assert said in reading.doubts[0].text


def test_a_date_is_right_where_a_day_is_asked_for():
    reading = read(["1", dt.date(2026, 3, 1), "a"], ["1", "2026/3/2", "b"])
    assert [texts["day"] for _number, texts in reading.rows] == ["2026-03-01", "2026/3/2"]


@pytest.mark.parametrize(
    ("value", "known"),
    [
        (13_800_138_000, "13800138000"),
        (99_999_999_999_999, "99999999999999"),
        (100_000_000_000_000, None),
        (911_101_080_000_000_019, None),
        (9.1110108e17, None),
    ],
)
def test_long_digits_in_a_number_are_never_guessed(value, known):
    reading = read([value, None, "a"])
    assert clauses(reading) == ([known] if known else [])
    assert len(reading.doubts) == (0 if known else 1)


def test_an_error_or_a_formula_without_result_is_named():
    reading = read(["#REF!", None, "a"], ["=1+1", None, "b"])
    assert doubts(reading) == [(2, "clause", "A2"), (3, "clause", "A3")]
    assert "without a result" in reading.doubts[1].text


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (5.1, "0.00", "5.10"),
        (5.1, "0.0#", "5.1"),
        (5.125, "0.00", "5.13"),
        (-5.1, "0.00", "-5.10"),
        (-5.1, "0.00;[Red](0.00)", "(5.10)"),
        (0, "0;-0;0.0", "0.0"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (0.5, "0%", "50%"),
        (0.5, "#.0", ".5"),
        (12, '"No. "0', "No. 12"),
        (12, '0"项"', "12项"),
        (12, "0_ ", "12"),
        (5.0, "General", "5"),
        (5.1, "General", None),
        (5.1, "@", None),
        (5.1, "0.00E+00", None),
        (5.5, "# ?/?", None),
        (1200, "0,", None),
        (5.1, "[>5]0.0;0", None),
    ],
)
def test_number_formats(value, number_format, shown):
    assert formats.seen(value, number_format) == shown


# Hostile and broken files


def zipped(parts):
    found = BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    found.seek(0)
    return found


def rebuilt(change):
    """A good table of which some parts are changed."""
    with zipfile.ZipFile(book(HEAD, ["1", None, "a"])) as good:
        parts = {name: good.read(name) for name in good.namelist()}
    return zipped(parts | change(parts))


def strings(_parts):
    many = b"<si><t/></si>" * 2_900_000
    space = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return {"xl/sharedStrings.xml": space + many + b"</sst>"}


def cells(parts):
    page = parts["xl/worksheets/sheet1.xml"]
    row = b"<row>" + b"<c/>" * 1000 + b"</row>"
    return {"xl/worksheets/sheet1.xml": page.replace(b"<sheetData>", b"<sheetData>" + row * 1000)}


def padding(parts):
    page = parts["xl/worksheets/sheet1.xml"]
    return {"xl/worksheets/sheet1.xml": page + b" " * 31 * package.MEGABYTE}


def entities(parts):
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    page = parts["xl/worksheets/sheet1.xml"]
    return {"xl/worksheets/sheet1.xml": laughs + re.sub(rb"^<\?xml.*?\?>", b"", page)}


def merges(parts):
    page = parts["xl/worksheets/sheet1.xml"]
    boxes = b'<mergeCell ref="A1:XFD1048576"/>' * 20_001
    found = page.replace(b"</sheetData>", b"</sheetData><mergeCells>" + boxes + b"</mergeCells>")
    return {"xl/worksheets/sheet1.xml": found}


def many_parts(_parts):
    return {f"xl/media/{number}.png": b"" for number in range(1001)}


@pytest.mark.parametrize("change", [strings, cells, padding, merges, many_parts])
def test_what_holds_more_than_any_table_is_refused_at_once(change):
    file = rebuilt(change)
    assert len(file.getvalue()) < sheet.MOST_BYTES
    began = time.monotonic()
    with pytest.raises(ValidationError) as refused:
        sheet.read(file, Sample())
    assert refused.value.messages == ["The spreadsheet is too large. Split it into several."]
    assert time.monotonic() - began < 10


def test_what_the_header_claims_of_a_part_s_size_is_not_believed():
    """The directory says 500 bytes; a reader that sums what it claims lets 31 megabytes in."""
    data = bytearray(rebuilt(padding).getvalue())
    name = b"xl/worksheets/sheet1.xml"
    at = next(
        m.start()
        for m in re.finditer(b"PK\x01\x02", data)
        if data[m.start() + 46 :].startswith(name)
    )
    data[at + 24 : at + 28] = (500).to_bytes(4, "little")
    with pytest.raises(ValidationError) as refused:
        sheet.read(BytesIO(bytes(data)), Sample())
    assert len(refused.value.messages) == 1


def test_entities_are_not_resolved():
    with pytest.raises(ValidationError) as refused:
        sheet.read(rebuilt(entities), Sample())
    assert refused.value.messages == ["The file cannot be read as a spreadsheet (xlsx)."]


def test_one_cell_merged_over_the_whole_sheet_costs_nothing():
    def whole(parts):
        page = parts["xl/worksheets/sheet1.xml"]
        box = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        return {"xl/worksheets/sheet1.xml": page.replace(b"</sheetData>", box)}

    with pytest.raises(ValidationError) as refused:
        sheet.read(rebuilt(whole), Sample())
    assert refused.value.messages


def test_a_hidden_sheet_is_not_what_a_person_sees():
    def shape(page):
        seen = page.parent.create_sheet("seen")
        seen.append(HEAD)
        seen.append(["9", None, "seen"])
        page.sheet_state = "hidden"
        page.parent.active = 1

    assert clauses(read(["1", None, "hidden"], shape=shape)) == ["9"]


def test_pictures_and_other_parts_are_never_unpacked():
    reading = sheet.read(
        rebuilt(lambda _p: {"xl/media/x.png": b"0" * 60 * package.MEGABYTE}), Sample()
    )
    assert clauses(reading) == ["1"]
