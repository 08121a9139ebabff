"""Ballots and experts as their own packages' tests make them."""

from tests.zsa_portal.ballots.conftest import make_ballot
from tests.zsa_portal.engagements.conftest import make_expert

__all__ = ["make_ballot", "make_expert"]
