"""The example procedure itself reaches every state."""

import pytest

from tests.procedure.models import Example


@pytest.mark.parametrize("state", list(Example.STATES))
def test_every_state_is_reached_by_steps(make_matter, make_committee, state):
    matter = make_matter(state, committee=make_committee(7))
    assert matter.state == state
