"""Reminding by hand of chosen matters: whom it reaches, once a day, each row by itself."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zsa_portal.outbox.models import Message
from zsa_portal.regulations import clock
from zsa_portal.reminders.urging import STEP, turn_remind
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.refusals import Refusal

pytestmark = pytest.mark.django_db
URL = "/matters/remind/"


@pytest.fixture
def outsider(make_staff):
    """One of the staff of another department, who owes nothing."""
    return make_staff(department="other")


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def told():
    """The names of those who were reminded, in order."""
    return sorted(
        Message.objects.filter(event="reminder.urged").values_list("recipient__name", flat=True)
    )


def test_the_page_says_whom_it_reaches_and_why_not_before_anything_is_sent(outsider, make_matter):
    received, ended = make_matter("received"), make_matter("ended")
    page = signed_in(outsider).get(URL, {"matter": [received.pk, ended.pk]})
    rows = {row.matter.pk: (row.told, row.refusal) for row in page.context["rows"]}
    assert rows[received.pk] == ("Secretariat", "")
    assert rows[ended.pk] == ("", "Nobody owes anything here at present.")
    assert told() == []


def test_whoever_owes_it_is_mailed_and_the_log_says_so(outsider, make_matter):
    matter = make_matter("received")
    answer = signed_in(outsider).post(URL, {"matter": matter.pk})
    assert answer.status_code == 200
    assert answer.context["sent"] == 1
    assert "Back to the list" in answer.content.decode()
    assert "Why not" not in answer.content.decode()
    assert told() == [matter.people["staff"].name]
    entry = LogEntry.objects.get(matter=matter.pk, step=STEP)
    assert (entry.by, entry.values["people"]) == (outsider, 1)
    assert Message.objects.get(event="reminder.urged").mail.address


def test_not_twice_a_day_but_again_the_next(outsider, make_matter):
    matter = make_matter("received")
    turn_remind(matter=matter, by=outsider)
    with pytest.raises(Refusal, match="today already"):
        turn_remind(matter=matter, by=outsider)
    answer = signed_in(outsider).post(URL, {"matter": matter.pk})
    assert [row.refusal for row in answer.context["rows"]] == [
        "Somebody was reminded of this matter today already."
    ]
    tomorrow = clock.start_of(clock.today() + dt.timedelta(days=1))
    with clock.moved_to(tomorrow):
        assert turn_remind(matter=matter, by=outsider) == 1


def test_nobody_reminds_of_the_own_turn(make_matter):
    matter = make_matter("received")
    with pytest.raises(Refusal, match="your own turn"):
        turn_remind(matter=matter, by=matter.people["staff"])
    assert told() == []


def test_a_refused_row_keeps_no_other_back(outsider, make_matter):
    first, second = make_matter("received"), make_matter("received")
    turn_remind(matter=first, by=outsider)
    answer = signed_in(outsider).post(URL, {"matter": [first.pk, second.pk]})
    assert [bool(row.refusal) for row in answer.context["rows"]] == [True, False]
    assert "Why not" in answer.content.decode()
    assert answer.context["sent"] == 1


def test_it_is_for_staff_and_for_what_they_may_know_of(outsider, make_matter, make_user):
    draft = make_matter("draft")
    assert signed_in(outsider).post(URL, {"matter": draft.pk}).context["sent"] == 0
    assert signed_in(make_user()).post(URL, {"matter": draft.pk}).status_code == 404
    assert Client().get(URL).status_code == 302
    assert told() == []


def test_the_queries_are_the_same_at_one_and_three_rows(outsider, make_matter):
    client, counts = signed_in(outsider), []
    matters = [make_matter("received").pk for _row in range(3)]
    client.get(reverse("reminders:urge"))
    for chosen in (matters[:1], matters):
        with CaptureQueriesContext(connection) as seen:
            assert len(client.get(URL, {"matter": chosen}).context["rows"]) == len(chosen)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 15
