"""What the steps of a complaint ask for."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from zsa_portal.complaints.actions.contents import LONGEST
from zsa_portal.complaints.actions.writing import complaint_report
from zsa_portal.complaints.meeting import COORDINATION_MEETING, Conclusion
from zsa_portal.complaints.models import Complaint
from zsa_portal.complaints.procedures import choices
from zsa_portal.complaints.records import Evidence
from zsa_portal.complaints.states import DECIDED, BodyOutcome
from zsa_portal.meetings import forms as meetings
from zsa_portal.notices.actions.opinions import EVIDENCE
from zsa_portal.notices.forms import EVIDENCE_BYTES
from zsa_portal.people.models import Organisation
from zsa_portal.ui.forms import FileField, StyledFormMixin, area
from zsa_portal.workflow.forms import StepForm
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import BoundStep

TOLD_BOTH = _("Both sides read this: write “complainant”, not the name.")


class AcceptForm(StyledFormMixin, StepForm):
    """By which clause the complaint is handled: that of its standard, unless it is another."""

    matter: Complaint

    procedure = forms.ChoiceField(label=_("Clause it is handled by"), choices=choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["procedure"].initial = self.matter.procedure


class PassOnForm(StyledFormMixin, StepForm):
    """To which body it goes, with which words and which files."""

    matter: Complaint

    body = forms.ModelChoiceField(
        Organisation.objects.order_by("by_pinyin", "pk"),
        label=_("Body complained about"),
        help_text=_("The organisation whose standard it is."),
    )
    statement_for_body = forms.CharField(
        label=_("What the body reads"),
        widget=area(8),
        max_length=LONGEST,
        help_text=_("Strike out what tells who complains, unless the complainant allowed it."),
    )
    evidence = forms.ModelMultipleChoiceField(
        Evidence.objects.none(),
        label=_("Files that go along"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Look into them first: a file may show who complains."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        files = self.matter.evidence.filter(note=None)
        self.fields["body"].widget.attrs["data-picker"] = True
        self.fields["body"].initial = self.matter.applicant_id
        self.fields["statement_for_body"].initial = self.matter.statement
        cast("forms.ModelMultipleChoiceField[Evidence]", self.fields["evidence"]).queryset = files
        self.fields["evidence"].initial = list(files)
        if not files:
            del self.fields["evidence"]

    def values(self) -> dict[str, Any]:
        return {"evidence": []} | self.cleaned_data


class ReportForm(StyledFormMixin, StepForm):
    """What came of the coordination, in words and as a file."""

    body_outcome = forms.ChoiceField(
        label=_("Outcome"), choices=BodyOutcome.choices, widget=forms.RadioSelect
    )
    body_report = forms.CharField(
        label=_("What was coordinated, and the body's position"),
        widget=area(8),
        max_length=LONGEST,
    )
    file = FileField(
        label=_("Report as a file"),
        required=False,
        accept=EVIDENCE,
        max_bytes=EVIDENCE_BYTES,
    )

    def take(self, bound: BoundStep, *, seen: str) -> Matter:
        """Take the step together with the file."""
        return complaint_report(bound=bound, by=self.user, seen=seen, **self.cleaned_data)


class ConveneForm(meetings.ConveneForm):
    """When and where the coordination meeting is."""

    kind = COORDINATION_MEETING


class ConcludeForm(StyledFormMixin, StepForm):
    """How the coordination meeting ended."""

    conclusion = forms.ChoiceField(
        label=_("Conclusion"), choices=Conclusion.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("What was agreed, or where the sides differ"),
        widget=area(4),
        max_length=4000,
        help_text=TOLD_BOTH,
    )


class CloseForm(StyledFormMixin, StepForm):
    """The outcome and the conclusion of the association."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[(one.value, one.label) for one in DECIDED],
        widget=forms.RadioSelect,
    )
    conclusion = forms.CharField(
        label=_("Conclusion of the association"),
        widget=area(8),
        max_length=LONGEST,
        help_text=TOLD_BOTH,
    )


class ReferForm(StyledFormMixin, StepForm):
    """Which law applies, where it went, and the conclusion of the association."""

    law = forms.CharField(
        label=_("The law that applies"),
        widget=area(3),
        max_length=1000,
        required=False,
        help_text=_("Name the law and its article."),
    )
    referred_to = forms.CharField(
        label=_("Where it went"),
        max_length=300,
        required=False,
        help_text=_("For example an administrative department or a court, and on which day."),
    )
    conclusion = forms.CharField(
        label=_("Conclusion of the association"),
        widget=area(6),
        max_length=LONGEST,
        help_text=TOLD_BOTH,
    )

    field_order = ("law", "referred_to", "conclusion")
    WANTED = ("law", "referred_to")
