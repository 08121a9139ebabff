"""Readings, their pages and refusals are sealed: what the database's owner changes of them is named."""

from __future__ import annotations

import pgtrigger
import pytest
from django.db import IntegrityError, connection, transaction

from zsa_portal.documents import store
from zsa_portal.documents.models import Document, IssuedForm, Version
from zsa_portal.documents.readings import ReadLog, ReadRefusal
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.sealing import findings, seal_logs
from zsa_portal.workflow.seals import Seal


@pytest.fixture
def read(make_user):
    """The keys of three pages read and of three refusals, sealed."""
    user = make_user()
    document = Document.objects.create(
        kind="archive.record", title="合同", level=Level.CONFIDENTIAL, uploaded_by=user
    )
    file = store.put_own(b"x", media_type="text/plain")
    version = Version.objects.create(
        document=document, number=1, file=file, name="x.txt", uploaded_by=user
    )
    for page in (1, 2, 3):
        ReadLog.objects.create(by=user, version=version, how="page", page=page, level="restricted")
        ReadRefusal.objects.create(by=user, document=document, how="page", level="restricted")
    seal_logs()
    assert list(findings()) == []
    return [
        list(model.objects.order_by("pk").values_list("pk", flat=True))
        for model in (ReadLog, ReadRefusal)
    ]


def as_owner(*statement):
    """What the owner of the database does, the triggers switched off."""
    connection.check_constraints()
    with pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute(*statement)


def test_a_page_that_was_altered_is_named(read):
    as_owner("UPDATE zsa_documents_readlog SET page = 9 WHERE id = %s", [read[0][1]])
    assert list(findings()) == [f"documents.pages: row {read[0][1]} was altered or moved."]


def test_a_reading_that_was_removed_is_named(read):
    as_owner("DELETE FROM zsa_documents_readlog WHERE id = %s", [read[0][0]])
    assert sorted(findings()) == [
        f"documents.{chain}: row {read[0][0]} was removed." for chain in ("pages", "readings")
    ]


@pytest.mark.parametrize(
    ("does", "what", "chains"),
    [
        ("UPDATE zsa_documents_readrefusal SET how = 'copy' WHERE id = %s", "altered or moved", 1),
        ("UPDATE zsa_documents_readrefusal SET at = now() WHERE id = %s", "altered or moved", 2),
        ("DELETE FROM zsa_documents_readrefusal WHERE id = %s", "removed", 2),
    ],
)
def test_a_refusal_that_was_altered_or_removed_is_named(read, does, what, chains):
    as_owner(does, [read[1][1]])
    assert list(findings()) == [
        f"documents.{chain}: row {read[1][1]} was {what}."
        for chain in ("refusals", "refused_forms")[:chains]
    ]


def test_the_form_that_was_refused_is_sealed(read):
    form = IssuedForm.objects.create(kind="test.form", title="决议", check_token="t")
    other = IssuedForm.objects.create(kind="test.form", title="公告", check_token="u")
    by = Document.objects.get().uploaded_by
    row = ReadRefusal.objects.create(by=by, form=form, how="inline", level="confidential").pk
    seal_logs()
    assert list(findings()) == []
    as_owner("UPDATE zsa_documents_readrefusal SET form_id = %s WHERE id = %s", [other.pk, row])
    assert list(findings()) == [f"documents.refused_forms: row {row} was altered or moved."]


def test_what_was_sealed_before_forms_were_named_stays_whole(read):
    as_owner("DELETE FROM zsa_workflow_seal WHERE chain = 'documents.refused_forms'")
    seal_logs()
    assert list(findings()) == []
    assert Seal.objects.filter(chain="documents.refused_forms").count() == len(read[1])


@pytest.mark.parametrize("named", [0, 2])
def test_a_refusal_is_of_one_paper(read, named):
    form = IssuedForm.objects.create(kind="test.form", title="决议", check_token="t")
    paper = {"document": Document.objects.get(), "form": form} if named else {}
    with pytest.raises(IntegrityError, match="a_refusal_is_of_one_paper"), transaction.atomic():
        ReadRefusal.objects.create(
            by=Document.objects.get().uploaded_by, how="inline", level="restricted", **paper
        )


def test_two_refusals_that_changed_places_are_named(read):
    first, _second, third = read[1]
    for number, to in ((first, -1), (third, first), (-1, third)):
        as_owner("UPDATE zsa_documents_readrefusal SET id = %s WHERE id = %s", [to, number])
    assert list(findings()) == [
        f"documents.{chain}: row {row} was altered or moved."
        for chain in ("refusals", "refused_forms")
        for row in (first, third)
    ]
