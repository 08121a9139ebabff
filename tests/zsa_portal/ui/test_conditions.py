"""Conditions joined into one text ask what each of them asks, also of rows that say nothing."""

from __future__ import annotations

import pytest
from django.db.models import Q

from zsa_portal.people.models import Department
from zsa_portal.ui.conditions import ALWAYS, NEVER, Condition, among, columns_of, of_keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(db) -> dict[str, int]:
    """Departments by name, the second below the first, the third below none."""
    Department.objects.all().delete()
    first = Department.objects.create(code="a", name="甲")
    return {
        "甲": first.pk,
        "乙": Department.objects.create(code="b", name="乙").pk,
        "丙": Department.objects.create(code="c", name="丙").pk,
    }


def code(of: str) -> Condition:
    return Condition("{code} = %s", [of], code="code")


def unsaid() -> Condition:
    """Neither true nor false of any row."""
    return Condition("NULL::boolean")


def either() -> Condition:
    """Two cases in one text, which hold together whatever stands beside them."""
    return Condition("{code} = 'a' OR {code} = 'b'", code="code")


def codes(condition) -> str:
    return "".join(
        Department.objects.filter(condition).order_by("code").values_list("code", flat=True)
    )


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (lambda: code("a"), "a"),
        (lambda: code("a") | code("b"), "ab"),
        (lambda: code("a") & code("b"), ""),
        (lambda: code("a") | code("b") & code("c"), "a"),
        (lambda: (code("a") | code("b")) & ~code("a"), "b"),
        (lambda: ~(code("a") | code("b")), "c"),
        (lambda: ~~code("a"), "a"),
        (unsaid, ""),
        (lambda: ~unsaid(), "abc"),
        (lambda: code("a") | unsaid(), "a"),
        (lambda: code("a") & ~unsaid(), "a"),
        (either, "ab"),
        (lambda: code("b") & either(), "b"),
        (lambda: either() & Q(name="乙"), "b"),
        (lambda: ~either(), "c"),
        (lambda: ALWAYS, "abc"),
        (lambda: NEVER, ""),
        (lambda: ~NEVER & code("c"), "c"),
        (lambda: ~ALWAYS | code("c"), "c"),
        (lambda: code("a") & Q(name="甲"), "a"),
        (lambda: code("a") | Q(name="乙"), "ab"),
        (lambda: Q(name="乙") | code("a"), "ab"),
        (lambda: among("code", []), ""),
        (lambda: among("code", ["b"]), "b"),
        (lambda: among("code", ("b", "c")), "bc"),
        (lambda: ~among("code", ("b", "c")), "a"),
        (lambda: of_keys([]), ""),
    ],
)
def test_what_is_joined_asks_what_each_asks(rows, condition, found):
    assert codes(condition()) == found


def test_what_decides_alone_leaves_nothing_of_the_other():
    one = code("a")
    assert (one & ALWAYS) is (ALWAYS & one) is (one | NEVER) is (NEVER | one) is one
    assert (one & NEVER) is (NEVER & one) is NEVER
    assert (one | ALWAYS) is (ALWAYS | one) is ALWAYS


def test_keys_are_of_a_type_of_the_database(rows):
    assert codes(among("pk", [rows["乙"], rows["丙"]], "bigint")) == "bc"
    assert codes(of_keys([rows["甲"]])) == "a"


def test_a_column_is_asked_once_whatever_how_often_it_is_named():
    joined = code("a") | Condition("{said} = 'b' OR {said} = %s", ["c"], said="code")
    assert joined.paths == ["code"]
    assert joined.values == ["a", "c"]
    assert joined.text == "({code} = %s) OR ({code} = 'b' OR {code} = %s)"


def test_a_condition_is_told_in_another_statement_by_its_columns():
    columns = columns_of(Department, "home", "owner__")
    assert columns["owner__pk"] == columns["owner__id"] == "home.id"
    told = Condition("{home} = 1 AND {code} = %s", ["a"], home="owner__pk", code="owner__code")
    assert told.told(columns) == "(home.id = 1 AND home.code = %s)"
    with pytest.raises(KeyError):
        told.told({"owner__pk": "home.id"})


@pytest.mark.parametrize("turned", [(False, False), (False, True), (True, False), (True, True)])
def test_joined_conditions_hold_as_the_words_of_django_do(rows, turned):
    """Every pair of a condition and its contrary, joined both ways, beside the same in Q."""
    ours, theirs = (code("a"), code("b")), (Q(code="a"), Q(code="b"))
    one, two = (~c if t else c for c, t in zip(ours, turned, strict=True))
    same, alike = (~q if t else q for q, t in zip(theirs, turned, strict=True))
    assert codes(one & two) == codes(same & alike)
    assert codes(one | two) == codes(same | alike)
