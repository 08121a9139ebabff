"""What the screens read of approval and publication."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from standards import roles
from standards.models import PatentDisclosure, PatentStatement, Project
from standards.parties import acts_for_secretariat
from standards.publication.actions import may_record_patents
from standards.publication.papers import APPROVAL_DOSSIER
from standards.publication.rules import (
    audits_of,
    audits_read,
    disclosures_of,
    live_audits,
    patents_are_settled,
    statement_of,
)
from standards.states import S
from zsa_portal.documents import queries as documents
from zsa_portal.documents.dossiers import Row
from zsa_portal.documents.models import Document
from zsa_portal.engagements.models import Engagement
from zsa_portal.people.places import places_of
from zsa_portal.workflow.memo import remember


def patents_of(project: Project) -> dict[str, Any]:
    """The recorded patents and the latest statement; two queries, once an object."""
    return {"disclosures": disclosures_of(project), "statement": statement_of(project)}


def own_audit(project: Project, user: Any) -> Engagement | None:
    """The audit that a user owes or gave in the present round, or None."""
    if user is None or not user.is_authenticated or project.state != S.EXPERT_CHECK:
        return None
    return next((audit for audit in live_audits(project) if audit.user_id == user.pk), None)


def approval(project: Project, user: Any) -> dict[str, Any]:
    """What the approval tab shows a user: patents, audits, edition and its texts; bounded queries."""
    edition = project.edition
    return {
        **patents_of(project),
        "missing_patents": patents_are_settled.missing(project) if edition is None else [],
        "audits": audits_of(project) if reads_audits(project, user) else [],
        "own_audit": own_audit(project, user),
        "edition": edition,
        "texts": list(edition.texts.all()) if edition else [],
        "may_record_patents": may_record_patents(project, user),
        "may_prepare": acts_for_secretariat(project, user)
        and project.state == S.NUMBERING_PUBLISHING,
    }


def readable_dossier(project: Project, user: Any) -> list[Row]:
    """The approval dossier's checklist with addresses only of what the user may read; three queries."""
    papers = Document.objects.readable_in(project, user)
    readable = {("document", pk) for pk in papers.values_list("pk", flat=True)}
    readable |= {("form", form.pk) for form in documents.forms_of(project, user)}
    return [row.narrowed(readable) for row in APPROVAL_DOSSIER.rows(project)]


def laid_before_experts(project: Project, user: Any) -> dict[str, Any]:
    """What an expert reads before giving the opinion: dossier and patents."""
    return {"dossier": readable_dossier(project, user), **patents_of(project)}


def reads_audits(project: Project, user: Any) -> bool:
    """Staff, the council and its secretary read all opinions; an expert only the own one."""
    who = places_of(user)
    council = project.parties(roles.COUNCIL, roles.COUNCIL_SECRETARY)
    return who.staff or any(party.key in who.parties for party in council)


def with_approval_dossiers(projects: list[Project]) -> None:
    """Read approval dossiers and patents of the projects at once; four queries for all."""
    APPROVAL_DOSSIER.read(projects)
    _with_patents(projects)


def with_patents(projects: list[Project]) -> list[Project]:
    """The projects with their patents, statements and audits at hand; three queries for all."""
    _with_patents(projects)
    prefetch_related_objects(projects, Prefetch("engagements", audits_read(Engagement.objects)))
    for project in projects:
        remember(project, "audits", list(project.engagements.all()))
    return projects


def _with_patents(projects: list[Project]) -> None:
    """Read the patents of the projects, and the statements that none is known; two queries."""
    prefetch_related_objects(
        projects,
        Prefetch(
            "patent_disclosures",
            PatentDisclosure.objects.select_related("paper__document", "disclosed_by"),
        ),
        Prefetch("patent_statements", PatentStatement.objects.select_related("by")),
    )
    for project in projects:
        remember(project, "patent_disclosures", list(project.patent_disclosures.all()))
        remember(project, "patent_statement", next(iter(project.patent_statements.all()), None))
