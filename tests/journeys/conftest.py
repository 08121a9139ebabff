"""A live server with its own worker, clock and mails, and browsers with Chinese fonts."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as noto
import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser

from ops.machine import CHROMIUM
from ops.places import ROOT, State
from ops.supervisor import Part
from tests.journeys import connections
from tests.journeys.browser import Album, Person, PicturedAlbum
from tests.journeys.world import Clock, Mails
from zsa_portal.celery import app
from zsa_portal.home.demo.association import association_build
from zsa_portal.regulations import clock

SCREENSHOTS = ROOT / "tests" / "screenshots"
START = dt.datetime(2026, 1, 5, 9, 30, tzinfo=clock.SHANGHAI)
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <alias><family>serif</family><prefer><family>Noto Serif SC</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>
"""

# Playwright keeps an event loop in the main thread; the tests' own queries run there one by one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="zsa-journeys-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _connections(live_server: Any, django_db_setup: None) -> Iterator[None]:
    with connections.kept():
        yield


@pytest.fixture(scope="session", autouse=True)
def _clock_file(_folder: Path, live_server: Any) -> Iterator[Path]:
    file = _folder / "clock"
    with override_settings(CLOCK_FILE=file, SITE_URL=live_server.url):
        yield file


@pytest.fixture
def the_clock(_clock_file: Path) -> Clock:
    """The clock of all, at 2026-01-05 09:30 in Shanghai."""
    made = Clock(_clock_file)
    made.at(START)
    return made


@pytest.fixture
def mails(_folder: Path) -> Mails:
    """What the worker sends in this journey."""
    return Mails(_folder / "mail")


@pytest.fixture(scope="session", autouse=True)
def _worker(
    _folder: Path, _clock_file: Path, django_db_setup: None, live_server: Any
) -> Iterator[None]:
    """A real Celery worker on the tests' database and broker."""
    app.control.purge()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.journeys.settings",
        "PYTHONPATH": str(ROOT),
        "JOURNEY_DATABASE": str(connection.settings_dict["NAME"]),
        "SITE_URL": live_server.url,
        "JOURNEY_MAIL": str(_folder / "mail"),
        "JOURNEY_CLOCK": str(_clock_file),
        "STATE_DIR": str(settings.STATE_DIR),
    }
    state = State.at(_folder / "worker")
    words = ["celery", "-A", "zsa_portal", "worker", "--concurrency", "1", "--loglevel", "INFO"]
    words += ["-Q", "celery,parsing"]
    worker = Part("worker", [sys.executable, "-m", *words], environment, folder=ROOT)
    worker.start(state)
    yield
    worker.ask_to_stop()
    worker.finish(state)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], _folder: Path
) -> dict[str, Any]:
    """Debian's Chromium, with the Chinese fonts that came with the requirements."""
    fonts = _folder / "fonts.conf"
    fonts.write_text(FONTS.format(folder=Path(noto.__file__).parent, cache=_folder / "fonts"))
    found = next(path for name in CHROMIUM if (path := shutil.which(name)))
    return browser_type_launch_args | {
        "executable_path": found,
        "args": ["--no-sandbox", "--disable-gpu"],
        "env": {**os.environ, "FONTCONFIG_FILE": str(fonts)},
    }


@pytest.fixture
def album_class() -> type[Album]:
    """How the stations are looked at: with PICTURES pictured too; a journey may choose another."""
    return PicturedAlbum if os.environ.get("PICTURES") else Album


@pytest.fixture
def album(request: pytest.FixtureRequest, album_class: type[Album]) -> Iterator[Album]:
    """The pictures of this journey; what is wrong on any of its pages fails it at the end."""
    folder = SCREENSHOTS / request.node.name.removeprefix("test_").partition("[")[0]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    made = album_class(folder)
    yield made
    assert "\n".join(made.faults) == ""


@pytest.fixture
def association(transactional_db: None, the_clock: Clock) -> None:
    """The association with its people, as of the first day."""
    association_build()


@pytest.fixture
def visitor(
    browser: Browser, live_server: Any, album: Album, association: None
) -> Iterator[Callable[..., Person]]:
    """Open a browser for somebody; each has an own one, and all are closed in the end.

    ``base`` is another portal than the tests' own.
    """
    came: list[Person] = []

    def come(username: str = "", base: str = "", **options: Any) -> Person:
        person = Person.at(browser, base or live_server.url, album, **options)
        came.append(person)
        return person.sign_in(username) if username else person

    yield come
    for number, person in enumerate(came):
        person.page.screenshot(path=album.folder / f"zz-last-{number}.png", full_page=True)
        person.page.context.close()
