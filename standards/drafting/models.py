"""Drafting: the group, its lead, drafts, the committee's agreement (制定 第十八至二十一条)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from standards.drafting import rules
from standards.papers import ADD_PAPERS
from standards.parties import acts_for_committee, acts_for_drafting_group, acts_for_secretariat
from standards.states import S
from zsa_portal.people.models import Body, Party, Seat
from zsa_portal.workflow.machine import REASON, Role, step
from zsa_portal.workflow.refusals import BadValue

if TYPE_CHECKING:
    from zsa_portal.ballots.models import Decision

LONGEST_TITLE = 150
"""Of a project's title in the name of its drafting group, which has room for 160 characters."""


def may_elect(project: Any, user: Any) -> bool:
    """People of the group, or the committee's secretary who convenes them."""
    return acts_for_drafting_group(project, user) or acts_for_committee(project, user)


class DraftingSteps(models.Model):
    """The steps from the issued plan to the papers of the consultation."""

    drafting_group = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="drafted_projects",
        verbose_name=_("drafting group"),
    )

    class Meta:
        abstract = True

    @transition(
        field="state",
        source=S.PLAN_ISSUED,
        target=S.GROUP_FORMED,
        permission=acts_for_committee,
        custom=step(
            _("Form the drafting group"),
            rules=("F06b", "F18"),
            form="standards.drafting.forms.GroupForm",
            tells=(Role.APPLICANT, Role.SECRETARIAT),
        ),
    )
    def form_drafting_group(self, *, members: Sequence[Any]) -> None:
        """Form the group of people of the applying organisations (第十八条).

        ``members`` are OrganisationPerson rows: the people and whom they act for.
        """
        organisations = list({member.organisation for member in members})
        rules.group_comes_from_applicants.require((self, organisations))
        if len({member.user_id for member in members}) < len(members):
            raise BadValue("members", gettext("Choose each person for one organisation only."))
        group = Body.objects.create(
            kind=Body.Kind.DRAFTING_GROUP,
            code=f"WG-{self.pk}",
            name=f"《{self.title[:LONGEST_TITLE]}》起草工作组",
            field=self.field,
        )
        for member in members:
            group.seats.create(user=member.user, organisation=member.organisation)
        self.drafting_group = group
        self.involve(Role.DRAFTING_GROUP, Party.of(group))

    @transition(
        field="state",
        source=S.GROUP_FORMED,
        target=S.DRAFTING,
        permission=may_elect,
        custom=step(
            _("Elect the lead organisation"),
            rules=("F19a",),
            form="standards.drafting.forms.LeadForm",
            tells=(Role.APPLICANT, Role.COMMITTEE_SECRETARY),
        ),
    )
    def elect_lead(self, *, votes: rules.Votes) -> None:
        """Record how the group voted; the organisation with most votes leads it (第十九条)."""
        rules.election_is_the_groups.require((self, votes))
        rules.one_has_most_votes.require(votes)
        lead, _most = max(votes, key=lambda pair: pair[1])
        seats = self.drafting_group.seats.current()
        seats.filter(organisation=lead).update(role=Seat.Role.LEAD)

    @transition(
        field="state",
        source=S.DRAFTING,
        target=S.TC_AGREEMENT,
        permission=acts_for_drafting_group,
        conditions=[rules.lead_is_elected, rules.draft_is_there],
        custom=step(
            _("Submit the draft to the committee"),
            rules=("F19a", "F20a"),
            tells=(Role.COMMITTEE,),
            mends=(ADD_PAPERS,),
        ),
    )
    def submit_draft(self) -> None:
        """Lay the draft before the committee (第二十条)."""

    @transition(
        field="state",
        source=S.TC_AGREEMENT,
        target=S.DRAFTING,
        permission=acts_for_drafting_group,
        custom=step(
            _("Take the draft back"),
            tone="secondary",
            undoes="submit_draft",
            tells=(Role.COMMITTEE_SECRETARY,),
        ),
    )
    def take_back_draft(self) -> None:
        """Take the draft back before the committee's agreement is recorded."""

    @transition(
        field="state",
        source=S.TC_AGREEMENT,
        target=S.ENQUIRY_READY,
        permission=acts_for_committee,
        conditions=[rules.committee_has_agreed],
        custom=step(
            _("Record the committee's agreement"),
            rules=("F06b", "F20a"),
            fulfils=("F20a",),
            form="standards.drafting.forms.AgreementForm",
            tells=(Role.APPLICANT, Role.COMMITTEE),
        ),
    )
    def agree_draft(self, *, decision: Decision) -> None:
        """The committee agreed on the draft for consultation (第二十条)."""

    @transition(
        field="state",
        source=S.TC_AGREEMENT,
        target=S.DRAFTING,
        permission=acts_for_committee,
        custom=step(
            _("Return the draft to the group"),
            tone="secondary",
            rules=("F20a",),
            form=REASON,
            tells=(Role.APPLICANT,),
        ),
    )
    def return_draft(self, *, reason: str) -> None:
        """The committee does not agree yet: back to drafting with reasons."""

    @transition(
        field="state",
        source=S.ENQUIRY_READY,
        target=S.ENQUIRY_REGISTERED,
        permission=acts_for_drafting_group,
        conditions=[rules.enquiry_papers_are_complete],
        custom=step(
            _("Hand in the consultation papers"),
            rules=("F20a", "F21"),
            tells=(Role.COMMITTEE_SECRETARY,),
            mends=(ADD_PAPERS,),
        ),
    )
    def submit_enquiry_papers(self) -> None:
        """Hand the complete consultation papers to the secretariat (第二十、二十一条)."""

    @transition(
        field="state",
        source=S.ENQUIRY_REGISTERED,
        target=S.ENQUIRY_READY,
        permission=acts_for_drafting_group,
        custom=step(
            _("Take the consultation papers back"),
            tone="secondary",
            undoes="submit_enquiry_papers",
            tells=(Role.SECRETARIAT,),
        ),
    )
    def take_back_enquiry_papers(self) -> None:
        """Take the consultation papers back before the secretariat acts on them."""

    @transition(
        field="state",
        source=S.ENQUIRY_REGISTERED,
        target=S.ENQUIRY_READY,
        permission=acts_for_secretariat,
        custom=step(
            _("Return the consultation papers"),
            tone="secondary",
            rules=("F21",),
            form=REASON,
            tells=(Role.COMMITTEE_SECRETARY,),
        ),
    )
    def return_enquiry_papers(self, *, reason: str) -> None:
        """Send deficient consultation papers back with reasons."""
