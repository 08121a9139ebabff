"""Conditions of re-check, re-examination and revision (认定 第二十至二十六条)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certification.upkeep.conclusions import OWN_GROUNDS
from certification.upkeep.papers import (
    CONCLUSION,
    FEWEST_REVIEWERS,
    RECHECK_MATERIAL,
    REEXAMINATION_BALLOT,
    REEXAMINATION_MATERIAL,
    REVISION_MATERIAL,
)
from zsa_portal.ballots.queries import latest, tally
from zsa_portal.documents.holding import counting
from zsa_portal.engagements.queries import awaiting_replacement, live_among
from zsa_portal.people.models import Expert
from zsa_portal.regulations.rule import condition, missing_title, rule
from zsa_portal.workflow.memo import remembered

if TYPE_CHECKING:
    from certification.upkeep.facts import Kept
    from zsa_portal.ballots.models import Ballot
    from zsa_portal.engagements.models import Engagement

council_has_approved = CONCLUSION.approved(
    "R21",
    "The association approved the conclusion: its council did (第六、二十一、二十三、二十六条).",
)
council_has_refused = CONCLUSION.refused("The council refused the conclusion.")


@counting(RECHECK_MATERIAL, REEXAMINATION_MATERIAL, REVISION_MATERIAL)
@rule("R21")
def material_is_complete(matter: Kept) -> Iterable[str]:
    """The body's material is there (第二十一、二十三、二十六条)."""
    yield from matter.MATERIAL.missing(matter)


@rule("R23")
def changes_are_described(revision: Kept) -> Iterable[str]:
    """The comparison table of the main changes is filled in (第二十三条)."""
    if not remembered(revision, "changes", lambda: list(revision.changes.all())):
        yield _("The comparison table is empty: describe each main change.")


@condition
def new_number_is_given(revision: Any) -> Iterable[str]:
    """The revised standard has the body's own number of its new edition."""
    if not revision.source_number.strip():
        yield missing_title(_("The body's number of the revised standard"))


@rule("R21")
def reviewers_are_enough(choice: tuple[Kept, Sequence[Expert]]) -> Iterable[str]:
    """As many experts review by letter as the setting wants (第二十一、二十三条; the number is ours)."""
    _matter, experts = choice
    fewest = int(FEWEST_REVIEWERS.value())
    if len(experts) < fewest:
        words = {"fewest": fewest}
        yield (
            ngettext(
                "At least %(fewest)d expert reviews by letter.",
                "At least %(fewest)d experts review by letter.",
                fewest,
            )
            % words
        )


def engaged_in(matter: Kept) -> list[Engagement]:
    """Every letter review of a matter with its recusals, the latest round first; once an object."""
    rows = matter.engagements.filter(kind=matter.REVIEW.key).with_recusals()
    ordered = rows.select_related("expert", "user", "replaces__expert").order_by("-round", "pk")
    return remembered(matter, "letter_reviews", lambda: list(ordered))


@rule("R21")
def every_reviewer_has_answered(matter: Kept) -> Iterable[str]:
    """The review is by letter: every expert asked has answered (第二十一、二十三条)."""
    rows = engaged_in(matter)
    live = live_among(rows)
    if not live:
        yield _("No expert reviews this; choose experts.")
    for row in live:
        if row.at is None:
            yield _("%(expert)s has not answered.") % {"expert": row.expert}
    for row in awaiting_replacement(rows):
        yield _("%(expert)s was recused; choose somebody in that place.") % {"expert": row.expert}


@condition
def opinion_is_not_given(engagement: Engagement) -> Iterable[str]:
    """Only an expert who has not answered is released."""
    if engagement.at is not None:
        yield _("%(expert)s has answered; the opinion stays.") % {"expert": engagement.expert}


@condition
def conclusion_says_why(said: tuple[Kept, str, str]) -> Iterable[str]:
    """A conclusion is one of the procedure's; one that is not plain says why, to the body too."""
    matter, conclusion, grounds = said
    if conclusion not in matter.CONCLUSIONS.values:
        yield _("Choose a conclusion.")
    elif conclusion != matter.PLAIN and not grounds.strip():
        yield _("Say why; the body reads the reason, and the public does.")


@condition
def departing_from_reviewers_is_explained(said: tuple[Kept, str, str]) -> Iterable[str]:
    """A conclusion that most reviewers did not give is explained."""
    matter, conclusion, grounds = said
    given = [row.conclusion for row in live_among(engaged_in(matter)) if row.at is not None]
    if 2 * given.count(conclusion) <= len(given) and not grounds.strip():
        yield _("Most reviewers concluded otherwise; say why the conclusion departs from them.")


@rule("R23")
def changes_are_reviewed_positively(said: tuple[Kept, str, str]) -> Iterable[str]:
    """Changes that no reviewer accepts are not accepted (第二十三条)."""
    matter, conclusion, _grounds = said
    given = {row.conclusion for row in live_among(engaged_in(matter)) if row.at is not None}
    if conclusion == matter.PLAIN and given and matter.PLAIN not in given:
        yield _("No reviewer accepts the changes; send the revision back or do not accept it.")


def last_ballot(matter: Kept) -> Ballot | None:
    """The latest judgement of the re-examination panel; one query, once an object."""
    return latest(matter, REEXAMINATION_BALLOT.code)


@rule("R25")
def panel_upholds_what_continues(said: tuple[Kept, str, str]) -> Iterable[str]:
    """A standard continues when the panel's majority says so, as in 第四章 and 第十七条 (第二十五条)."""
    matter, conclusion, _grounds = said
    ballot = last_ballot(matter)
    if conclusion == matter.PLAIN and ballot is not None:
        yield from tally(ballot).lacking


@rule("R26")
def needed_visit_is_recorded(matter: Any) -> Iterable[str]:
    """Where a visit on site is needed, it took place and is recorded (第二十六条)."""
    if matter.visit_needed and not matter.visits.exists():
        yield _("A visit on site is needed: record it, with its findings.")


@rule("R23")
def changes_are_accepted(revision: Kept) -> Iterable[str]:
    """A new edition is published when its changes were accepted (第二十三条)."""
    if revision.conclusion != revision.PLAIN:
        yield _("The changes were not accepted; there is no new edition to publish.")


@condition
def no_edition_comes_of_it(matter: Kept) -> Iterable[str]:
    """A conclusion of which a new edition comes is published with that edition."""
    if matter.EDITION_BY and matter.conclusion == matter.PLAIN:
        yield _(
            "The changes were accepted: publish the revised standard, which tells the body too."
        )


@condition
def standard_is_in_force(matter: Kept) -> Iterable[str]:
    """What is concluded about is in force."""
    if matter.edition.status != matter.edition.Status.CURRENT:
        yield _("%(number)s is no longer in force; close this instead.") % {
            "number": matter.edition.number
        }


@condition
def standard_is_not_in_force(matter: Kept) -> Iterable[str]:
    """Only what is about a standard no longer in force is closed without a conclusion."""
    if matter.edition.status == matter.edition.Status.CURRENT:
        yield _("%(number)s is in force; bring this to its conclusion.") % {
            "number": matter.edition.number
        }


@rule("R22")
def revision_is_own(revision: Any) -> Iterable[str]:
    """Only a revision that the body began itself is given up; one asked for is due (第二十二条)."""
    if revision.ground not in OWN_GROUNDS:
        yield _("This revision was asked for; it cannot be given up.")
