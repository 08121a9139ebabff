"""The public page of what the states mean."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_procedure_s_states_are_public_and_an_unknown_kind_is_not_there(client):
    assert client.get("/states/project/").status_code == 200
    assert client.get("/states/unknown/").status_code == 404
