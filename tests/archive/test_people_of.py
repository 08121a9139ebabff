"""Who stands behind the offices of a department, with one person and the stand-ins left out."""

from __future__ import annotations

import datetime as dt

from zsa_portal.people.models import Deputyship, Party
from zsa_portal.people.queries import people_of
from zsa_portal.regulations import clock


def behind(party, **options):
    return set(people_of([party], **options))


def test_each_office_of_a_department_has_its_own_people(cast):
    assert behind(Party.of(cast.department, "archivist")) == {cast.archivist}
    assert behind(Party.of(cast.department, "head")) == {cast.head}
    assert behind(Party.of(cast.department)) == {cast.archivist, cast.head, cast.clerk}


def test_who_is_left_out_takes_the_stand_ins_along(cast):
    Deputyship.objects.create(
        principal=cast.head,
        deputy=cast.clerk,
        starts=clock.today(),
        ends=clock.today() + dt.timedelta(days=9),
    )
    head = Party.of(cast.department, "head")
    assert behind(head) == {cast.head, cast.clerk}
    assert behind(head, without=cast.head) == set()
    assert behind(head, without=cast.clerk) == {cast.head}
