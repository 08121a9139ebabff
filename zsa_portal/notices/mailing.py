"""The answers that go out by mail once a matter's opinions are answered for good."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from zsa_portal.notices.actions.telling import mail_answer
from zsa_portal.notices.models import Opinion
from zsa_portal.notices.rules import answerable
from zsa_portal.people.contacts import mail_of
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.sweeps import sweep


@sweep("notices.answers")
def mail_answers() -> int:
    """Mail each answer once, after the decision: no opinion of the notice can be answered any more.

    Those with an account are told by message; whoever declined gets nothing. Returns how many
    mails went into the outbox.
    """
    matters = _waiting().order_by().values("item__matter")
    return sum(_mail_of(matter) for matter in Matter.objects.filter(pk__in=matters))


def _waiting() -> QuerySet[Opinion]:
    """The answered opinions of people without an account whose answer was not mailed."""
    rows = Opinion.objects.filter(author=None, wants_answer=True, answer_mailed_at=None)
    return rows.filter(contact__contains="@").exclude(disposition="").order_by("pk")


@transaction.atomic
def _mail_of(matter: Matter) -> int:
    rows = _waiting().filter(item__matter=matter.pk).select_related("item__notice")
    sent = 0
    for opinion in rows.select_for_update(of=("self",), skip_locked=True):
        if mail_of(opinion.contact) and not answerable(opinion.item.notice.meaning, matter):
            mail_answer(opinion)
            sent += 1
    return sent
