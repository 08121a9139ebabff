"""Corrections: with a reason, by the secretariat in charge, old and new value in the log."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.procedure.models import Example
from zsa_portal.workflow.actions import matter_correct
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.refusals import BadValue


def test_a_title_is_corrected_and_both_values_stay(example_matter):
    before = example_matter.title
    staff = example_matter.people["staff"]
    matter_correct(matter=example_matter, values={"title": "Right"}, reason="Misspelt", by=staff)
    assert Example.objects.get(pk=example_matter.pk).title == "Right"
    entry = LogEntry.objects.filter(matter=example_matter).first()
    assert (entry.step, entry.reason) == ("matter_correct", "Misspelt")
    assert entry.values["words"] == f"{before} → Right"


def test_the_applicant_does_not_correct(example_matter):
    applicant = example_matter.people["applicant"]
    with pytest.raises(PermissionDenied):
        matter_correct(matter=example_matter, values={"title": "x"}, reason="y", by=applicant)


def test_staff_of_the_applicant_do_not_correct(example_matter, make_staff):
    interested = make_staff(organisation=example_matter.applicant)
    with pytest.raises(PermissionDenied):
        matter_correct(matter=example_matter, values={"title": "x"}, reason="y", by=interested)


@pytest.mark.parametrize(
    ("values", "reason", "field"),
    [
        ({"state": "published"}, "because", "state"),
        ({"title": "Right"}, " ", "reason"),
        ({}, "because", "reason"),
    ],
)
def test_what_cannot_be_corrected_is_refused(example_matter, values, reason, field):
    with pytest.raises(BadValue) as refused:
        matter_correct(
            matter=example_matter, values=values, reason=reason, by=example_matter.people["staff"]
        )
    assert refused.value.field == field
    assert LogEntry.objects.filter(matter=example_matter, step="matter_correct").count() == 0
