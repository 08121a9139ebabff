"""A complaint goes its whole way, and each step asks for what it needs."""

from __future__ import annotations

import pytest

from tests.zsa_portal.complaints.stations import complaint_at
from zsa_portal.complaints.models import Complaint

pytestmark = pytest.mark.django_db


def test_the_whole_way():
    walk, complaint = complaint_at("received")
    complaint = walk.accept(complaint)
    complaint = walk.pass_on(complaint)
    complaint = walk.report(complaint)
    complaint = walk.hold(walk.call(complaint))
    complaint = walk.close(walk.conclude(complaint))
    assert (complaint.state, complaint.outcome) == ("closed", "partly")
    assert Complaint.objects.get().issued_forms.count() == 5
