"""People at their browsers, and the album of what they saw."""

from __future__ import annotations

import base64
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext
from playwright.sync_api import Browser, Locator, Page, Response, expect

from tests.journeys.association import PASSWORD
from tests.journeys.axe import grave_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

DESKTOP = {"width": 1366, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE = 30_000
"""Milliseconds to wait for what must come: much, so that a busy machine fails nothing."""
PICKER_SETTLES = 500
"""Milliseconds after which a picker that was left no longer takes the focus back."""
LEAST_CHART_TEXT = 7
"""Pixels below which nobody reads what stands at a bar."""
SENDS_A_DRAFT = """one => one.type === 'submit' && one.form !== null
    && one.form.matches('[data-draft]:not([hx-post])')
    && (one.form.noValidate || one.formNoValidate || one.form.checkValidity())"""
"""Whether a press leaves the page, after a wait for a saving in the background."""
expect.set_options(timeout=PATIENCE)


def zh(msgid: str, **values: Any) -> str:
    """What the portal says in Chinese for this English text."""
    with translation.override("zh-hans"):
        return gettext(msgid) % values if values else gettext(msgid)


def zh_many(one: str, many: str, n: int, **values: Any) -> str:
    """What the portal says in Chinese for so many."""
    with translation.override("zh-hans"):
        return ngettext(one, many, n) % ({"n": n} | values)


@dataclass
class Album:
    """Each station looked at on desktop and phone, with what is wrong on the page."""

    folder: Path
    taken: int = 0
    faults: list[str] = field(default_factory=list)

    def take(self, page: Page, name: str, *, check: bool = True) -> None:
        """Note what a reader with a phone or a screen reader would miss of the page."""
        self.taken += 1
        stem = f"{self.taken:02d}-{name}"
        before = page.viewport_size
        settled(page)
        for label, size in (("desktop", DESKTOP), ("phone", PHONE)):
            page.set_viewport_size(size)
            self._note_overflow(page, f"{stem}-{label}")
            self._note_small_charts(page, f"{stem}-{label}")
            self.picture(page, f"{stem}-{label}", size)
        if check:
            self.faults += [f"{stem}: {fault}" for fault in grave_faults(page)]
        page.set_viewport_size(before or DESKTOP)

    def picture(self, page: Page, name: str, size: dict[str, int]) -> None:
        """Keep no picture: who wants to see one makes a pictured album."""

    def keep(self, name: str, pdf: bytes) -> None:
        """Put a PDF beside the pictures."""
        (self.folder / f"{self.taken:02d}-{name}.pdf").write_bytes(pdf)

    def _note_overflow(self, page: Page, where: str) -> None:
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wide > 0:
            self.faults.append(f"{where}: the page is {wide} px wider than the screen")

    def _note_small_charts(self, page: Page, where: str) -> None:
        small = page.evaluate(
            "least => [...document.querySelectorAll('svg.shares text, svg.radar text')]"
            ".map(text => text.getBoundingClientRect().height)"
            ".filter(height => height > 0 && height < least).length",
            LEAST_CHART_TEXT,
        )
        if small:
            self.faults.append(f"{where}: {small} words of a chart are too small to read")


class PicturedAlbum(Album):
    """The same with a picture of each station on both, as high as the page is."""

    def picture(self, page: Page, name: str, size: dict[str, int]) -> None:
        """Keep what a screen shows that is high enough for all of the page."""
        page.set_viewport_size(size | {"height": _height(page)})
        (self.folder / f"{name}.png").write_bytes(_shot(page))


def settled(page: Page) -> None:
    """Wait for what the page fetches by itself, such as what stands beside a form."""
    page.wait_for_load_state()
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    expect(page.locator(".htmx-request")).to_have_count(0)


def _height(page: Page) -> int:
    """How high the screen must be to show all of the page, what sticks to its edges at its place."""
    return int(page.evaluate("document.documentElement.scrollHeight"))


def _shot(page: Page) -> bytes:
    """What the screen shows, as PNG made in haste."""
    session = page.context.new_cdp_session(page)
    shot = session.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
    session.detach()
    return base64.b64decode(shot["data"])


@dataclass
class Person:
    """Somebody at a browser of their own; nobody in particular before signing in."""

    page: Page
    base: str
    album: Album

    @classmethod
    def at(cls, browser: Browser, base: str, album: Album, *, phone: bool = False) -> Person:
        """A new visitor with a fresh browser."""
        context = browser.new_context(
            viewport=PHONE if phone else DESKTOP,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            base_url=base,
            has_touch=phone,
            is_mobile=phone,
        )
        context.set_default_timeout(PATIENCE)
        person = cls(context.new_page(), base, album)
        person.page.on("pageerror", lambda error: album.faults.append(f"script error: {error}"))
        person.page.on("console", lambda line: _note_console(album, line))
        person.page.on("response", lambda response: _note_broken(album, response))
        return person

    def sign_in(self, username: str) -> Person:
        """Sign in through the login page."""
        self.page.goto(reverse("account_login"))
        self.page.fill("[name=login]", username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main form button[type=submit]")
        expect(self.page).to_have_url(re.compile(r"/desk/$"))
        return self

    def go(self, name: str, *args: Any) -> Response | None:
        """Open an address by its name in the urls, or a path."""
        path = name if name.startswith(("/", "http")) else reverse(name, args=args)
        return self.page.goto(path)

    def press(self, label: str, *, within: str = "main", part: bool = False) -> None:
        """Press the button, or follow the link, of this label or, with ``part``, with it in its label."""
        self._click(self.target(label, within=within, part=part))

    def _click(self, target: Locator) -> None:
        if target.evaluate(SENDS_A_DRAFT):
            with self.page.expect_navigation():
                target.click()
        else:
            target.click()
            self.page.wait_for_load_state()

    def target(self, label: str, *, within: str = "main", part: bool = False) -> Locator:
        """The button or link of this label."""
        area, exact = self.page.locator(within), not part
        button = area.get_by_role("button", name=label, exact=exact)
        return button.or_(area.get_by_role("link", name=label, exact=exact)).first

    def confirm(self) -> None:
        """Press the one main button of a confirm page or form."""
        self._click(self.page.locator("main form .form-buttons .btn[type=submit]").first)

    def save(self, label: str, said: str) -> None:
        """Press a button at the end of a form until the page says that it was done.

        A picker that closes late moves the button away under the pointer: then once more, as anybody
        would.
        """
        self.page.locator("main h1").first.click()
        self.press(label)
        told = self.page.locator("main").get_by_text(said).first
        try:
            expect(told).to_be_visible(timeout=PATIENCE / 4)
        except AssertionError:
            self.press(label)
            self.sees(said)

    def fill(self, values: dict[str, Any]) -> None:
        """Fill in fields by name: text, a choice's value, a list of values to tick, True to tick."""
        for name, value in values.items():
            self._fill_one(self.page.locator(f"main [name='{name}']"), value)

    def _fill_one(self, found: Locator, value: Any) -> None:
        kind = found.first.get_attribute("type") or found.first.evaluate("e => e.localName")
        if kind in {"radio", "checkbox"}:
            wanted = value if isinstance(value, list) else [value]
            for one in wanted:
                place = found if one is True else found.and_(self.page.locator(f"[value='{one}']"))
                place.first.check()
        elif found.first.get_attribute("data-create") is not None:
            self._type_each(found.first, str(value))
        elif kind == "select":
            found.select_option(str(value))
        else:
            found.fill(str(value))

    def _type_each(self, found: Locator, value: str) -> None:
        """Type one line after the other into a picker that takes new ones."""
        control = self.page.locator(f"#{found.get_attribute('id')}-ts-control")
        box = self.page.locator(".ts-wrapper", has=control)
        found.evaluate("select => select.tomselect.clear()")
        for line in value.splitlines():
            control.fill(line)
            expect(box.locator(".ts-dropdown .active")).to_contain_text(line)
            control.press("Enter")
            expect(box.locator(".item", has_text=line).first).to_be_visible()
            expect(control).to_have_value("")
        control.press("Tab")
        self.page.wait_for_timeout(PICKER_SETTLES)
        expect(box).not_to_have_class(re.compile(r"\bfocus\b"))

    def attach(self, field_name: str, name: str, data: bytes) -> None:
        """Choose a file for a file field."""
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        self.page.set_input_files(f"main [name='{field_name}']", files=[file])

    def sees(self, *texts: str) -> None:
        """The page says each of these."""
        for text in texts:
            expect(self.page.locator("main").get_by_text(text).first).to_be_visible()

    def picture(self, name: str, *, check: bool = True) -> None:
        """Keep what is on the screen."""
        self.album.take(self.page, name, check=check)

    def fetch(self, path: str) -> bytes:
        """What lies at an address, read with this browser's cookies; waits while it is being made."""
        for _second in range(PATIENCE // 1000):
            answer = self.page.request.get(path)
            assert answer.ok, f"{path}: {answer.status}"
            if b'class="job"' not in answer.body():
                break
            self.page.wait_for_timeout(1000)
        return answer.body()

    @contextmanager
    def on_phone(self) -> Iterator[None]:
        """For a while with the narrow screen."""
        before = self.page.viewport_size
        self.page.set_viewport_size(PHONE)
        yield
        self.page.set_viewport_size(before or DESKTOP)


def _note_console(album: Album, line: Any) -> None:
    expected = ("Failed to load resource", "Response Status Error Code 4")
    if line.type == "error" and not line.text.startswith(expected):
        album.faults.append(f"console: {line.text}")


def _note_broken(album: Album, response: Response) -> None:
    missing = response.status == 404 and "/static/" in response.url
    if response.status >= 500 or missing:
        album.faults.append(f"{response.status}: {response.request.method} {response.url}")
