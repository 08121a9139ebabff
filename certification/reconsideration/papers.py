"""The papers of a reconsideration (认定 第十八条)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.papers import PARTIES
from zsa_portal.documents.access import TITLES, share
from zsa_portal.documents.forms import FormKind
from zsa_portal.regulations.models import Settable
from zsa_portal.workflow.models import Level

DAYS = Settable(
    "certification.reconsideration_days",
    30,
    _("How long a body may ask for reconsideration, in natural days from being told"),
    _("Article 18 of the recognition rules names no time for a request."),
)
EVIDENCE = "certification.reconsideration_evidence"
TITLES[EVIDENCE] = _("Evidence of the request for reconsideration")
share(EVIDENCE, (roles.PANEL, roles.COUNCIL, roles.COUNCIL_SECRETARY, roles.APPLICANT))

DECISION_LETTER = FormKind(
    key="certification.reconsideration_decision",
    title=_("Decision on the request for reconsideration"),
    template="forms/certification/reconsideration_decision.html",
    prefix="FY",
    level=Level.RESTRICTED,
)
share(DECISION_LETTER.key, PARTIES)


class Ground(models.TextChoices):
    """The principles that a review may have broken (第十八条)."""

    OPENNESS = "openness", _("Openness (公开)")
    FAIRNESS = "fairness", _("Fairness (公平)")
    INDEPENDENCE = "independence", _("Independence (独立)")
