"""Screens' forms of acceptance and notice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certification.acceptance import actions
from certification.acceptance.engagement import EXPERT_HELP
from certification.acceptance.papers import (
    CHECKLIST,
    FINDINGS,
    NOTICE_LENGTH,
    SCOPES,
    TOPICS,
    VERDICTS,
    Group,
)
from certification.acceptance.records import Acceptance
from zsa_portal.engagements import forms as engagements
from zsa_portal.notices.models import Opinion
from zsa_portal.ui.forms import RowsFormSet, StyledForm, area
from zsa_portal.workflow.batches import BatchForm
from zsa_portal.workflow.models import Matter

MORE_ROWS = 3
MOST_ROWS = 60
LONGEST_NOTE = 2000


class ChecklistForm(StyledForm):
    """The points of the checklist, a note under each heading, and who issued the comparison report."""

    issuer = forms.CharField(
        label=_("Third party that issued the comparison report"), max_length=160, required=False
    )
    none_comparable = forms.BooleanField(
        label=_("There is no national, industry, local or group standard to compare with"),
        required=False,
    )

    def __init__(self, *args: Any, found: Acceptance | None, **kwargs: Any) -> None:
        known = found or Acceptance()
        kwargs["initial"] = {
            "issuer": known.issuer,
            "none_comparable": known.none_comparable,
            **known.checks,
            **{f"note.{key}": note for key, note in known.notes.items()},
        }
        super().__init__(*args, **kwargs)
        for group in CHECKLIST:
            for point, title in group.points.items():
                self.fields[point] = forms.BooleanField(label=title, required=False)
            self.fields[f"note.{group.key}"] = forms.CharField(
                label=_("Note: what was seen, or what is missing"),
                widget=area(2),
                max_length=LONGEST_NOTE,
                required=False,
            )

    def points_of(self, group: Group) -> list[Any]:
        """The ticks of a heading and its note, as bound fields."""
        return [self[name] for name in (*group.points, f"note.{group.key}")]

    def values(self) -> dict[str, Any]:
        """The fields of Acceptance that are well-formed, as they are stored."""
        data = self.cleaned_data
        kept = {name: data[name] for name in ("issuer", "none_comparable") if name in data}
        points = [point for group in CHECKLIST for point in group.points]
        checks = {point: True for point in points if data.get(point)}
        notes = {
            group.key: note for group in CHECKLIST if (note := data.get(f"note.{group.key}", ""))
        }
        return kept | {"checks": checks, "notes": notes}


class ComparisonRow(StyledForm):
    """One requirement of another standard beside that of this one."""

    scope = forms.ChoiceField(label=_("Kind"), choices=[("", "—"), *SCOPES.items()], required=False)
    number = forms.CharField(label=_("Number"), max_length=80, required=False)
    indicator = forms.CharField(label=_("Requirement"), max_length=200, required=False)
    theirs = forms.CharField(
        label=pgettext_lazy("comparison", "There"), max_length=200, required=False
    )
    ours = forms.CharField(label=_("In this standard"), max_length=200, required=False)
    finding = forms.ChoiceField(
        label=_("This standard is"), choices=[("", "—"), *FINDINGS.items()], required=False
    )
    NEEDED = ("scope", "number", "indicator", "finding")

    def clean(self) -> dict[str, Any]:
        """A row that is begun says what is compared and how it comes out."""
        data = super().clean() or self.cleaned_data
        if any(data.values()):
            for name in self.NEEDED:
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Fill this in, or empty the row."))
        return data


class ComparisonRows(RowsFormSet):
    """The table of comparison; empty rows are left out."""

    def rows(self) -> list[dict[str, str]]:
        """The rows that are complete, as they are stored."""
        return [
            dict(row.cleaned_data)
            for row in self.forms
            if row.is_valid() and any(row.cleaned_data.values())
        ]


ComparisonTable = forms.formset_factory(
    ComparisonRow,
    formset=ComparisonRows,
    extra=MORE_ROWS,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS,
)


class AskExpertsForm(engagements.EngageForm):
    """Which experts are asked, and what."""

    kind = EXPERT_HELP
    question = forms.CharField(label=_("Question"), widget=area(5), min_length=6, max_length=4000)
    field_order = ("question", "experts")


class ReleaseExpertForm(engagements.ReleaseForm):
    """Which expert is released, and why."""

    kind = EXPERT_HELP


class CommentsForm(StyledForm):
    """How each public comment was verified and sorted."""

    PARTS = ("verdict", "topic", "finding")

    def __init__(self, *args: Any, comments: list[Opinion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comments = comments
        for one in comments:
            known = getattr(one, "recognition_check", None)
            made = {
                "verdict": _choice(_("Verification"), VERDICTS),
                "topic": _choice(_("Topic"), TOPICS),
                "finding": forms.CharField(
                    label=_("What was found"), widget=area(2), max_length=2000, required=False
                ),
            }
            for part, field in made.items():
                field.initial = getattr(known, part, "")
                self.fields[f"{part}.{one.pk}"] = field

    def rows(self) -> list[tuple[Opinion, list[Any]]]:
        """Each comment with its bound fields."""
        return [(one, [self[f"{part}.{one.pk}"] for part in self.PARTS]) for one in self.comments]

    def checks(self) -> dict[int, dict[str, str]]:
        """What is well-formed, by the key of the comment."""
        data = self.cleaned_data
        return {
            one.pk: {
                part: data[f"{part}.{one.pk}"] for part in self.PARTS if f"{part}.{one.pk}" in data
            }
            for one in self.comments
        }


def _choice(label: Any, choices: dict[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "—"), *choices.items()], required=False)


class NoticeBatchForm(BatchForm):
    """A public notice over one or many accepted standards (第十五条)."""

    title = forms.CharField(label=_("Title of the notice"), max_length=200)
    body = forms.CharField(label=_("Text of the notice"), widget=area(6), max_length=8000)
    days = forms.IntegerField(
        label=_("Length in natural days"),
        min_value=1,
        max_value=180,
        initial=NOTICE_LENGTH.value,
    )

    def act(self) -> Matter:
        """Publish the notice."""
        data = self.cleaned_data
        actions.recognition_notice_publish(
            recognitions=list(data["matters"]),
            title=data["title"],
            body=data["body"],
            days=data["days"],
            by=self.user,
        )
        return data["matters"][0]
