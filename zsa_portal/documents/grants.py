"""Rights to papers that apps add to the one rule: loans, exceptions by name.

A grant is a condition in SQL, compared with the one clock there: nothing has to be revoked for it to
end. It opens a paper to be read page by page, with the reader's remark on every page, and, where it
says so, a marked copy to be saved; the bytes as they were sent are opened by the rights of
``rights.py`` alone. Grants hold of papers that are not withdrawn, and of nobody in an office of
administration.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from zsa_portal.people.places import Places
from zsa_portal.regulations.registry import Registry
from zsa_portal.ui.conditions import NEVER, Condition, empty
from zsa_portal.workflow.machine import Text

Opens = Callable[[Places, dt.datetime], Condition | Q]
"""The condition on documents under which a user, at an instant, has a right to them."""


@dataclass(frozen=True)
class Grant:
    """A right to papers that somebody gave to a person.

    ``reads`` and ``copies`` are conditions on documents: which may be read page by page, and of which
    a marked copy may be saved. ``remark`` gives the lines that stand on each page of a document (its
    key) read by this grant; none where it does not open it. ``until`` gives the exclusive end of it.
    ``versions`` gives the versions (keys) of a document that are opened, the first of them unless
    another is asked for; none where it is the newest, whichever that is.
    """

    label: Text
    reads: Opens
    copies: Opens
    remark: Callable[[int, Places, dt.datetime], list[str]]
    until: Callable[[int, Places, dt.datetime], dt.datetime | None]
    versions: Callable[[int, Places, dt.datetime], list[int]]


GRANTS: Registry[Grant] = Registry("grant")
TAKEN_OVER: Registry[Callable[[], Condition]] = Registry("end of authors' rights")
"""Conditions on documents that go by a procedure alone: above PUBLIC their authors read them no longer."""


def taken_over() -> Condition:
    """The documents that no longer are their authors' to read, as some procedure keeps them."""
    found = NEVER
    for condition in TAKEN_OVER.values():
        found |= condition()
    return found


def granted_reading(who: Places, now: dt.datetime) -> Condition | Q:
    """The documents that a user may read page by page by some grant."""
    return _any_of([grant.reads(who, now) for grant in GRANTS.values()], who)


def granted_copies(who: Places, now: dt.datetime) -> Condition | Q:
    """The documents of which a user may save a marked copy by some grant."""
    return _any_of([grant.copies(who, now) for grant in GRANTS.values()], who)


def remark_of(document: int, who: Places, now: dt.datetime) -> list[str]:
    """The lines of the first grant that opens a document to a user; none where none does."""
    found = (grant.remark(document, who, now) for grant in GRANTS.values())
    return next((lines for lines in found if lines), [])


def granted_until(document: int, who: Places, now: dt.datetime) -> dt.datetime | None:
    """The latest exclusive end of the grants that open a document to a user, None where none does."""
    ends = (grant.until(document, who, now) for grant in GRANTS.values())
    return max((end for end in ends if end is not None), default=None)


def granted_versions(document: int, who: Places, now: dt.datetime) -> list[int]:
    """The versions (keys) of a document that grants open to a user; none where it is the newest."""
    found = (grant.versions(document, who, now) for grant in GRANTS.values() if who.parties)
    return [key for keys in found for key in keys]


def _any_of(conditions: list[Condition | Q], who: Places) -> Condition | Q:
    found: Condition | Q = NEVER
    for condition in conditions if who.parties else ():
        found |= condition
    return found & empty("withdrawn_at")
