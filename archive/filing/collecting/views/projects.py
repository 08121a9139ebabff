"""The project manager reminds the departments that have not filed a project."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.filing.collecting.actions.reminding import (
    archive_url,
    departments_remind,
    told_of,
    why_not,
)
from archive.filing.collecting.coordinating import coordinates, something_to_coordinate
from zsa_portal.people.models import User
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.listing import listed
from zsa_portal.workflow.queries import matter_for
from zsa_portal.workflow.refusals import Refusal


class RemindDepartments(AskPage):
    """Says which departments are missing and who is told; POST tells them, once a day."""

    page_title = gettext_lazy("Remind the departments that have not filed")
    confirm_label = gettext_lazy("Send the reminders")

    def find(self) -> None:
        self.user = cast("User", self.request.user)
        self.project = matter_for(self.user, self.kwargs["pk"])
        if not self.project.machine.IS_PROJECT:
            raise Http404
        if not coordinates(self.project, self.user):
            raise PermissionDenied
        something_to_coordinate.require(self.project)
        self.told = told_of(self.project, self.user)
        if reason := why_not(self.project, self.told):
            raise Refusal([reason], matter=self.project)

    def get_page_lead(self) -> str:
        return self.project.shown_name

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(self.project.shown_name, self.back()), Crumb(self.get_page_title())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"effects": self._effects()}

    def _effects(self) -> list[str]:
        lines = [
            _("Not filed yet of this project: %(names)s")
            % {"names": listed(self.told.departments)},
            _("Told: %(names)s") % {"names": listed(self.told.people)},
        ]
        if self.told.silent:
            silent = _("No archivist and no head to be told: %(names)s")
            lines.append(silent % {"names": listed(self.told.silent)})
        return [*lines, _("It is logged on the project; until tomorrow nobody is reminded again.")]

    def act(self, form: Any) -> str:
        number = departments_remind(project=self.project, by=self.user)
        said = ngettext("%(n)d person was reminded.", "%(n)d people were reminded.", number)
        return said % {"n": number}

    def back(self) -> str:
        return archive_url(self.project)
