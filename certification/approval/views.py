"""Screens of the approval."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from certification.approval.forms import ApprovalBatchForm
from certification.pages import RecognitionBatch
from certification.states import S
from zsa_portal.people.models import Post
from zsa_portal.people.places import places_of
from zsa_portal.workflow.batches import batch


@batch("certification:decision_batch")
class NewDecision(RecognitionBatch):
    """Records the council's approval."""

    form_class = ApprovalBatchForm
    state = S.BEFORE_COUNCIL
    step_name = "approve"
    page_title = _("Record the council's approval of recognitions")

    def entitled(self, user: Any) -> bool:
        return f"post:{Post.COUNCIL_SECRETARY}" in places_of(user).parties
