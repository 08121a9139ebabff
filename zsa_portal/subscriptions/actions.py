"""Asking for a subscription, confirming, changing and ending it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.outbox.actions import mail_post
from zsa_portal.outbox.models import Mail
from zsa_portal.regulations import clock
from zsa_portal.subscriptions.limits import BETWEEN_LETTERS, TO_CONFIRM
from zsa_portal.subscriptions.models import Letter, News, Subscription


@dataclass(frozen=True)
class Wish:
    """What somebody wants to be mailed: topics, technical fields (none are all), and the language."""

    topics: Sequence[str]
    fields: Sequence[str]
    language: str


def subscription_ask(*, address: str, wish: Wish) -> None:
    """Mail an address the link that confirms or changes its subscription.

    Says nothing of whether the address is known. A confirmed subscription stays as it is: whoever
    asks may not be its owner. Within an hour of the last such mail none is sent.
    """
    address, now = address.strip().lower(), clock.now()
    try:
        with transaction.atomic():
            row = Subscription.objects.select_for_update().filter(address=address).first()
            row = row or Subscription.objects.create(address=address, topics=[], language="")
            if row.confirmed_at is None:
                row.topics, row.fields = list(wish.topics), list(wish.fields)
                row.language, row.asked_at = wish.language, now
            if row.told_at is None or row.told_at + BETWEEN_LETTERS <= now:
                _tell(row)
                row.told_at = now
            row.save()
    except IntegrityError:
        # The same address was asked for at the same moment: that request sent the mail.
        return


def subscription_choose(*, subscription: Subscription, wish: Wish) -> Subscription:
    """Store what a subscriber wants; the first time this confirms the subscription.

    What was public before is not mailed. Subscription.DoesNotExist where it was ended meanwhile, or
    was not confirmed within TO_CONFIRM.
    """
    with transaction.atomic():
        row = Subscription.objects.select_for_update().get(pk=subscription.pk)
        if is_over(row):
            raise Subscription.DoesNotExist
        row.topics, row.fields, row.language = list(wish.topics), list(wish.fields), wish.language
        if row.confirmed_at is None:
            row.confirmed_at = clock.now()
            row.seen = News.objects.order_by("pk").values_list("pk", flat=True).last() or 0
        row.save()
    return row


def subscription_end(*, subscription: Subscription) -> None:
    """Delete a subscription with its address, in the mails that went there too. Twice is once."""
    with transaction.atomic():
        Mail.objects.filter(subscription_letter__subscription=subscription.pk).delete()
        Subscription.objects.filter(pk=subscription.pk).delete()


def letter_post(
    subscription: Subscription, *, subject: str, lines: Sequence[str], day: dt.date | None = None
) -> None:
    """Queue a mail to a subscriber, with the way to change and to end the subscription below."""
    own = settings.SITE_URL + subscription.get_absolute_url()
    end = settings.SITE_URL + subscription.end_url()
    below = [
        _("Change what you are mailed: %(url)s") % {"url": own},
        _("End the subscription: %(url)s") % {"url": end},
    ]
    mail = mail_post(
        address=subscription.address,
        subject=subject,
        body="\n\n".join([*lines, "\n".join(below)]),
        shown_as=str(subscription),
    )
    Letter.objects.create(subscription=subscription, mail=mail, day=day)


def is_over(subscription: Subscription) -> bool:
    """Whether a request was not confirmed in time."""
    late = subscription.asked_at + TO_CONFIRM <= clock.now()
    return subscription.confirmed_at is None and late


def _tell(row: Subscription) -> None:
    """Mail the link: to confirm a request, to change what is confirmed."""
    with translation.override(row.language):
        own = settings.SITE_URL + row.get_absolute_url()
        if row.confirmed_at is None:
            lines = [
                _("Somebody, probably you, wants to be mailed what is new on the portal."),
                _("Open this page within 7 days and confirm it: %(url)s") % {"url": own},
                _(
                    "If it was not you, do nothing: the request is deleted, and no other mail comes."
                ),
            ]
            subject = _("Please confirm your subscription")
        else:
            lines = [_("There is a subscription for this address already; nothing was changed.")]
            subject = _("Your subscription")
        letter_post(row, subject=subject, lines=lines)
