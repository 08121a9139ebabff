"""Matters that departments ran, with papers: what a filing proposes."""

from __future__ import annotations

import datetime as dt
import itertools
import secrets

from django.core.files.base import ContentFile
from django.db import transaction

from tests.procedure import roles
from tests.procedure.models import Example
from tests.zsa_portal.documents import making
from zsa_portal.documents import store
from zsa_portal.documents.models import Document, IssuedForm, Version
from zsa_portal.people.models import Party, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.settle import begin

numbers = itertools.count(1)
IN_MARCH = dt.datetime(2026, 3, 10, 9, tzinfo=clock.SHANGHAI)


def matter_of(department, title):
    """A matter that the department owns, in its state since the 15th of March."""
    own = Party.of(department)
    with clock.moved_to(IN_MARCH - dt.timedelta(days=30)), transaction.atomic():
        matter = Example(title=title, owner=department, level=Level.RESTRICTED)
        begin(matter, by=None, parties=[(roles.APPLICANT, own), (roles.SECRETARIAT, own)])
    clerk = User.objects.filter(department_memberships__department=department).first()
    with clock.moved_to(IN_MARCH + dt.timedelta(days=5)):
        return perform(matter.submit, by=clerk)


def paper_of(matter, by, *, at=IN_MARCH, level=Level.RESTRICTED, name="纪要.docx", **more):
    """A paper of a matter, added at an instant."""
    text = f"text {next(numbers)}"
    is_word = name.endswith(".docx")
    made = making.docx_bytes(text) if is_word else text.encode()
    stored = store.put(ContentFile(made, name="x.docx" if is_word else "x.txt"))
    document = Document.objects.create(
        matter=matter,
        kind="test.minutes",
        title=f"会议纪要{next(numbers)}",
        level=level,
        owner=matter.owner if matter else None,
        uploaded_by=by,
        created_at=at,
        **more,
    )
    Version.objects.create(
        document=document, number=1, file=stored.file, name=name, uploaded_by=by, at=at
    )
    return document


def form_of(matters, by, *, at=IN_MARCH, level=Level.RESTRICTED):
    """An issued form about matters, with its file made."""
    pdf = store.put_own(f"%PDF {next(numbers)}".encode(), media_type="application/pdf")
    form = IssuedForm.objects.create(
        kind="archive.labels",
        title="通知书",
        number=f"TZ-{next(numbers)}",
        level=level,
        check_token=secrets.token_urlsafe(16),
        state=IssuedForm.State.READY,
        file=pdf,
        issued_at=at,
        issued_by=by,
    )
    form.matters.set(matters)
    return form
