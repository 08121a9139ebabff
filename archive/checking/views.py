"""Screens of the four checks: beginning them, issuing their report, checking a department's half-year."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy

from archive.checking import steps
from archive.checking.queries import may_check
from archive.filing.models import Filing
from archive.inspections.models import Inspection
from archive.inspections.states import I
from archive.parties import inspects, keeps_archive
from zsa_portal.people.departments.queries import departments_by_pinyin
from zsa_portal.ui.forms import StyledForm
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.pages import FormPage
from zsa_portal.workflow.refusals import WrongState


class AskedPage(LoginRequiredMixin, FormPage):
    """A page that asks, and acts at the press."""

    machine: ClassVar[type[Matter]] = Filing
    tab = "checks"
    template_name = "archive/checking/ask.html"

    def prepare(self) -> None:
        if not self.may():
            raise PermissionDenied

    def may(self) -> bool:
        """Whether the user acts here."""
        raise NotImplementedError


class BeginChecks(AskedPage):
    """The four checks of a filing, begun anew."""

    page_title = gettext_lazy("Make the four checks")
    page_lead = gettext_lazy(
        "A worker looks at every record of the list: checksum and sealed log, metadata and file, "
        "whether it opens, and whether it is safe. You may leave the page meanwhile."
    )
    done = gettext_lazy("The checks have begun.")

    def may(self) -> bool:
        return may_check(self.matter, self.request.user)

    def act(self, values: dict[str, Any]) -> Any:
        return steps.filing_check(filing=self.matter, by=self.request.user)  # type: ignore[arg-type]


class IssueReport(AskedPage):
    """The report of the newest checks, issued by the custodian."""

    page_title = gettext_lazy("Issue the report of the four checks")
    page_lead = gettext_lazy(
        "The report gets its number and stands under “Papers” of the filing as soon as its PDF "
        "is made."
    )
    done = gettext_lazy("The report is issued.")

    def may(self) -> bool:
        return keeps_archive(self.matter, self.request.user)

    def act(self, values: dict[str, Any]) -> Any:
        return steps.check_report_issue(filing=self.matter, by=self.request.user)  # type: ignore[arg-type]


class HomeForm(StyledForm):
    """Whose half-year is checked."""

    department = forms.ModelChoiceField(
        label=gettext_lazy("Department"), queryset=departments_by_pinyin()
    )


class CheckDepartment(AskedPage):
    """The inspectors let everything be checked that a department filed in the half-year."""

    machine = Inspection
    tab = "findings"
    form_class = HomeForm
    page_title = gettext_lazy("Check what a department filed")
    page_lead = gettext_lazy(
        "The four checks of every record that the department filed in the months inspected; what "
        "they find stands on the tab “Four checks” of each filing."
    )
    done = gettext_lazy("The checks have begun.")

    def prepare(self) -> None:
        super().prepare()
        if self.matter.state != I.INSPECTING:
            raise WrongState(self.matter)

    def may(self) -> bool:
        return inspects(self.matter, self.request.user)

    def act(self, values: dict[str, Any]) -> Any:
        return steps.inspection_check(
            inspection=self.matter,  # type: ignore[arg-type]
            home=values["department"],
            by=self.request.user,
        )
