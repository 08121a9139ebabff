"""Who edits the table of levels, and what a new version needs (归档管理制度 附件二)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from archive import roles
from zsa_portal.documents.levels import entries_from, versions
from zsa_portal.people.departments.models import DepartmentCode
from zsa_portal.people.models import Department
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import condition, permission, rule
from zsa_portal.ui.listing import listed
from zsa_portal.workflow.interests import plays

Edit = Any


@permission("A18a")
def edits_table(edit: Edit, user: Any) -> bool:
    """The quality department edits the table of levels."""
    return plays(edit, user, [roles.QUALITY])


@permission("A18a")
def confirms_table(edit: Edit, user: Any) -> bool:
    """A second person of the quality department confirms it: nobody who drafted it."""
    drafted = edit.editors.filter(pk=getattr(user, "pk", None)).exists()
    return plays(edit, user, [roles.QUALITY]) and not drafted


@rule("A18a")
def every_department_has_entries(edit: Edit) -> Iterable[str]:
    """The table names kinds of file for all twelve departments that file (附件二)."""
    named = {row["department"] for row in edit.rows}
    lacking = [code for code in DepartmentCode if code not in named]
    if lacking:
        names = dict(Department.objects.filter(code__in=lacking).values_list("code", "name"))
        yield _("These departments have no entry: %(departments)s.") % {
            "departments": listed(names.get(code, code) for code in lacking)
        }


@condition
def something_differs(edit: Edit) -> Iterable[str]:
    """A version changes something of the one before."""
    if set(entries_from(edit.rows)) == set(versions()[0].entries):
        yield _("Nothing differs from the table as it is.")


@condition
def its_day_is_ahead(edit: Edit) -> Iterable[str]:
    """A version is in force from a day to come, after all others: what was filed keeps its table."""
    if edit.valid_from is None or edit.valid_from <= clock.today():
        yield _("The day from which the version is in force must lie ahead.")
    elif edit.valid_from <= (last := versions()[0].valid_from):
        yield _("Another version is in force from %(day)s: choose a later day.") % {
            "day": last.isoformat()
        }
