"""Forms of the house. The look comes from templates/django/forms; here are shape and defaults."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from zsa_portal.ui import official


class DateInput(forms.DateInput):
    """The browser's date picker; it speaks ISO in every language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    """The browser's date and time picker, to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


def area(rows: int = 4) -> forms.Textarea:
    """A text area of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


class DateField(forms.DateField):
    """A day in a year of the association's work."""

    widget = DateInput

    def clean(self, value: Any) -> dt.date | None:
        day: dt.date | None = super().clean(value)
        return official.in_range(day) if day else day


class DateTimeField(forms.DateTimeField):
    """An instant in a year of the association's work."""

    widget = DateTimeInput

    def clean(self, value: Any) -> dt.datetime | None:
        at: dt.datetime | None = super().clean(value)
        if at is not None:
            official.in_range(at.date())
        return at


class FileInput(forms.FileInput):
    """A file picker that tells beforehand which kinds it takes and how large they may be."""

    template_name = "django/forms/widgets/file_with_hint.html"

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        accept: Sequence[str] = (),
        max_bytes: int | None = None,
    ) -> None:
        super().__init__(attrs)
        self.accept, self.max_bytes = tuple(accept), max_bytes

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        if self.accept:
            widget["attrs"]["accept"] = ",".join(self.accept)
        widget["kinds"] = [suffix.lstrip(".") for suffix in self.accept]
        widget["max_bytes"] = self.max_bytes
        return context


class MultipleFileInput(FileInput):
    allow_multiple_selected = True


class FileField(forms.FileField):
    """A file of the given suffixes and size. Its content is checked where it is stored."""

    widget = FileInput
    default_error_messages = {
        "too_large": _(
            "“%(name)s” has %(size)s; at most %(most)s are accepted. "
            "Make the file smaller or split it."
        ),
        "suffix": _("“%(name)s” is not of an accepted kind. Accepted: %(kinds)s."),
    }

    def __init__(
        self, *, accept: Sequence[str] = (), max_bytes: int | None = None, **options: Any
    ) -> None:
        self.accept = tuple(suffix.lower() for suffix in accept)
        self.max_bytes = max_bytes
        super().__init__(**options)
        if isinstance(self.widget, FileInput):
            self.widget.accept, self.widget.max_bytes = self.accept, max_bytes

    def to_python(self, data: Any) -> UploadedFile | None:
        file = cast("UploadedFile | None", super().to_python(data))
        if file is not None:
            self._check(file)
        return file

    def _check(self, file: UploadedFile) -> None:
        name, size = file.name or "", file.size or 0
        if self.accept and not name.lower().endswith(self.accept):
            kinds = ", ".join(suffix.lstrip(".") for suffix in self.accept)
            raise forms.ValidationError(
                self.error_messages["suffix"], code="suffix", params={"name": name, "kinds": kinds}
            )
        if self.max_bytes and size > self.max_bytes:
            most, has = filesizeformat(self.max_bytes), filesizeformat(size)
            raise forms.ValidationError(
                self.error_messages["too_large"],
                code="too_large",
                params={"name": name, "size": has, "most": most},
            )


class MultipleFileField(FileField):
    """Several files at once; cleaned to a list."""

    widget = MultipleFileInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            super().clean(None, initial)
            return []
        return [super(MultipleFileField, self).clean(one, initial) for one in given]


@dataclass(frozen=True, slots=True)
class PlacedField:
    bound: BoundField
    width: Literal["half", "full"]


@dataclass(frozen=True, slots=True)
class FieldGroup:
    title: str
    fields: list[PlacedField]


class StyledFormMixin:
    """Groups fields under headings and gives date fields the browser's picker.

    `field_groups` is a list of (heading, field names); fields named in none come last.
    `half_width` names the fields that share a row on wide screens.
    """

    field_groups: Sequence[tuple[Any, Sequence[str]]] = ()
    half_width: Iterable[str] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        use_pickers(cast("forms.Form", self))

    def grouped_fields(self) -> list[FieldGroup]:
        form = cast("forms.Form", self)
        left = {bound.name: bound for bound in form.visible_fields()}
        groups = []
        for title, names in self.field_groups:
            placed = [self._placed(left.pop(name)) for name in names if name in left]
            if placed:
                groups.append(FieldGroup(str(title), placed))
        if left:
            groups.append(FieldGroup("", [self._placed(bound) for bound in left.values()]))
        return groups

    def _placed(self, bound: BoundField) -> PlacedField:
        return PlacedField(bound, "half" if bound.name in self.half_width else "full")

    def error_count_words(self) -> str:
        form = cast("forms.Form", self)
        count = sum(len(errors) for errors in form.errors.values())
        return ngettext(
            "%(count)d entry needs your attention", "%(count)d entries need your attention", count
        ) % {"count": count}


def use_pickers(form: forms.BaseForm) -> None:
    """Give every plain date or time field of the form the browser's own picker."""
    for field in form.fields.values():
        if type(field.widget) is forms.DateInput:
            field.widget = _replaced(field, DateInput)
        elif type(field.widget) is forms.DateTimeInput:
            field.widget = _replaced(field, DateTimeInput)


def _replaced(
    field: forms.Field, widget_class: type[DateInput] | type[DateTimeInput]
) -> forms.Widget:
    widget = widget_class(attrs=field.widget.attrs)
    widget.is_required = field.widget.is_required
    return widget


class StyledForm(StyledFormMixin, forms.Form):
    pass


class RowsFormSet(forms.BaseFormSet):
    """The rows of a table, of which the empty ones are left out.

    What is posted stands for itself. Held against what was stored meanwhile, by oneself in the
    background or by a colleague, a row that says the same would count as empty and be lost.
    """

    def __init__(self, data: Any = None, *args: Any, initial: Any = None, **kwargs: Any) -> None:
        super().__init__(data, *args, initial=initial if data is None else None, **kwargs)


def mark_wanted(form: forms.BaseForm, names: Iterable[str]) -> None:
    """Mark fields that rules demand though the form itself can be saved without them."""
    for name in names:
        form.fields[name].wanted = True  # type: ignore[attr-defined]


class ReasonForm(StyledForm):
    """Asks why."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=area(),
        max_length=4000,
        min_length=2,
        help_text=_("It is kept in the log and told to those concerned."),
    )


class StyledModelForm(StyledFormMixin, forms.ModelForm):
    pass


class Trap(forms.TextInput):
    """A field that people neither see nor reach; programs that fill in everything fill it in."""

    is_hidden = True

    def __init__(self) -> None:
        hidden = {"class": "visually-hidden", "aria-hidden": "true"}
        super().__init__(attrs={**hidden, "tabindex": "-1", "autocomplete": "off"})


class Trapped(forms.Form):
    """A form with a field that only programs fill in."""

    website = forms.CharField(label=_("Website"), required=False, widget=Trap)

    def clean_website(self) -> str:
        """Only programs that fill in every field write here."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                _("Your browser filled in a hidden field “Website”. Empty it and send again.")
            )
        return ""
