"""Papers that an organisation files once for all its matters."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from zsa_portal.documents.access import PaperKind, uploads
from zsa_portal.documents.filed import FiledKind, file_paper, on_file, take_along
from zsa_portal.documents.models import Document, Version
from zsa_portal.ui.refused import BadValue

CHARTER = FiledKind("test.charter", "secretariat")


@pytest.fixture(autouse=True)
def charter():
    """The kind of the paper, which nobody adds to a matter by hand."""
    uploads[CHARTER.kind] = PaperKind(CHARTER.kind, "Charter", roles=(), level="restricted")
    yield
    del uploads[CHARTER.kind]


@pytest.fixture
def body(make_organisation):
    return make_organisation()


def filed(body, by, text="章程"):
    upload = ContentFile(text.encode(), name="charter.txt")
    return file_paper(organisation=body, kind=CHARTER, upload=upload, by=by)


def test_a_paper_filed_again_is_its_next_version(body, make_user, make_staff):
    make_staff()
    own = make_user(organisation=body)
    first, same, second = filed(body, own), filed(body, own), filed(body, own, "新章程")
    assert (first.number, same.pk, second.number) == (1, first.pk, 2)
    assert on_file(body, [CHARTER.kind]) == {CHARTER.kind: second}
    assert Document.objects.filter(kind=CHARTER.kind).count() == 1


def test_only_its_own_people_file_and_they_and_the_department_read(
    body, make_user, make_staff, make_organisation
):
    staff, elsewhere = make_staff(), make_staff(department="finance")
    own, other = make_user(organisation=body), make_user(organisation=make_organisation())
    document = filed(body, own).document
    for who in (staff, elsewhere, other):
        with pytest.raises(PermissionDenied):
            filed(body, who)
    reads = {
        who: Document.objects.readable_by(who).filter(pk=document.pk).exists()
        for who in (own, staff, elsewhere, other, None)
    }
    assert reads == {own: True, staff: True, elsewhere: False, other: False, None: False}


def test_a_withdrawn_paper_is_not_on_file(body, make_user, make_staff):
    make_staff()
    version = filed(body, make_user(organisation=body))
    Document.objects.filter(pk=version.document_id).update(withdrawn_at=version.at)
    assert on_file(body, [CHARTER.kind]) == {}


def test_without_the_department_nothing_is_filed(body, make_user):
    with pytest.raises(BadValue):
        filed(body, make_user(organisation=body))
    assert Version.objects.count() == 0


def test_a_matter_takes_along_what_is_on_file_once(body, make_user, make_staff, make_matter):
    make_staff()
    own = make_user(organisation=body)
    version, matter = filed(body, own), make_matter()
    taken = take_along(matter=matter, versions=[version], by=own)
    assert [(one.document.matter_id, one.file_id) for one in taken] == [
        (matter.pk, version.file_id)
    ]
    assert take_along(matter=matter, versions=[version], by=own) == []
    newer = filed(body, own, "新章程")
    assert [one.number for one in take_along(matter=matter, versions=[newer], by=own)] == [2]
