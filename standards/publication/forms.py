"""Screens' forms of approval and publication."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from standards.catalogue.models import Edition, StandardText
from standards.publication import actions, rules
from standards.publication.engagement import Conclusion
from standards.publication.records import PatentDisclosure
from zsa_portal.ballots.forms import DecisionFields
from zsa_portal.engagements.models import Engagement
from zsa_portal.people.models import Expert
from zsa_portal.regulations import clock
from zsa_portal.ui.forms import DateField, FileField, StyledForm, StyledModelForm, area
from zsa_portal.workflow.batches import BatchForm
from zsa_portal.workflow.forms import StepForm, StepReasonForm
from zsa_portal.workflow.models import Matter


class ExpertsField(forms.ModelMultipleChoiceField):
    """Chooses experts by name, title, kind of expertise and employer."""

    def label_from_instance(self, obj: Expert) -> str:
        words = (obj.name, obj.title, obj.get_kind_display(), obj.employer)
        return " · ".join(str(word) for word in words if word)


class EngageForm(StepForm):
    """Which experts audit the dossier; those of the field stand first."""

    experts = ExpertsField(
        Expert.objects.none(),
        label=_("Experts"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one expert.")},
        help_text=_(
            "Experts with an account; those of the drafting organisations and those "
            "recused are left out."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        engaged = self.matter.audits.live().values("expert")
        self.fields["experts"].queryset = eligible_experts(self.matter).exclude(pk__in=engaged)

    def values(self) -> dict[str, Any]:
        return {"experts": list(self.cleaned_data["experts"])}


def eligible_experts(project: Any) -> Any:
    """Active experts with an account who are not of the drafting organisations or group, nor recused."""
    units = project.drafting_unit_names()
    recused = project.recusals.filter(lifted_at__isnull=True).values("user")
    own = Q(employer__in=units) | Q(organisation__name__in=units) | Q(user__in=recused)
    own |= Q(user__in=[*project.drafter_ids(), *rules.people_of_units(units)])
    return (
        Expert.objects.filter(active=True, user__isnull=False).exclude(own).order_by("name", "pk")
    )


class ReleaseForm(StepReasonForm):
    """Which expert is released, and why."""

    audit = forms.ModelChoiceField(
        Engagement.objects.none(), label=_("Expert"), widget=forms.RadioSelect, empty_label=None
    )
    field_order = ("audit", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = self.matter.audits.live().filter(at__isnull=True)
        self.fields["audit"].queryset = waiting.select_related("expert")
        self.fields["audit"].label_from_instance = lambda audit: str(audit.expert)


class AuditPassForm(StepForm):
    """How the changes asked for were handled, where experts asked for some."""

    handling = forms.CharField(
        label=_("How the changes asked for by the experts were handled"),
        widget=area(4),
        required=False,
        max_length=4000,
        help_text=_("Needed where an expert concluded “passes with changes”."),
    )


class AuditForm(StyledForm):
    """An expert's opinion on the dossier."""

    choice = forms.ChoiceField(
        label=_("Conclusion"), choices=Conclusion.choices, widget=forms.RadioSelect
    )
    opinion = forms.CharField(
        label=_("Opinion"),
        widget=area(6),
        required=False,
        max_length=8000,
        help_text=_("Needed unless the dossier simply passes."),
    )

    def clean(self) -> dict[str, Any]:
        """An opinion that is not a plain pass says why."""
        data = super().clean() or self.cleaned_data
        choice = data.get("choice")
        if choice and choice != rules.PASS and not str(data.get("opinion", "")).strip():
            self.add_error("opinion", _("Say why, or which changes you ask for."))
        return data


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
            "licence": _("May follow later, but before the approval."),
            "handling": _(
                "Needed where the holder does not license: what was decided about the clauses."
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
            for sentence in rules.announcement_days_agree.missing(days):
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
        return made.editions.order_by("standard__running").first().project


class TextForm(StyledForm):
    """A text of the standard."""

    language = forms.ChoiceField(label=_("Language"), choices=StandardText.Language.choices)
    file = FileField(label=_("Text (PDF)"), accept=(".pdf",), max_bytes=settings.FILES_MAX_BYTES)
    released = forms.BooleanField(
        label=_("Released for distribution"),
        required=False,
        help_text=_("Once published, anyone may download it; otherwise only its cover is public."),
    )


class CoverForm(StyledModelForm):
    """Cover data of a numbered standard."""

    half_width = ("ics", "ccs")

    class Meta:
        model = Edition
        fields = [
            "ics",
            "ccs",
            "proposer",
            "drafting_units",
            "principal_drafters",
            "abstract",
            "abstract_en",
        ]
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
