"""Copies of papers with their level on every page, and pages of them as pictures (A14a, A12a)."""

from __future__ import annotations

from collections.abc import Sequence

from zsa_portal.documents.models import File, Version


def marked_copy(version: Version, lines: Sequence[str]) -> File:
    """A copy of a version whose every page carries its level and ``lines``, made once a text.

    The lines say who borrowed it, when, for what and under which number. A PUBLIC paper carries no
    mark: its own file. Raises Refusal for what cannot be marked, NotNow when no worker answers.
    """
    raise NotImplementedError


def page_picture(version: Version, page: int, lines: Sequence[str], *, width: int) -> bytes:
    """A page of a version as a marked PNG of so many pixels across; pages count from 1.

    Raises Refusal for what has no pages, IndexError past the last one, NotNow when no worker answers.
    """
    raise NotImplementedError


def pages_of(version: Version) -> int:
    """How many pages a version shows to a reader. Raises as ``page_picture``."""
    raise NotImplementedError
