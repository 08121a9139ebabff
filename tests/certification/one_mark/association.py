"""The small association of the 1字标: its department, an enterprise, a laboratory, a certification body."""

from __future__ import annotations

import datetime as dt

from certification.demo.one_mark import Cast
from tests.standards.association import LONG_AGO, acting_for, organisation, person
from zsa_portal.catalogue.models import Edition, Standard
from zsa_portal.people.models import Department, DepartmentMembership, User

PRODUCT = "边缘计算网关"
RUNNING = 9001


def small_association() -> Cast:
    """The department with a clerk and its head; three organisations that are no members."""
    department = Department.objects.create(code="one_mark", name="“1 字标”培育部")
    enterprise = organisation("示例网关有限公司", member=False)
    laboratory = organisation("示例检测中心", member=False)
    certifier = organisation("示例认证中心", member=False)
    return Cast(
        clerk=_staff(department, "one-mark-clerk"),
        head=_staff(department, "one-mark-head", is_head=True),
        applicant=acting_for(enterprise, "enterprise"),
        enterprise=enterprise,
        tester=acting_for(laboratory, "tester"),
        laboratory=laboratory,
        assessor=acting_for(certifier, "assessor"),
        certifier=certifier,
    )


def edition_in_force(running: int = RUNNING, field: str = "next_it") -> Edition:
    """A standard in force since 2025."""
    standard, _new = Standard.objects.get_or_create(running=running, defaults={"field": field})
    return Edition.objects.create(
        standard=standard,
        number=f"T/ZSA {running}-2025",
        title="边缘计算网关技术要求",
        year=2025,
        status=Edition.Status.CURRENT,
        published_on=dt.date(2025, 3, 1),
        implemented_on=dt.date(2025, 6, 1),
    )


def _staff(department: Department, name: str, *, is_head: bool = False) -> User:
    user = person(name)
    DepartmentMembership.objects.create(
        user=user, department=department, starts=LONG_AGO, is_head=is_head
    )
    return user
