"""The states of what keeps a recognised standard up: re-check, re-examination, revision (第六至八章).

The three procedures share the codes of the states that their sentences share; each says in its own
words what a state means there.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from certification import roles
from zsa_portal.workflow.machine import Phase, StateInfo

R, P = roles, Phase


class U(models.TextChoices):
    """State identifiers of the three procedures."""

    MATERIAL = "upkeep_material"
    OVERDUE = "upkeep_material_overdue"
    REVIEWERS = "upkeep_reviewers"
    LETTERS = "upkeep_letter_review"
    PANEL = "upkeep_panel"
    BALLOT = "upkeep_panel_judges"
    BALLOT_CLOSED = "upkeep_panel_has_judged"
    COUNCIL = "upkeep_before_council"
    APPROVED = "upkeep_approved"
    DONE = "upkeep_concluded"
    WITHDRAWN = "upkeep_withdrawn"
    CLOSED = "upkeep_closed"


WRITING = (U.MATERIAL, U.OVERDUE)
"""The states in which the body prepares its material."""
RUNNING = (
    U.MATERIAL,
    U.OVERDUE,
    U.REVIEWERS,
    U.LETTERS,
    U.PANEL,
    U.BALLOT,
    U.BALLOT_CLOSED,
    U.COUNCIL,
    U.APPROVED,
)
CLOSABLE = tuple(state for state in RUNNING if state != U.BALLOT)
"""The states in which a procedure ends when its standard is in force no more: a ballot ends first."""

STAGES = {
    "10": _("Material"),
    "20": _("Review"),
    "30": _("Approval"),
    "40": _("Conclusion"),
}

COMMON: dict[str, StateInfo] = {
    U.MATERIAL: StateInfo(
        "10.20",
        _("Material asked for"),
        R.APPLICANT,
        _("Prepare the material and submit it"),
        _("The body was told by letter and prepares its material."),
    ),
    U.OVERDUE: StateInfo(
        "10.40",
        _("Material overdue"),
        R.SECRETARIAT,
        _("Give more time, or let the review go on without the material"),
        _("The time for the material is over; the body may still submit it."),
        days=10,
    ),
    U.REVIEWERS: StateInfo(
        "10.60",
        _("Material submitted"),
        R.SECRETARIAT,
        _("Look through the material and name the reviewers"),
        _("The material is there; the reviewers are chosen."),
        days=10,
    ),
    U.LETTERS: StateInfo(
        "20.20",
        _("Letter review"),
        R.SECRETARIAT,
        _("Wait for the reviewers' answers and draw up the conclusion"),
        _("Experts of the field answer by letter."),
        days=30,
    ),
    U.PANEL: StateInfo(
        "20.20",
        _("Panel named"),
        R.SECRETARIAT,
        _("Record the visit where one is needed, and open the panel's judgement"),
        _("The panel reviews the standard; where needed it visits the body."),
        days=30,
    ),
    U.BALLOT: StateInfo(
        "20.40",
        _("Panel judges"),
        R.PANEL,
        _("Judge whether the standard still meets the requirements"),
        _("Each member of the panel judges the standard."),
    ),
    U.BALLOT_CLOSED: StateInfo(
        "20.60",
        _("Panel has judged"),
        R.SECRETARIAT,
        _("Draw up the conclusion"),
        _("All judgements are in; the conclusion is drawn up."),
        days=10,
    ),
    U.COUNCIL: StateInfo(
        "30.20",
        _("Before the council"),
        R.COUNCIL_SECRETARY,
        _("Record the council's decision on the conclusion"),
        _("The council decides on the conclusion."),
        days=30,
    ),
    U.APPROVED: StateInfo(
        "30.60",
        _("Conclusion approved"),
        R.SECRETARIAT,
        _("Tell the body in writing and make the conclusion public"),
        _("The council approved the conclusion; letter and announcement are prepared."),
        days=10,
    ),
    U.DONE: StateInfo(
        "40.60",
        _("Conclusion published"),
        R.NOBODY,
        "",
        _("The body was told in writing and the conclusion is public."),
        P.PUBLISHED,
        outcome="done",
    ),
    U.CLOSED: StateInfo(
        "40.98",
        _("Closed: the standard is no longer in force"),
        R.NOBODY,
        "",
        _("The standard's recognition ended before this came to a conclusion."),
        outcome="ended",
    ),
}


BEGIN = (U.MATERIAL, U.OVERDUE, U.REVIEWERS)
END = (U.COUNCIL, U.APPROVED, U.DONE, U.CLOSED)

OF_REVISION: dict[str, StateInfo] = {
    U.MATERIAL: StateInfo(
        "10.20",
        _("Text being revised"),
        R.APPLICANT,
        _("Revise the text, record the main changes and submit both"),
        _("The drafting group revises the text and records what it changes."),
    ),
    U.OVERDUE: StateInfo(
        "10.40",
        _("Revision overdue"),
        R.SECRETARIAT,
        _("Give more time, or have the standard re-checked out of turn"),
        _("The time for the revision is over; the body may still submit it."),
        days=30,
    ),
    U.REVIEWERS: StateInfo(
        "10.60",
        _("Revised text submitted"),
        R.SECRETARIAT,
        _("Look through the changes and name the reviewers"),
        _("The revised text is there with its changes; the reviewers are chosen."),
        days=10,
    ),
    U.LETTERS: StateInfo(
        "20.20",
        _("Changes under review"),
        R.SECRETARIAT,
        _("Wait for the reviewers' answers and draw up the conclusion"),
        _("Experts of the field review the changes by letter."),
        days=30,
    ),
    U.APPROVED: StateInfo(
        "30.60",
        _("Conclusion approved"),
        R.SECRETARIAT,
        _("Publish the revised standard, tell the body in writing"),
        _("The council approved the conclusion on the revision."),
        days=10,
    ),
    U.WITHDRAWN: StateInfo(
        "40.97",
        _("Revision withdrawn"),
        R.NOBODY,
        "",
        _("The body gave up a revision that it began itself; the edition in force stays."),
        outcome="ended",
    ),
}


def _these(*codes: str, own: dict[str, StateInfo] | None = None) -> dict[str, StateInfo]:
    """The states of these codes, those in ``own`` in their own words."""
    return {code: (COMMON | (own or {}))[code] for code in codes}


RECHECK_STATES = _these(*BEGIN, U.LETTERS, *END)
REEXAMINATION_STATES = _these(*BEGIN, U.PANEL, U.BALLOT, U.BALLOT_CLOSED, *END)
REVISION_STATES = _these(
    *BEGIN, U.LETTERS, U.COUNCIL, U.APPROVED, U.DONE, U.WITHDRAWN, U.CLOSED, own=OF_REVISION
)
"""The states of each, in the order of the main line."""
