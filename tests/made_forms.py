"""Forms made at once, without the seconds that a real PDF takes: for walks that are about the steps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from zsa_portal.documents import store
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
