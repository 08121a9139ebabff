"""What stands in official forms: one spelling of codes and telephones, years that can be."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from zsa_portal.people.imports.cells import DayField
from zsa_portal.ui import official
from zsa_portal.ui.forms import DateField, DateTimeField


@pytest.mark.parametrize(
    ("given", "spelt"),
    [
        ("", ""),
        ("35", "35"),
        ("35.240", "35.240"),
        ("35.240.50", "35.240.50"),
        (" ３５．２４０．５０ ", "35.240.50"),
        ("ICS 35.240.50；03.080", "35.240.50; 03.080"),
    ],
)
def test_an_ics_number_has_one_spelling(given, spelt):
    assert official.ics(given) == spelt


@pytest.mark.parametrize(
    "given", ["abc", "3", "35.24", "35.240.5", "35.240.500", "35 240 50", "35.240.50x", "35,240"]
)
def test_what_is_no_ics_number_is_refused(given):
    with pytest.raises(ValidationError, match="ICS"):
        official.ics(given)


@pytest.mark.parametrize("field", ["00", "02", "34", "98"])
def test_an_ics_field_must_exist(field):
    with translation.override("en"), pytest.raises(ValidationError, match=f"no field {field}"):
        official.ics(f"{field}.020")


@pytest.mark.parametrize(
    ("given", "spelt"),
    [
        ("", ""),
        ("L70", "L 70"),
        ("l 70", "L 70"),
        ("Ｌ　７０", "L 70"),
        ("L70、A 00", "L 70; A 00"),
        ("CCS L 70/84", "L 70/84"),
    ],
)
def test_a_ccs_code_has_one_spelling(given, spelt):
    assert official.ccs(given) == spelt


@pytest.mark.parametrize("given", ["I 70", "O 10", "70", "LL 70", "L 7", "L 700", "x"])
def test_what_is_no_ccs_code_is_refused(given):
    with pytest.raises(ValidationError):
        official.ccs(given)


@pytest.mark.parametrize(
    ("given", "spelt"),
    [
        ("", ""),
        ("010-12345678", "010-12345678"),
        ("13800000000", "13800000000"),
        ("＋８６ １０ １２３４ ５６７８", "+86 10 1234 5678"),
        ("(010)12345678", "010-12345678"),
        ("（010） 1234 5678", "010-1234 5678"),
        ("010-12345678转801", "010-12345678转801"),
        ("400-810-0000", "400-810-0000"),
    ],
)
def test_a_telephone_number_has_one_spelling(given, spelt):
    assert official.phone(given) == spelt


@pytest.mark.parametrize(
    "given", ["xxx", "12345", "010-12345678a", "1" * 40, "-----------", "电话"]
)
def test_what_is_no_telephone_number_is_refused(given):
    with pytest.raises(ValidationError):
        official.phone(given)


@pytest.mark.parametrize("year", [1948, 2101, 203, 9999])
@pytest.mark.parametrize("field", [DateField(), DayField()])
def test_a_mistyped_year_is_refused(field, year):
    with pytest.raises(ValidationError, match=str(year)):
        field.clean(f"{year:04d}-03-02")


@pytest.mark.parametrize("year", [1949, 2100])
def test_a_year_at_the_boundary_is_taken(year):
    assert DateField().clean(f"{year}-03-02").year == year
    assert DateTimeField().clean(f"{year}-03-02T10:00").year == year


def test_a_mistyped_year_of_an_instant_is_refused():
    with pytest.raises(ValidationError):
        DateTimeField().clean("0226-03-02T10:00")
