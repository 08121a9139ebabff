"""The imports of this package: members, committees with their seats, experts."""

from zsa_portal.people.imports.committees import Committees
from zsa_portal.people.imports.experts import Experts
from zsa_portal.people.imports.members import Members

__all__ = ["Committees", "Experts", "Members"]
