"""How often a subscription may be asked for."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from zsa_portal.people.visitors import Limit
from zsa_portal.regulations.models import Settable

PER_ADDRESS = Settable(
    "subscriptions.per_address",
    60,
    _("Subscriptions an hour from one network address"),
    _("The regulations name no limit; many people of one organisation share an address."),
)
PER_VISITOR = Settable(
    "subscriptions.per_visitor",
    10,
    _("Subscriptions an hour from one visitor"),
    _("The regulations name no limit; one person has few addresses."),
)
SUBSCRIPTIONS = Limit("subscriptions", PER_ADDRESS, PER_VISITOR)
BETWEEN_LETTERS = dt.timedelta(hours=1)
"""Whoever is asked for again and again by others gets one mail about it in this time."""
TO_CONFIRM = dt.timedelta(days=7)
"""How long a request may be confirmed; then it is deleted."""
