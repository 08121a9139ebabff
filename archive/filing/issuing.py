"""What a filing list prints (附件三), its preview, and issuing it when the last one has signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone

from archive.filing.listing import (
    Line,
    checksum,
    checksum_of,
    columns_of,
    directories,
    grouped,
    lines_of,
)
from archive.filing.papers import CONFIDENTIAL_LIST, FILING_LIST
from archive.filing.signing import PRINTED, Place, signatures_of
from zsa_portal.documents import forms
from zsa_portal.documents.forms import FormKind
from zsa_portal.documents.models import IssuedForm
from zsa_portal.regulations import clock
from zsa_portal.workflow.queries import latest_root

PREVIEWED = 300
"""The rows that a preview prints at most: it is made while one waits."""


def kind_of(filing: Any) -> FormKind:
    """The kind of a filing's list: one with 机密 rows is as confidential as they are."""
    confidential = any(line.is_confidential for line in lines_of(filing))
    return CONFIDENTIAL_LIST if confidential else FILING_LIST


def list_data(filing: Any, lines: Sequence[Line] | None = None) -> dict[str, Any]:
    """What the list prints: JSON; rows are ``{"group": name}`` or a row of the table."""
    listed = lines_of(filing)
    printed, now = listed if lines is None else lines, checksum(filing, listed)
    handed_over = filing.handed_over_at
    return {
        "department": filing.department.name,
        "month": f"{filing.month:%Y年%-m月}",
        "columns": columns_of(filing.directory_columns),
        "rows": list(_rows(printed, filing.directory_columns)),
        "count": len(listed),
        "printed": len(printed),
        "signatures": _signature_rows(filing, now),
        "checksum": now,
        "log_root": log_root(),
        "filed_on": str(clock.day_of(handed_over)) if handed_over else "",
    }


def log_root() -> dict[str, str]:
    """The newest root of the sealed logs as the list prints it, with its day; empty before the first.

    Printed and signed with the list, it stands outside the database: what was changed in the logs
    up to that day afterwards does not yield it any more.
    """
    kept = latest_root()
    return {"day": str(kept.day), "root": kept.root} if kept else {}


def _rows(lines: Sequence[Line], columns: int) -> Iterator[dict[str, Any]]:
    for name, rows in grouped(lines):
        yield {"group": name}
        for line in rows:
            restricted, confidential = line.marks
            yield {
                "directories": directories(line, columns),
                "name": line.name,
                "restricted": restricted,
                "confidential": confidential,
                "remark": line.remark,
            }


def signature_rows(filing: Any) -> list[dict[str, Any]]:
    """The four lines of signature in their order, empty where nobody signed; stale ones say so."""
    return _signature_rows(filing, checksum_of(filing))


def _signature_rows(filing: Any, now: str) -> list[dict[str, Any]]:
    signed = signatures_of(filing)
    return [_signature(place, signed.get(place), now) for place in Place]


def _signature(place: Place, row: Any, now: str) -> dict[str, Any]:
    return {
        "title": PRINTED[place],
        "name": row.by.name if row else "",
        "at": f"{timezone.localtime(row.at, clock.SHANGHAI):%Y-%m-%d %H:%M:%S}" if row else "",
        "checksum": row.checksum if row else "",
        "stale": bool(row) and row.checksum != now,
    }


def preview(filing: Any) -> bytes:
    """The PDF that the list would be now, its first rows where it is long. Raises RenderError, Refusal."""
    return forms.preview(kind_of(filing), list_data(filing, lines_of(filing)[:PREVIEWED]))


def filing_list_issue(filing: Any, *, by: Any) -> IssuedForm:
    """Issue the list of a held filing with its signatures, in the caller's transaction."""
    return forms.issue(
        kind_of(filing),
        about=filing,
        data=list_data(filing),
        by=by,
        title=f"{filing.department.name}{filing.month:%Y年%-m月}资料归档清单",
    )
