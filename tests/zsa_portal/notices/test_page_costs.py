"""The pages cost few queries, the same at one row and at three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.zsa_portal.notices.making import (
    COMMENTS,
    OBJECTIONS,
    answers_url,
    moderated,
    opinion_url,
    put_on_notice,
    say,
)

pytestmark = pytest.mark.django_db


def pages(item):
    people = item.people
    return {
        "/notices/": None,
        item.notice.get_absolute_url(): None,
        reverse("notices:public_matter", args=[item.matter_id]): None,
        opinion_url(item): None,
        "/notices/mine/": people["outsider"],
        "/notices/moderation/": people["staff"],
        answers_url(item): people["drafter"],
        f"/matters/{item.matter_id}/opinions/": people["drafter"],
    }


def cost(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_pages_cost_the_same_with_one_row_and_with_three(make_noticed, browse):
    matters = [make_noticed() for _number in range(3)]
    item = put_on_notice(matters[0], kind=COMMENTS).items.select_related("notice", "matter").get()
    item.people = matters[0].people
    outsider = item.people["outsider"]
    clients = {address: browse(user) for address, user in pages(item).items()}

    def add():
        moderated(item, clause="5", by=outsider)
        say(item, clause="6", by=outsider)

    add()
    at_one = {address: cost(client, address) for address, client in clients.items()}
    add()
    add()
    for matter in matters[1:]:
        put_on_notice(matter, kind=OBJECTIONS)
    at_three = {address: cost(client, address) for address, client in clients.items()}
    assert at_three == at_one
    assert {address: count for address, count in at_one.items() if count > 15} == {}


def test_a_notice_over_three_matters_costs_as_one_over_one(make_noticed, browse):
    one = put_on_notice([make_noticed()])
    three = put_on_notice([make_noticed() for _number in range(3)])
    client = browse()
    assert cost(client, one.get_absolute_url()) == cost(client, three.get_absolute_url())
