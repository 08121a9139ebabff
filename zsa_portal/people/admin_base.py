"""What the admin pages of the portal share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.accounts.models import User
from zsa_portal.people.dated import holds_on
from zsa_portal.regulations import clock

PERSONAL = ("user", "deputy")


def column(name: str, label: Any) -> Callable[[Any], Any]:
    """A column for ``list_display`` or ``fields`` with a name of its own: an attribute of the row."""

    def shown(row: Any) -> Any:
        value = getattr(row, name)
        return value() if callable(value) else value

    shown.__name__ = name
    shown.short_description = label  # type: ignore[attr-defined]  # of the admin
    return shown


class ReadOnly(admin.ModelAdmin):
    """A table to look at: the portal's own steps and actions write it."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class NobodyOneself:
    """Nobody gives, changes or ends the own places, and no administrator is given one."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may: bool = super().has_change_permission(request, obj)  # type: ignore[misc]  # of the admin
        return may and not _own(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may: bool = super().has_delete_permission(request, obj)  # type: ignore[misc]  # of the admin
        return may and not _own(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        args = (request, obj) if isinstance(self, admin.options.InlineModelAdmin) else (request,)
        may: bool = super().has_add_permission(*args)  # type: ignore[misc]  # of the admin
        return may and not _own(request, obj)

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in PERSONAL:
            kwargs["queryset"] = User.objects.exclude(pk=request.user.pk).exclude(is_staff=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


def _own(request: HttpRequest, obj: Any) -> bool:
    if obj is None:
        return False
    if isinstance(obj, User):
        return bool(obj.pk == request.user.pk)
    return any(getattr(obj, f"{name}_id", None) == request.user.pk for name in PERSONAL)


class HoldsToday(admin.SimpleListFilter):
    """Narrows dated rows to those of today, of before, or of later."""

    title = _("time")
    parameter_name = "time"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("now", _("today")), ("before", _("ended")), ("later", _("not yet begun"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        today = clock.today()
        if self.value() == "now":
            return queryset.filter(holds_on(today))
        if self.value() == "before":
            return queryset.filter(ends__lt=today)
        return queryset.filter(starts__gt=today) if self.value() == "later" else queryset


class DatedAdmin(NobodyOneself, admin.ModelAdmin):
    """A table of dated rows."""

    list_filter: Any = (HoldsToday,)
    date_hierarchy = "starts"


class DatedInline(NobodyOneself, admin.TabularInline):
    """Dated rows on the page of what they belong to."""

    extra = 0
    ordering = ("-starts",)


class LinesField(forms.CharField):
    """A list of texts, one on each line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]  # a list, not a text
        text = super().clean(value) or ""
        return [line.strip() for line in text.splitlines() if line.strip()]


class ListsAsForms:
    """Lists with choices become tick boxes, lists of texts one line each."""

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if not isinstance(db_field, ArrayField):
            return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        shape = {"label": db_field.verbose_name, "required": not db_field.blank}
        if db_field.base_field.choices:
            return forms.MultipleChoiceField(
                choices=db_field.base_field.choices, widget=forms.CheckboxSelectMultiple, **shape
            )
        return LinesField(**shape)
