"""A walker and records of every level, the department's own and another's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from archive.demo.walk.loans import CONFIDENTIAL_LINE, PAPER_LINE, RESTRICTED_LINE, Lender
from archive.kinds import Medium
from archive.loans.terms import Form
from archive.records import Item
from tests.archive.association import Cast
from tests.archive.holdings import record
from tests.archive.loans.stations import cast_of
from tests.standards.association import START
from tests.zsa_portal.wecom.fixtures import wecom  # noqa: F401 - a fixture
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level


@pytest.fixture(autouse=True)
def beginning() -> Iterator[None]:
    """The clock stands where the walkers begin."""
    with clock.moved_to(START):
        yield


@pytest.fixture
def kept(cast: Cast) -> Callable[..., Item]:
    """Makes a record of the other department."""
    return lambda name="合同", **fields: record(
        cast.other_department, cast.other_clerk, name, **fields
    )


@pytest.fixture
def lender(cast: Cast) -> Lender:
    """Lends a 秘密 file."""
    return Lender(cast_of(cast), START, RESTRICTED_LINE)


@pytest.fixture
def loan_at(cast: Cast, kept: Any) -> Callable[..., tuple[Lender, Any]]:
    """A loan in a state, with its walker: 秘密 unless said otherwise."""

    def walked(state: str, level: str = Level.RESTRICTED, **way: Any) -> tuple[Lender, Any]:
        line = CONFIDENTIAL_LINE if level == Level.CONFIDENTIAL else RESTRICTED_LINE
        medium = Medium.ELECTRONIC
        if way.get("form") in (Form.PAPER, Form.COPY):
            line, medium = PAPER_LINE, Medium.PAPER
        one = Lender(cast_of(cast), START, line, **way)
        loan = one.start([kept(level=level, medium=medium)])
        return one, one.to(loan, state)

    return walked
