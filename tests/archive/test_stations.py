"""Every machine of the archive was walked to each of its states."""

from __future__ import annotations

import pytest
from django.db import connection

from archive.appraisal.states import A
from tests import stations
from tests.archive.appraisal.stations import CONFIDENTIAL
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.models import Matter

NAMED_OTHERWISE = {A.VICE_CHAIR: CONFIDENTIAL + A.VICE_CHAIR}
KINDS = [kind for kind, machine in MACHINES.items() if machine._meta.app_label == "archive"]
STOOD = """
SELECT body->>'state' FROM stations.station
  JOIN stations.content ON station = name AND tab = %s AND body->>'id' = told->>'matter'
 WHERE name = %s
"""


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_every_state_has_its_station(kind):
    if not stations.known():
        pytest.skip("no stations were walked")
    for state in MACHINES[kind].STATES:
        name = NAMED_OTHERWISE.get(state, state)
        with connection.cursor() as cursor:
            cursor.execute(STOOD, [Matter._meta.db_table, f"archive.{name}"])
            assert cursor.fetchone() == (state,)
