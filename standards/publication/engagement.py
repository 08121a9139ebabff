"""Who drafted a standard, and engaging experts who did not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from standards import roles
from standards.drafting.rules import named_participants
from zsa_portal.people.models import Expert, Party
from zsa_portal.regulations import clock
from zsa_portal.workflow.duties import discharge, owe
from zsa_portal.workflow.interests import DECIDING
from zsa_portal.workflow.wording import page, personal, word

if TYPE_CHECKING:
    from standards.models import Audit, Project

AUDIT_DUTY = "expert_audit"
AUDIT_DAYS = 20

DECIDING.add(AUDIT_DUTY)
page(AUDIT_DUTY, lambda matter, _rest: reverse("standards:audit", args=[matter.pk]))
personal(AUDIT_DUTY)

word(
    expert_audit=_("Audit the approval dossier"),
    audit_give=_("Expert's opinion given"),
    patent_disclose=_("Essential patent disclosed"),
    patent_change=_("Disclosure of a patent changed"),
    patent_none=_("Stated that no essential patent is known"),
    text_add=_("Text of the standard added"),
    cover_save=_("Cover data saved"),
)


def drafting_units(project: Project) -> list[str]:
    """Names of the drafting organisations: lead, the group's others, then those named as participating."""
    names = []
    if project.drafting_group:
        seats = project.drafting_group.seats.current().select_related("organisation")
        rows = [(row.role != row.Role.LEAD, row.pk, row.organisation) for row in seats]
        names += [unit.name for _later, _pk, unit in sorted(rows, key=lambda row: row[:2]) if unit]
    names.append(project.applicant.name)
    names += named_participants(project)
    return list(dict.fromkeys(names))


def engage(project: Project, experts: Sequence[Expert], *, by: Any) -> None:
    """Let experts take part and owe their opinion, each once a round."""
    due = clock.start_of(clock.today() + dt.timedelta(days=AUDIT_DAYS + 1))
    engaged = set(project.audits.live().values_list("expert", flat=True))
    for expert in experts:
        if expert.pk in engaged:
            continue
        party = Party.of(expert.user)
        project.involve(roles.EXPERT, party)
        project.audits.create(
            round=project.audit_round, expert=expert, user=expert.user, engaged_by=by
        )
        owe(project, party, AUDIT_DUTY, due_at=due)


def release(project: Project, audit: Audit, reason: str) -> None:
    """End an expert's part before the opinion was given."""
    audit.released_at, audit.release_reason = clock.now(), reason
    audit.save(update_fields=["released_at", "release_reason"])
    party = Party.of(audit.user)
    project.dismiss(roles.EXPERT, party)
    discharge(project, AUDIT_DUTY, party=party)


def dismiss_all(project: Project) -> None:
    """End the part of every expert when the audit is over."""
    for party in project.parties(roles.EXPERT):
        project.dismiss(roles.EXPERT, party)
    discharge(project, AUDIT_DUTY)
