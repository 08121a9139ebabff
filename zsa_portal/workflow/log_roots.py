"""The root of each day, told to three officers, so that it stands outside the database."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.outbox.actions import message_post
from zsa_portal.people.models import Post
from zsa_portal.people.queries import holders_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.sealing import root_of
from zsa_portal.workflow.seals import DayRoot
from zsa_portal.workflow.sweeps import sweep

ROOT = "workflow.log_root"
OFFICERS = (Post.CUSTODIAN, Post.SECRETARY_GENERAL, Post.MANAGEMENT_REPRESENTATIVE)


@sweep("workflow.log_root")
def send_root() -> int:
    """Keep yesterday's root and mail it to the officers, once; returns how many roots were new."""
    day = clock.today() - dt.timedelta(days=1)
    if DayRoot.objects.filter(day=day).exists():
        return 0
    with transaction.atomic():
        kept, new = DayRoot.objects.get_or_create(
            day=day, defaults={"root": root_of(day), "sent_at": clock.now()}
        )
        if new:
            _tell(kept)
    return int(new)


def _tell(kept: DayRoot) -> None:
    for person in {user for post in OFFICERS for user in holders_of(post)}:
        with translation.override(person.language):
            message_post(
                recipient=person,
                event=ROOT,
                subject=_("Root of the sealed logs of %(day)s") % {"day": kept.day},
                body=_(
                    "With this mail anybody can prove that the logs up to %(day)s were not changed "
                    "afterwards: manage.py verify_log --root %(day)s=%(root)s"
                )
                % {"day": kept.day, "root": kept.root},
                to_do=_("Keep this mail"),
            )
