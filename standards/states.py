"""The states of a formulation project, with stage codes by GB/T 16733 and what each means."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from standards import roles
from zsa_portal.workflow.machine import Phase, StateInfo

STAGES = {
    "00": _("Preliminary"),
    "10": _("Project approval"),
    "20": _("Drafting"),
    "30": _("Consultation"),
    "40": _("Review"),
    "50": _("Approval"),
    "60": _("Publication"),
}


class S(models.TextChoices):
    """State identifiers of a project."""

    DRAFT_PROPOSAL = "draft_proposal"
    POLICY_REVIEW = "policy_review"
    POLICY_RETURNED = "policy_returned"
    DISCARDED = "discarded"
    ABANDONED = "abandoned"
    TC_REGISTERED = "tc_registered"
    TC_BALLOT = "tc_ballot"
    TC_BALLOT_CLOSED = "tc_ballot_closed"
    PROPOSAL_RETURNED = "proposal_returned"
    PROPOSAL_REJECTED = "proposal_rejected"
    DOSSIER_FILING = "dossier_filing"
    SECRETARIAT_EVALUATION = "secretariat_evaluation"
    READY_FOR_NOTICE = "ready_for_notice"
    APPROVAL_NOTICE = "approval_notice"
    NOTICE_CLOSED = "notice_closed"
    BEFORE_COUNCIL = "before_council"
    PLAN_ISSUED = "plan_issued"
    GROUP_FORMED = "drafting_group_formed"
    DRAFTING = "drafting"
    TC_AGREEMENT = "tc_agreement"
    ENQUIRY_READY = "enquiry_ready"
    ENQUIRY_REGISTERED = "enquiry_registered"
    ENQUIRY_OPEN = "enquiry_open"
    ENQUIRY_CLOSED = "enquiry_closed"
    REVIEW_DRAFT_READY = "review_draft_ready"
    TECHNICAL_REVIEW = "technical_review"
    REVIEW_BALLOT = "review_ballot"
    REVIEW_FAILED = "review_failed"
    REVIEW_PASSED = "review_passed"
    APPROVAL_DRAFT_READY = "approval_draft_ready"
    EXPERT_CHECK = "secretariat_expert_check"
    APPROVAL_RETURNED = "approval_returned"
    COUNCIL_APPROVAL = "council_approval"
    APPROVED = "approved"
    NUMBERING_PUBLISHING = "numbering_publishing"
    PUBLISHED = "published"


CARRIED = (
    S.TC_REGISTERED,
    S.DOSSIER_FILING,
    S.SECRETARIAT_EVALUATION,
    S.READY_FOR_NOTICE,
    S.NOTICE_CLOSED,
    S.BEFORE_COUNCIL,
    S.PLAN_ISSUED,
    S.GROUP_FORMED,
    S.DRAFTING,
    S.TC_AGREEMENT,
    S.ENQUIRY_READY,
    S.ENQUIRY_REGISTERED,
    S.ENQUIRY_CLOSED,
    S.REVIEW_DRAFT_READY,
    S.REVIEW_FAILED,
    S.REVIEW_PASSED,
    S.APPROVAL_RETURNED,
)
"""States in which a committee carries a project and neither votes nor meets."""

DRAFTED = (
    S.DRAFTING,
    S.ENQUIRY_READY,
    S.ENQUIRY_CLOSED,
    S.REVIEW_FAILED,
    S.REVIEW_PASSED,
    S.APPROVAL_RETURNED,
)
"""States in which the drafting group works, its lead elected."""

R, P = roles, Phase

STATES: dict[str, StateInfo] = {
    S.DRAFT_PROPOSAL: StateInfo(
        "00.00",
        _("Proposal being written"),
        R.APPLICANT,
        _("Complete the proposal and submit it"),
        _("A member organisation is filling in the proposal; nobody else sees it yet."),
        P.DRAFT,
    ),
    S.POLICY_REVIEW: StateInfo(
        "00.20",
        _("Policy-compliance review"),
        R.SECRETARIAT,
        _("Review the proposal's compliance with policy"),
        _("The secretariat checks whether the proposal complies with law and policy."),
        days=10,
    ),
    S.POLICY_RETURNED: StateInfo(
        "00.98",
        _("Returned by the policy review"),
        R.APPLICANT,
        _("Revise the proposal and submit it again"),
        _(
            "The policy review found something amiss; the proposal is back with its "
            "author, with reasons."
        ),
        outcome="returned",
    ),
    S.DISCARDED: StateInfo(
        "00.98.1",
        _("Discarded draft"),
        R.NOBODY,
        _("Nothing"),
        _("The applicant gave the proposal up while writing it; nobody else sees it."),
        P.DRAFT,
        outcome="ended",
    ),
    S.ABANDONED: StateInfo(
        "00.98.2",
        _("Withdrawn by the applicant"),
        R.NOBODY,
        _("Nothing"),
        _("The applicant took the proposal back for good."),
        outcome="ended",
    ),
    S.TC_REGISTERED: StateInfo(
        "10.00",
        _("Registered with the committee"),
        R.COMMITTEE_SECRETARY,
        _("Examine the proposal and open the ballot"),
        _(
            "The proposal passed the policy review and lies with the technical committee "
            "of its field."
        ),
        days=20,
    ),
    S.TC_BALLOT: StateInfo(
        "10.20",
        _("Committee ballot on the project"),
        R.CLOCK,
        _("Vote on the proposal"),
        _(
            "The members of the committee are voting; three quarters of all members must "
            "be in favour."
        ),
    ),
    S.TC_BALLOT_CLOSED: StateInfo(
        "10.60",
        _("Committee ballot closed"),
        R.COMMITTEE_SECRETARY,
        _("Record the ballot's outcome"),
        _("Voting has ended; the committee's secretary takes the step the result allows."),
        days=5,
    ),
    S.PROPOSAL_RETURNED: StateInfo(
        "10.92",
        _("Returned to the submitter"),
        R.APPLICANT,
        _("Revise the proposal and submit it again"),
        _(
            "The ballot missed its majority, the evaluation failed or an objection was "
            "upheld; the proposal is back with its author, with reasons."
        ),
        outcome="returned",
    ),
    S.PROPOSAL_REJECTED: StateInfo(
        "10.98",
        _("Rejected"),
        R.NOBODY,
        _("Nothing"),
        _("The proposal was rejected; the matter is closed."),
        outcome="ended",
    ),
    S.DOSSIER_FILING: StateInfo(
        "10.60.1",
        _("Filing dossier being prepared"),
        R.COMMITTEE_SECRETARY,
        _("Complete the filing dossier and file it"),
        _(
            "The ballot passed; the committee puts together the papers with which it "
            "applies for the project."
        ),
        days=15,
    ),
    S.SECRETARIAT_EVALUATION: StateInfo(
        "10.60.2",
        _("Evaluation by the secretariat"),
        R.SECRETARIAT,
        _("Evaluate necessity and feasibility"),
        _("The secretariat evaluates whether the project is necessary and feasible."),
        days=15,
    ),
    S.READY_FOR_NOTICE: StateInfo(
        "10.60.3",
        _("Waiting for public notice"),
        R.SECRETARIAT,
        _("Put the project on public notice"),
        _(
            "The evaluation passed; the project waits to be put on public notice "
            "together with others."
        ),
        days=20,
    ),
    S.APPROVAL_NOTICE: StateInfo(
        "10.60.4",
        _("On public notice"),
        R.CLOCK,
        _("Comment on the project"),
        _("The project is on public notice; anyone may object."),
        P.NOTICE,
    ),
    S.NOTICE_CLOSED: StateInfo(
        "10.60.5",
        _("Public notice ended"),
        R.SECRETARIAT,
        _("Have objections resolved and send the project to the council"),
        _("The notice has ended; every objection must be resolved before the council decides."),
        P.NOTICE,
        days=15,
    ),
    S.BEFORE_COUNCIL: StateInfo(
        "10.60.6",
        _("Before the council for project approval"),
        R.COUNCIL_SECRETARY,
        _("Record the council's decision on the project"),
        _("The council decides whether the project enters the work plan."),
        days=30,
    ),
    S.PLAN_ISSUED: StateInfo(
        "10.99",
        _("Plan issued"),
        R.COMMITTEE_SECRETARY,
        _("Form the drafting group"),
        _("The council approved the project; it has a plan number and dates."),
        days=20,
    ),
    S.GROUP_FORMED: StateInfo(
        "20.00",
        _("Drafting group formed"),
        R.DRAFTING_GROUP,
        _("Elect the lead organisation"),
        _("The drafting group exists and elects its lead organisation."),
        days=15,
    ),
    S.DRAFTING: StateInfo(
        "20.20",
        _("Drafting"),
        R.DRAFTING_GROUP,
        _("Write the draft and submit it to the committee"),
        _("The drafting group is writing the draft standard."),
        days=90,
    ),
    S.TC_AGREEMENT: StateInfo(
        "20.60",
        _("Committee agreement on the draft"),
        R.COMMITTEE_SECRETARY,
        _("Record the committee's agreement on the draft"),
        _("The committee coordinates and agrees on the draft for consultation."),
        days=20,
    ),
    S.ENQUIRY_READY: StateInfo(
        "20.99",
        _("Consultation draft being prepared"),
        R.DRAFTING_GROUP,
        _("Complete the consultation papers and hand them in"),
        _("The committee agreed; the drafting group completes the papers for the consultation."),
        days=15,
    ),
    S.ENQUIRY_REGISTERED: StateInfo(
        "30.00",
        _("Consultation registered"),
        R.SECRETARIAT,
        _("Open the public consultation"),
        _("The consultation papers are with the secretariat, which opens the public consultation."),
        days=10,
    ),
    S.ENQUIRY_OPEN: StateInfo(
        "30.20",
        _("Public consultation"),
        R.CLOCK,
        _("Comment on the draft"),
        _("The draft is public; anyone may comment on it."),
        P.NOTICE,
    ),
    S.ENQUIRY_CLOSED: StateInfo(
        "30.60",
        _("Comments being resolved"),
        R.DRAFTING_GROUP,
        _("Answer every comment and submit the review draft"),
        _("The consultation has ended; the drafting group answers every comment."),
        P.NOTICE,
        days=30,
    ),
    S.REVIEW_DRAFT_READY: StateInfo(
        "40.00",
        _("Review draft with the committee"),
        R.COMMITTEE_SECRETARY,
        _("Convene the review meeting"),
        _("The review draft lies with the committee, which convenes the review meeting."),
        days=20,
    ),
    S.TECHNICAL_REVIEW: StateInfo(
        "40.20",
        _("Technical review meeting"),
        R.COMMITTEE_SECRETARY,
        _("Record attendance, minutes and conclusion"),
        _("The committee reviews the draft in a meeting."),
        days=30,
    ),
    S.REVIEW_BALLOT: StateInfo(
        "40.20.1",
        _("Ballot of the review meeting"),
        R.COMMITTEE_SECRETARY,
        _("Close the ballot and record the conclusion"),
        _("The meeting found no consensus; those present vote."),
        days=7,
    ),
    S.REVIEW_FAILED: StateInfo(
        "40.92",
        _("Review failed"),
        R.DRAFTING_GROUP,
        _("Rework the draft and submit it for review again"),
        _("The review did not pass; the draft is back with the drafting group, with reasons."),
        days=60,
        outcome="returned",
    ),
    S.REVIEW_PASSED: StateInfo(
        "40.60",
        _("Review passed"),
        R.DRAFTING_GROUP,
        _("Complete the approval dossier and submit it"),
        _("The review passed; the drafting group completes the draft and the papers for approval."),
        days=30,
    ),
    S.APPROVAL_DRAFT_READY: StateInfo(
        "50.00",
        _("Approval dossier submitted"),
        R.SECRETARIAT,
        _("Check the approval dossier and engage experts"),
        _("The approval dossier lies with the secretariat."),
        days=15,
    ),
    S.EXPERT_CHECK: StateInfo(
        "50.20",
        _("Audit by experts"),
        R.SECRETARIAT,
        _("Collect the experts' opinions and conclude the audit"),
        _("Experts engaged by the secretariat audit the approval dossier."),
        days=30,
    ),
    S.APPROVAL_RETURNED: StateInfo(
        "50.92",
        _("Approval dossier returned"),
        R.DRAFTING_GROUP,
        _("Rework the approval dossier and submit it again"),
        _("The approval dossier is back with the drafting group, with reasons."),
        days=30,
        outcome="returned",
    ),
    S.COUNCIL_APPROVAL: StateInfo(
        "50.60",
        _("Before the council for publication"),
        R.COUNCIL_SECRETARY,
        _("Record the council's decision on publication"),
        _("The council decides whether the standard is published."),
        days=30,
    ),
    S.APPROVED: StateInfo(
        "50.99",
        _("Approved for publication"),
        R.SECRETARIAT,
        _("Number the standard and issue the announcement"),
        _(
            "The council approved the standard; the secretariat numbers it and issues "
            "the official document."
        ),
        days=15,
    ),
    S.NUMBERING_PUBLISHING: StateInfo(
        "60.00",
        _("Under publication"),
        R.SECRETARIAT,
        _("Add the final texts and publish"),
        _("The standard has its number; its texts are being prepared for publication."),
        days=20,
    ),
    S.PUBLISHED: StateInfo(
        "60.60",
        _("Published"),
        R.NOBODY,
        _("Nothing"),
        _("The standard is published and can be read and cited."),
        P.PUBLISHED,
        outcome="done",
    ),
}
