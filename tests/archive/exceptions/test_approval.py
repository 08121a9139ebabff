"""机密 records open by an exception once a leader approved it, either of the two, never their own."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from archive.exceptions.actions import (
    exception_approve,
    exception_give,
    exception_refuse,
    exception_revoke,
)
from archive.exceptions.approving import approves
from archive.exceptions.queries import seen_by, waiting_at
from archive.exceptions.records import DocumentException, FolderException
from archive.exceptions.rights import exceptions_for, remark, until, versions
from archive.exceptions.telling import DECIDED, WAITS, waiting_remind
from tests.archive.holdings import record
from tests.standards.association import LONG_AGO, START, person
from zsa_portal.documents.explaining import reasons
from zsa_portal.documents.models import Document
from zsa_portal.home.context import shell
from zsa_portal.outbox.models import Mail, Message
from zsa_portal.people.administration.offices import Office
from zsa_portal.people.models import Department, DepartmentMembership, Deputyship, Post, PostHolding
from zsa_portal.people.places import forget, places_of
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.models import Level

READ, DOWNLOAD = "zsa_documents.read_document", "zsa_documents.download_document"
UNTIL = clock.day_of(START) + dt.timedelta(days=7)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def beginning():
    with clock.moved_to(START):
        yield


def kept(cast, name, level=Level.CONFIDENTIAL, number="01"):
    return record(cast.other_department, cast.other_clerk, name, level=level, number=number)


@pytest.fixture
def secret(cast):
    return kept(cast, "金丝雀纪要")


def give(cast, on, user=None, *, by=None, copies=True):
    return exception_give(
        on=on,
        user=user or cast.clerk,
        until=UNTIL,
        reason="审计需要",
        copies=copies,
        by=by or cast.custodian,
    )


def deputy_for(principal, name, *, ends=None):
    made = person(name)
    home = Department.objects.get_or_create(code="innovation")[0]
    DepartmentMembership.objects.create(user=made, department=home, starts=LONG_AGO)
    Deputyship.objects.create(principal=principal, deputy=made, starts=LONG_AGO, ends=ends)
    return made


def says(item, user):
    """Whether a record is open to a user, when every way of asking says the same."""
    document, told = item.document, (places_of(user), clock.now())
    answers = {
        user.has_perm(READ, document),
        user.has_perm(DOWNLOAD, document),
        document in Document.objects.readable_by(user),
        bool(exceptions_for(document.pk, *told)),
        bool(remark(document.pk, *told)),
        bool(versions(document.pk, *told)),
        until(document.pk, *told) is not None,
        str(user) in [one.who for one in seen_by(item)],
        bool(reasons(document, user)),
    }
    assert len(answers) == 1
    return answers.pop()


COVERED = "Confidential records that are put there later are covered too, without being asked anew."


def asked(leader, exception, name="exception_approve"):
    client = Client()
    client.force_login(leader)
    url = reverse(f"archive:{name}", args=[exception.kind, exception.pk])
    return client.get(url).content.decode()


def test_a_leader_reads_how_many_confidential_records_a_folder_holds_and_what_comes_later(
    secret, cast
):
    kept(cast, "名单", number=secret.folder.number)
    kept(cast, "纪要", level=Level.RESTRICTED, number=secret.folder.number)
    kept(cast, "别处", number="02")
    given = give(cast, secret.folder)
    page = asked(cast.vice_chair, given)
    assert "The folder and those in it hold 2 confidential records now." in page
    assert COVERED in page
    assert COVERED not in asked(cast.vice_chair, given, "exception_refuse")
    exception_approve(exception=given, by=cast.vice_chair)
    assert says(kept(cast, "后来", number=secret.folder.number), cast.clerk)


def test_of_a_single_record_nothing_is_said_of_others(secret, cast):
    page = asked(cast.vice_chair, give(cast, secret.document))
    assert "The folder and those" not in page
    assert COVERED not in page


@pytest.mark.rule("A13c")
@pytest.mark.parametrize("leader", ["secretary_general", "vice_chair"])
@pytest.mark.parametrize("of_folder", [False, True])
def test_a_confidential_record_opens_once_a_leader_approved(secret, cast, leader, of_folder):
    given = give(cast, secret.folder if of_folder else secret.document)
    assert not says(secret, cast.clerk)
    exception_approve(exception=given, by=getattr(cast, leader))
    assert says(secret, cast.clerk)
    assert not says(secret, cast.archivist)
    given.refresh_from_db()
    assert (given.approved_by, given.approved_at) == (getattr(cast, leader), START)
    with clock.moved_to(given.until - dt.timedelta(seconds=1)):
        assert says(secret, cast.clerk)
    with clock.moved_to(given.until):
        assert not says(secret, cast.clerk)


@pytest.mark.rule("A13c")
def test_below_that_it_opens_at_once_and_until_it_is_graded_higher(cast):
    item = kept(cast, "周报", Level.RESTRICTED)
    given = give(cast, item.document)
    assert says(item, cast.clerk)
    for graded in (Level.CONFIDENTIAL, ""):
        Document.objects.update(level=graded)
        item.document.refresh_from_db()
        assert not says(item, cast.clerk)
    exception_approve(exception=given, by=cast.vice_chair)
    assert says(item, cast.clerk)


@pytest.mark.rule("A13c")
def test_of_a_folder_of_both_levels_the_one_opens_at_once_and_the_other_once_approved(cast):
    plain = kept(cast, "周报", Level.RESTRICTED)
    below = kept(cast, "会议纪要", number="01.02")
    beside = kept(cast, "别的", number="02")
    given = give(cast, plain.folder)
    assert [says(one, cast.clerk) for one in (plain, below, beside)] == [True, False, False]
    assert not cast.clerk.has_perm("archive.read_folder", plain.folder)
    exception_approve(exception=given, by=cast.secretary_general)
    assert [says(one, cast.clerk) for one in (plain, below, beside)] == [True, True, False]
    exception_revoke(exception=given, reason="审计结束", by=cast.custodian)
    assert [says(one, cast.clerk) for one in (plain, below, beside)] == [False, False, False]


def test_a_folder_is_ones_to_read_where_all_in_it_is(cast):
    plain = kept(cast, "周报", Level.RESTRICTED)
    assert not cast.clerk.has_perm("archive.read_folder", plain.folder)
    give(cast, plain.folder, copies=False)
    assert cast.clerk.has_perm("archive.read_folder", plain.folder)
    assert not cast.clerk.has_perm("archive.download_folder", plain.folder)
    assert cast.other_clerk.has_perm("archive.download_folder", plain.folder)
    assert not cast.clerk.has_perm("archive.read_folder")
    assert not cast.clerk.has_perm("archive.read_folder", plain.document)
    empty = kept(cast, "空", number="05").folder
    empty.items.update(state="disposed")
    assert not cast.custodian.has_perm("archive.read_folder", empty)


@pytest.mark.rule("A13c")
@pytest.mark.parametrize("name", ["custodian", "clerk", "head", "other_head", "quality_head"])
def test_nobody_else_approves_or_refuses(secret, cast, name):
    given = give(cast, secret.document)
    by = getattr(cast, name)
    assert not approves(given, by)
    with pytest.raises(PermissionDenied):
        exception_approve(exception=given, by=by)
    with pytest.raises(PermissionDenied):
        exception_refuse(exception=given, reason="不必", by=by)
    row = DocumentException.objects.get()
    assert (row.approved_at, row.revoked_at) == (None, None)
    assert not says(secret, cast.clerk)


@pytest.mark.rule("A13c")
def test_no_leader_approves_what_is_for_oneself(secret, cast):
    given = give(cast, secret.document, cast.secretary_general)
    deputy = deputy_for(cast.secretary_general, "deputy")
    for by in (cast.secretary_general, deputy):
        assert not approves(given, by)
        with pytest.raises(PermissionDenied):
            exception_approve(exception=given, by=by)
    exception_approve(exception=given, by=cast.vice_chair)


@pytest.mark.rule("A13c")
def test_no_leader_approves_what_one_gave_standing_in_for_the_custodian(secret, cast):
    Deputyship.objects.create(
        principal=cast.custodian, deputy=cast.secretary_general, starts=LONG_AGO
    )
    forget(cast.secretary_general)
    given = give(cast, secret.document, by=cast.secretary_general)
    deputy = deputy_for(cast.secretary_general, "deputy")
    for by in (cast.secretary_general, deputy):
        assert not approves(given, by)
        with pytest.raises(PermissionDenied):
            exception_approve(exception=given, by=by)
    exception_approve(exception=given, by=cast.vice_chair)


@pytest.mark.rule("A13c")
def test_a_deputy_approves_in_the_time_of_standing_in_and_never_the_own(secret, cast):
    lapsed = deputy_for(cast.vice_chair, "lapsed", ends=clock.today() - DAY)
    deputy = deputy_for(cast.vice_chair, "deputy", ends=clock.today())
    given = give(cast, secret.document)
    for_deputy = give(cast, secret.document, deputy)
    assert [approves(given, one) for one in (lapsed, deputy)] == [False, True]
    assert not approves(for_deputy, deputy)
    with clock.moved_to(START + DAY):
        assert not approves(given, deputy)
    exception_approve(exception=given, by=deputy)
    assert says(secret, cast.clerk)


@pytest.mark.rule("A13c")
def test_who_holds_an_office_of_administration_approves_nothing(secret, cast):
    given = give(cast, secret.document)
    cast.vice_chair.groups.add(Group.objects.get(name=Office.AUDIT))
    forget(cast.vice_chair)
    with pytest.raises(PermissionDenied):
        exception_approve(exception=given, by=cast.vice_chair)


def test_the_database_itself_takes_no_approval_of_ones_own(secret, cast):
    rows = DocumentException.objects.filter(pk=give(cast, secret.document).pk)
    for by in (cast.custodian, cast.clerk):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(approved_at=START, approved_by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(approved_at=START)


def test_only_what_waits_is_decided(secret, cast):
    plain = kept(cast, "周报", Level.RESTRICTED, number="03")
    revoked, ended, twice, not_needed = (
        give(cast, secret.document, cast.archivist),
        give(cast, secret.document, cast.head),
        give(cast, secret.document),
        give(cast, plain.document),
    )
    exception_revoke(exception=revoked, reason="取消", by=cast.custodian)
    exception_approve(exception=twice, by=cast.secretary_general)
    DocumentException.objects.filter(pk=ended.pk).update(until=START)
    for given, sentence in (
        (revoked, "revoked already"),
        (ended, "has ended"),
        (twice, "approved already"),
        (not_needed, "it needs no approval"),
    ):
        for decide in (exception_approve, exception_refuse):
            more = {} if decide is exception_approve else {"reason": "不必"}
            with pytest.raises(RuleUnmet, match=sentence):
                decide(exception=given, by=cast.vice_chair, **more)


def test_a_refusal_revokes_it_with_the_reason(cast):
    plain, secret = kept(cast, "周报", Level.RESTRICTED), kept(cast, "纪要")
    given = give(cast, plain.folder)
    exception_refuse(exception=given, reason="范围过大", by=cast.vice_chair)
    row = FolderException.objects.get()
    assert (row.revoked_at, row.revoked_by, row.revoked_for, row.approved_at) == (
        START,
        cast.vice_chair,
        "范围过大",
        None,
    )
    assert [says(one, cast.clerk) for one in (plain, secret)] == [False, False]
    give(cast, plain.folder)
    assert [says(one, cast.clerk) for one in (plain, secret)] == [True, False]


def test_given_anew_it_waits_anew(secret, cast):
    exception_approve(exception=give(cast, secret.document), by=cast.vice_chair)
    with clock.moved_to(START + 30 * DAY):
        exception_give(
            on=secret.document,
            user=cast.clerk,
            until=clock.today(),
            reason="再次",
            copies=True,
            by=cast.custodian,
        )
        assert not says(secret, cast.clerk)


def test_the_history_of_the_row_holds_who_approved(secret, cast):
    exception_approve(exception=give(cast, secret.document), by=cast.vice_chair)
    events = DocumentException.pgh_event_model.objects.order_by("pgh_id")
    assert list(events.values_list("pgh_label", "approved_by", "approved_at")) == [
        ("insert", None, None),
        ("update", cast.vice_chair.pk, START),
    ]


def told(event):
    rows = Message.objects.filter(event=event).order_by("pk")
    return [row.recipient.username for row in rows]


def test_leaders_are_told_what_waits_and_both_sides_what_became_of_it(secret, cast):
    give(cast, kept(cast, "周报", Level.RESTRICTED, number="03").document)
    assert told(WAITS) == []
    approved, refused = give(cast, secret.document), give(cast, secret.folder, cast.head)
    assert sorted(told(WAITS)) == ["secretary-general"] * 2 + ["vice-chair"] * 2
    assert told(DECIDED) == []
    exception_approve(exception=approved, by=cast.vice_chair)
    assert told(DECIDED) == ["custodian", "home-clerk"]
    links = Message.objects.filter(event=DECIDED).order_by("pk").values_list("link", flat=True)
    assert list(links) == [reverse("archive:exceptions"), secret.document.get_absolute_url()]
    exception_refuse(exception=refused, reason="范围过大", by=cast.vice_chair)
    assert told(DECIDED)[2:] == ["custodian", "head"]
    assert "范围过大" in Message.objects.filter(event=DECIDED).latest("pk").body
    assert Message.objects.filter(event=DECIDED).latest("pk").link == ""
    said = [*Message.objects.values_list("subject", "body"), *Mail.objects.values_list("body")]
    assert said
    assert not any("金丝雀" in word for row in said for word in row)


def test_what_came_to_wait_otherwise_is_told_once_to_each_leader(secret, cast):
    item = kept(cast, "周报", Level.RESTRICTED, number="03")
    give(cast, item.document)
    given = give(cast, item.folder)
    assert waiting_remind() == 0
    Document.objects.filter(pk=item.document_id).update(level=Level.CONFIDENTIAL)
    assert waiting_remind() == 4
    assert waiting_remind() == 0
    PostHolding.objects.create(
        user=cast.quality_head, post=Post.SECRETARY_GENERAL, starts=clock.today()
    )
    forget(cast.quality_head)
    exception_approve(exception=given, by=cast.vice_chair)
    assert waiting_remind() == 1
    assert told(WAITS)[-1] == "quality-head"


def test_a_withdrawn_paper_waits_for_nobody(secret, cast):
    given = give(cast, secret.document)
    Document.objects.filter(pk=secret.document_id).update(withdrawn_at=START)
    with pytest.raises(RuleUnmet, match="it needs no approval"):
        exception_approve(exception=given, by=cast.vice_chair)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def number_in_menu(user):
    forget(user)
    groups = shell(SimpleNamespace(user=user, path="/"))["navigation"]
    found = [
        item["count"]
        for group in groups
        for item in group["items"]
        if item["url"] == reverse("archive:exceptions_waiting")
    ]
    return found[0] if found else None


def test_leaders_find_what_waits_and_approve_or_refuse_it(secret, cast):
    own = give(cast, secret.document, cast.secretary_general)
    rows = [give(cast, secret.document), give(cast, secret.folder, cast.head)]
    listed, client = reverse("archive:exceptions_waiting"), client_of(cast.secretary_general)
    assert number_in_menu(cast.secretary_general) == 2
    assert number_in_menu(cast.vice_chair) == 3
    assert number_in_menu(cast.custodian) is None
    assert client.get(listed).context["table"].paginator.count == 2
    approve, refuse = (
        reverse(f"archive:exception_{act}", args=[row.kind, row.pk])
        for act, row in zip(("approve", "refuse"), rows, strict=True)
    )
    assert {approve, refuse} <= set(client.get(listed).content.decode().split('"'))
    assert "审计需要" in client.get(approve).content.decode()
    assert secret.document.get_absolute_url() in client.get(approve).content.decode()
    assert f"year={START.year}" in client.get(refuse).content.decode()
    assert client.post(refuse, {"reason": ""}).status_code == 422
    for url, data in ((approve, {}), (refuse, {"reason": "范围过大"})):
        assert client.get(url).status_code == 200
        assert client.post(url, data).url == listed
        assert client.get(url).status_code == 409
        assert client.post(url, {"reason": "再次"}).status_code == 409
    assert DocumentException.objects.get(user=cast.clerk).approved_by == cast.secretary_general
    assert FolderException.objects.get().revoked_for == "范围过大"
    assert client.get(listed).context["table"].paginator.count == 0
    theirs = reverse("archive:exception_approve", args=[own.kind, own.pk])
    assert client.get(theirs).status_code == 403
    assert client.get(reverse("archive:exception_approve", args=["other", 1])).status_code == 404


@pytest.mark.parametrize("name", ["custodian", "clerk", "head", "quality_head"])
def test_the_leaders_screens_refuse_everybody_else(secret, cast, name):
    given = give(cast, secret.document)
    client = client_of(getattr(cast, name))
    assert client.get(reverse("archive:exceptions_waiting")).status_code == 403
    for act in ("approve", "refuse"):
        url = reverse(f"archive:exception_{act}", args=[given.kind, given.pk])
        assert client.get(url).status_code == 403
        assert client.post(url, {"reason": "理由", "approved_by": "1"}).status_code == 403
    row = DocumentException.objects.get()
    assert (row.approved_at, row.revoked_at) == (None, None)


def test_fields_that_a_form_does_not_have_are_not_written(secret, cast):
    extra = {"approved_at": "2026-01-01", "approved_by": cast.vice_chair.pk}
    given = {"user": cast.clerk.pk, "until": UNTIL.isoformat(), "reason": "审计需要"}
    url = reverse("archive:exception_give", args=[secret.pk])
    assert client_of(cast.custodian).post(url, given | extra).status_code == 302
    assert DocumentException.objects.get().approved_at is None
    assert not says(secret, cast.clerk)


def test_the_custodian_sees_what_waits_and_who_approved(secret, cast):
    client = client_of(cast.custodian)
    give_url = reverse("archive:exception_give", args=[secret.pk])
    assert "has approved the exception" in client.get(give_url).content.decode()
    given = give(cast, secret.document)
    give(cast, kept(cast, "周报", Level.RESTRICTED, number="03").document)
    listed, access = (
        reverse("archive:exceptions"),
        reverse("archive:item_access", args=[secret.pk]),
    )
    assert client.get(listed).content.decode().count("Waits for approval") == 1
    assert client.get(access).context["waiting"] == [given]
    assert "审计需要" in client.get(access).content.decode()
    exception_approve(exception=given, by=cast.vice_chair)
    page = client.get(listed).content.decode()
    assert "Waits for approval" not in page
    day = '<time datetime="2026-01-05">2026-01-05</time>'
    assert f"{cast.vice_chair.name} {day}" in page
    exception_revoke(exception=given, reason="审计结束", by=cast.custodian)
    assert f"{day} {cast.custodian.name}: 审计结束" in client.get(listed).content.decode()
    assert client.get(listed, {"export": "xlsx"}).status_code == 200
    assert client.get(access).context["waiting"] == []
    assert waiting_at(kept(cast, "周报二", Level.RESTRICTED)) == []
