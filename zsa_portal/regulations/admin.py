"""Admin of the figures a regulation leaves open: values are added with a reason, never changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations import clock
from zsa_portal.regulations.models import SETTABLE, Setting
from zsa_portal.regulations.shares import is_share


class SettingForm(forms.ModelForm):
    """Asks for figure, value, day and reason; a value is of its default's kind."""

    key = forms.ChoiceField(label=_("figure"))
    valid_from = forms.SplitDateTimeField(
        label=_("valid from"),
        required=False,
        widget=admin.widgets.AdminSplitDateTime,
        help_text=_("Now, if left empty. What held before stays as it was."),
    )

    class Meta:
        model = Setting
        fields = ("key", "value", "valid_from", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sorted(SETTABLE.values(), key=lambda one: one.key)
        self.fields["key"].choices = [("", "—"), *((one.key, str(one.label)) for one in known)]
        self.fields["key"].help_text = format_html_join(
            "",
            "<p><b>{}</b> ({}): {} {}. {}</p>",
            ((one.label, one.key, gettext("default"), one.default, one.why) for one in known),
        )

    def clean_valid_from(self) -> Any:
        given = self.cleaned_data["valid_from"]
        if given is not None and given < clock.now():
            raise ValidationError(gettext("A figure cannot be changed for the past."))
        return given or clock.now()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        figure = SETTABLE.get(data.get("key", ""))
        if figure is not None and "value" in data and not alike(data["value"], figure.default):
            sentence = gettext("Give a value of the same kind as the default: %(default)s.")
            self.add_error("value", sentence % {"default": figure.default})
        return data


def alike(value: Any, default: Any) -> bool:
    """Whether a value is of the default's kind; numbers are not negative, a pair is a share."""
    if isinstance(default, tuple):
        return is_share(value)
    if isinstance(default, list):
        return isinstance(value, list) and all(
            isinstance(one, int) and not isinstance(one, bool) and one >= 0
            if all(isinstance(there, int) for there in default)
            else type(one) in {type(there) for there in default}
            for one in value
        )
    if type(value) is not type(default):
        return False
    return isinstance(value, bool) or not isinstance(value, int | float) or value >= 0


@admin.register(Setting)
class SettingAdmin(admin.ModelAdmin):
    """The history of every figure; a new value is a new row."""

    form = SettingForm
    list_display = ("figure", "value", "valid_from", "set_by", "reason", "default", "why_open")
    list_filter = ("key",)
    search_fields = ("key", "reason")
    list_select_related = ("set_by",)
    fields = ("key", "value", "valid_from", "reason")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Setting, form: Any, change: Any) -> None:
        obj.set_by = request.user  # type: ignore[assignment]  # signed in, by the admin
        super().save_model(request, obj, form, change)

    @admin.display(description=_("figure"), ordering="key")
    def figure(self, row: Setting) -> str:
        return str(SETTABLE[row.key].label) if row.key in SETTABLE else row.key

    @admin.display(description=_("default"))
    def default(self, row: Setting) -> Any:
        return SETTABLE[row.key].default if row.key in SETTABLE else "—"

    @admin.display(description=_("why it is open"))
    def why_open(self, row: Setting) -> Any:
        return SETTABLE[row.key].why if row.key in SETTABLE else "—"
