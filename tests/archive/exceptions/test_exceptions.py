"""Named exceptions: given by the custodian with reason and end, one rule with everything else."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from archive.exceptions.actions import exception_approve, exception_give, exception_revoke
from archive.exceptions.queries import _by_exception
from archive.exceptions.records import DocumentException, FolderException
from archive.exceptions.rights import exceptions_for, remark, until
from archive.records import Folder, Item
from tests.archive.holdings import record
from tests.standards.association import START, person
from zsa_portal.documents.explaining import reasons
from zsa_portal.documents.grants import granted_versions
from zsa_portal.documents.models import Document, Version
from zsa_portal.people.administration.offices import Office
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.refusals import BadValue

READ = "zsa_documents.read_document"
DOWNLOAD = "zsa_documents.download_document"
UNTIL = clock.day_of(START) + dt.timedelta(days=7)


@pytest.fixture(autouse=True)
def beginning():
    with clock.moved_to(START):
        yield


@pytest.fixture
def secret(cast):
    return record(cast.other_department, cast.other_clerk, "机密件", level=Level.CONFIDENTIAL)


def give(cast, on, user=None, **values):
    """An exception that a leader has approved."""
    values = {"until": UNTIL, "reason": "审计需要", "copies": False, "by": cast.custodian} | values
    given = exception_give(on=on, user=user or cast.clerk, **values)
    exception_approve(exception=given, by=cast.secretary_general)
    return given


def may(user, right, document):
    return user.has_perm(right, document)


def test_an_exception_opens_a_document_until_the_end_of_its_last_day(secret, cast):
    given = give(cast, secret.document)
    assert given.until == clock.start_of(UNTIL + dt.timedelta(days=1))
    assert may(cast.clerk, READ, secret.document)
    assert not may(cast.clerk, DOWNLOAD, secret.document)
    assert not may(cast.archivist, READ, secret.document)
    with clock.moved_to(given.until - dt.timedelta(seconds=1)):
        assert may(cast.clerk, READ, secret.document)
    with clock.moved_to(given.until):
        assert not may(cast.clerk, READ, secret.document)


def test_the_pages_say_the_last_day_on_which_it_is_open(secret, cast):
    give(cast, secret.document)
    lines = remark(secret.document_id, places_of(cast.clerk), clock.now())
    assert lines[1] == f"授权时间：{START:%Y-%m-%d} 至 {UNTIL:%Y-%m-%d}"


def test_an_exception_may_let_copies_be_saved_and_never_the_original(secret, cast):
    give(cast, secret.document, copies=True)
    assert may(cast.clerk, READ, secret.document)
    assert may(cast.clerk, DOWNLOAD, secret.document)
    assert not Version.objects.readable_by(cast.clerk).exists()


def test_a_revoked_exception_is_closed_at_once_and_kept_on_the_list(secret, cast):
    given = give(cast, secret.document)
    exception_revoke(exception=given, reason="审计结束", by=cast.custodian)
    assert not may(cast.clerk, READ, secret.document)
    row = DocumentException.objects.get()
    assert (row.revoked_for, row.revoked_by) == ("审计结束", cast.custodian)
    with pytest.raises(BadValue, match="revoked already"):
        exception_revoke(exception=given, reason="再次", by=cast.custodian)
    give(cast, secret.document)
    assert may(cast.clerk, READ, secret.document)


def test_an_exception_for_a_folder_opens_what_lies_in_and_below_it(cast):
    def kept(number, home=cast.other_department, **fields):
        fields |= {"number": number, "level": Level.CONFIDENTIAL}
        return record(home, cast.other_clerk, number, **fields).document

    inside, below, beside, alike = kept("01"), kept("01.02"), kept("02"), kept("010")
    listed, elsewhere = kept("01", state="listed"), kept("01", home=cast.department)
    before = kept("03")
    Folder.objects.filter(number="03").update(year=clock.today().year - 1, number="01")
    longer = UNTIL + dt.timedelta(days=2)
    given = give(cast, inside.archive_items.get().folder, until=longer, reason="整卷")
    assert isinstance(given, FolderException)
    give(cast, below)
    documents = (inside, below, beside, alike, listed, elsewhere, before)
    readable = set(Document.objects.readable_by(cast.clerk))
    assert readable == {inside, below}
    told = places_of(cast.clerk), clock.now()
    assert {one for one in documents if granted_versions(one.pk, *told)} == readable
    assert {one for one in documents if remark(one.pk, *told)} == readable
    assert [until(one.pk, *told) for one in (below, beside)] == [given.until, None]
    assert remark(below.pk, *told)[2] == "授权事由：整卷"
    assert not exceptions_for(below.pk, places_of(cast.archivist), clock.now())


def test_the_record_taken_in_last_is_read_first(secret, cast):
    def again(number, at):
        one = Item.objects.get(pk=secret.pk)
        one.pk, one.accepted_at = None, at
        one.version = secret.document.versions.create(
            number=number, file=secret.version.file, name="再次.pdf", uploaded_by=cast.other_clerk
        )
        one.save()
        return one.version_id

    give(cast, secret.document)
    earlier = START - dt.timedelta(days=1)
    second, third = again(2, earlier), again(3, earlier)
    opened = granted_versions(secret.document_id, places_of(cast.clerk), clock.now())
    assert opened == [secret.version_id, third, second]


def test_an_exception_opens_nothing_before_its_first_instant(secret, cast):
    DocumentException.objects.filter(pk=give(cast, secret.document).pk).update(
        since=START + dt.timedelta(seconds=1)
    )
    assert not may(cast.clerk, READ, secret.document)
    with clock.moved_to(START + dt.timedelta(seconds=1)):
        assert may(cast.clerk, READ, secret.document)


def test_only_the_custodian_gives_and_revokes(secret, cast):
    for other in (
        cast.head,
        cast.secretary_general,
        cast.vice_chair,
        cast.other_head,
        cast.quality,
    ):
        with pytest.raises(PermissionDenied):
            give(cast, secret.document, by=other)
    given = give(cast, secret.document)
    with pytest.raises(PermissionDenied):
        exception_revoke(exception=given, reason="x", by=cast.secretary_general)
    assert DocumentException.objects.get().revoked_at is None


def test_nobody_gives_an_exception_to_oneself(secret, cast):
    with pytest.raises(PermissionDenied):
        give(cast, secret.document, user=cast.custodian)


def test_an_office_of_administration_gets_none_and_one_given_before_is_closed(secret, cast):
    from django.contrib.auth.models import Group

    give(cast, secret.document)
    officer = person("officer")
    officer.groups.add(Group.objects.get(name=Office.SECURITY))
    with pytest.raises(BadValue):
        give(cast, secret.document, user=officer)
    cast.clerk.groups.add(Group.objects.get(name=Office.SYSTEM))
    cast.clerk.__dict__.pop("_places", None)
    assert not may(cast.clerk, READ, secret.document)


@pytest.mark.parametrize("days", [-1, 400])
def test_an_exception_ends_between_today_and_a_year_from_now(secret, cast, days):
    with pytest.raises(BadValue):
        give(cast, secret.document, until=clock.today() + dt.timedelta(days=days))


def test_the_same_exception_is_not_given_twice(secret, cast):
    give(cast, secret.document)
    with pytest.raises(BadValue, match="revoke it first"):
        give(cast, secret.document)
    with clock.moved_to(START + dt.timedelta(days=30)):
        give(cast, secret.document, until=clock.today())
    assert DocumentException.objects.filter(revoked_at=None).count() == 1


def test_guardians_own_rows_open_nothing(secret, cast):
    from django.contrib.auth.models import Permission
    from guardian.models import UserObjectPermission

    permission = Permission.objects.get(codename="read_document")
    UserObjectPermission.objects.create(
        user=cast.clerk,
        permission=permission,
        content_object=secret.document,
        object_pk=str(secret.document.pk),
        content_type=permission.content_type,
    )
    assert not may(cast.clerk, READ, secret.document)


def test_it_is_explained_who_may_read_and_why(secret, cast):
    assert reasons(secret.document, cast.clerk) == []
    give(cast, secret.document)
    assert [str(one) for one in reasons(secret.document, cast.clerk)] == ["A named exception"]
    assert reasons(secret.document, cast.other_clerk) == []
    Item.objects.update(state=Item.State.LISTED)
    assert [str(one) for one in reasons(secret.document, cast.other_clerk)] == ["Uploaded it"]
    assert len(reasons(secret.document, cast.custodian)) == 1


def test_the_custodian_sees_gives_and_revokes_on_the_screen(secret, cast):
    client = Client()
    client.force_login(cast.custodian)
    access = reverse("archive:item_access", args=[secret.pk])
    given = {"user": cast.clerk.pk, "until": UNTIL.isoformat(), "reason": "审计需要"}
    for name in ("exception_give", "exception_give_folder"):
        url = reverse(f"archive:{name}", args=[secret.pk])
        assert client.get(url).status_code == 200
        assert client.post(url, given | {"user": "999999"}).status_code == 422
        assert client.post(url, given).status_code == 302
    for one in (*DocumentException.objects.all(), *FolderException.objects.all()):
        exception_approve(exception=one, by=cast.vice_chair)
    text = client.get(access).content.decode()
    assert "Exception: 审计需要" in text
    assert "Exception for the folder: 审计需要" in text
    asked = client.get(access, {"person": cast.clerk.pk})
    assert [str(one) for one in asked.context["reasons"]] == ["A named exception"]
    assert client.get(access, {"person": cast.head.pk}).context["reasons"] == []
    listed = client.get(reverse("archive:exceptions"))
    assert listed.context["table"].paginator.count == 2
    row = DocumentException.objects.get()
    revoke = reverse("archive:exception_revoke", args=["document", row.pk])
    assert client.post(revoke, {"reason": "审计结束"}).status_code == 302
    assert client.get(reverse("archive:exceptions"), {"export": "xlsx"}).status_code == 200
    assert client.get(reverse("archive:exception_revoke", args=["other", 1])).status_code == 404


@pytest.mark.parametrize("name", ["head", "secretary_general", "clerk"])
def test_the_screens_are_the_custodians(secret, cast, name):
    given = give(cast, secret.document)
    client = Client()
    client.force_login(getattr(cast, name))
    for url_name, args in (
        ("exceptions", []),
        ("item_access", [secret.pk]),
        ("exception_give", [secret.pk]),
        ("exception_give_folder", [secret.pk]),
        ("exception_revoke", ["document", given.pk]),
    ):
        url = reverse(f"archive:{url_name}", args=args)
        assert client.get(url).status_code == 403
        assert client.post(url, {"reason": "理由"}).status_code in (403, 405)
    assert DocumentException.objects.get().revoked_at is None


def test_what_stands_on_the_pages_costs_the_same_at_many_exceptions(
    cast, django_assert_num_queries
):
    def kept(number):
        return record(
            cast.other_department, cast.other_clerk, number, number=number, level="confidential"
        )

    rows = [kept(number) for number in ("01", "01.02", "02", "03")]
    for row in rows:
        give(cast, row.folder, reason=f"因{row.folder.number}")
    who, document = places_of(cast.clerk), rows[1].document_id
    with django_assert_num_queries(2):
        found = exceptions_for(document, who, clock.now())
    assert {one.reason for one in found} == {"因01", "因01.02"}
    with django_assert_num_queries(2):
        reasons_told = [seen.rule for seen in _by_exception(rows[1].document, clock.now())]
    assert len(reasons_told) == 2
