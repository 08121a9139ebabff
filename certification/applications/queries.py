"""What the screens read of applications."""

from __future__ import annotations

from dataclasses import dataclass

from certification.applications.models import SELF_CHECK
from certification.applications.papers import FILED
from certification.models import Recognition
from zsa_portal.documents.filed import on_file
from zsa_portal.documents.models import Version
from zsa_portal.documents.queries import kind_title
from zsa_portal.people.models import Organisation
from zsa_portal.workflow.machine import Text


@dataclass(frozen=True)
class Check:
    """One condition of article 7 as a body stands against it today."""

    rule: str
    text: Text
    missing: list[str]


@dataclass(frozen=True)
class Filed:
    """A paper that a body files once: its kind, and the newest version on file or None."""

    kind: str
    title: Text
    version: Version | None


def self_check(body: Organisation) -> list[Check]:
    """How a body stands against article 7 today, condition by condition; three queries."""
    would_be = Recognition(applicant=body)
    return [Check(one.article, title, one.missing(would_be)) for one, title in SELF_CHECK.items()]


def filed_by(body: Organisation) -> list[Filed]:
    """The papers that a body files once, with what is on file; one query."""
    found = on_file(body, list(FILED))
    return [Filed(kind, kind_title(kind), found.get(kind)) for kind in FILED]
