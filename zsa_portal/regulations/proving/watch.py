"""What stands between a declared thing and its asker while a test runs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

from zsa_portal.regulations import rule
from zsa_portal.regulations.rule import Declared, rule_ids


class Watch:
    """Notes what was asked, and breaks what has one of these identities or articles.

    ``asked`` tells of each identity whether it refused: whether breaking it would have changed an
    answer. ``articles`` are those of all that was asked.
    """

    def __init__(self, *, things: Collection[str] = (), articles: Collection[str] = ()) -> None:
        self.broken_things = frozenset(things)
        self.broken_articles = frozenset(articles)
        self.asked: dict[str, bool] = {}
        self.articles: set[str] = set()

    def __call__(self, thing: Declared, answer: Callable[[], Any], otherwise: Any) -> Any:
        name, articles = thing.identity(), rule_ids(thing)
        self.articles.update(articles)
        self.asked.setdefault(name, False)
        if name in self.broken_things or self.broken_articles.intersection(articles):
            return otherwise
        given = answer()
        self.asked[name] |= bool(given != otherwise)
        return given


@contextmanager
def watching(watch: Watch) -> Iterator[Watch]:
    """Let ``watch`` hear and answer everything that is asked meanwhile, in any thread."""
    before, rule.watcher = rule.watcher, watch
    try:
        yield watch
    finally:
        rule.watcher = before
