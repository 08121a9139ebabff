"""The states of a recognition (认定), from the application to the recognised standard."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from certification import roles
from zsa_portal.workflow.machine import Phase, StateInfo

STAGES = {
    "10": _("Application"),
    "20": _("Acceptance"),
    "30": _("Public notice"),
    "40": _("Review panel"),
    "50": _("Assessment"),
    "60": _("Approval"),
    "70": _("Recognition"),
}


class S(models.TextChoices):
    """State identifiers of a recognition."""

    DRAFT = "application_draft"
    RETURNED = "application_returned"
    DISCARDED = "application_discarded"
    WITHDRAWN = "application_withdrawn"
    ACCEPTANCE = "acceptance"
    REFUSED = "application_refused"
    ACCEPTED = "accepted"
    NOTICE = "recognition_notice"
    NOTICE_CLOSED = "recognition_notice_closed"
    PANEL_FORMING = "panel_forming"
    PANEL_READY = "panel_ready"
    MEETING = "assessment_meeting"
    BALLOT = "assessment_ballot"
    BALLOT_CLOSED = "assessment_ballot_closed"
    CHANGES = "changes_asked"
    CHANGES_CHECK = "changes_check"
    FAILED = "assessment_failed"
    RECONSIDERATION = "reconsideration"
    NOT_RECOGNISED = "not_recognised"
    PASSED = "assessment_passed"
    BEFORE_COUNCIL = "recognition_before_council"
    COUNCIL_REFUSED = "recognition_refused"
    APPROVED = "recognition_approved"
    RECOGNISED = "recognised"


R, P = roles, Phase

STATES: dict[str, StateInfo] = {
    S.DRAFT: StateInfo(
        "10.00",
        _("Application being written"),
        R.APPLICANT,
        _("Complete the application and submit it"),
        _(
            "A body is filling in the application for one of its standards; nobody else sees it yet."
        ),
        P.DRAFT,
    ),
    S.RETURNED: StateInfo(
        "10.98",
        _("Returned to be completed"),
        R.APPLICANT,
        _("Complete the application and submit it again"),
        _(
            "The acceptance found something missing; the application is back with the body, with reasons."
        ),
        days=30,
        outcome="returned",
    ),
    S.DISCARDED: StateInfo(
        "10.99",
        _("Draft discarded"),
        R.NOBODY,
        "",
        _("The body gave the draft up before it was submitted."),
        P.DRAFT,
        outcome="ended",
    ),
    S.WITHDRAWN: StateInfo(
        "10.97",
        _("Application withdrawn"),
        R.NOBODY,
        "",
        _("The body withdrew the application."),
        outcome="ended",
    ),
    S.ACCEPTANCE: StateInfo(
        "20.20",
        _("Acceptance"),
        R.SECRETARIAT,
        _("Check the application and accept it, have it completed or return it"),
        _("The association checks completeness, procedure, transparency, coordination and field."),
        days=10,
    ),
    S.REFUSED: StateInfo(
        "20.98",
        _("Application not accepted"),
        R.NOBODY,
        "",
        _("The application was returned with reasons."),
        outcome="ended",
    ),
    S.ACCEPTED: StateInfo(
        "20.60",
        _("Accepted, ready for notice"),
        R.SECRETARIAT,
        _("Put the standard on public notice"),
        _("The application passed the acceptance and waits for its public notice."),
        days=10,
    ),
    S.NOTICE: StateInfo(
        "30.20",
        _("Public notice"),
        R.CLOCK,
        "",
        _("Anyone may comment on the standard, in writing with evidence."),
        P.NOTICE,
    ),
    S.NOTICE_CLOSED: StateInfo(
        "30.60",
        _("Notice closed"),
        R.SECRETARIAT,
        _("Verify and sort the public comments and hand them on"),
        _("The public notice is over; the association verifies and sorts what came in."),
        days=10,
    ),
    S.PANEL_FORMING: StateInfo(
        "40.20",
        _("Panel being formed"),
        R.SECRETARIAT,
        _("Form the review panel"),
        _("The sub-committee of the field reviews; without one a panel of experts is formed."),
        days=15,
    ),
    S.PANEL_READY: StateInfo(
        "40.60",
        _("Panel complete"),
        R.SECRETARIAT,
        _("Convene the review or open it by letter"),
        _("The panel is complete; the review takes place in a meeting or by letter."),
        days=10,
    ),
    S.MEETING: StateInfo(
        "50.10",
        _("Review meeting convened"),
        R.SECRETARIAT,
        _("Hold the meeting and open the panel's judgement"),
        _("The panel meets to review the standard."),
    ),
    S.BALLOT: StateInfo(
        "50.20",
        _("Panel judges"),
        R.PANEL,
        _("Judge the standard item by item and conclude"),
        _("Each reviewer judges every item and every public comment and concludes."),
    ),
    S.BALLOT_CLOSED: StateInfo(
        "50.40",
        _("Panel has judged"),
        R.SECRETARIAT,
        _("Draw up the review report and record the result"),
        _("All judgements are in; the review report is drawn up."),
        days=10,
    ),
    S.CHANGES: StateInfo(
        "50.60",
        _("Changes asked for"),
        R.APPLICANT,
        _("Make the changes the panel asks for"),
        _("The panel passes the standard once the changes it asks for are made."),
        days=60,
    ),
    S.CHANGES_CHECK: StateInfo(
        "50.70",
        _("Changes being checked"),
        R.SECRETARIAT,
        _("Confirm the changes one by one"),
        _("It is checked whether each change asked for was made."),
        days=10,
    ),
    S.FAILED: StateInfo(
        "50.92",
        _("Review not passed"),
        R.APPLICANT,
        _("Accept the result or ask for reconsideration"),
        _("The standard did not pass the review; the body may ask for reconsideration."),
        outcome="returned",
    ),
    S.RECONSIDERATION: StateInfo(
        "50.95",
        _("Reconsideration asked for"),
        R.SECRETARIAT,
        _("Examine the request and decide"),
        _("The association examines whether the review broke the principles of recognition."),
        days=15,
    ),
    S.NOT_RECOGNISED: StateInfo(
        "50.98",
        _("Not recognised"),
        R.NOBODY,
        "",
        _("The result of the review stands; the standard is not recognised."),
        outcome="ended",
    ),
    S.PASSED: StateInfo(
        "50.96",
        _("Review passed"),
        R.SECRETARIAT,
        _("Send the result to the council"),
        _("The standard passed the review; the result goes to the council."),
        days=10,
    ),
    S.BEFORE_COUNCIL: StateInfo(
        "60.20",
        _("Before the council"),
        R.COUNCIL_SECRETARY,
        _("Record the council's decision"),
        _("The council decides on the recognition."),
        days=30,
    ),
    S.COUNCIL_REFUSED: StateInfo(
        "60.98",
        _("Refused by the council"),
        R.NOBODY,
        "",
        _("The council did not approve the recognition."),
        outcome="ended",
    ),
    S.APPROVED: StateInfo(
        "60.60",
        _("Approved"),
        R.SECRETARIAT,
        _("Tell the body and announce the recognition"),
        _("The council approved; the announcement is prepared."),
        days=10,
    ),
    S.RECOGNISED: StateInfo(
        "70.60",
        _("Recognised"),
        R.NOBODY,
        "",
        _("The standard is recognised as a Zhongguancun standard."),
        P.PUBLISHED,
        outcome="done",
    ),
}
"""The states in the order of the main line."""
