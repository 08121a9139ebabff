"""How many suggestions strangers may have in an hour."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zsa_portal.people.visitors import Limit
from zsa_portal.regulations.models import Settable

PER_ADDRESS = Settable(
    "search.suggestions_per_address",
    1200,
    _("Suggestions of the search an hour from one network address"),
    _("The regulations name no limit; many people of one organisation share an address."),
)
SUGGESTIONS = Limit("search.suggestions", PER_ADDRESS, PER_ADDRESS)
