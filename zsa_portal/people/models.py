"""People, departments, posts, organisations, experts and bodies, each from a date to a date."""

from zsa_portal.people.accounts.models import Deputyship, User
from zsa_portal.people.bodies.models import Body, Seat, seated
from zsa_portal.people.departments.models import (
    Department,
    DepartmentCode,
    DepartmentMembership,
    Post,
    PostHolding,
)
from zsa_portal.people.experts.models import Background, Employment, Expert
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.imports.models import ImportRun
from zsa_portal.people.invitations.models import Invitation
from zsa_portal.people.organisations.models import Membership, Organisation, OrganisationPerson
from zsa_portal.people.parties import Party

__all__ = [
    "Background",
    "Body",
    "Department",
    "DepartmentCode",
    "DepartmentMembership",
    "Deputyship",
    "Employment",
    "Expert",
    "ImportRun",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationPerson",
    "Party",
    "Post",
    "PostHolding",
    "Seat",
    "TechnicalField",
    "User",
    "seated",
]
