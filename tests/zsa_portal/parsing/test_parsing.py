"""Parsing is asked of a worker that is bounded in time and memory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import LazySettings
from django.utils import translation

from tests import parsers
from tests.workers import parsing_worker
from zsa_portal.parsing import TooDemanding, WorkerAway, ask, bounded, in_process


@pytest.fixture
def out_of_process(settings: LazySettings) -> None:
    settings.PARSING_IN_PROCESS = False


@pytest.fixture
def worker(out_of_process: None) -> Iterator[None]:
    with parsing_worker():
        yield


def test_no_worker_answers_and_nothing_waits_for_ever(out_of_process: None) -> None:
    with pytest.raises(WorkerAway):
        ask(parsers.hello, seconds=0.5)


def test_a_broker_that_is_away_is_a_worker_that_is_away(
    out_of_process: None, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: object, **_named: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(parsers.hello, "apply_async", refused)
    with pytest.raises(WorkerAway):
        ask(parsers.hello)


def test_a_real_worker_parses_within_its_bounds(worker: None) -> None:
    assert ask(parsers.hello) != os.getpid()
    assert ask(parsers.fill, 16) == 16
    with pytest.raises(TooDemanding):
        ask(parsers.fill, 256)
    assert ask(parsers.fill, 16) == 16
    with pytest.raises(TooDemanding):
        ask(parsers.dawdle, 30)
    with translation.override("zh-hans"), pytest.raises(parsers.Unwelcome) as refusal:
        ask(parsers.refuse)
    assert refusal.value.args == ("file", "是")
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda size: ask(parsers.fill, size), range(1, 9))) == [*range(1, 9)]


def test_what_the_house_made_itself_is_parsed_at_once(out_of_process: None) -> None:
    with in_process():
        assert ask(parsers.hello) == os.getpid()


def test_memory_is_given_free_again() -> None:
    with pytest.raises(TooDemanding), bounded(32 * parsers.MEGABYTE):
        bytearray(512 * parsers.MEGABYTE)
    assert len(bytearray(64 * parsers.MEGABYTE)) == 64 * parsers.MEGABYTE
