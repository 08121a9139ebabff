"""Running numbers without gaps."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from zsa_portal.documents import numbers
from zsa_portal.documents.models import Counter
from zsa_portal.regulations.models import SETTABLE, Setting


@pytest.mark.django_db
def test_numbers_run_from_one_and_apart_by_sequence():
    assert [numbers.next("plan:2026") for _one in range(3)] == [1, 2, 3]
    assert numbers.next("plan:2027") == 1


@pytest.mark.django_db
def test_a_transaction_that_fails_gives_its_number_back():
    numbers.next("plan")
    with transaction.atomic():
        assert numbers.next("plan") == 2
        transaction.set_rollback(True)
    assert numbers.next("plan") == 2


@pytest.mark.django_db(transaction=True)
def test_numbers_are_only_given_in_a_transaction():
    with pytest.raises(transaction.TransactionManagementError):
        numbers.next("plan")


@pytest.fixture
def standard_numbers():
    settable = numbers.starts_at("standard", label="First number", why="Left open.")
    yield settable
    del SETTABLE[settable.key]
    del numbers.STARTS["standard"]


@pytest.mark.django_db
def test_the_first_number_is_settable_until_it_is_given(standard_numbers):
    Setting.objects.create(key=standard_numbers.key, value=13, reason="Twelve were given before.")
    assert numbers.peek("standard") == 13
    assert numbers.next("standard") == 13
    Setting.objects.create(key=standard_numbers.key, value=99, reason="Too late.")
    assert numbers.peek("standard") == 14
    assert numbers.next("standard") == 14


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE zsa_documents_counter SET value = value - 1",
        "UPDATE zsa_documents_counter SET value = value",
        "UPDATE zsa_documents_counter SET value = value + 1, key = 'other'",
        "DELETE FROM zsa_documents_counter",
    ],
)
def test_the_database_refuses_to_turn_a_counter_back(statement):
    numbers.next("plan")
    with (
        pytest.raises(DatabaseError, match="Cannot"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_twenty_numberings_at_once_leave_no_gap_and_no_double():
    """Half of the transactions fail after taking their number; the sequence does not show it."""
    given, barrier = [], threading.Barrier(20)

    def number(place: int) -> None:
        try:
            barrier.wait()
            for attempt in range(4):
                with transaction.atomic():
                    taken = numbers.next("standard-race")
                    if (place + attempt) % 2:
                        transaction.set_rollback(True)
                if not (place + attempt) % 2:
                    given.append(taken)
        finally:
            connection.close()

    threads = [threading.Thread(target=number, args=(place,)) for place in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == list(range(1, 41))
    assert Counter.objects.get(key="standard-race").value == 40
