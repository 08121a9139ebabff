"""Reading the mailbox of returns: each mail once, whatever it is and whatever happens meanwhile."""

from __future__ import annotations

import hashlib
import logging

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import transaction

from zsa_portal.outbox.envelope import marked_with
from zsa_portal.outbox.models import Mail
from zsa_portal.parsing.bounds import bounded
from zsa_portal.returns import failures
from zsa_portal.returns.boxes import BROKEN, Box, open_box
from zsa_portal.returns.failures import Failure
from zsa_portal.returns.models import Letter, Return

logger = logging.getLogger(__name__)
MOST_LETTERS = 100
MOST_BYTES = 1024 * 1024
MOST_TRIES = 3
MEMORY = 128 * 1024 * 1024
Outcome = Letter.Outcome


def read_box() -> int:
    """Read what is new in the mailbox, at most MOST_LETTERS mails; how many came back from an address.

    A return is taken out of the mailbox once it is stored; all else stays there and is not read
    again. What broke the line before is read last. Nothing happens without RETURNS_URL, or while the
    mailbox does not answer.
    """
    if not settings.RETURNS_URL:
        return 0
    try:
        with open_box(settings.RETURNS_URL) as box:
            return _read(box)
    except BROKEN as error:
        logger.warning("the mailbox of returns is away: %s", type(error).__name__)
        return 0


def _read(box: Box) -> int:
    names = [name for name in box.names() if len(name) <= Letter._meta.get_field("uid").max_length]
    known = {letter.uid: letter for letter in Letter.objects.filter(uid__in=names)}
    for name in names:
        if name in known and known[name].outcome == Outcome.RETURNED:
            box.remove(name)
    tries = {
        name: known[name].tries if name in known else 0
        for name in names
        if name not in known or known[name].outcome == Outcome.WAITING
    }
    waiting = sorted(tries, key=tries.__getitem__)
    return sum(_take(box, name) for name in waiting[:MOST_LETTERS])


def _take(box: Box, name: str) -> bool:
    letter, _made = Letter.objects.get_or_create(uid=name)
    letter.tries += 1
    letter.save(update_fields=["tries"])
    if letter.tries > MOST_TRIES:
        return _put(letter, Outcome.UNREADABLE)
    if box.size(name) > MOST_BYTES:
        return _put(letter, Outcome.TOO_LARGE)
    raw = box.fetch(name)
    try:
        with bounded(MEMORY):
            failure = failures.read(raw)
    except SoftTimeLimitExceeded:
        _put(letter, Outcome.UNREADABLE)
        raise
    except Exception:  # noqa: BLE001 - a hostile mail may break the parser in any way
        return _put(letter, Outcome.UNREADABLE)
    if not _stored(letter, failure, raw):
        return False
    box.remove(name)
    return True


def _put(letter: Letter, outcome: Letter.Outcome) -> bool:
    letter.outcome = outcome
    letter.save(update_fields=["outcome"])
    if outcome in {Outcome.TOO_LARGE, Outcome.UNREADABLE}:
        logger.warning("mail %s in the mailbox of returns is left: %s", letter.uid, outcome.value)
    return False


@transaction.atomic
def _stored(letter: Letter, failure: Failure | None, raw: bytes) -> bool:
    """Store what a letter says, once: two workers may hold it, and a mailbox may be numbered anew."""
    Letter.objects.select_for_update().get(pk=letter.pk)
    mail = mail_of(failure) if failure is not None else None
    if failure is None or mail is None:
        return _put(letter, Outcome.OTHER)
    kind = Return.Kind.PERMANENT if failure.permanent else Return.Kind.TEMPORARY
    Return.objects.get_or_create(
        key=hashlib.sha256(failure.name.encode("utf-8", "replace") or raw).hexdigest(),
        defaults={
            "mail": mail,
            "address": mail.address.lower(),
            "kind": kind,
            "status": failure.status,
            "said": failure.said,
        },
    )
    _put(letter, Outcome.RETURNED)
    return True


def mail_of(failure: Failure) -> Mail | None:
    """The mail of ours that came back: by the mark we signed, else by its Message-ID; or none."""
    marks = [mark for address in failure.sent_to if (mark := marked_with(address)) is not None]
    if marks and (mail := Mail.objects.filter(pk__in=marks).first()):
        return mail
    return Mail.objects.filter(rfc_message_id__in=failure.ids).first()
