"""Every page costs few queries, and the same whether it lists one thing or three."""

from __future__ import annotations

import re

import pytest

from tests.access.asking import table_with
from tests.pages.costs import MOST
from tests.pages.measuring import Measuring
from tests.standards.access.world import PART

pytestmark = pytest.mark.django_db


def test_every_page_is_measured(measured: Measuring):
    answered = {
        name
        for name, phases in table_with(PART).items()
        if any("200" in answers for answers in phases.values())
    }
    assert answered - measured.names == set()


OF_A_COMPARISON = 2
"""One version is compared with nothing: only of two each reading is logged."""


def test_a_page_costs_the_same_with_one_row_and_with_three(measured: Measuring):
    grown = {
        key: (len(found["one"]), len(found["three"]))
        for key, found in measured.costs.items()
        if "three" in found and len(found["three"]) != len(found["one"]) + more_of(key[2])
    }
    assert grown == {}


def more_of(path: str) -> int:
    return OF_A_COMPARISON if path.endswith("/compare/") else 0


MOST_OF_WHAT_IS_MADE = 20
"""A marked copy, or a page's picture, is made, kept and logged by the request that asks for it first."""
MADE = re.compile(r"/copy/$|/read/\d+/$")


def most_of(path: str) -> int:
    return MOST_OF_WHAT_IS_MADE if MADE.search(path) else MOST


def test_no_page_costs_more_than_fifteen(measured: Measuring):
    dear = {
        key: max(len(statements) for statements in found.values())
        for key, found in measured.costs.items()
    }
    assert {key: most for key, most in dear.items() if most > most_of(key[2])} == {}
