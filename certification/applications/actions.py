"""What begins an application."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from certification import roles
from certification.models import Recognition
from zsa_portal.people.models import DepartmentCode, Organisation, Party, User
from zsa_portal.people.places import places_of
from zsa_portal.people.queries import department
from zsa_portal.workflow.settle import begin


def application_start(
    *, applicant: Organisation, title: str, source_number: str, by: User
) -> Recognition:
    """Begin the application of a body for one of its standards; PermissionDenied for others' bodies."""
    if applicant.pk not in places_of(by).organisations:
        raise PermissionDenied
    owner = department(DepartmentCode.STANDARDS)
    recognition = Recognition(
        applicant=applicant, owner=owner, title=title.strip(), source_number=source_number.strip()
    )
    with transaction.atomic():
        begin(
            recognition,
            by=by,
            parties=[(roles.APPLICANT, Party.of(applicant)), (roles.SECRETARIAT, Party.of(owner))],
        )
    return recognition
