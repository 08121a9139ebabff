"""Screens' forms of the approval."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.approval import actions
from zsa_portal.ballots.forms import DecisionFields
from zsa_portal.ui.forms import DateField, area
from zsa_portal.workflow.batches import BatchForm
from zsa_portal.workflow.forms import StepReasonForm
from zsa_portal.workflow.models import Matter


class ApprovalBatchForm(DecisionFields, BatchForm):
    """The council's approval of one or many standards (第十九条)."""

    def act(self) -> Matter:
        """Record the decision."""
        found = list(self.cleaned_data["matters"])
        actions.recognition_approve(recognitions=found, decision=self.decision(), by=self.user)
        return found[0]


class AnnouncementForm(BatchForm):
    """The official document that announces recognised standards (第十九条)."""

    title = forms.CharField(label=_("Title of the announcement"), max_length=200)
    body = forms.CharField(
        label=_("Text of the announcement"), widget=area(5), required=False, max_length=8000
    )
    published_on = DateField(label=_("Publication date"))
    implemented_on = DateField(label=_("Implementation date"))

    def act(self) -> Matter:
        """Number the standards and issue the document."""
        data = self.cleaned_data
        found = list(data["matters"])
        actions.recognition_announce(
            recognitions=found,
            title=data["title"],
            body=data["body"],
            published_on=data["published_on"],
            implemented_on=data["implemented_on"],
            by=self.user,
        )
        return found[0]


class RefusalForm(DecisionFields, StepReasonForm):
    """The council's refusal of a standard."""

    def take(self, bound: Any, *, seen: str) -> Matter:
        """Record the decision and close the matter."""
        return actions.recognition_refuse(
            recognition=self.matter,
            decision=self.decision(),
            reason=self.cleaned_data["reason"],
            by=self.user,
            seen=seen,
        )
