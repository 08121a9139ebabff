"""What a step tells: who has something to do is told what and until when, the others that it went on."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.procedure import roles
from zsa_portal.outbox.kinds import PROGRESS, TURN
from zsa_portal.outbox.models import Message, Routing
from zsa_portal.outbox.pacing import kind_of
from zsa_portal.people.models import Party, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.duties import owe
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.routing import titles_of
from zsa_portal.workflow.wording import WORDS

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)


def told(user) -> Message:
    return Message.objects.get(recipient=user)


def test_whose_turn_it_is_reads_what_to_do_and_until_when(make_matter):
    with clock.moved_to(MORNING):
        matter = make_matter("received")
    message = told(matter.people["staff"])
    assert (message.to_do, message.deadline) == (
        "Look at it",
        clock.start_of(dt.date(2026, 3, 13)),
    )
    assert kind_of(message) is TURN


def test_the_others_are_told_that_there_is_nothing_to_do(make_matter):
    Routing.objects.create(event="example.submit", roles=[roles.COUNCIL_SECRETARY])
    matter = make_matter("draft")
    perform(matter.submit, by=matter.people["applicant"])
    message = told(matter.people["council_secretary"])
    assert (message.to_do, message.deadline) == ("", None)
    assert kind_of(message) is PROGRESS


def test_who_owes_an_act_besides_is_told_of_that_act_and_of_no_other(
    make_matter, make_committee, monkeypatch
):
    monkeypatch.setitem(WORDS, "example_vote", "Vote here")
    committee = make_committee(size=3)
    Routing.objects.create(event="example.to_ballot", roles=[roles.COMMITTEE])
    matter = make_matter("received", committee=committee)
    chair, secretary, voter = [seat.user for seat in committee.seats.order_by("pk")]
    end = clock.start_of(dt.date(2026, 3, 10))
    owe(matter, Party.of(voter), "example_vote", due_at=end)
    done = owe(matter, Party.of(chair), "example_vote", due_at=end)
    done.done_at = MORNING
    done.save()
    Message.objects.all().delete()
    perform(matter.to_ballot, by=matter.people["staff"])
    assert [(one.to_do, one.deadline) for one in map(told, (chair, secretary, voter))] == [
        ("", None),
        ("Hold the ballot", None),
        ("Vote here", end),
    ]


def test_a_digest_may_name_what_its_reader_may_discover(make_matter, make_user):
    matter, stranger = make_matter("received", title="Cars"), make_user()
    assert titles_of(matter.people["staff"], [matter.pk]) == {matter.pk: "Cars"}
    assert titles_of(stranger, [matter.pk]) == {}


@pytest.mark.parametrize(("language", "title"), [("en", "Hydrogen"), ("zh-hans", "氢气")])
def test_mails_and_digests_name_a_matter_in_the_language_of_their_reader(
    make_matter, language, title
):
    matter = make_matter("draft", title="氢气", title_en="Hydrogen")
    User.objects.update(language=language)
    reader = matter.people["staff"] = User.objects.get(pk=matter.people["staff"].pk)
    perform(matter.submit, by=matter.people["applicant"])
    assert told(reader).subject.startswith(title)
    assert titles_of(reader, [matter.pk]) == {matter.pk: title}
