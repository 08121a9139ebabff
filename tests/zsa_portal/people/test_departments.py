"""The departments that the quality manual names are there on a new portal too."""

from __future__ import annotations

import pytest
import yaml
from django.core.management import call_command

from ops.places import ROOT
from zsa_portal.people.departments.actions import departments_load
from zsa_portal.people.models import Department, DepartmentCode
from zsa_portal.people.queries import department

pytestmark = pytest.mark.django_db


def test_a_new_portal_gets_the_departments_of_the_manual_with_their_duties():
    call_command("load_departments", verbosity=0)
    rows = list(Department.objects.all())
    assert [row.position for row in rows] == list(range(1, 13))
    assert [row.code for row in rows] == list(DepartmentCode)
    assert [row.name for row in rows if not (row.duties and row.name_en)] == []
    assert department(DepartmentCode.STANDARDS).name == "标准培育部"


def test_what_staff_changed_stays():
    Department.objects.create(code="finance", name="财务与资产部", duties=["核算"], position=8)
    assert len(departments_load()) == 11
    assert department("finance").duties == ["核算"]
    assert departments_load() == []


def test_production_loads_them_after_the_migrations():
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    assert "load_departments" in compose["services"]["migrate"]["command"][-1]
