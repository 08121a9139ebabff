"""Drafting: the group, its lead, drafts, the committee's agreement (制定 第十八至二十一条)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from standards import roles
from standards.committees import committee_is_in_charge
from standards.drafting import rules
from standards.drafting.papers import SUMMARY_FORM, standard_summary_data
from standards.facts import ProjectSteps
from standards.papers import ADD_PAPERS
from standards.parties import acts_for_committee, acts_for_drafting_group, acts_for_secretariat
from standards.states import DRAFTED, S
from zsa_portal.documents import forms
from zsa_portal.people.models import Body, Party, Seat
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import REASON, step
from zsa_portal.workflow.refusals import BadValue

if TYPE_CHECKING:
    from zsa_portal.ballots.resolutions import Decision

LONGEST_TITLE = 150
"""Of a project's title in the name of its drafting group, which has room for 160 characters."""


def may_elect(project: Any, user: Any) -> bool:
    """People of the group, or the committee's secretary who convenes them."""
    return acts_for_drafting_group(project, user) or acts_for_committee(project, user)


def seats_follow(group: Any, members: Sequence[Any]) -> None:
    """Let exactly these OrganisationPerson rows sit in a group from today on."""
    today = clock.today()
    sitting = {(seat.user_id, seat.organisation_id): seat for seat in group.seats.current(today)}
    wanted = {(member.user_id, member.organisation_id): member for member in members}
    for place, seat in sitting.items():
        if place in wanted:
            continue
        if seat.starts == today:
            seat.delete()
        else:
            seat.ends = today - dt.timedelta(days=1)
            seat.save(update_fields=["ends"])
    for place, member in wanted.items():
        if place not in sitting:
            group.seats.create(user=member.user, organisation=member.organisation, starts=today)


class DraftingSteps(ProjectSteps):
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

    @step(
        S.PLAN_ISSUED,
        S.GROUP_FORMED,
        may=acts_for_committee,
        needs=[committee_is_in_charge],
        label=_("Form the drafting group"),
        uses=[rules.group_comes_from_applicants],
        form="standards.drafting.forms.GroupForm",
        tells=(roles.APPLICANT, roles.SECRETARIAT),
    )
    def form_drafting_group(self, *, members: Sequence[Any]) -> None:
        """Form the group of people of the applying organisations (第十八条).

        ``members`` are OrganisationPerson rows: the people and whom they act for.
        """
        self._require_members(members)
        group = Body.objects.create(
            kind=Body.Kind.DRAFTING_GROUP,
            code=f"WG-{self.pk}",
            name=f"《{self.title[:LONGEST_TITLE]}》起草工作组",
            field=self.field,
        )
        seats_follow(group, members)
        self.drafting_group = group
        self.involve(roles.DRAFTING_GROUP, Party.of(group))

    @step(
        S.GROUP_FORMED,
        S.DRAFTING,
        may=may_elect,
        label=_("Elect the lead organisation"),
        uses=[rules.election_is_the_groups, rules.one_has_most_votes],
        form="standards.drafting.forms.LeadForm",
        tells=(roles.APPLICANT, roles.COMMITTEE_SECRETARY),
    )
    def elect_lead(self, *, votes: rules.Votes) -> None:
        """Record how the group voted; the organisation with most votes leads it (第十九条)."""
        self._elect(votes)

    @step(
        DRAFTED,
        None,
        may=may_elect,
        needs=[rules.lead_is_missing],
        label=_("Elect the lead organisation anew"),
        tone="secondary",
        uses=[rules.election_is_the_groups, rules.one_has_most_votes],
        form="standards.drafting.forms.LeadForm",
        tells=(roles.APPLICANT, roles.COMMITTEE_SECRETARY),
    )
    def elect_lead_anew(self, *, votes: rules.Votes) -> None:
        """Elect another lead after the seats of the former one have ended (第十九条)."""
        self._elect(votes)

    @step(
        [S.GROUP_FORMED, *DRAFTED],
        None,
        may=acts_for_committee,
        label=_("Change the drafting group"),
        tone="secondary",
        uses=[rules.group_comes_from_applicants],
        form="standards.drafting.forms.GroupChangeForm",
        tells=(roles.APPLICANT, roles.DRAFTING_GROUP, roles.SECRETARIAT),
        explanation=_(
            "Who is not chosen leaves the group from today on. When the lead organisation's "
            "people leave, the group elects another lead."
        ),
    )
    def change_drafting_group(self, *, members: Sequence[Any]) -> None:
        """Let the group consist of these people of the applying organisations (第十八条)."""
        self._require_members(members)
        seats_follow(self.drafting_group, members)

    def _require_members(self, members: Sequence[Any]) -> None:
        organisations = list({member.organisation for member in members})
        rules.group_comes_from_applicants.require((self, organisations))
        if len({member.user_id for member in members}) < len(members):
            raise BadValue("members", gettext("Choose each person for one organisation only."))

    def _elect(self, votes: rules.Votes) -> None:
        rules.election_is_the_groups.require((self, votes))
        rules.one_has_most_votes.require(votes)
        lead, _most = max(votes, key=lambda pair: pair[1])
        seats = Seat.objects.filter(body=self.drafting_group, organisation=lead)
        seats.current().update(role=Seat.Role.LEAD)

    @step(
        S.DRAFTING,
        S.TC_AGREEMENT,
        may=acts_for_drafting_group,
        needs=[rules.lead_is_elected, rules.draft_is_there],
        label=_("Submit the draft to the committee"),
        cites=["F20a"],
        tells=(roles.COMMITTEE,),
        mends=(ADD_PAPERS,),
    )
    def submit_draft(self) -> None:
        """Lay the draft before the committee (第二十条)."""

    @step(
        S.TC_AGREEMENT,
        S.DRAFTING,
        may=acts_for_drafting_group,
        label=_("Take the draft back"),
        tone="secondary",
        undoes="submit_draft",
        tells=(roles.COMMITTEE_SECRETARY,),
    )
    def take_back_draft(self) -> None:
        """Take the draft back before the committee's agreement is recorded."""

    @step(
        S.TC_AGREEMENT,
        S.ENQUIRY_READY,
        may=acts_for_committee,
        needs=[committee_is_in_charge, rules.committee_has_agreed, rules.draft_is_there],
        label=_("Record the committee's agreement"),
        fulfils=[rules.committee_has_agreed],
        form="standards.drafting.forms.AgreementForm",
        tells=(roles.APPLICANT, roles.COMMITTEE),
        explanation=_("The summary of the standard (annex 4) is issued as a PDF."),
    )
    def agree_draft(self, *, by: Any, decision: Decision) -> None:
        """The committee agreed on the draft for consultation (第二十条)."""
        forms.issue(SUMMARY_FORM, about=self, data=standard_summary_data(self), by=by)

    @step(
        S.TC_AGREEMENT,
        S.DRAFTING,
        may=acts_for_committee,
        label=_("Return the draft to the group"),
        tone="secondary",
        cites=["F20a"],
        form=REASON,
        tells=(roles.APPLICANT,),
    )
    def return_draft(self, *, reason: str) -> None:
        """The committee does not agree yet: back to drafting with reasons."""

    @step(
        S.ENQUIRY_READY,
        S.ENQUIRY_REGISTERED,
        may=acts_for_drafting_group,
        needs=[rules.enquiry_papers_are_complete],
        label=_("Hand in the consultation papers"),
        cites=["F20a"],
        tells=(roles.COMMITTEE_SECRETARY,),
        mends=(ADD_PAPERS,),
    )
    def submit_enquiry_papers(self) -> None:
        """Hand the complete consultation papers to the secretariat (第二十、二十一条)."""

    @step(
        S.ENQUIRY_REGISTERED,
        S.ENQUIRY_READY,
        may=acts_for_drafting_group,
        label=_("Take the consultation papers back"),
        tone="secondary",
        undoes="submit_enquiry_papers",
        tells=(roles.SECRETARIAT,),
    )
    def take_back_enquiry_papers(self) -> None:
        """Take the consultation papers back before the secretariat acts on them."""

    @step(
        S.ENQUIRY_REGISTERED,
        S.ENQUIRY_READY,
        may=acts_for_secretariat,
        label=_("Return the consultation papers"),
        tone="secondary",
        cites=["F21"],
        form=REASON,
        tells=(roles.COMMITTEE_SECRETARY,),
    )
    def return_enquiry_papers(self, *, reason: str) -> None:
        """Send deficient consultation papers back with reasons."""
