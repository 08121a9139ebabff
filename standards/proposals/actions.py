"""Starting and saving a proposal."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from standards import roles
from standards.models import Project
from standards.proposals.models import ProposalSteps
from standards.proposals.papers import PROPOSING
from standards.proposals.rules import applicant_is_member
from standards.queries import CONTACTS, GROUPS
from zsa_portal.catalogue.numbering import spelt
from zsa_portal.people.models import DepartmentCode, Organisation, Party, User
from zsa_portal.people.organisations.naming import named
from zsa_portal.people.places import places_of
from zsa_portal.people.queries import department
from zsa_portal.workflow.interests import acts_for_applicant
from zsa_portal.workflow.saving import Written, fields_save
from zsa_portal.workflow.settle import begin
from zsa_portal.workflow.wording import word

SPELLINGS = {"participants": named, "adopters": named, "revised_standard": spelt}
"""The fields that are stored in one spelling, whatever way they come in."""

OF_THE_STEPS = ("submitted_at", "committee")
PROPOSAL = Written(
    "proposal_save",
    fields=(
        *("title", "title_en", "field"),
        *(one.name for one in ProposalSteps._meta.local_fields if one.name not in OF_THE_STEPS),
    ),
    states=PROPOSING,
    may=acts_for_applicant,
    told=[one for _heading, names in GROUPS for one in names if one not in (*CONTACTS, "leader")],
)
"""What the proposal's form writes."""

word(proposal_save=_("Proposal saved"))


def proposal_start(*, applicant: Organisation, title: str, by: User) -> Project:
    """Open a proposal for a member organisation (F08a).

    Raises PermissionDenied when the user does not act for the organisation, RuleUnmet when it is
    no member today.
    """
    if applicant.pk not in places_of(by).organisations:
        raise PermissionDenied
    project = Project(applicant=applicant, title=title, owner=department(DepartmentCode.STANDARDS))
    applicant_is_member.require(project)
    with transaction.atomic():
        parties = [
            (roles.APPLICANT, Party.of(applicant)),
            (roles.SECRETARIAT, Party.of(project.owner)),
        ]
        begin(project, by=by, parties=parties)
    return project


def saved_mark(project: Project) -> str:
    """What a page has seen of a proposal's fields: the same while nobody changed them."""
    return PROPOSAL.mark(project)


def proposal_save(*, project: Project, values: dict[str, Any], by: User, seen: str = "") -> Project:
    """Save the fields of a proposal that is still the applicant's.

    ``values`` maps field names to values; organisations and the
    revised standard are stored in one spelling. ``seen`` is what ``saved_mark`` said when the page was
    shown. Raises WrongState once it is submitted, Changed when a colleague saved meanwhile.
    """
    spelled = {name: spell(values[name]) for name, spell in SPELLINGS.items() if name in values}
    return fields_save(project, values | spelled, written=PROPOSAL, by=by, seen=seen)
