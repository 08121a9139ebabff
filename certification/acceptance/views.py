"""Screens of acceptance and notice."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from certification.acceptance.forms import NoticeBatchForm
from certification.pages import RecognitionBatch
from certification.states import S
from zsa_portal.workflow.batches import batch


@batch("certification:notice_batch")
class NewNotice(RecognitionBatch):
    """Puts accepted standards on public notice."""

    form_class = NoticeBatchForm
    state = S.ACCEPTED
    step_name = "open_notice"
    page_title = _("Put on public notice")
