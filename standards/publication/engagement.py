"""The audit by experts (制定 第二十八条), and who drafted a standard and so takes no part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from standards import roles
from standards.drafting.rules import named_participants
from standards.publication import rules
from standards.publication.papers import APPROVAL_DOSSIER
from standards.states import S
from zsa_portal.engagements.kinds import EngagementKind, Words
from zsa_portal.workflow.wording import word

if TYPE_CHECKING:
    from standards.facts import Project


class Conclusion(models.TextChoices):
    """How an expert may judge a dossier."""

    PASS = rules.PASS, _("Passes")
    PASS_WITH_CHANGES = rules.PASS_WITH_CHANGES, _("Passes with changes")
    FAIL = rules.FAIL, _("Does not pass")


def drafters(project: Project) -> Q:
    """Experts who are of the drafting organisations or on the drafting group."""
    units = project.drafting_unit_names()
    own = Q(employer__in=units) | Q(organisation__name__in=units)
    return own | Q(user__in=[*project.drafter_ids(), *rules.people_of_units(units)])


EXPERT_AUDIT = EngagementKind(
    key=rules.EXPERT_AUDIT,
    label=_("expert's audit"),
    role=roles.EXPERT,
    duty="expert_audit",
    duty_label=_("Audit the approval dossier"),
    days=20,
    tab="approval",
    given_in=(S.EXPERT_CHECK,),
    conclusions=Conclusion,
    plain=(Conclusion.PASS,),
    against=(Conclusion.FAIL,),
    excluded=drafters,
    beside=("later:overview", APPROVAL_DOSSIER.beside),
    words=Words(
        title=_("Audit of the approval dossier"),
        opinion_note=_("Needed unless the dossier simply passes."),
        recorded=_("Your opinion is recorded. You can change it while the audit goes on."),
        given=_("Given on %(day)s: %(conclusion)s. You can change it while the audit goes on."),
        experts_note=_(
            "Experts with an account; those of the drafting organisations and those "
            "recused are left out."
        ),
    ),
)

word(
    # What an opinion was called in logs written before the kernel knew engagements.
    audit_give=_("Expert's opinion given"),
    patent_disclose=_("Essential patent disclosed"),
    patent_change=_("Disclosure of a patent changed"),
    patent_none=_("Stated that no essential patent is known"),
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
