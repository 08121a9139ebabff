"""Who acts for the 1字标, and what its walkers share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

from django.core.files.base import ContentFile

from zsa_portal.documents.actions import document_add
from zsa_portal.home.demo.walking import Walking, blank_pdf
from zsa_portal.people.models import Organisation, User
from zsa_portal.workflow.models import Matter

M = TypeVar("M", bound=Matter)
CALENDAR_IS_LATE = dt.timedelta(seconds=40)


@dataclass
class Cast:
    """The department's people, and the bodies with one of each one's people."""

    clerk: User
    head: User
    applicant: User
    enterprise: Organisation
    tester: User
    laboratory: Organisation
    assessor: User
    certifier: Organisation


class OneMarkWalking(Walking[M]):
    """What the walkers of partners and marks share."""

    cast: Cast

    def when_due(self, matter: Matter) -> dt.datetime:
        """When the calendar's next round comes after a step is due."""
        due = type(matter).objects.get(pk=matter.pk).due_at
        return due + CALENDAR_IS_LATE if due else self.later(1)

    def add(self, matter: Matter, kind: str, name: str, by: User) -> None:
        """Add a paper of a kind."""
        upload = ContentFile(self.paper(matter, kind), name=name)
        document_add(matter=matter, kind=kind, upload=upload, by=by)

    def paper(self, matter: Matter, kind: str) -> bytes:
        """The PDF of a paper."""
        return blank_pdf()
