"""On real connections: what comes in at the closing second is either counted or refused."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.utils.translation import gettext as _

from tests.procedure.models import Example
from tests.zsa_portal.notices.making import COMMENTS, OPENED, PLAIN, SECOND, put_on_notice, say
from zsa_portal.notices.actions import Author, Remark, opinion_answer, opinions_submit
from zsa_portal.notices.models import NoticeItem, Opinion, OpinionAnswer
from zsa_portal.notices.queries import unresolved
from zsa_portal.notices.rules import Closed
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import rule
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.perform import catch_up, perform
from zsa_portal.workflow.refusals import Changed, StepsUnmet, WrongState

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 100


@rule("F15")
def nothing_is_open(matter: Any) -> Any:
    """The gate of the race: no objection is unresolved."""
    for opinion in unresolved(matter, PLAIN.code):
        yield _("Objection %(number)s is open.") % {"number": opinion.number}


@pytest.fixture
def gated() -> Any:
    """The example's step after the notice asks for every objection to be resolved."""
    field = Example._meta.get_field("state")
    found = next(one for one in field.get_all_transitions(Example) if one.name == "publish")
    found.conditions.append(nothing_is_open)
    yield
    found.conditions.remove(nothing_is_open)


def together(*acts: tuple[datetime, Callable[[], Any]], pool: ThreadPoolExecutor) -> list[Any]:
    """Do acts at the same time, each with the clock at its instant; exceptions are outcomes."""
    start = threading.Barrier(len(acts))

    def run(instant: datetime, act: Callable[[], Any]) -> Any:
        try:
            with clock.moved_to(instant):
                start.wait(10)
                return act()
        except Exception as error:  # noqa: BLE001 - it is the outcome
            return error

    return [future.result() for future in [pool.submit(run, *act) for act in acts]]


@pytest.fixture
def pool() -> Any:
    """Threads that keep their connections until the end of the test."""
    with ThreadPoolExecutor(8) as threads:
        yield threads
        barrier = threading.Barrier(8)

        def close() -> None:
            barrier.wait(10)
            connection.close()

        for future in [threads.submit(close) for _thread in range(8)]:
            future.result()


def close_and_publish(matter: Any) -> Any:
    """The calendar's step, and at once the step whose gate reads the objections."""
    closed = catch_up(Example.objects.get(pk=matter.pk))
    return perform(closed.publish, by=matter.people["council_secretary"])


@pytest.mark.rule("F15")
def test_an_opinion_of_the_last_second_against_the_closing_step(make_noticed, gated, pool):
    first = make_noticed()
    lost, let_through, kept, refused = [], [], 0, 0
    for _round in range(ROUNDS):
        matter = another(first)
        item = put_on_notice(matter, kind=PLAIN).items.select_related("notice", "matter").get()
        end = item.notice.closes_at
        said, done = together(
            (end - SECOND, lambda item=item: say(item)),
            (end, lambda matter=matter: close_and_publish(matter)),
            pool=pool,
        )
        stored = Opinion.objects.filter(item=item).count()
        assert isinstance(said, Opinion | WrongState), said
        assert isinstance(done, Example | StepsUnmet), done
        if stored != int(isinstance(said, Opinion)):
            lost.append(item.pk)
        if stored and isinstance(done, Example):
            let_through.append(item.pk)
        kept, refused = kept + stored, refused + (1 - stored)
        assert LogEntry.objects.filter(matter=matter.pk, step="opinion_receive").count() == stored
    assert (lost, let_through) == ([], [])
    assert kept + refused == ROUNDS


def another(like: Any) -> Any:
    """One more matter of the same people, received and ready for notice."""
    from django.db import transaction

    from tests.procedure import roles
    from zsa_portal.people.models import Party
    from zsa_portal.workflow.settle import begin

    with transaction.atomic():
        matter = Example(title="Race", owner=like.owner, applicant=like.applicant)
        parties = [
            (roles.APPLICANT, Party.of(like.applicant)),
            (roles.SECRETARIAT, Party.of(like.owner)),
            (roles.COUNCIL_SECRETARY, Party.of_post("council_secretary")),
        ]
        begin(matter, by=like.people["applicant"], parties=parties)
        matter = perform(matter.submit, by=like.people["applicant"])
    matter.people = like.people
    return matter


def test_after_the_end_nobody_slips_in_beside_the_closing_step(make_noticed, pool):
    item = put_on_notice(make_noticed()).items.select_related("notice", "matter").get()
    end = item.notice.closes_at
    outcomes = together(
        *[(end, lambda: say(item))] * 7,
        (end, lambda: catch_up(item.matter.machine.objects.get(pk=item.matter_id))),
        pool=pool,
    )
    assert [type(one) for one in outcomes] == [Closed] * 7 + [Example]
    assert Opinion.objects.count() == 0


def test_forty_opinions_at_once_on_two_matters_are_numbered_without_gap(make_noticed, pool):
    notice = put_on_notice([make_noticed(), make_noticed()])
    items = list(notice.items.select_related("notice", "matter"))
    for number in range(5):
        texts = [f"{number}-{place}" for place in range(8)]
        acts = [
            (OPENED, lambda n=n, text=text: say(items[n % 2], text)) for n, text in enumerate(texts)
        ]
        outcomes = together(*acts, pool=pool)
        assert [one for one in outcomes if isinstance(one, Exception)] == []
    numbers = list(Opinion.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 41))
    assert len(set(Opinion.objects.values_list("text", flat=True))) == 40


def test_the_same_form_sent_eight_times_at_once_is_one_opinion(make_noticed, pool):
    item = put_on_notice(make_noticed()).items.select_related("notice", "matter").get()
    ticket = uuid.uuid4()
    outcomes = together(*[(OPENED, lambda: say(item, ticket=ticket))] * 8, pool=pool)
    assert len({one.pk for one in outcomes}) == 1
    assert Opinion.objects.count() == 1


def test_the_same_form_sent_at_once_on_several_matters_is_an_opinion_on_each(make_noticed, pool):
    items = [
        put_on_notice(make_noticed()).items.select_related("notice", "matter").get()
        for _matter in range(4)
    ]
    for _round in range(10):
        ticket = uuid.uuid4()
        acts = [
            (OPENED, lambda item=item, ticket=ticket: say(item, ticket=ticket)) for item in items
        ]
        outcomes = together(*acts, pool=pool)
        assert [type(one) for one in outcomes] == [Opinion] * 4
        assert {one.item_id for one in outcomes} == {item.pk for item in items}
        assert [one.ticket for one in outcomes].count(ticket) == 1
    assert Opinion.objects.count() == 40


def test_of_eight_answers_to_one_opinion_at_once_one_counts(make_noticed, pool):
    matter = make_noticed()
    item = put_on_notice(matter, kind=COMMENTS).items.select_related("notice", "matter").get()
    opinion, by = say(item), matter.people["drafter"]

    def act(number: int) -> Any:
        return opinion_answer(
            opinion=opinion, by=by, disposition="rejected", answer=f"Reason {number}", seen=0
        )

    outcomes = together(*[(OPENED, lambda n=n: act(n)) for n in range(8)], pool=pool)
    winners = [one for one in outcomes if isinstance(one, OpinionAnswer)]
    assert [type(one) for one in outcomes if one not in winners] == [Changed] * 7
    opinion.refresh_from_db()
    assert [one.answer for one in winners] == [opinion.answer]
    assert OpinionAnswer.objects.count() == 1


def test_the_same_table_sent_three_times_at_once_is_stored_once(consulted, pool):
    """The matter's lock takes them one by one, and the database keeps one table of a content."""
    remarks = [Remark("Too low.", "5.10", "te"), Remark("A comma.", "A.1", "ed")]

    def send():
        return opinions_submit(
            item=NoticeItem.objects.get(pk=consulted.pk),
            by=consulted.people["outsider"],
            author=Author("Wang Fang", "Works", "1"),
            remarks=remarks,
        )

    now = clock.now()
    found = together(*[(now, send)] * 3, pool=pool)
    assert sorted(one.again for one in found) == [False, True, True]
    assert len({tuple(opinion.pk for opinion in one.opinions) for one in found}) == 1
    assert Opinion.objects.count() == 2
