"""The recognition as the rules and papers of every process see it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models

from zsa_portal.workflow.models import Matter

if TYPE_CHECKING:
    from zsa_portal.people.models import Body


class Recognition(Matter):
    """What rules and papers ask of a recognition, whichever process keeps it; see standards.facts."""

    class Meta:
        abstract = True

    field: str
    source_number: str
    submitted_at: dt.datetime | None
    panel: Body | None
    panel_id: int | None
    editions: Any


if TYPE_CHECKING:
    RecognitionSteps = Recognition
else:
    RecognitionSteps = models.Model
"""What the classes of steps derive from: for Django they bring columns, for types they are a recognition."""
