"""Acts of acceptance that cover several applications at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from certification.acceptance.papers import RECOGNITION_NOTICE
from certification.models import Recognition
from zsa_portal.notices.actions import notice_publish
from zsa_portal.notices.models import Notice
from zsa_portal.people.models import User
from zsa_portal.workflow.perform import perform_all


def recognition_notice_publish(
    *, recognitions: Sequence[Recognition], title: str, body: str, days: int, by: User
) -> Notice:
    """Put accepted standards on one public notice, all or none (R15c).

    ``days`` are natural days. Raises RuleUnmet for too short a time, StepsUnmet, WrongState,
    PermissionDenied.
    """
    with transaction.atomic():
        notice = notice_publish(
            kind=RECOGNITION_NOTICE,
            matters=recognitions,
            title=title,
            body=body,
            days=days,
            by=by,
        )
        perform_all([one.open_notice for one in recognitions], by=by, notice=notice)
    return notice
