"""A value that is not acceptable, and how a form shows it."""

from django import forms
from django.core.exceptions import ValidationError


class BadValue(ValueError):
    """A value a caller gave is not acceptable; ``field`` names it, the message is translated."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


def blame(form: forms.BaseForm, error: BadValue | ValidationError) -> None:
    """Put an action's refusal on the form: at the fields it names, else above all."""
    if isinstance(error, BadValue):
        found = {error.field: [str(error)]}
    else:
        found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for field, sentences in found.items():
        for sentence in sentences:
            form.add_error(field if field in form.fields else None, sentence)
