"""What is deleted by the calendar: requests that nobody confirmed."""

from __future__ import annotations

from zsa_portal.regulations import clock
from zsa_portal.subscriptions.actions import subscription_end
from zsa_portal.subscriptions.limits import TO_CONFIRM
from zsa_portal.subscriptions.models import Subscription
from zsa_portal.workflow.sweeps import sweep


@sweep("subscriptions.unconfirmed")
def forget_unconfirmed() -> int:
    """Delete the requests that were not confirmed in time, with their mails; how many."""
    late = clock.now() - TO_CONFIRM
    rows = list(Subscription.objects.filter(confirmed_at=None, asked_at__lte=late))
    for row in rows:
        subscription_end(subscription=row)
    return len(rows)
