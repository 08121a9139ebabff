"""The events of reminders, for the page that shows whom they are told."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from zsa_portal.outbox.routing import Declared, declares


@declares
def reminders() -> Iterator[Declared]:
    """The four kinds of reminder."""
    group = _("Reminders")
    owing = _("whoever owes it, and their deputies unless it is done in person")
    yield Declared("reminder.due", _("A deadline comes near"), group, always=owing)
    yield Declared("reminder.urged", _("Somebody reminds by hand"), group, always=owing)
    yield Declared("reminder.overdue", _("A deadline has passed"), group, always=owing)
    yield Declared(
        "reminder.escalated",
        _("A deadline has passed some days ago"),
        group,
        always=_("the head of the department, the secretary of the body, or the secretary general"),
    )
