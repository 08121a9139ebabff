"""What the council reads of several reviews at once."""

from __future__ import annotations

from certification.assessment.papers import ASSESSMENT_BALLOT, REVIEW_REPORT
from certification.models import Recognition
from zsa_portal.ballots.models import Ballot
from zsa_portal.ballots.queries import tally
from zsa_portal.documents.models import IssuedForm


def with_reviews(recognitions: list[Recognition]) -> list[Recognition]:
    """Give each its newest ``review_report`` and the ``review_tally``; two queries for all."""
    keys = [one.pk for one in recognitions]
    about = IssuedForm.matters.through.objects.filter(
        matter__in=keys, issuedform__kind=REVIEW_REPORT.key
    )
    rows = about.select_related("issuedform").order_by("issuedform_id")
    reports = {row.matter_id: row.issuedform for row in rows}
    closed = Ballot.objects.filter(
        matter__in=keys, kind=ASSESSMENT_BALLOT.code, result__isnull=False
    )
    judged = {ballot.matter_id: ballot for ballot in closed.order_by("pk")}
    for one in recognitions:
        one.review_report = reports.get(one.pk)  # type: ignore[attr-defined]
        one.review_tally = tally(judged[one.pk]) if one.pk in judged else None  # type: ignore[attr-defined]
    return recognitions
