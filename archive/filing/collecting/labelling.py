"""The labels of paper originals: their tokens, and what the printed sheet says (第五条)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from archive.records import Item
from zsa_portal.documents.kinds import chinese
from zsa_portal.workflow.models import Level


def new_label() -> str:
    """The token of a label that was never given before; nobody guesses it."""
    return secrets.token_urlsafe(12)


def sheet_of(rows: Iterable[Item]) -> dict[str, Any]:
    """What the sheet of labels prints of paper originals that have one: JSON."""
    return {"labels": [_label(row) for row in rows]}


def _label(row: Item) -> dict[str, Any]:
    return {
        "name": row.name,
        "folder": str(row.folder),
        "department": row.department.name,
        "box": row.box,
        "shelf": row.shelf,
        "level_label": chinese(Level(row.document.level).label),
        "path": reverse("archive:label", args=[row.label]),
    }
