"""Screens' forms of approval and publication."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from standards.publication import actions
from standards.publication.engagement import EXPERT_AUDIT
from standards.publication.records import PatentDisclosure
from standards.publication.rules import changes_are_handled
from zsa_portal.ballots.forms import DecisionFields
from zsa_portal.catalogue.actions import COVER_FIELDS
from zsa_portal.catalogue.models import Edition
from zsa_portal.catalogue.rules import announcement_days_agree
from zsa_portal.engagements import forms as engagements
from zsa_portal.regulations import clock
from zsa_portal.ui.forms import DateField, FileField, StyledForm, StyledModelForm, area, mark_wanted
from zsa_portal.ui.official import CcsField, IcsField
from zsa_portal.workflow.batches import BatchForm
from zsa_portal.workflow.forms import StepForm, StepReasonForm
from zsa_portal.workflow.models import Matter


class EngageForm(engagements.EngageForm):
    """Which experts audit the dossier."""

    kind = EXPERT_AUDIT


class ReleaseForm(engagements.ReleaseForm):
    """Which expert is released from the audit, and why."""

    kind = EXPERT_AUDIT

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"audit": data["engagement"], "reason": data["reason"]}


class DossierForm(StepForm):
    """Whether annex 6 applies to the project, with the reason where it does not (第二十五条)."""

    applies = forms.TypedChoiceField(
        label=_("Does annex 6 (overview of the project for approval) apply?"),
        choices=[("yes", _("It applies and is among the papers")), ("no", _("It does not apply"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    why_not = forms.CharField(
        label=_("Why it does not apply"), widget=area(3), required=False, max_length=1000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = self.matter.overview_waiver
        self.fields["applies"].initial = "no" if said else None
        self.fields["why_not"].initial = said

    def clean(self) -> dict[str, Any]:
        """An annex that does not apply is left out with a reason."""
        data = super().clean() or self.cleaned_data
        if data.get("applies") is False and not data.get("why_not", "").strip():
            self.add_error("why_not", _("Say why annex 6 does not apply."))
        return data


class AuditPassForm(StepForm):
    """How the changes asked for were handled, where experts asked for some."""

    handling = forms.CharField(
        label=_("How the changes asked for by the experts were handled"),
        widget=area(4),
        required=False,
        max_length=4000,
        help_text=_("Needed where an expert concluded “passes with changes”."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if any(changes_are_handled.missing((self.matter, ""))):
            mark_wanted(self, ("handling",))


class PatentForm(StyledModelForm):
    """An essential patent and its licensing declaration."""

    upload = FileField(
        label=_("Signed declaration"), required=False, max_bytes=settings.FILES_MAX_BYTES
    )
    field_groups = (
        (_("The patent"), ("holder", "patent_number", "title", "clauses")),
        (_("Licence"), ("licence", "upload", "handling")),
    )

    class Meta:
        model = PatentDisclosure
        fields = ["holder", "patent_number", "title", "clauses", "licence", "handling"]
        widgets = {"handling": area(3), "clauses": forms.TextInput()}
        help_texts = {
            "clauses": _("For example: claim 1; clause 5.2"),
            "licence": _(
                "May follow later, but before the approval; a licence counts only with the signed "
                "declaration."
            ),
            "handling": _(
                "Needed where the holder does not license: what was decided about the clauses; and "
                "for a patent that is not essential: why it is not."
            ),
        }

    def values(self) -> dict[str, Any]:
        """The fields of the record."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class PatentNoneForm(StyledForm):
    """The statement that no essential patent is known."""

    sure = forms.BooleanField(
        label=_("After inquiry with the drafting organisations, no essential patent is known.")
    )
    note = forms.CharField(
        label=_("Basis of the statement"), widget=area(2), required=False, max_length=2000
    )


class PublicationBatchForm(DecisionFields, BatchForm):
    """The council's approval of publication of one or many standards (第二十八条)."""

    def act(self) -> Matter:
        """Record the decision and take the step."""
        projects = list(self.cleaned_data["matters"])
        actions.publication_approve(projects=projects, decision=self.decision(), by=self.user)
        return projects[0]


class CouncilReturnForm(DecisionFields, StepReasonForm):
    """The council's refusal of publication."""

    def take(self, bound: Any, *, seen: str) -> Matter:
        """Record the decision and return the dossier."""
        return actions.publication_refuse(
            project=self.matter,
            decision=self.decision(),
            reason=self.cleaned_data["reason"],
            by=self.user,
            seen=seen,
        )


class AnnouncementForm(BatchForm):
    """The official document that numbers and publishes one or many standards (第二十九条)."""

    title = forms.CharField(label=_("Title of the announcement"), max_length=200)
    body = forms.CharField(
        label=_("Text of the announcement"), widget=area(3), required=False, max_length=4000
    )
    published_on = DateField(label=_("Publication date"))
    implemented_on = DateField(label=_("Implementation date"))

    def clean(self) -> dict[str, Any]:
        """The days agree."""
        data = super().clean() or self.cleaned_data
        days = (data.get("published_on"), data.get("implemented_on"))
        if all(days):
            for sentence in announcement_days_agree.missing(days):
                name = "published_on" if days[0] < clock.today() else "implemented_on"
                self.add_error(name, sentence)
        return data

    def act(self) -> Any:
        """Number the standards and issue the document."""
        data = self.cleaned_data
        made = actions.announcement_issue(
            projects=list(data["matters"]),
            by=self.user,
            **{name: data[name] for name in ("title", "body", "published_on", "implemented_on")},
        )
        return made.editions.order_by("standard__running").first().matter


class CoverForm(StyledModelForm):
    """Cover data of a numbered standard."""

    half_width = ("ics", "ccs")

    class Meta:
        model = Edition
        fields = COVER_FIELDS
        field_classes = {"ics": IcsField, "ccs": CcsField}
        widgets = {
            "drafting_units": area(4),
            "principal_drafters": area(3),
            "abstract": area(5),
            "abstract_en": area(5),
        }
        help_texts = {
            "drafting_units": _("One organisation a line, in the order of the foreword."),
            "principal_drafters": _("Separated by 、"),
        }
