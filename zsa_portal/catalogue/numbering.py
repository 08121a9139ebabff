"""Numbers of standards, as they are given and as people write them (制定 第三十条)."""

from __future__ import annotations

import re

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from zsa_portal.catalogue.models import Edition
from zsa_portal.catalogue.rules import Number
from zsa_portal.documents import numbers
from zsa_portal.regulations.rule import provision
from zsa_portal.ui.official import folded

COUNTER = "standard"

FIRST_NUMBER = numbers.starts_at(
    COUNTER,
    label=gettext_lazy("First running number of a standard"),
    why=gettext_lazy("第三十条 sets the format T/ZSA xxx-zzzz; the first running number is open."),
)

DASHES = re.compile(r"[-‐‑‒–—―－−]+")
"""What people write before the year: covers print a dash (GB/T 1.1), article 30 a hyphen."""
YEAR = re.compile(r" ?- ?\d{4}$")
"""The year at the end of a hyphened number."""
NUMBER = re.compile(r"T ?/ ?ZSA ?(\d{1,9}) ?- ?(\d{4})", re.IGNORECASE)


@provision("F30", otherwise="")
def standard_number(running: int, year: int) -> str:
    """The number of an edition: association code, running number, year of publication (第三十条)."""
    return f"T/ZSA {running}-{year:04d}"


def parse_number(text: str) -> tuple[int, int] | None:
    """(running number, year) of a number as people write it, with any dash; None if it is none."""
    found = NUMBER.fullmatch(hyphened(text))
    return (int(found[1]), int(found[2])) if found else None


def hyphened(text: str) -> str:
    """A text as people write it, in half width and with a hyphen for every dash."""
    return DASHES.sub("-", folded(text))


def spelt(text: str) -> str:
    """A number of the association's standards as article 30 writes it; another text as it is."""
    parsed = parse_number(text)
    return standard_number(*parsed) if parsed else text.strip()


def source_key(number: str) -> str:
    """A body's own number as it is found by: half width, hyphens, no spaces, capitals."""
    return hyphened(number).replace(" ", "").upper()


def editions_from(number: str) -> QuerySet[Edition]:
    """The editions that a body's own standard of that number became, in any spelling of it."""
    rows = Edition.objects.with_source_key().exclude(source_number="")
    return rows.filter(source_key=source_key(number))


def edition_of(number: str) -> Edition | None:
    """The edition with a number as people write it; None if there is none."""
    parsed = parse_number(number)
    if parsed is None:
        return None
    return Edition.objects.filter(standard__running=parsed[0], year=parsed[1]).first()


def number_asked(running: int) -> Number:
    """A running number beside those given; none is given until the caller's transaction ends."""
    last = numbers.hold(COUNTER)
    own = Edition.objects.filter(matter__isnull=False)
    return Number(
        running,
        kept=own.filter(standard__running=running).exists(),
        last=last if own.exists() else None,
    )
