"""What a loan opens, and that it ends by the clock alone; one rule for lists, counts and has_perm."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from archive.loans.models import Loan
from archive.loans.records import LoanItem
from archive.loans.rights import lines_of
from archive.loans.states import L
from archive.records import Item
from archive.search.queries import items_for
from archive.search.ways import kept as records
from zsa_portal.documents.grants import granted_until, granted_versions, remark_of
from zsa_portal.documents.models import Document, Version
from zsa_portal.people.administration.offices import Office
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import catch_up, perform
from zsa_portal.workflow.settle import begin

READ = "zsa_documents.read_document"
DOWNLOAD = "zsa_documents.download_document"
DISCOVER = "zsa_documents.discover_document"


def may(user, right, document):
    user.__dict__.pop("_places", None)
    return user.has_perm(right, document)


@pytest.fixture
def opened(loan_at):
    """A walker, an open loan and its document."""
    lender, loan = loan_at(L.OPEN)
    return lender, loan, loan.rows.get().item.document


@pytest.mark.rule("A12a")
def test_the_last_second_of_a_loan_is_allowed_and_the_next_refused(opened, cast):
    _lender, loan, document = opened
    reading = reverse("documents:read", args=[document.pk])
    client = Client()
    client.force_login(cast.clerk)
    with clock.moved_to(loan.closes_at - dt.timedelta(seconds=1)):
        assert may(cast.clerk, READ, document)
        assert client.get(reading).status_code == 200
    with clock.moved_to(loan.closes_at):
        assert not may(cast.clerk, READ, document)
        assert client.get(reading).status_code == 403
    assert loan.closes_at == clock.start_of(loan.ends_on + dt.timedelta(days=1))
    assert type(loan).objects.get(pk=loan.pk).state == L.OPEN, (
        "nothing was done: only the clock went on"
    )


@pytest.fixture
def lent(cast):
    """Lends a record to the clerk for so many days; what it is made of is written directly."""

    def lend(item, days, **fields):
        fields = {"level": Level.RESTRICTED, "borrower": cast.clerk, "purpose": str(days)} | fields
        ends_on = clock.today() + dt.timedelta(days=days)
        loan = Loan(
            owner=cast.department,
            title="x",
            opens_at=clock.now(),
            ends_on=ends_on,
            closes_at=clock.start_of(ends_on + dt.timedelta(days=1)),
            **fields,
        )
        begin(loan, by=loan.borrower, parties=[])
        LoanItem.objects.create(loan=loan, item=item)
        return loan

    return lend


def test_of_several_loans_the_one_that_ends_last_comes_first(cast, kept, lent):
    items = [kept(), kept(), kept()]
    for number, one in enumerate(items[1:], start=2):
        file = one.version.file
        one.version = items[0].document.versions.create(
            number=number, file=file, name="再版.pdf", uploaded_by=cast.other_clerk
        )
        one.document = items[0].document
        one.save()
    lent(items[0], 1)
    longest, as_long = lent(items[1], 3), lent(items[2], 3, purpose="4")
    longest.rows.get().save()
    longest.save()  # written last, it is first all the same
    lent(kept(), 9)
    lent(kept(), 9, borrower=cast.head)

    def told(user):
        given = (items[0].document_id, places_of(user), clock.now())
        return granted_versions(*given), remark_of(*given), granted_until(*given)

    first, second, third = (one.version_id for one in items)
    assert told(cast.clerk) == ([second, third, first], lines_of(longest), as_long.closes_at)
    assert lines_of(longest) != lines_of(as_long)
    assert told(cast.head) == ([], [], None)
    Document.objects.update(level=Level.CONFIDENTIAL)
    assert told(cast.clerk) == ([], [], None)


def test_the_first_instant_of_a_loan_opens_it(loan_at, cast, kept):
    lender, loan = loan_at(L.DRAFT)
    loan.starts_on += dt.timedelta(days=3)
    loan.save(update_fields=["starts_on"])
    loan = lender.to(loan, L.OPEN)
    document = loan.rows.get().item.document
    assert loan.opens_at == clock.start_of(loan.starts_on)
    with clock.moved_to(loan.opens_at - dt.timedelta(seconds=1)):
        assert not may(cast.clerk, READ, document)
    with clock.moved_to(loan.opens_at):
        assert may(cast.clerk, READ, document)


def test_a_loan_opens_to_the_borrower_alone(opened, cast):
    lender, _loan, document = opened
    with clock.moved_to(lender.now):
        for other in (cast.head, cast.archivist, cast.quality):
            assert not may(other, READ, document)
            assert may(other, DISCOVER, document)


def test_a_revoked_loan_is_closed_at_once(opened, cast):
    lender, loan, document = opened
    with clock.moved_to(lender.now):
        assert may(cast.clerk, READ, document)
        perform(loan.revoke_loan, by=cast.custodian, reason="用途变更")
        assert not may(cast.clerk, READ, document)


def test_a_loan_ended_early_is_closed_at_once(opened, cast):
    lender, loan, document = opened
    with clock.moved_to(lender.now):
        perform(loan.give_back, by=cast.clerk)
        assert not may(cast.clerk, READ, document)


def test_who_left_the_association_reads_nothing_more(opened, cast):
    lender, _loan, document = opened
    cast.clerk.department_memberships.update(ends=clock.day_of(lender.now) - dt.timedelta(days=1))
    with clock.moved_to(lender.now):
        assert not may(cast.clerk, READ, document)


def test_an_office_of_administration_reads_nothing(opened, cast):
    from django.contrib.auth.models import Group

    lender, _loan, document = opened
    office, _made = Group.objects.get_or_create(name=Office.SYSTEM)
    cast.clerk.groups.add(office)
    with clock.moved_to(lender.now):
        assert not may(cast.clerk, READ, document)


def test_a_record_graded_above_what_was_approved_is_closed(opened, cast):
    lender, _loan, document = opened
    document.level = Level.CONFIDENTIAL
    document.save()
    with clock.moved_to(lender.now):
        assert not may(cast.clerk, READ, document)


def test_a_confidential_loan_opens_a_confidential_record(loan_at, cast):
    lender, loan = loan_at(L.OPEN, Level.CONFIDENTIAL)
    with clock.moved_to(lender.now):
        assert may(cast.clerk, READ, loan.rows.get().item.document)


def test_a_record_disposed_of_or_withdrawn_is_closed(opened, cast):
    lender, _loan, document = opened
    with clock.moved_to(lender.now):
        Item.objects.filter(document=document).update(state=Item.State.DISPOSED)
        assert not may(cast.clerk, READ, document)
        Item.objects.filter(document=document).update(state=Item.State.ACCEPTED)
        document.withdrawn_at = clock.now()
        document.save()
        assert not may(cast.clerk, READ, document)


def test_reading_is_not_downloading_and_neither_is_the_original(opened, cast):
    lender, loan, document = opened
    with clock.moved_to(lender.now):
        assert may(cast.clerk, READ, document)
        assert not may(cast.clerk, DOWNLOAD, document)
        type(loan).objects.filter(pk=loan.pk).update(copies_allowed=True)
        assert may(cast.clerk, DOWNLOAD, document)
        assert not Version.objects.readable_by(cast.clerk).filter(document=document).exists()


@pytest.mark.parametrize("name", ["download", "view"])
def test_the_original_of_a_borrowed_record_never_leaves(opened, cast, name):
    lender, loan, document = opened
    type(loan).objects.filter(pk=loan.pk).update(copies_allowed=True)
    client = Client()
    client.force_login(cast.clerk)
    with clock.moved_to(lender.now):
        version = document.versions.get()
        assert client.get(reverse(f"documents:{name}", args=[version.pk])).status_code == 403


def test_lists_counts_and_single_checks_agree(opened, cast, kept):
    lender, _loan, document = opened
    kept("另一份")
    with clock.moved_to(lender.now):
        listed = set(Document.objects.readable_by(cast.clerk).values_list("pk", flat=True))
        single = {one.pk for one in Document.objects.all() if may(cast.clerk, READ, one)}
        assert listed == single == {document.pk}
        assert {
            row.document_id for row in items_for(cast.clerk, records()) if row.readable
        } == listed


def test_a_right_of_another_thing_is_not_answered(opened, cast):
    _lender, loan, document = opened
    assert not cast.clerk.has_perm(READ)
    assert not cast.clerk.has_perm(READ, loan)
    assert not cast.clerk.has_perm("zsa_documents.delete_document", document)


def test_the_calendar_notes_the_end(opened):
    _lender, loan, _document = opened
    with clock.moved_to(loan.closes_at - dt.timedelta(seconds=1)):
        assert catch_up(loan).state == L.OPEN
    with clock.moved_to(loan.closes_at):
        assert catch_up(loan).state == L.CLOSED
