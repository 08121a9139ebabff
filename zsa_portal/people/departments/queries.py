"""Departments and posts as the screens show them."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from zsa_portal.people.departments.models import (
    Department,
    DepartmentMembership,
    Post,
    PostHolding,
)
from zsa_portal.people.sorting import Pinyin
from zsa_portal.regulations import clock


def departments_by_pinyin() -> QuerySet[Department]:
    """All departments, as lists show them and one chooses among them."""
    return Department.objects.order_by(Pinyin("name"), "pk")


def departments() -> QuerySet[Department]:
    """All departments with their people of today as ``now``, heads first; two queries."""
    rows = DepartmentMembership.objects.current().select_related("user")
    now = Prefetch("memberships", rows.order_by("-is_head", "user__by_pinyin"), to_attr="now")
    return departments_by_pinyin().prefetch_related(now)


def memberships_of(department: Department) -> QuerySet[DepartmentMembership]:
    """Everyone who belongs to a department or did, heads first, those of today first."""
    rows = DepartmentMembership.objects.filter(department=department).select_related("user")
    return rows.order_by("-is_head", "user__by_pinyin", "starts")


def posts() -> list[tuple[str, list[PostHolding], list[PostHolding]]]:
    """Every post with who holds it today or later, and who held it before; one query."""
    not_over = Q(ends__isnull=True) | Q(ends__gte=clock.today())
    rows = PostHolding.objects.select_related("user").order_by("-starts", "pk")
    now, before = list(rows.filter(not_over)), list(rows.exclude(not_over))
    return [
        (
            str(post.label),
            [row for row in now if row.post == post],
            [row for row in before if row.post == post],
        )
        for post in Post
    ]
