"""The form for a text of a standard."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from zsa_portal.catalogue.models import StandardText
from zsa_portal.ui.forms import FileField, StyledForm


class TextForm(StyledForm):
    """A text of the standard."""

    language = forms.ChoiceField(label=_("Language"), choices=StandardText.Language.choices)
    file = FileField(label=_("Text (PDF)"), accept=(".pdf",), max_bytes=settings.FILES_MAX_BYTES)
    released = forms.BooleanField(
        label=_("Released for distribution"),
        required=False,
        help_text=_("Once published, anyone may download it; otherwise only its cover is public."),
    )
