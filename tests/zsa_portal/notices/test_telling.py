"""Authors with an account learn that their opinion was answered; contacts are not written to."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.procedure import roles
from tests.zsa_portal.notices.making import COMMENTS, OPENED, say
from zsa_portal.notices.actions import (
    Author,
    answers_undo,
    opinion_answer,
    opinion_resolve,
    opinions_accept,
)
from zsa_portal.outbox import routing
from zsa_portal.outbox.actions import message_read
from zsa_portal.outbox.models import Mail, Message, Routing
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(make_user):
    return make_user("Author", language="en")


def told(*, event="notice.answered"):
    rows = Message.objects.filter(event=event).order_by("pk").select_related("recipient")
    return [(row.recipient.name, row.body, row.link) for row in rows]


def test_the_author_is_told_in_the_portal_and_by_mail(consulted, author):
    opinion, drafter = say(consulted, by=author), consulted.people["drafter"]
    opinion_answer(opinion=opinion, by=drafter, disposition="rejected", answer="Out of scope.")
    body = f"{opinion.reference}: Not accepted. Out of scope."
    assert told() == [("Author", body, reverse("notices:mine"))]
    mail = Mail.objects.get(message__event="notice.answered")
    assert (mail.address, mail.subject) == (author.email, f"Opinions answered: {consulted.title}")


def test_one_message_a_day_until_it_is_read(consulted, author):
    drafter = consulted.people["drafter"]
    opinions = [say(consulted, f"No. {n}", by=author) for n in range(4)]

    def answer(opinion):
        opinion_answer(opinion=opinion, by=drafter, disposition="accepted")
        return len(told())

    assert [answer(opinions[0]), answer(opinions[1])] == [1, 1]
    message_read(message=Message.objects.get(event="notice.answered"), by=author)
    assert answer(opinions[2]) == 2
    with clock.moved_to(OPENED + dt.timedelta(days=1)):
        assert answer(opinions[3]) == 3


def test_comments_accepted_together_are_one_message_for_each_author(consulted, author, make_user):
    drafter, other = consulted.people["drafter"], make_user("Other", language="en")
    opinions = [say(consulted, by=by, type="ed") for by in (author, author, other, None, drafter)]
    batch = opinions_accept(
        matter=consulted.matter, kind=COMMENTS, opinions=[one.pk for one in opinions], by=drafter
    )
    lines = [f"{one.reference}: Accepted." for one in opinions]
    mine = reverse("notices:mine")
    assert told() == [("Author", "\n".join(lines[:2]), mine), ("Other", lines[2], mine)]
    answers_undo(matter=consulted.matter, batch=batch, by=drafter)
    assert len(told()) == 2


def test_the_resolution_of_an_objection_is_told(noticed, author):
    opinion, staff = say(noticed, by=author), noticed.people["staff"]
    opinion_answer(opinion=opinion, by=staff, disposition="accepted")
    message_read(message=Message.objects.get(event="notice.answered"), by=author)
    opinion_resolve(opinion=opinion, by=staff, resolution="Agreed by phone.")
    assert told()[1][1] == f"{opinion.reference}: Accepted. Agreed by phone."


def test_a_resolution_is_told_though_the_answer_of_the_day_is_unread(noticed, author):
    opinion, staff = say(noticed, by=author), noticed.people["staff"]
    opinion_answer(opinion=opinion, by=staff, disposition="rejected", answer="Another scope.")
    opinion_resolve(opinion=opinion, by=staff, resolution="Clause 1 says so now.")
    assert [body for _name, body, _link in told()] == [
        f"{opinion.reference}: Not accepted. Another scope.",
        f"{opinion.reference}: Not accepted. Clause 1 says so now.",
    ]


def test_an_objector_without_an_account_is_told_by_mail(noticed):
    staff, address = noticed.people["staff"], "li.hua@example.org"
    mailed = say(noticed, author=Author("Li Hua", "", address))
    called = say(noticed, author=Author("Wu", "", "13800000000"))
    for opinion in (mailed, called):
        opinion_answer(opinion=opinion, by=staff, disposition="accepted")
        mails = Mail.objects.filter(subject__startswith="Opinions answered")
        assert not mails.filter(body__contains=opinion.reference).exists()
        opinion_resolve(opinion=opinion, by=staff, resolution="Clause 1 says so now.")
    mail = Mail.objects.filter(message=None).latest("pk")
    assert (mail.address, "Clause 1 says so now." in mail.body) == (address, True)
    assert mail.body.endswith(mailed.get_absolute_url())


def test_a_contact_gets_no_mail_of_an_answer_while_it_may_change(consulted):
    opinion = say(consulted, author=Author("Li Hua", "", "li.hua@example.org"))
    opinion_answer(opinion=opinion, by=consulted.people["drafter"], disposition="accepted")
    assert told() == []
    mail = Mail.objects.get(address="li.hua@example.org")
    assert mail.subject == f"Receipt: {opinion.reference}"


def test_the_routing_adds_roles(consulted, author):
    Routing.objects.create(event="notice.answered", roles=[roles.APPLICANT])
    opinion = say(consulted, by=author)
    opinion_answer(opinion=opinion, by=consulted.people["drafter"], disposition="accepted")
    names = [name for name, _body, _link in told()]
    assert names == ["Author", consulted.people["applicant"].name]
    assert "notice.answered" in [one.event for one in routing.events()]
