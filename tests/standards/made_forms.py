"""Forms made at once, without the seconds that a real PDF takes: for walks that are about the steps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from standards.demo.walk import samples
from zsa_portal.documents import store
from zsa_portal.documents.models import IssuedForm

RENDERS = "standards.demo.walk.walker.render_form"


def made_at_once(pk: int) -> bool:
    """An empty page as the PDF of a pending form."""
    form = IssuedForm.objects.get(pk=pk)
    form.file = store.put_own(samples.blank_pdf(), media_type="application/pdf")
    form.state = IssuedForm.State.READY
    form.save(update_fields=["file", "state"])
    return True


@contextmanager
def forms_made_at_once() -> Iterator[None]:
    """Let walkers find the forms of their projects made."""
    with mock.patch(RENDERS, made_at_once):
        yield
