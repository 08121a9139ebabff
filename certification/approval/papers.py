"""The council's approval (认定 第六、十九条)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zsa_portal.ballots.decisions import COUNCIL, DecisionKind
from zsa_portal.catalogue.kinds import EditionKind, Status, secretariat

RECOGNITION = DecisionKind(
    "certification.recognition", _("Recognition of a standard"), COUNCIL, "R19"
)

RECOGNISED = EditionKind(
    "certification.recognised",
    _("Recognised: a standard of another body"),
    ends=(Status.REVOKED,),
    adds_texts=secretariat,
)
