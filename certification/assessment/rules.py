"""Conditions of the assessment (认定 第十七条)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from certification.assessment.papers import ASSESSMENT_BALLOT
from zsa_portal.ballots.queries import current, tally
from zsa_portal.regulations.rule import rule
from zsa_portal.workflow.memo import remembered

if TYPE_CHECKING:
    from certification.facts import Recognition
    from zsa_portal.ballots.models import Ballot


def last_ballot(recognition: Recognition) -> Ballot | None:
    """The latest judgement of the panel; one query, once an object."""
    return remembered(
        recognition, "assessment_ballot", lambda: current(recognition, ASSESSMENT_BALLOT.code)
    )


@rule("R17c")
def panel_has_passed(recognition: Recognition) -> Iterable[str]:
    """At least three quarters of the whole panel concluded that it passes (第十七条)."""
    ballot = last_ballot(recognition)
    if ballot is None or ballot.closed_at is None:
        yield _("The panel has not judged.")
    else:
        yield from tally(ballot).lacking
