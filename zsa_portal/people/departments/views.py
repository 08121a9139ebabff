"""Screens of departments and posts, open to all staff."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.departments import queries
from zsa_portal.people.departments.models import Department
from zsa_portal.people.gates import StaffOnly
from zsa_portal.people.screens import Directory, crumb
from zsa_portal.regulations import clock
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.views import Page


class Departments(StaffOnly, Directory, Page):
    """The departments with their heads and duties (附录3)."""

    template_name = "people/departments.html"
    page_title = _("Departments")
    directory_tab = "departments"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"departments": queries.departments()}


class DepartmentPage(StaffOnly, Page):
    """One department: duties, people of today and before."""

    template_name = "people/department.html"

    @cached_property
    def department(self) -> Department:
        return get_object_or_404(Department, code=self.kwargs["code"])

    def get_page_title(self) -> str:
        return str(self.department)

    def get_breadcrumbs(self) -> list[Crumb]:
        return [crumb("departments"), Crumb(str(self.department))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(queries.memberships_of(self.department))
        today = clock.today()
        over = [row for row in rows if row.ends is not None and row.ends < today]
        return super().get_context_data(**kwargs) | {
            "department": self.department,
            "now": [row for row in rows if row not in over],
            "former": over,
            "today": today,
        }


class Posts(StaffOnly, Directory, Page):
    """Who holds which post, from when to when (公开给员工)."""

    template_name = "people/posts.html"
    page_title = _("Posts")
    directory_tab = "posts"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "posts": queries.posts(),
            "today": clock.today(),
        }
