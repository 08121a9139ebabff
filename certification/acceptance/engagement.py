"""Experts who help to judge a technical dispute (认定 第十五条), and who may not be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.states import S
from zsa_portal.engagements.kinds import EngagementKind, Words
from zsa_portal.people.models import OrganisationPerson

if TYPE_CHECKING:
    from certification.facts import Recognition


def of_the_body(recognition: Recognition) -> Q:
    """Experts of the applying body and of the enterprise that leads: employed there, or acting for it."""
    names = [name for name in (recognition.applicant.name, recognition.lead_unit) if name]
    acting = OrganisationPerson.objects.filter(organisation__name__in=names).values("user")
    return Q(employer__in=names) | Q(organisation__name__in=names) | Q(user__in=acting)


EXPERT_HELP = EngagementKind(
    key="certification.acceptance_help",
    label=_("expert's help with the acceptance"),
    role=roles.EXPERT,
    duty="acceptance_help",
    duty_label=_("Answer the question about the standard"),
    days=10,
    tab="acceptance",
    given_in=(S.ACCEPTANCE,),
    excluded=of_the_body,
    beside=("later:application", "papers"),
    words=Words(
        title=_("Question about a standard applied for"),
        recorded=_("Your answer is recorded. You can change it while the acceptance goes on."),
        given=_("Given on %(day)s. You can change it while the acceptance goes on."),
        experts_note=_(
            "Experts with an account; those of the body, of the enterprise that leads, and those "
            "recused are left out."
        ),
    ),
)
