"""The recognition as the rules and papers of every process see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import models

from zsa_portal.workflow.models import Matter

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from certification.acceptance.records import Acceptance
    from certification.applications.records import BodyFacts
    from zsa_portal.engagements.models import Engagement
    from zsa_portal.people.models import Body, Expert, Organisation


class Recognition(Matter):
    """What rules and papers ask of a recognition, whichever process keeps it; see standards.facts."""

    class Meta:
        abstract = True

    applicant: Organisation
    field: str
    sub_field: str
    source_number: str
    patents: bool | None
    enterprise_led: bool | None
    lead_unit: str
    no_test_report: str
    no_patent_list: str
    no_complaints: str
    own_papers: str
    submitted_at: dt.datetime | None
    panel: Body | None
    panel_id: int | None
    editions: Any
    changes_asked: Any
    reconsiderations: Any
    documents: Any
    issued_forms: Any
    meetings: Any
    reconsideration_days: Callable[[], int]
    experts_asked: Callable[[], list[Engagement]]
    experts_to_ask: Callable[[], QuerySet[Expert]]
    comments: Callable[[], list[Any]]

    @property
    def body_facts(self) -> BodyFacts | None:
        """What its body recorded last of its standards work."""
        raise NotImplementedError

    @property
    def acceptance(self) -> Acceptance | None:
        """The check of what was last submitted, None before it was begun."""
        raise NotImplementedError


if TYPE_CHECKING:
    RecognitionSteps = Recognition
else:
    RecognitionSteps = models.Model
"""What the classes of steps derive from: for Django they bring columns, for types they are a recognition."""
