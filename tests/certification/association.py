"""The small association in which the tests' recognitions go their way."""

from __future__ import annotations

from certification.demo.walk import Cast
from tests.standards.association import LONG_AGO, acting_for, body, expert, organisation, person
from zsa_portal.people.models import (
    Body,
    Department,
    DepartmentMembership,
    Post,
    PostHolding,
)

TITLE = "边缘计算网关技术要求"


def small_association() -> Cast:
    """A panel of five, a council of nine, a body that is a member, the secretariat."""
    secretariat = person("secretariat")
    department = Department.objects.create(code="standards", name="标准培育部")
    DepartmentMembership.objects.create(user=secretariat, department=department, starts=LONG_AGO)
    panel, reviewers = body(Body.Kind.PANEL, "panel", 5, "next_it")
    body(Body.Kind.COUNCIL, "council", 9)
    council_secretary = person("council-secretary")
    PostHolding.objects.create(user=council_secretary, post=Post.COUNCIL_SECRETARY, starts=LONG_AGO)
    applying = organisation("示例产业联盟")
    return Cast(
        applicant=acting_for(applying, "applicant"),
        organisation=applying,
        secretariat=secretariat,
        panel=panel,
        reviewers=reviewers,
        council_secretary=council_secretary,
        experts=[expert("expert-1"), expert("expert-2")],
    )
