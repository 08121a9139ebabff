"""Entering the departments that the regulations name."""

from __future__ import annotations

from pathlib import Path

import yaml

from zsa_portal.people.departments.models import Department

NAMED = Path(__file__).with_name("departments.yaml")


def departments_load() -> list[Department]:
    """Enter the departments of 附录3 that are missing, with their duties (QA3a); returns those entered.

    A department that is there stays as staff left it.
    """
    rows = yaml.safe_load(NAMED.read_text(encoding="utf-8"))
    there = set(Department.objects.values_list("code", flat=True))
    return Department.objects.bulk_create(
        Department(**row) for row in rows if row["code"] not in there
    )
