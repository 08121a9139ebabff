"""The small association in which the tests' recognitions go their way."""

from __future__ import annotations

from certification.demo.walk import Cast
from tests.standards.association import LONG_AGO, acting_for, body, expert, organisation, person
from zsa_portal.people.models import (
    Background,
    Body,
    Department,
    DepartmentMembership,
    Post,
    PostHolding,
    User,
)

TITLE = "边缘计算网关技术要求"


REVIEWERS = (
    ("panel-1", "technical", "research"),
    ("panel-2", "standardisation", "social_organisation"),
    ("panel-3", "testing", "testing"),
    ("panel-4", "market", "enterprise"),
    ("panel-5", "technical", "user"),
)
"""The experts who become the panel: name, kind of expertise, origin."""


def reviewer(username: str, kind: str, origin: str) -> User:
    """An expert whom no rule keeps from a panel in the field next_it."""
    user = expert(
        username,
        kind=kind,
        origin=origin,
        fields=["next_it"],
        employer=f"{username}单位",
        standardisation_since=LONG_AGO,
    )
    Background.objects.create(expert=user.expert, field="next_it", kind="professional")
    return user


def small_association() -> Cast:
    """Experts for a panel of five and more, a council of nine, a member body, the secretariat."""
    secretariat = person("secretariat")
    department = Department.objects.create(code="standards", name="标准培育部")
    examiner = person("examiner")
    for user in (secretariat, examiner):
        DepartmentMembership.objects.create(user=user, department=department, starts=LONG_AGO)
    body(Body.Kind.COUNCIL, "council", 9)
    council_secretary = person("council-secretary")
    PostHolding.objects.create(user=council_secretary, post=Post.COUNCIL_SECRETARY, starts=LONG_AGO)
    applying = organisation("示例产业联盟")
    return Cast(
        applicant=acting_for(applying, "applicant"),
        organisation=applying,
        secretariat=secretariat,
        reviewers=[reviewer(*row) for row in REVIEWERS],
        council_secretary=council_secretary,
        examiner=examiner,
        experts=[
            reviewer("expert-1", "technical", "user"),
            reviewer("expert-2", "testing", "testing"),
        ],
    )
