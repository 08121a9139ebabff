"""A mail of ours to somebody, and a mailbox to which it may come back."""

from __future__ import annotations

import pytest

from tests.zsa_portal.returns.servers import Mailbox, serving
from zsa_portal.outbox import tasks
from zsa_portal.outbox.actions import message_post
from zsa_portal.outbox.models import Mail


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    """No broker is asked; the tests run the tasks themselves."""
    monkeypatch.setattr(tasks.send_due, "delay", lambda: None)


@pytest.fixture
def post(make_user):
    """Post a message to a user; gives its mail."""

    def to(user=None, **changes: str) -> Mail:
        given = {"event": "example.submit", "subject": "Submitted", "body": "Look."} | changes
        return message_post(recipient=user or make_user(), **given).mail

    return to


@pytest.fixture(params=["imap", "pop3"])
def box(request, settings):
    """A mailbox behind a real server, by both protocols."""
    mailbox = Mailbox()
    with serving(request.param, mailbox) as url:
        settings.RETURNS_URL = url
        settings.RETURNS_ADDRESS = "returns+*@zsa.example.org"
        yield mailbox
