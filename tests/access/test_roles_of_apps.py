"""Every address × every role that an app brings × every phase, against the tables; see test_matrix."""

from __future__ import annotations

import pytest

from tests.access.asking import Asked, like, otherwise

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", like())
def test_every_address_answers_a_role_of_an_app_as_the_table_says(asked: list[Asked], role: str):
    assert otherwise(asked, role) == []
