"""Screens' forms of project approval."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from standards.batches import BatchForm
from standards.planning import actions
from standards.planning.papers import APPROVAL_NOTICE_TIME
from zsa_portal.regulations import clock
from zsa_portal.ui.forms import DateField, FileField
from zsa_portal.workflow.forms import ReasonForm, StepForm
from zsa_portal.workflow.models import Matter

AREA = forms.Textarea(attrs={"rows": 4})


class OpenBallotForm(StepForm):
    """How long the committee votes."""

    days = forms.IntegerField(
        label=_("Length in natural days"), min_value=1, max_value=90, initial=7
    )


class EvaluationForm(StepForm):
    """Necessity and feasibility, with the opinion (第十四条)."""

    necessary = forms.BooleanField(label=_("The project is necessary"), required=False)
    feasible = forms.BooleanField(label=_("The project is feasible"), required=False)
    opinion = forms.CharField(label=_("Opinion"), widget=AREA, max_length=4000)


class DecisionFields(forms.Form):
    """The record of a decision: session or circulation, date, votes, resolution paper."""

    mode = forms.ChoiceField(
        label=_("Decided"),
        choices=[("meeting", _("In a session")), ("circulation", _("By circulation"))],
    )
    decided_on = DateField(label=_("Date of the decision"))
    number = forms.CharField(label=_("Number of the resolution"), max_length=60)
    present = forms.IntegerField(label=_("Present or answering"), min_value=0, required=False)
    yes = forms.IntegerField(label=_("In favour"), min_value=0, required=False)
    no = forms.IntegerField(label=_("Against"), min_value=0, required=False)
    abstain = forms.IntegerField(label=_("Abstaining"), min_value=0, required=False)
    paper = FileField(label=_("Resolution paper"), required=False)
    note = forms.CharField(
        label=_("Note"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=2000
    )

    NAMES = ("mode", "decided_on", "number", "present", "yes", "no", "abstain", "paper", "note")

    def clean_decided_on(self) -> Any:
        """A decision lies in the past or is of today."""
        day = self.cleaned_data["decided_on"]
        if day > clock.today():
            raise forms.ValidationError(_("The decision cannot lie in the future."))
        return day

    def decision(self) -> dict[str, Any]:
        """The keyword arguments of ``decision_record`` that this form asks for."""
        return {name: self.cleaned_data[name] for name in self.NAMES}


class NoticeBatchForm(BatchForm):
    """A public notice over one or many projects (第十四条)."""

    title = forms.CharField(label=_("Title of the notice"), max_length=200)
    body = forms.CharField(
        label=_("Text of the notice"), widget=forms.Textarea(attrs={"rows": 6}), max_length=8000
    )
    days = forms.IntegerField(
        label=_("Length in natural days"), min_value=1, max_value=180, initial=APPROVAL_NOTICE_TIME.days,
        help_text=_("At least 15 natural days; the day of opening is not counted."),
    )  # fmt: skip

    def act(self) -> Matter:
        """Publish the notice."""
        data = self.cleaned_data
        actions.project_notice_publish(
            projects=list(data["projects"]),
            title=data["title"],
            body=data["body"],
            days=data["days"],
            by=self.user,
        )
        return data["projects"][0]


class PlanBatchForm(DecisionFields, BatchForm):
    """The council's approval and the plan that follows from it (第十五条)."""

    def act(self) -> Matter:
        """Record the decision and issue the plan."""
        projects = list(self.cleaned_data["projects"])
        actions.work_plan_issue(projects=projects, decision=self.decision(), by=self.user)
        return projects[0]


class RefusalForm(DecisionFields, ReasonForm):
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
