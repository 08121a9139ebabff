"""Screens' forms of marks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.one_mark.marks.models import Mark
from certification.one_mark.marks.queries import editions_in_force
from certification.one_mark.marks.rules import REQUIRED
from certification.one_mark.marks.states import APPLYING
from certification.one_mark.partners.models import Partner
from certification.one_mark.partners.queries import listed_ever
from zsa_portal.people.models import Organisation
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.ui.forms import DateField, StyledForm, StyledModelForm, area, mark_wanted
from zsa_portal.ui.official import PhoneField
from zsa_portal.workflow.forms import StepReasonForm

OF_THE_PRODUCT = ("title", "model")


class NewMarkForm(StyledForm):
    """Whose product, and what it is called."""

    applicant = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Applicant organisation")
    )
    title = forms.CharField(label=gettext_lazy("Product"), max_length=240)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = places_of(user)
        field = self.fields["applicant"]
        field.queryset = Organisation.objects.filter(  # type: ignore[attr-defined]
            pk__in=who.organisations
        )
        if len(who.organisations) == 1:
            field.initial = next(iter(who.organisations))


class ApplicationForm(StyledModelForm):
    """The application, or what renews the authorisation. Everything may be saved unfinished.

    Once the mark is authorised, the product is what it is; another one is another application.
    """

    report_date = DateField(label=gettext_lazy("Date of the test report"), required=False)
    certificate_date = DateField(label=gettext_lazy("Date of the certificate"), required=False)
    certificate_until = DateField(
        label=gettext_lazy("Certificate valid until"),
        required=False,
        help_text=gettext_lazy("The last day. The authorisation never lasts longer."),
    )

    field_groups = (
        (gettext_lazy("The product"), ("title", "model", "edition")),
        (gettext_lazy("Test report"), ("laboratory", "report_number", "report_date")),
        (
            gettext_lazy("Product certificate"),
            (
                "certifier",
                "certificate_number",
                "certificate_date",
                "certificate_until",
                "certificate_scope",
            ),
        ),
        (gettext_lazy("Contact data"), ("contact_person", "contact_phone")),
    )
    half_width = (
        "report_number",
        "report_date",
        "certificate_date",
        "certificate_until",
        "contact_person",
        "contact_phone",
    )

    class Meta:
        model = Mark
        fields = list(REQUIRED)
        field_classes = {"contact_phone": PhoneField}
        labels = {"title": gettext_lazy("Product")}
        help_texts = {
            "edition": gettext_lazy("Zhongguancun standards in force."),
            "laboratory": gettext_lazy("Listed partners; it counts whether they were on the day."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "edition": editions_in_force(),
            "laboratory": listed_ever(Partner.Work.LABORATORY),
            "certifier": listed_ever(Partner.Work.CERTIFIER),
        }
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
            self.fields[name].required = False
            self.fields[name].widget.attrs["data-picker"] = True
        self.fields["certificate_scope"].widget = area(3)
        mark_wanted(self, REQUIRED)
        if self.instance.state not in APPLYING:
            for name in OF_THE_PRODUCT:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for name in ("report_date", "certificate_date"):
            day = data.get(name)
            if day and day > clock.today():
                self.add_error(name, _("This day lies in the future."))
        self._require_order(data.get("certificate_date"), data.get("certificate_until"))
        return data

    def _require_order(self, first: dt.date | None, last: dt.date | None) -> None:
        if first and last and last < first:
            self.add_error("certificate_until", _("The last day lies before the first."))


class ExaminationForm(StepReasonForm):
    """The opinion of the examination, kept in the log."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Opinion")
