"""The caches without Valkey: nothing raises, limits count, sessions come from the database."""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.cached_db import SessionStore
from django.core.cache import caches
from redis.exceptions import ConnectionError as Away
from redis.exceptions import ResponseError

from zsa_portal.outages import cache as module
from zsa_portal.outages.breaker import VALKEY


@pytest.fixture
def cache():
    found = caches["default"]
    found.clear()
    return found


@pytest.fixture
def asked(monkeypatch):
    """Let every call of Valkey fail; the list says how many were made."""
    calls = []

    def fail(name):
        def call(*_args, **_named):
            calls.append(name)
            raise Away("gone")

        return call

    for name in ("get", "set", "add", "incr", "delete", "has_key", "touch", "delete_pattern"):
        monkeypatch.setattr(module.RedisCache, name, fail(name))
    return calls


def test_valkey_answers_while_it_is_there(cache):
    assert cache.add("a", 1) is True
    assert cache.add("a", 2) is False
    assert (cache.incr("a"), cache.get("a"), "a" in cache) == (2, 2, True)
    assert cache.get_many(["a", "b"]) == {"a": 2}
    cache.set_many({"b": 3}, timeout=60)
    assert (cache.touch("b", 5), cache.delete("a"), cache.get("a", "none")) == (True, True, "none")
    cache.delete_many(["b"])
    assert cache.get("b") is None
    with pytest.raises(ValueError, match="a"):
        cache.incr("a")


def test_away_it_is_asked_once_and_the_process_counts_by_itself(cache, asked):
    assert cache.add("count", 0, timeout=60) is True
    assert [cache.incr("count"), cache.incr("count"), cache.get("count")] == [1, 2, 2]
    cache.set("word", "kept")
    assert cache.get("word") == "kept"
    assert asked == ["add"]


def test_large_documents_are_not_kept_in_the_process(cache, asked):
    cache.set("pdf", b"x" * (module.LARGEST_KEPT + 1))
    cache.set("small", b"x" * module.LARGEST_KEPT)
    assert (cache.get("pdf"), len(cache.get("small"))) == (None, module.LARGEST_KEPT)


def test_a_valkey_that_cannot_write_counts_as_away(cache, monkeypatch):
    def full(*_args, **_named):
        raise ResponseError("MISCONF Errors writing to the AOF file: No space left on device")

    monkeypatch.setattr(module.RedisCache, "set", full)
    cache.set("word", "kept")
    assert (VALKEY.is_away, cache.get("word")) == (True, "kept")


def test_it_is_asked_again_after_the_pause(cache, asked, monkeypatch):
    cache.get("a")
    later = VALKEY._now() + VALKEY.pause
    monkeypatch.setattr(VALKEY, "_now", lambda: later)
    cache.get("a")
    cache.get("a")
    assert asked == ["get", "get"]


def test_sessions_come_from_the_database(db, asked):
    session = SessionStore()
    session["who"] = "me"
    session.save()
    assert SessionStore(session.session_key)["who"] == "me"
    assert SessionStore().exists(session.session_key)
    other = SessionStore(session.session_key)
    other.flush()
    assert "who" not in SessionStore(session.session_key)
    assert len(asked) == 1


def test_a_copy_of_a_session_is_believed_for_a_while_only(db, monkeypatch):
    session = SessionStore()
    session["who"] = "me"
    cache = caches["sessions"]
    monkeypatch.setattr(cache, "default_timeout", 60)
    session.save()
    assert 0 < cache.valkey.ttl(session.cache_key) <= 60
    session.set_expiry(20)
    session.save()
    assert 0 < cache.valkey.ttl(session.cache_key) <= 20
