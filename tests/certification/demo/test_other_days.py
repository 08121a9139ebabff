"""The applications of the demonstration end in the states of their data on another day too."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.certification.demo.lived import lived

pytestmark = pytest.mark.django_db


def test_the_last_day_of_february_will_do():
    _built, stories = lived(dt.date(2029, 2, 28))
    assert {key: one.state for key, one in stories.items()} == {
        key: one.end for key, one in stories.items()
    }
