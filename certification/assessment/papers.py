"""The panel's judgement (认定 第十、十七条)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zsa_portal.ballots.kinds import BallotKind
from zsa_portal.ballots.papers import BALLOT_RESULT
from zsa_portal.regulations.rule import Base, Threshold

PANEL_MAJORITY = Threshold(3, 4, of=Base.WHOLE_PANEL, rule="R17c")

ASSESSMENT_BALLOT = BallotKind(
    "certification.assessment",
    _("Judgement of the panel"),
    threshold=PANEL_MAJORITY,
    form=BALLOT_RESULT,
)
