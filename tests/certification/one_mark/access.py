"""What the addresses of the 1字标 name: a mark and a partner as drafts, and authorised and listed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from certification.demo.one_mark import Cast, MarkWalker, PartnerWalker
from certification.models import Partner
from certification.one_mark.marks.states import S as M
from certification.one_mark.partners.states import S as P
from tests.access.parts import ANY, World
from tests.access.world import START, acting_for, member, person
from tests.certification.one_mark.association import edition_in_force
from tests.made_forms import forms_made_at_once
from zsa_portal.people.models import Department, DepartmentMembership, User

LONG_AGO = dt.date(2020, 1, 1)
KEYS_OF = {"certification:mark_edit": "mark", "certification:partner_edit": "partner"}


def add(world: World) -> None:
    """Give the world's draft and published phases a mark and a laboratory of the applicant."""
    cast = cast_of(world)
    laboratory = _listed(cast, Partner.Work.LABORATORY)
    certifier = _listed(cast, Partner.Work.CERTIFIER)
    walker = MarkWalker(
        cast, START + dt.timedelta(days=20), edition_in_force(), laboratory, certifier
    )
    with forms_made_at_once():
        begun = walker.start("草稿产品")
        done = walker.to(walker.start("示例产品"), M.AUTHORISED)
        entered = PartnerWalker(_own(cast), START).start()
    world.keys["draft"] |= {"mark": begun.pk, "partner": entered.pk}
    world.keys["published"] |= {"mark": done.pk, "partner": laboratory.pk}
    world.keys[ANY] = world.keys[ANY] | {"mark_number": done.number}


def cast_of(world: World) -> Cast:
    """The applicant is the enterprise and runs a laboratory; a third body certifies."""
    department = Department.objects.create(code="one_mark", name="“1 字标”培育部")
    certifier = member("示例认证中心")
    own = {"applicant": world.users["applicant"], "enterprise": world.bodies["organisation"]}
    return Cast(
        clerk=_staff(department, "one-mark-clerk"),
        head=_staff(department, "one-mark-head", is_head=True),
        tester=own["applicant"],
        laboratory=own["enterprise"],
        assessor=acting_for(certifier, "assessor"),
        certifier=certifier,
        **own,
    )


def _own(cast: Cast) -> Cast:
    """The same, the enterprise being the certification body: its draft is nobody else's."""
    return Cast(**vars(cast) | {"assessor": cast.applicant, "certifier": cast.enterprise})


def _listed(cast: Cast, work: str) -> Partner:
    walker = PartnerWalker(cast, START, work)
    with forms_made_at_once():
        return walker.to(walker.start(), P.LISTED)


def _staff(department: Department, name: str, **more: Any) -> User:
    user = person(name)
    DepartmentMembership.objects.create(user=user, department=department, starts=LONG_AGO, **more)
    return user
