"""The project as the rules and papers of every process see it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from zsa_portal.workflow.models import Matter

if TYPE_CHECKING:
    from zsa_portal.ballots.resolutions import Decision
    from zsa_portal.catalogue.models import Edition
    from zsa_portal.people.models import Body


class Project(Matter):
    """What rules, papers and the catalogue ask of a project, whichever process keeps it.

    It only names: the processes' steps bring the columns, ``standards.models.Project`` is the sum.
    So a rule stands below the table it reads, and knows what it may ask of it.
    """

    class Meta:
        abstract = True

    Purpose: ClassVar[Any]
    purpose: str
    revised_standard: str
    field: str
    sub_field: str
    participants: str
    patents: bool | None
    patents_note: str
    planned_start: dt.date | None
    planned_end: dt.date | None
    scope: str
    justification: str
    related_standards: str
    safeguards: str
    ics: str
    ccs: str
    submitted_at: dt.datetime | None
    committee: Any
    committee_id: int | None
    policy_reviews: Any

    plan_number: str
    plan_starts: dt.date | None
    plan_ends: dt.date | None
    evaluations: Any

    drafting_group: Body | None
    review_meetings: Any

    audits: Any
    editions: Any
    patent_disclosures: Any
    patent_statements: Any
    approval_decision: Decision | None
    overview_waiver: str

    if TYPE_CHECKING:

        @property
        def edition(self) -> Edition | None:
            """The numbered edition; None before the number is given."""

        def drafting_unit_names(self) -> list[str]:
            """Names of the organisations that draft this standard, the lead first."""

        def drafter_ids(self) -> list[int]:
            """Users who sit, or sat, in the drafting group."""


if TYPE_CHECKING:
    ProjectSteps = Project
else:
    ProjectSteps = models.Model
"""What the classes of steps derive from: for Django they bring columns, for types they are a project."""
