"""F06a: publication too is approved by those who sit on the council."""

from __future__ import annotations

import pytest

from standards.models import Project
from standards.publication.actions import publication_approve
from standards.states import S
from zsa_portal.regulations import clock
from zsa_portal.workflow.refusals import BadValue


@pytest.mark.rule("F06a")
@pytest.mark.parametrize(
    ("votes", "field"),
    [
        ({"present": 500, "yes": 500}, "present"),
        ({"present": 1, "yes": 1}, "present"),
        ({"yes": 4, "no": 5}, "yes"),
    ],
)
def test_no_publication_on_figures_that_are_not_the_councils(walker, project_at, votes, field):
    project = project_at(S.COUNCIL_APPROVAL)
    with pytest.raises(BadValue) as refused, clock.moved_to(walker.now):
        publication_approve(
            projects=[project],
            decision=walker.decision("决议9", **votes),
            by=walker.cast.council_secretary,
        )
    assert refused.value.field == field
    assert Project.objects.get(pk=project.pk).state == S.COUNCIL_APPROVAL
