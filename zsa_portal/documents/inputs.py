"""What the screens of papers ask for."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from zsa_portal.documents import contents
from zsa_portal.documents.levels import LEVELS_SHOWN
from zsa_portal.people.departments.queries import departments_by_pinyin
from zsa_portal.people.models import Department, Party, User
from zsa_portal.regulations import clock
from zsa_portal.ui.forms import DateField, FileField, ReasonForm, StyledForm
from zsa_portal.workflow.models import Level


class UploadForm(StyledForm):
    """Asks for a file, and that it holds no state secrets."""

    file = FileField(label=_("File"))
    no_state_secrets = forms.BooleanField(
        label=_("The file contains no state secrets (国家秘密)."),
        help_text=_(
            "State secrets do not belong on this portal. The levels here are the association's own."
        ),
        error_messages={
            "required": _(
                "Confirm that the file contains no state secrets; otherwise it must not "
                "be uploaded here."
            )
        },
    )

    def __init__(self, *args: Any, accept: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = FileField(
            label=_("File"), accept=accept or contents.ACCEPTED, max_bytes=settings.FILES_MAX_BYTES
        )
        self.fields = {
            "file": kept,
            **{name: f for name, f in self.fields.items() if name != "file"},
        }


class PaperForm(UploadForm):
    """Asks for a new paper: its title where several stand side by side, its level from staff."""

    title = forms.CharField(label=_("Title"), max_length=240)
    level = forms.ChoiceField(label=_("Level"), choices=LEVELS_SHOWN)

    def __init__(self, *args: Any, many: bool, grades: bool, level: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].initial = level
        self.order_fields(["file", "title", "level", "no_state_secrets"])
        if not many:
            del self.fields["title"]
        if not grades:
            del self.fields["level"]


class LevelForm(ReasonForm):
    """Asks for another level, and why."""

    level = forms.ChoiceField(label=_("Level"), choices=LEVELS_SHOWN, widget=forms.RadioSelect)
    field_order = ["level", "reason"]


class HandForm(StyledForm):
    """Asks to whom a paper is handed, a person or a department, and until which day."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"), required=False)
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("Department"), required=False
    )
    last_day = DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave it empty to hand the paper until it is taken back."),
    )

    def __init__(self, *args: Any, level: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = User.objects.filter(is_active=True).order_by(
            "by_pinyin", "pk"
        )
        self.fields["person"].widget.attrs["data-picker"] = True
        self.fields["department"].queryset = departments_by_pinyin()
        if level == Level.CONFIDENTIAL:
            del self.fields["department"]
            self.fields["person"].required = True

    def clean_last_day(self) -> dt.date | None:
        """A day that has a next one."""
        day: dt.date | None = self.cleaned_data["last_day"]
        if day == dt.date.max:
            raise forms.ValidationError(
                _("Leave it empty to hand the paper until it is taken back.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = [cleaned.get(name) for name in ("person", "department") if cleaned.get(name)]
        if len(chosen) != 1 and not self.errors:
            raise forms.ValidationError(_("Choose either a person or a department."))
        return cleaned

    def party(self) -> Party:
        """The party chosen."""
        return Party.of(self.cleaned_data.get("person") or self.cleaned_data["department"])

    def until(self) -> dt.datetime | None:
        """The exclusive end: the first instant after the last day."""
        day = self.cleaned_data.get("last_day")
        return clock.start_of(day + dt.timedelta(days=1)) if day else None
