"""What the screens of inspections ask for."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from archive.inspections.actions import LONGEST
from archive.inspections.papers import IMAGES
from zsa_portal.people.departments.queries import departments_by_pinyin
from zsa_portal.ui.forms import MultipleFileField, StyledForm, area


class FindingForm(StyledForm):
    """What was seen in which department, and its photographs."""

    department = forms.ModelChoiceField(departments_by_pinyin(), label=_("Department"))
    text = forms.CharField(label=_("What was found"), max_length=LONGEST, widget=area(4))
    incomplete = forms.BooleanField(
        label=_("It makes the department's filing incomplete (归档未完成)"),
        required=False,
        help_text=_("Months and projects that are not filed are written down without you."),
    )
    photos = MultipleFileField(
        label=_("Photographs"),
        required=False,
        accept=IMAGES,
        max_bytes=settings.FILES_MAX_BYTES,
    )


class AnswerForm(StyledForm):
    """What the department answers."""

    answer = forms.CharField(
        label=_("Answer of the department"), max_length=LONGEST, widget=area(5)
    )


class DropForm(StyledForm):
    """Why a finding does not stand."""

    reason = forms.CharField(
        label=_("Why it does not stand"),
        max_length=500,
        widget=area(3),
        help_text=_("It stays written down with this reason, and withholds no incentives."),
    )
