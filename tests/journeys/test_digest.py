"""Somebody chooses one mail a day; something happens; the mail comes in the morning and leads there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.journeys import association
from tests.journeys.browser import Person, zh
from tests.journeys.test_proof import TITLE, begun, step, uploaded
from tests.journeys.world import Clock, Mails, wait_until
from tests.proof.models import Suggestion
from zsa_portal.outbox.digests import make_digests
from zsa_portal.outbox.models import Digest, Mail, Message

CLERK = "shao.yinuo"
Visitor = Callable[..., Person]


def test_digest(visitor: Visitor, the_clock: Clock, mails: Mails):
    clerk, keeper = visitor(CLERK), visitor(association.SECRETARIAT)
    chosen(clerk)
    suggestion = begun(keeper)
    uploaded(keeper, suggestion)
    with step(keeper, suggestion, "Put on notice"):
        keeper.fill({"days": 7})
    message = Message.objects.get(recipient__username=CLERK)
    assert (message.pace, Mail.objects.filter(message=message).count()) == ("daily", 0)
    the_clock.on(1, hour=8, minute=5)
    make_digests.delay()
    wait_until(lambda: Digest.objects.filter(mail__state=Mail.State.SENT).exists())
    read(clerk, mails, suggestion)


def chosen(clerk: Person) -> None:
    """The account menu leads to the page; once a day is chosen and said to be stored."""
    clerk.page.locator(".user-menu summary").click()
    clerk.press(zh("How often mails come"), within=".user-menu")
    clerk.picture("preferences")
    clerk.fill({"outbox_turn": "daily", "outbox_progress": "weekly", "notices_answers": "portal"})
    clerk.confirm()
    clerk.sees(zh("It is stored how often mails come to you."))
    expect(clerk.page.locator("[name=outbox_turn][value=daily]")).to_be_checked()
    clerk.picture("preferences-stored")


def read(clerk: Person, mails: Mails, suggestion: Suggestion) -> None:
    """One mail says what happened, what to do and until when; its link reads the message."""
    waited = zh("This waited for you in the portal:")
    came = mails.to(association.user(CLERK).email)
    (mail,) = (one for one in came if waited in str(one.get_content()))
    text: Any = mail.get_content()
    assert zh("[%(title)s]", title=TITLE) in text
    assert "* Put on notice" in text
    assert zh("What to do: %(what)s", what="Lead it to a decision") in text
    assert zh("Until: %(until)s", until="2026-03-06 24时（北京时间）") in text
    links = re.findall(r"http\S+", text)
    assert links[-1].endswith("/messages/preferences/")
    clerk.go(links[0])
    clerk.sees(TITLE)
    expect(clerk.page).to_have_url(re.compile(f"{suggestion.get_absolute_url()}$"))
    assert Message.objects.get(recipient__username=CLERK).read_at is not None
    clerk.go("outbox:message", Message.objects.get(recipient__username=CLERK).pk)
    clerk.sees(zh("What to do: %(what)s", what="Lead it to a decision"))
    clerk.picture("message")
