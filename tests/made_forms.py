"""PDFs without the seconds that real ones take: for tests that are about steps, or about who is answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from django.utils import translation

from zsa_portal.documents import store
from zsa_portal.documents.marking import images, reading_copies, work
from zsa_portal.documents.models import IssuedForm
from zsa_portal.home.demo.walking import blank_pdf

RENDERS = "zsa_portal.home.demo.walking.render_form"


def made_at_once(pk: int) -> bool:
    """An empty page as the PDF of a pending form."""
    form = IssuedForm.objects.get(pk=pk)
    form.file = store.put_own(blank_pdf(), media_type="application/pdf")
    form.state = IssuedForm.State.READY
    form.save(update_fields=["file", "state"])
    return True


@contextmanager
def forms_made_at_once() -> Iterator[None]:
    """Let walkers find the forms of their matters made."""
    with mock.patch(RENDERS, made_at_once):
        yield


@contextmanager
def reading_copies_made_at_once() -> Iterator[None]:
    """One empty page as what any office file says."""
    with mock.patch.object(reading_copies, "as_pdf", return_value=blank_pdf()):
        yield


@contextmanager
def pages_made_once() -> Iterator[None]:
    """What an office file says is made into pages once, however many of them are rolled back."""
    make, made = reading_copies.as_pdf, {}

    def kept(source: Path, *named: Any) -> bytes:
        key = (source.read_bytes(), named, translation.get_language())
        if key not in made:
            made[key] = make(source, *named)
        return made[key]

    with mock.patch.object(reading_copies, "as_pdf", kept):
        yield


@contextmanager
def pictures_made_once() -> Iterator[None]:
    """A page is drawn for its first reader, and so for all: its mark is the level alone."""
    draw, stamp, drawn = images.draw_page, work.stamp, {}

    def kept(source: Path, target: Path, stamped: bytes | None, name: str, *which: int) -> None:
        key = (source.read_bytes(), stamped, which)
        if key not in drawn:
            draw(source, target, stamped, name, *which)
            drawn[key] = target.read_bytes()
        target.write_bytes(drawn[key])

    with (
        mock.patch.object(images, "draw_page", kept),
        mock.patch.object(work, "stamp", lambda level, _lines=(): stamp(level)),
    ):
        yield
