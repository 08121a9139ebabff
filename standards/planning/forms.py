"""Screens' forms of project approval."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from standards.planning import actions
from standards.planning.papers import APPROVAL_NOTICE_TIME
from zsa_portal.ballots.forms import DecisionFields
from zsa_portal.ui.forms import area
from zsa_portal.workflow.batches import BatchForm
from zsa_portal.workflow.forms import StepForm, StepReasonForm
from zsa_portal.workflow.models import Matter


class OpenBallotForm(StepForm):
    """How long the committee votes."""

    days = forms.IntegerField(
        label=_("Length in natural days"), min_value=1, max_value=90, initial=7
    )


class EvaluationForm(StepForm):
    """Necessity and feasibility, with the opinion (第十四条)."""

    necessary = forms.BooleanField(label=_("The project is necessary"), required=False)
    feasible = forms.BooleanField(label=_("The project is feasible"), required=False)
    opinion = forms.CharField(label=_("Opinion"), widget=area(), max_length=4000)
    WANTED = ("necessary", "feasible")


class NoticeBatchForm(BatchForm):
    """A public notice over one or many projects (第十四条)."""

    title = forms.CharField(label=_("Title of the notice"), max_length=200)
    body = forms.CharField(label=_("Text of the notice"), widget=area(6), max_length=8000)
    days = forms.IntegerField(
        label=_("Length in natural days"),
        min_value=1,
        max_value=180,
        initial=APPROVAL_NOTICE_TIME.days,
        help_text=_("At least 15 natural days; the day of opening is not counted."),
    )

    def act(self) -> Matter:
        """Publish the notice."""
        data = self.cleaned_data
        actions.project_notice_publish(
            projects=list(data["matters"]),
            title=data["title"],
            body=data["body"],
            days=data["days"],
            by=self.user,
        )
        return data["matters"][0]


class PlanBatchForm(DecisionFields, BatchForm):
    """The council's approval and the plan that follows from it (第十五条)."""

    def act(self) -> Matter:
        """Record the decision and issue the plan."""
        projects = list(self.cleaned_data["matters"])
        actions.work_plan_issue(projects=projects, decision=self.decision(), by=self.user)
        return projects[0]


class RefusalForm(DecisionFields, StepReasonForm):
    """The council's refusal of a project."""

    def take(self, bound: Any, *, seen: str) -> Matter:
        """Record the decision and close the project."""
        return actions.project_refuse(
            project=self.matter,
            decision=self.decision(),
            reason=self.cleaned_data["reason"],
            by=self.user,
            seen=seen,
        )
