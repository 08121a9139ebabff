"""Handing an approval over, and taking what WeCom calls back."""

from __future__ import annotations

import logging
import re
from typing import Any

from defusedxml.ElementTree import fromstring
from django.conf import settings
from django.db import IntegrityError, transaction

from zsa_portal.regulations import clock
from zsa_portal.wecom import tasks
from zsa_portal.wecom.configured import is_on
from zsa_portal.wecom.crypto import Envelope, NotFromWecom
from zsa_portal.wecom.models import CallBack, HandOver
from zsa_portal.workflow.models import Matter

logger = logging.getLogger(__name__)
FRESH_SECONDS = 300
ENCRYPTED = re.compile(rb"<Encrypt>\s*<!\[CDATA\[([A-Za-z0-9+/=]+)\]\]>\s*</Encrypt>")
EVENT = "sys_approval_change"


def hand_over(matter: Matter, kind: str) -> HandOver | None:
    """Queue an approval for WeCom in the step's transaction, once; None while WeCom is not set up.

    ``kind`` is a key of ``APPROVALS``. The worker sends it after the commit; whatever becomes of
    it, the matter is decided in the portal as well.
    """
    if not is_on():
        return None
    row, made = HandOver.objects.get_or_create(
        matter_id=matter.pk,
        kind=kind,
        state__in=(HandOver.State.QUEUED, HandOver.State.SENT),
        defaults={"created_at": clock.now(), "next_try_at": clock.now()},
    )
    if made:
        transaction.on_commit(tasks.send_soon, robust=True)
    return row


def envelope() -> Envelope:
    """What signs and encrypts the call-backs of the corporation set up."""
    return Envelope(settings.WECOM["TOKEN"], settings.WECOM["AES_KEY"], settings.WECOM["CORP_ID"])


def address_verified(*, signature: str, timestamp: str, nonce: str, echo: str) -> str:
    """The plain text that WeCom wants back when the address is set up. Raises NotFromWecom."""
    _require_fresh(timestamp)
    return envelope().opened(signature, timestamp, nonce, echo)


def call_back_take(*, signature: str, timestamp: str, nonce: str, body: bytes) -> None:
    """Note that an approval changed; a worker asks WeCom for the outcome and applies it.

    Raises NotFromWecom for a message that is not signed, not for this corporation, older than five
    minutes, or taken before. What is no approval of the portal is left alone.
    """
    _require_fresh(timestamp)
    found = ENCRYPTED.search(body)
    if found is None:
        raise NotFromWecom("nothing encrypted")
    text = envelope().opened(signature, timestamp, nonce, found.group(1).decode())
    number = _number_of(text)
    with transaction.atomic():
        _take_once(signature, number)
        waiting = HandOver.objects.filter(number=number, state__in=HandOver.OPEN)
        if number and waiting.update(look_at=clock.now()):
            transaction.on_commit(tasks.look_soon, robust=True)


def _take_once(signature: str, number: str) -> None:
    try:
        with transaction.atomic():
            CallBack.objects.create(signature=signature, number=number, received_at=clock.now())
    except IntegrityError:
        raise NotFromWecom("this call-back was taken before") from None


def _require_fresh(timestamp: str) -> None:
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        raise NotFromWecom("the time is no time")
    if abs(clock.now().timestamp() - int(timestamp)) > FRESH_SECONDS:
        raise NotFromWecom("the time is too far off")


def _number_of(text: str) -> str:
    """The number of the approval that an event is about; empty for other events."""
    try:
        event: Any = fromstring(text)
    except Exception as error:
        raise NotFromWecom("no event") from error
    if event.findtext("Event") != EVENT:
        return ""
    return (event.findtext("ApprovalInfo/SpNo") or "").strip()[:64]
