"""A procedure of upkeep as the rules and papers see it, whichever of the three it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from zsa_portal.workflow.models import Matter

if TYPE_CHECKING:
    from certification.upkeep.records import Letter
    from zsa_portal.catalogue.models import Edition, Standard
    from zsa_portal.documents.dossiers import Dossier
    from zsa_portal.documents.models import IssuedForm
    from zsa_portal.engagements.kinds import EngagementKind
    from zsa_portal.people.models import Body


class Kept(Matter):
    """What rules, papers and steps ask of a re-check, a re-examination or a revision."""

    class Meta:
        abstract = True

    MATERIAL: ClassVar[Dossier]
    CONCLUSIONS: ClassVar[type[models.TextChoices]]
    PLAIN: ClassVar[str]
    EDITION_BY: ClassVar[str]
    REVIEW: ClassVar[EngagementKind]

    field: str
    standard: Standard
    standard_id: int
    edition: Edition
    edition_id: int
    due_on: dt.date | None
    material_due_on: dt.date
    letter: Letter | None
    reason_opened: str
    conclusion: str
    grounds: str
    conclusion_letter: IssuedForm | None
    panel: Body | None

    if TYPE_CHECKING:

        def material_came(self, by: Any) -> None: ...

        def take_effect(self, by: Any) -> None: ...

        def lay_before_council(self, conclusion: str, grounds: str) -> None: ...

        def ask_again(self, days: int) -> None: ...


if TYPE_CHECKING:
    KeptSteps = Kept
else:
    KeptSteps = models.Model
"""What the classes of steps derive from: for Django they bring columns, for types they are a matter."""
