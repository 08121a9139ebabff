"""Who sees and keeps a ballot of a body that is not the matter's own committee."""

from __future__ import annotations

import pytest

from tests.procedure import roles
from tests.zsa_portal.ballots.conftest import members, secretary
from zsa_portal.ballots import rules
from zsa_portal.people.models import Party


@pytest.fixture
def lent(make_ballot, make_matter, make_committee):
    """A ballot of one committee in a matter that another committee carries."""
    own, other = make_committee(5), make_committee(5)
    matter = make_matter("balloting", committee=own)
    matter.people |= {"committee": other, "own": own}
    return make_ballot(5, matter=matter)


def test_the_secretary_of_the_body_that_votes_keeps_its_list(lent, make_user):
    assert rules.manages_ballot(lent, lent.matter, secretary(lent))
    assert not rules.manages(lent.matter, secretary(lent))
    assert not rules.manages_ballot(lent, lent.matter, members(lent)[0])
    assert not rules.manages_ballot(lent, lent.matter, make_user())


def test_who_keeps_the_matters_ballots_reads_the_result_of_another_body(lent, make_user):
    keeper = lent.matter.people["own"].seats.get(role="secretary").user
    assert rules.reads_result(lent, lent.matter, keeper)
    assert not rules.reads_result(lent, lent.matter, make_user())
    assert not rules.reads_result(lent, lent.matter, lent.matter.people["applicant"])


def test_the_committee_sees_the_ballots_of_its_matter_and_an_outsider_none(lent, make_user):
    member = lent.matter.people["own"].seats.filter(role="member").first().user
    assert rules.sees_ballots(lent.matter, member)
    assert rules.sees_ballots(lent.matter, lent.matter.people["applicant"])
    assert not rules.sees_ballots(lent.matter, make_user())


def test_all_staff_see_ballots_whatever_their_department(lent, make_staff):
    assert rules.sees_ballots(lent.matter, make_staff(department="quality"))


def test_a_part_that_is_not_shown_ballots_sees_none(lent, make_user):
    writer = make_user()
    lent.matter.involve(roles.WRITERS, Party.of(writer))
    assert roles.WRITERS.sees_opinions
    assert not rules.sees_ballots(lent.matter, writer)
