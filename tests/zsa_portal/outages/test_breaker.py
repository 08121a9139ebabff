"""While a server is away one caller a pause tries it."""

from __future__ import annotations

from zsa_portal.outages.breaker import Breaker


class Clock:
    """Seconds that pass when told to."""

    seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_everybody_may_try_what_works():
    breaker = Breaker("server", pause=10)
    assert [breaker.may_try(), breaker.may_try(), breaker.is_away] == [True, True, False]


def test_after_a_failure_nobody_tries_until_the_pause_is_over_and_then_one():
    clock = Clock()
    breaker = Breaker("server", pause=10, now=clock)
    breaker.failed("no answer")
    clock.seconds += 9.9
    assert (breaker.is_away, breaker.may_try()) == (True, False)
    clock.seconds += 0.1
    assert [breaker.may_try(), breaker.may_try()] == [True, False]
    clock.seconds += 10
    assert [breaker.may_try(), breaker.may_try()] == [True, False]


def test_an_answer_lets_everybody_in_again():
    breaker = Breaker("server", pause=10, now=Clock())
    breaker.failed("no answer")
    breaker.answered()
    assert [breaker.may_try(), breaker.may_try(), breaker.is_away] == [True, True, False]
