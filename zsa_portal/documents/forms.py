"""Official forms: what is printed is frozen when issued; the PDF is made once, afterwards."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from zsa_portal.documents import glyphs, numbers, render, tasks, watermark
from zsa_portal.documents.kinds import FORMS, FormKind, chinese
from zsa_portal.documents.levels import level_of
from zsa_portal.documents.models import IssuedForm
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import Matter

__all__ = ["FORMS", "FormKind", "issue", "level_now", "preview"]


def issue(
    kind: FormKind,
    *,
    about: Matter | Sequence[Matter],
    data: dict[str, Any],
    by: Any,
    title: Text = "",
) -> IssuedForm:
    """Issue a form over one or many matters: number and data now, its PDF after the commit.

    Runs in the caller's transaction, which must be open. ``data`` is JSON (dates as ISO strings)
    and never changes again. ``by`` may be None for the calendar. ``title`` says what this form is
    where its kind alone does not. Raises Refusal naming a character that no font has.
    """
    matters = [about] if isinstance(about, Matter) else list(about)
    frozen, printed = _frozen(data), chinese(title or kind.title)
    glyphs.require(printed, matters, printed, frozen)
    form = IssuedForm.objects.create(
        kind=kind.key,
        title=printed,
        number=_number(kind),
        level=level_now(kind),
        data=frozen,
        check_token=secrets.token_urlsafe(16),
        issued_at=clock.now(),
        issued_by=by,
    )
    form.matters.set([matter.pk for matter in matters])
    transaction.on_commit(lambda: tasks.render_soon(form.pk), robust=True)
    return form


def preview(kind: FormKind, data: dict[str, Any]) -> bytes:
    """The PDF a form would be, marked as a preview and without number or check address.

    Its pages carry the level that it would be issued with. Made in the caller's process; the same
    content comes from the cache. Raises RenderError, and Refusal naming a character that no font has.
    """
    frozen = _frozen(data)
    glyphs.require(kind.chinese_title, (), frozen)
    return watermark.marked_form(render.pdf_of_preview(kind, frozen), level_now(kind))


def level_now(kind: FormKind) -> str:
    """The level of a form that is issued now: of the table of levels, else as its kind declares."""
    return level_of(kind.key, kind.level)


def _number(kind: FormKind) -> str:
    if not kind.prefix:
        return ""
    year = clock.today().year
    return f"{kind.prefix}-{year}-{numbers.next(f'form:{kind.prefix}:{year}'):03d}"


def _frozen(data: dict[str, Any]) -> dict[str, Any]:
    return dict(json.loads(json.dumps(data, cls=DjangoJSONEncoder)))
