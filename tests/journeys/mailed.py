"""Mails to somebody without an account, by field; and mails that nobody takes."""

from __future__ import annotations

import re
from typing import Any

from django.test import override_settings
from playwright.sync_api import expect

from tests.journeys import association
from tests.journeys.browser import Person, zh
from tests.journeys.world import Mails, wait_until
from tests.proof.models import Suggestion
from tests.zsa_portal.returns.letters import POSTFIX, letter
from tests.zsa_portal.returns.servers import Mailbox, serving
from zsa_portal.notices.models import NoticeItem
from zsa_portal.outbox.actions import message_post
from zsa_portal.outbox.models import Mail
from zsa_portal.people.models import Organisation
from zsa_portal.returns.tasks import read_returns
from zsa_portal.subscriptions.mailing import find_news, mail_news
from zsa_portal.subscriptions.models import Subscription

READER, FIELD = "reader@example.org", "next_it"


def subscribed(reader: Person, mails: Mails) -> None:
    """Anybody asks for one field; only the link in the mail and its button confirm it."""
    reader.go("subscriptions:ask")
    reader.fill({"address": READER, "fields_wanted": FIELD})
    reader.picture("news-by-mail")
    reader.confirm()
    reader.sees(zh("Open the link in it within 7 days"))
    reader.picture("news-asked-for")
    reader.go(link_in(text_to(mails, zh("Open this page within 7 days")), "/subscriptions/"))
    reader.picture("news-to-confirm")
    assert Subscription.objects.get().confirmed_at is None
    reader.confirm()
    reader.sees(zh("Your subscription is confirmed."))
    reader.picture("news-confirmed")


def unsubscribed(reader: Person, mails: Mails, suggestion: Suggestion) -> None:
    """The mail of the day tells of the notice; its last link ends all."""
    find_news()
    assert mail_news() == 1
    notice = NoticeItem.objects.get(matter=suggestion.pk).notice
    text = text_to(mails, notice.number)
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
    """The only or last address in a mail with this part."""
    return re.findall(rf"http\S*{part}\S*", text)[-1]


def returned(keeper: Person, member: Person) -> None:
    """A server refuses a mail: staff see it at the person, who says that the address is right."""
    user = association.user(association.LEADER)
    message = message_post(recipient=user, event="outbox.progress", subject="通知", body="请查阅。")
    box = Mailbox()
    wait_until(lambda: Mail.objects.get(message=message).state == Mail.State.SENT)
    box.put(letter(POSTFIX, Mail.objects.get(message=message)))
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
