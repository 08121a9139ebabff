"""``manage.py load_departments``: the departments of 附录3, where they are missing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from zsa_portal.people.departments.actions import departments_load


class Command(BaseCommand):
    help = "Enters the association's departments with their duties; those there stay as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        for department in departments_load():
            self.stdout.write(department.name)
