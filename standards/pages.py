"""What the pages about projects have in common: batches, and what is written besides the steps."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from standards.models import Project
from zsa_portal.workflow.batches import BatchPage
from zsa_portal.workflow.pages import WritingPage


class ProjectBatch(BatchPage):
    """A page on which one step is taken for several projects."""

    machine = Project
    related = ("applicant", "committee", "approval_decision")
    columns = ("applicant", "committee")
    none_chosen = _("Choose at least one project.")
    empty_title = _("No project waits for this step")
    empty_text = _("Projects appear here as soon as they are ready for it.")

    @staticmethod
    def waiting(count: int) -> str:
        return ngettext("%(n)s project waits", "%(n)s projects wait", count) % {"n": count}


class ProjectPage(WritingPage):
    """A page on which something of one project is written."""

    machine = Project

    @property
    def project(self) -> Project:
        """The project, fresh."""
        return self.matter

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"project": self.project}
