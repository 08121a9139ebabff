"""The register is read in from a spreadsheet, and a name that is tried too often has to wait."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.association import LEADER
from tests.journeys.browser import Person, zh
from tests.sheets import book
from zsa_portal.people.models import Organisation

HEAD_OF_DEPARTMENT = "han.shuning"
HEADINGS = ["name", "kind", "unified social credit code", "membership number", "member since"]
NAME = "北京星图检测技术有限公司"
LOST = 911100001234567800
"""A credit code in a numeric cell: its last digits are lost."""


def test_tables(visitor: Callable[..., Person]) -> None:
    head = visitor(HEAD_OF_DEPARTMENT)
    lost_digits_are_asked_about(head)
    taken_over(head)
    too_many_passwords(visitor())


def send(head: Person, credit_code: object) -> None:
    """Send a table with one organisation."""
    head.go("people:import", "members")
    row = [NAME, "enterprise", credit_code, "HY-2026-900", "2026-01-01"]
    table = book([zh(heading) for heading in HEADINGS], row)
    head.attach("file", "会员.xlsx", table.read())
    head.press(zh("Check the spreadsheet"))


def lost_digits_are_asked_about(head: Person) -> None:
    """What Excel lost is named by its cell, and nothing is stored."""
    head.go("people:imports")
    head.picture("imports")
    head.go("people:import", "members")
    head.picture("import-members")
    send(head, LOST)
    head.sees(zh("Mend the spreadsheet and upload it again."))
    head.picture("import-refused")
    assert not Organisation.objects.filter(name=NAME).exists()


def taken_over(head: Person) -> None:
    """Without errors the page shows what will happen, and does it when told to."""
    send(head, "91110108MA01ABCD0B")
    head.sees(zh("What will happen"), NAME)
    head.picture("import-preview")
    head.press(zh("Take over"))
    head.sees(zh("Taken over"))
    head.picture("import-taken-over")
    assert Organisation.objects.filter(name=NAME).exists()


def too_many_passwords(stranger: Person) -> None:
    """One name at one address waits; the page says until when."""
    stranger.go("account_login")
    for _time in range(6):
        stranger.fill({"login": LEADER, "password": "not-the-password"})
        stranger.page.click("main form button[type=submit]")
        stranger.page.wait_for_load_state()
        if stranger.page.locator("main [name=password]").count() == 0:
            break
    expect(stranger.page.locator("main h1")).to_have_text(zh("Too many tries"))
    stranger.picture("too-many-passwords")
