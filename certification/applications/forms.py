"""Screens' forms of the application."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.applications.actions import MOST_AT_ONCE
from certification.applications.papers import BODY, CONTENT, DECLARATIONS, LEAD
from certification.applications.records import BodyFacts
from certification.applications.rules import REQUIRED
from certification.models import Recognition
from zsa_portal.people.fields import BRANCHES, TechnicalField
from zsa_portal.ui.forms import (
    DateField,
    RowsFormSet,
    StyledForm,
    StyledModelForm,
    area,
    mark_wanted,
)
from zsa_portal.ui.official import GroupStandardField, PhoneField

ROWS_AT_FIRST = 3
LONG = {
    "testing_partners": 2,
    "certification_partners": 2,
    "lead_profile": 6,
    "lead_basis": 5,
    "background": 6,
    "innovation": 6,
    "application": 5,
    "significance": 5,
    "sales": 4,
    "mark_plan": 4,
    "international": 4,
    "opinion": 3,
    "no_test_report": 2,
    "no_patent_list": 2,
    "no_complaints": 2,
}


class BodyFactsForm(StyledModelForm):
    """The facts about a body's standards work (第七条)."""

    since = DateField(label=_("Standards work since"))
    founded = DateField(label=_("Founded"), required=False)
    rules_since = DateField(label=_("Own rules in effect since"))
    incident_on = DateField(
        label=_("Day of the last incident of large negative effect"),
        required=False,
        help_text=_("Leave it empty when none occurred in two years or since your founding."),
    )
    field_groups = (
        (_("Standards work"), ("since", "founded", "department", "staff")),
        (_("Own rules"), ("rules", "rules_since")),
        (_("Incidents"), ("incident_on", "incident")),
    )
    half_width = ("since", "founded", "rules_since", "incident_on")

    class Meta:
        model = BodyFacts
        fields = (
            "since",
            "founded",
            "department",
            "staff",
            "rules",
            "rules_since",
            "incident_on",
            "incident",
        )
        widgets = {"staff": area(3), "rules": area(3), "incident": area(3)}
        help_texts = {
            "staff": _("Names and posts of those who know the laws, policies and standards work."),
            "rules": _("Titles of the rules by which you make group standards."),
        }


class StandardRow(StyledForm):
    """One standard of the table with which applications begin."""

    number = GroupStandardField(
        label=_("Number of the group standard"), max_length=60, required=False
    )
    title = forms.CharField(label=_("Title of the standard"), max_length=240, required=False)
    half_width = ("number", "title")

    def clean(self) -> dict[str, Any]:
        """A row that is begun has both."""
        data = super().clean() or self.cleaned_data
        for name, other in (("number", "title"), ("title", "number")):
            if data.get(other) and not data.get(name) and name not in self.errors:
                self.add_error(name, _("Fill in both, or leave the row empty."))
        return data


class StandardRows(RowsFormSet):
    """The table of the standards applied for; empty rows are left out."""

    def standards(self) -> list[tuple[str, str]]:
        """Number and title of each row that is filled in."""
        rows = [row.cleaned_data for row in self.forms if row.cleaned_data.get("title")]
        return [(row["number"], row["title"]) for row in rows]


StandardsTable = forms.formset_factory(
    StandardRow,
    formset=StandardRows,
    extra=ROWS_AT_FIRST,
    max_num=MOST_AT_ONCE,
    absolute_max=MOST_AT_ONCE,
)


def yes_or_no(label: Any, **options: Any) -> forms.TypedChoiceField:
    """A question that may stay open: True, False or None."""
    return forms.TypedChoiceField(
        label=label,
        required=False,
        empty_value=None,
        coerce=lambda value: value == "yes",
        choices=[("", "---------"), ("yes", _("Yes")), ("no", _("No"))],
        **options,
    )


class ApplicationForm(StyledModelForm):
    """The 申请表 (表A.1). Everything may be saved unfinished; submitting asks for what is missing."""

    patents = yes_or_no(_("Essential patents involved"))
    enterprise_led = yes_or_no(
        _("An enterprise leads the standard"),
        help_text=_(
            "Where an alliance or another body leads, the block on the lead unit stays empty."
        ),
    )
    field_groups = (
        (_("The standard"), ("title", "source_number", "field", "sub_field", "patents")),
        (_("The body"), BODY),
        (_("Lead unit, where an enterprise leads"), ("enterprise_led", *LEAD)),
        (_("Background, product and technology"), CONTENT),
        (_("Self-declarations of the body"), (*DECLARATIONS, "opinion")),
        (
            _("Papers"),
            ("own_papers", "no_test_report", "no_patent_list", "no_complaints"),
        ),
    )
    half_width = (
        *("source_number", "field", "sub_field", "patents"),
        *(name for name in BODY if name != "address"),
        *("enterprise_led", "lead_unit", "lead_contact", "lead_post", "lead_phone", "lead_email"),
        *("testing_partners", "certification_partners"),
    )

    class Meta:
        model = Recognition
        fields = (
            "title",
            "source_number",
            "field",
            "sub_field",
            "patents",
            *BODY,
            "enterprise_led",
            *LEAD,
            *CONTENT,
            *DECLARATIONS,
            "opinion",
            "own_papers",
            "no_test_report",
            "no_patent_list",
            "no_complaints",
        )
        field_classes = {
            "source_number": GroupStandardField,
            "contact_phone": PhoneField,
            "lead_phone": PhoneField,
        }
        widgets = {name: area(rows) for name, rows in LONG.items()}
        labels = DECLARATIONS | {
            "title": _("Title of the group standard"),
            "contact_person": _("Contact person of the body"),
        }
        help_texts = {
            "source_number": _("As published on the national platform, for example T/EX 12-2025."),
            "sub_field": _("Choose one of the regulation's branches or write your own."),
            "testing_partners": _("Write 无 if there is none."),
            "certification_partners": _("Write 无 if there is none."),
            "lead_profile": _(
                "History, main business, founders and team, main qualifications, financing."
            ),
            "background": _("The industry of the standard's product abroad and at home."),
            "own_papers": _(
                "Proof of legal person, charter, procedure and rules: the page of your "
                "organisation shows what is on file and of what day."
            ),
            "no_test_report": _("Only where none is attached."),
            "no_patent_list": _("Only where patents are involved and no list is attached."),
            "no_complaints": _("Only where none is attached; for example: no complaint came in."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sub_field"].widget.attrs["list"] = "branches"
        wanted = ("source_number", "field", "sub_field", "patents", "enterprise_led", *REQUIRED)
        mark_wanted(self, (*wanted, *DECLARATIONS))
        for name in ("patents", "enterprise_led"):
            answer = getattr(self.instance, name)
            if answer is not None:
                self.initial[name] = "yes" if answer else "no"

    def branches(self) -> list[tuple[str, tuple[str, ...]]]:
        """The regulation's branches by field, offered for the sub-field (第八条)."""
        return [
            (str(TechnicalField(code).label), names) for code, names in BRANCHES.items() if names
        ]
