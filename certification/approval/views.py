"""Screens of the approval."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from certification.approval.forms import AnnouncementForm, ApprovalBatchForm
from certification.approval.queries import with_reviews
from certification.pages import RecognitionBatch
from certification.states import S
from zsa_portal.people.models import Post
from zsa_portal.people.places import places_of
from zsa_portal.workflow.batches import batch


@batch("certification:decision_batch")
class NewDecision(RecognitionBatch):
    """Records the council's approval."""

    template_name = "certification/approval/decision.html"
    form_class = ApprovalBatchForm
    state = S.BEFORE_COUNCIL
    step_name = "approve"
    page_title = _("Record the council's approval of recognitions")

    def prefetch(self, matters: list[Any]) -> None:
        with_reviews(matters)

    def entitled(self, user: Any) -> bool:
        return f"post:{Post.COUNCIL_SECRETARY}" in places_of(user).parties


@batch("certification:announcement_batch")
class NewAnnouncement(RecognitionBatch):
    """Announces recognised standards under one document number."""

    form_class = AnnouncementForm
    state = S.APPROVED
    step_name = "announce"
    page_title = _("Announce recognised standards")
