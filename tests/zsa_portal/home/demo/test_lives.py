"""The lives that apps bring are lived in the order of time, and end where their data says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import autodiscover_modules

from zsa_portal.home.demo import lives, loader
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.regulations.registry import Registry

NOON = dt.datetime(2026, 11, 20, 12, 0, tzinfo=clock.SHANGHAI)


@dataclass
class Heard:
    """A life of tests: so many days before noon it speaks, and nothing is written."""

    key: str
    days: list[int]
    heard: list[tuple[str, dt.datetime]] = field(default_factory=list)
    state: str = ""
    end: str = "received"

    @property
    def matter(self):
        info = SimpleNamespace(label="Received")
        return SimpleNamespace(title=self.key, entered_at=NOON, stage="10.00", state_info=info)

    def life(self):
        for day in self.days:
            yield NOON - dt.timedelta(days=day)
            self.heard.append((self.key, clock.now()))
            self.state = "received"

    def at(self, instant):
        return clock.moved_to(instant)


@pytest.fixture
def bring(monkeypatch):
    """Let only these lives be brought, each by an app of its own; the real ones are known before."""
    autodiscover_modules("demo.lives", "demo.kernel_lives")

    def bring(*found):
        registry = Registry("life of tests")
        for place, life in enumerate(found):
            registry.add(f"app{place}.life", lambda _built, _today, life=life: [life])
        monkeypatch.setattr(lives, "LIVES", registry)

    return bring


def loaded():
    with clock.moved_to(NOON):
        return loader.demonstration_load(lambda _line: None)


def test_the_lives_of_two_apps_are_merged_and_stop_today(bring):
    heard, said = [], []
    bring(Heard("first", [9, 5, -1], heard), Heard("second", [7, 5, 3], heard))
    with clock.moved_to(NOON):
        found = lives.lives_in(None, NOON.date())
        loader._live(found, until=NOON, say=said.append)
    order = [(key, (NOON - at).days) for key, at in heard]
    assert order == [("first", 9), ("second", 7), ("first", 5), ("second", 5), ("second", 3)]
    assert ["first" in said[0], "second" in said[1], len(said)] == [True, True, 2]


@pytest.mark.django_db
def test_the_loaded_matters_are_known_by_their_keys(bring):
    bring(Heard("first", [9]), Heard("second", [7]))
    found = {key: matter.title for key, matter in loaded().items()}
    assert found == {"first": "first", "second": "second"}


@pytest.mark.django_db
def test_a_life_that_ends_elsewhere_fails_the_load(bring):
    bring(Heard("first", [9], end="published"))
    with pytest.raises(RuntimeError, match="first is received, not published"):
        loaded()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_two_lives_of_one_key_fail_the_load(bring):
    bring(Heard("first", [9]), Heard("first", [7]))
    with pytest.raises(ImproperlyConfigured, match="first"):
        loaded()
