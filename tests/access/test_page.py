"""The page in docs/ says what the policies say."""

from __future__ import annotations

import pytest

from tests.access.page import PAGE, page
from tests.access.policy import policies_of_the_portal


def test_the_page_is_current(request: pytest.FixtureRequest):
    if request.config.getoption("--write-access-matrix"):
        PAGE.write_text(page(policies_of_the_portal()), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page(policies_of_the_portal())
