"""How many complaints and messages may come from one address or one visitor in an hour."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zsa_portal.people.visitors import Limit
from zsa_portal.regulations.models import Settable

PER_ADDRESS = Settable(
    "complaints.per_address",
    30,
    _("Complaints and messages an hour from one network address"),
    _("The regulations name no limit; many people of one organisation share an address."),
)
PER_VISITOR = Settable(
    "complaints.per_visitor",
    10,
    _("Complaints and messages an hour from one visitor"),
    _("The regulations name no limit; a complaint is written with care and takes its time."),
)
COMPLAINTS = Limit("complaints", PER_ADDRESS, PER_VISITOR)
