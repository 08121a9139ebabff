"""A value that is not acceptable, and how a form shows it."""

from typing import Self

from django import forms
from django.core.exceptions import ValidationError


class BadValue(ValueError):
    """A value a caller gave is not acceptable; ``field`` names it, the message is translated.

    ``status`` is that of the page which shows its form again.
    """

    status = 422

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(field, message)

    def __str__(self) -> str:
        return str(self.args[1])

    def at(self, field: str) -> Self:
        """The same refusal at the field of another form."""
        return type(self)(field, str(self))


class NotNow(BadValue):
    """Nobody could look at a value just now; nothing was decided, and it may be sent again."""

    status = 503


def status_of(error: BadValue | ValidationError) -> int:
    """The status of the page that shows a form again with this refusal."""
    return error.status if isinstance(error, BadValue) else BadValue.status


def blame(form: forms.BaseForm, error: BadValue | ValidationError) -> None:
    """Put an action's refusal on the form: at the fields it names, else above all."""
    if isinstance(error, BadValue):
        found = {error.field: [str(error)]}
    else:
        found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for field, sentences in found.items():
        for sentence in sentences:
            form.add_error(field if field in form.fields else None, sentence)
