"""The disposal register (销毁清册): its rows, its signatures, its preview, and issuing it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.utils import timezone, translation

from archive.appraisal.judging import Judged, to_dispose
from archive.appraisal.papers import CONFIDENTIAL_REGISTER, REGISTER
from archive.appraisal.verdicts import PRINTED, Place
from archive.versions import versions_held
from zsa_portal.documents import forms
from zsa_portal.documents.forms import FormKind
from zsa_portal.documents.models import IssuedForm
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import provision
from zsa_portal.workflow.memo import remembered

PREVIEWED = 300
"""The rows that a preview prints at most: it is made while one waits."""


@provision("A14c", otherwise=[])
def register_rows(appraisal: Any) -> list[dict[str, Any]]:
    """What the register records of each record that is disposed of (第十四条第六款): JSON, Chinese.

    In the order of the appraisal; three queries, kept.
    """
    return list(remembered(appraisal, "register", lambda: _rows(appraisal)))


def _rows(appraisal: Any) -> list[dict[str, Any]]:
    found = to_dispose(appraisal)
    held = versions_held(one.item for one in found)
    checksums = {pk: version.file.sha256 for pk, version in held.items()}
    with translation.override("zh-hans"):
        return [
            _row(place, one, checksums.get(one.item.pk, ""))
            for place, one in enumerate(found, start=1)
        ]


def _row(number: int, one: Judged, checksum: str) -> dict[str, Any]:
    item = one.item
    place = f"盒{item.box} 架{item.shelf}" if one.is_paper else ""
    return {
        "number": number,
        "record": item.pk,
        "name": item.name,
        "department": item.department.name,
        "folder": f"{item.folder.year}-{item.folder}",
        "filed": str(clock.day_of(item.accepted_at)),
        "retention": str(item.get_retention_display()),
        "level": str(item.document.get_level_display()),
        "medium": str(item.get_medium_display()),
        "place": place,
        "sha256": checksum,
    }


def checksum_of(appraisal: Any) -> str:
    """The SHA-256 of a register's rows, with the checksums of their files."""
    rows = json.dumps(register_rows(appraisal), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(rows.encode()).hexdigest()


def kind_of(appraisal: Any) -> FormKind:
    """The kind of a register: one with 机密 records is as confidential as they are."""
    confidential = any(one.is_confidential for one in to_dispose(appraisal))
    return CONFIDENTIAL_REGISTER if confidential else REGISTER


def register_data(appraisal: Any, most: int | None = None) -> dict[str, Any]:
    """What the register prints: JSON; at most so many rows where that is said."""
    rows = register_rows(appraisal)
    return {
        "title": appraisal.title,
        "rows": rows[:most],
        "count": len(rows),
        "panel": members_of(appraisal),
        "signatures": signature_rows(appraisal),
        "checksum": checksum_of(appraisal),
        "destroyed": appraisal.destroyed_how,
        "destroyed_on": str(clock.day_of(appraisal.destroyed_at)) if appraisal.destroyed_at else "",
        "shredded": appraisal.shredded,
    }


def members_of(appraisal: Any) -> list[str]:
    """Who appraised what is disposed of, by name, each once."""
    return list(
        dict.fromkeys(opinion.by.name for one in to_dispose(appraisal) for opinion in one.opinions)
    )


def signature_rows(appraisal: Any) -> list[dict[str, Any]]:
    """The lines of signature in their order, empty where nobody signed yet."""
    signed = appraisal.signed
    places = [place for place in Place if place != Place.VICE_CHAIR or place in signed]
    return [_signature(place, signed.get(place)) for place in places]


def _signature(place: Place, row: Any) -> dict[str, Any]:
    return {
        "title": PRINTED[place],
        "name": row.by.name if row else "",
        "at": f"{timezone.localtime(row.at, clock.SHANGHAI):%Y-%m-%d %H:%M:%S}" if row else "",
        "checksum": row.checksum if row else "",
    }


def preview(appraisal: Any) -> bytes:
    """The PDF that the register would be now, its first rows where it is long. RenderError, Refusal."""
    return forms.preview(kind_of(appraisal), register_data(appraisal, PREVIEWED))


def register_issue(appraisal: Any, *, by: Any) -> IssuedForm:
    """Issue the register of a held appraisal, in the caller's transaction."""
    kind = kind_of(appraisal)
    ending = "销毁清册（已销毁）" if appraisal.destroyed_at else "销毁清册"
    title = f"{appraisal.title}{ending}"
    return forms.issue(kind, about=appraisal, data=register_data(appraisal), by=by, title=title)
