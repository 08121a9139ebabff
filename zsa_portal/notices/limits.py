"""How many opinions may come from one address or one visitor in an hour."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zsa_portal.people.visitors import Limit
from zsa_portal.regulations.models import Settable

PER_ADDRESS = Settable(
    "opinions.per_address",
    120,
    _("Opinions an hour from one network address"),
    _("The regulations name no limit; many people of one organisation share an address."),
)
PER_VISITOR = Settable(
    "opinions.per_visitor",
    60,
    _("Opinions an hour from one visitor"),
    _("The regulations name no limit; a careful reader may have many comments on one draft."),
)
OPINIONS = Limit("opinions", PER_ADDRESS, PER_VISITOR)
