"""Mails to somebody without an account, by field; and mails that nobody takes."""

from __future__ import annotations

import re
from typing import Any

from django.test import override_settings
from playwright.sync_api import expect

from tests.journeys import association
from tests.journeys.browser import zh
from tests.journeys.line.people import Line
from tests.journeys.world import Mails, wait_until
from tests.zsa_portal.returns.letters import POSTFIX, letter
from tests.zsa_portal.returns.servers import Mailbox, serving
from zsa_portal.notices.models import NoticeItem
from zsa_portal.outbox.models import Mail
from zsa_portal.people.models import Organisation
from zsa_portal.returns.tasks import read_returns
from zsa_portal.subscriptions.mailing import find_news, mail_news
from zsa_portal.subscriptions.models import Subscription

READER, FIELD = "reader@example.org", "next_it"


def subscribed(line: Line) -> None:
    """Anybody asks for one field; only the link in the mail and its button confirm it."""
    reader = line.public
    reader.go("subscriptions:ask")
    reader.fill({"address": READER, "fields_wanted": FIELD})
    reader.picture("news-by-mail")
    reader.confirm()
    expect(reader.page.locator("main h1")).to_have_text(zh("Look into your mailbox"))
    reader.picture("news-asked-for")
    reader.go(link_in(text_to(line.mails, "/subscriptions/"), "/subscriptions/"))
    reader.picture("news-to-confirm")
    assert Subscription.objects.get().confirmed_at is None
    reader.confirm()
    reader.sees(zh("Your subscription is confirmed."))
    reader.picture("news-confirmed")


def unsubscribed(line: Line) -> None:
    """The mail of the day tells of the notice in the field; its last link ends all."""
    reader, notice = line.public, NoticeItem.objects.get(matter=line.project.pk).notice
    find_news()
    assert mail_news() == 1
    text = text_to(line.mails, notice.number)
    assert notice.title in text
    reader.go(link_in(text, "/end/"))
    reader.picture("news-to-end")
    reader.press(zh("End the subscription"))
    expect(reader.page.locator("main h1")).to_have_text(zh("Your subscription has ended"))
    reader.picture("news-ended")
    assert not Subscription.objects.exists()


def text_to(mails: Mails, said: str) -> str:
    """The mail to the reader that says this, once the worker has sent it."""

    def found() -> list[Any]:
        texts = [mail.get_content() for mail in mails.to(READER)]
        return [text for text in texts if said in text]

    (text,) = wait_until(found)
    return str(text)


def link_in(text: str, part: str) -> str:
    """The first address in a mail with this part."""
    return re.findall(rf"http[\w:/.-]*{part}[\w:/.-]*", text, re.ASCII)[0]


def returned(line: Line) -> None:
    """A server refuses a mail: staff see it at the person, who says that the address is right."""
    keeper, member, user = line.officer, line.applicant, association.user(association.LEADER)
    box, sent = Mailbox(), Mail.objects.filter(address=user.email, state=Mail.State.SENT)
    box.put(letter(POSTFIX, wait_until(sent.last)))
    with serving("imap", box) as url, override_settings(RETURNS_URL=url):
        assert read_returns() == 1
    organisation = Organisation.objects.get(people__user=user)
    keeper.go(organisation.get_absolute_url())
    keeper.picture("returned-at-the-person")
    keeper.go("returns:returns")
    keeper.sees(user.email)
    keeper.picture("returned-mails")
    member.go("home:desk")
    member.sees(zh("Change your address"))
    member.picture("returned-on-the-desk")
    member.press(zh("The address is right"))
    member.confirm()
    member.sees(zh("Mail goes to your address again."))
