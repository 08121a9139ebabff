"""A record that came in a bag is a record like any other: rights, search, loan, appraisal, bag."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from archive.appraisal.actions import records_add
from archive.appraisal.using import uses_of
from archive.bags import limits
from archive.bags.actions import bag_ask, bag_leave, bag_make
from archive.bags.records import Bag
from archive.demo.walk.loans import RESTRICTED_LINE, Lender
from archive.filing.actions import filing_open
from archive.filing.collecting.numbering import fixed
from archive.filing.models import first_of
from archive.intakes.states import N
from archive.loans.states import L
from archive.records import Folder, Item
from tests.archive.holdings import record
from tests.archive.intakes.bags import came, emptied, holdings, metadata, sent, taken
from tests.archive.loans.stations import cast_of
from tests.archive.test_forbidden_steps import people_of
from tests.standards.association import START
from zsa_portal.documents.models import Document
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.refusals import BadValue


def test_a_record_named_without_an_ending_goes_and_comes_back(cast):
    above = holdings(cast)
    record(cast.department, cast.archivist, "1.2 总则", number="01.02")
    data = sent(cast, above)
    emptied()
    assert taken(cast, came(cast, data)).state == N.TAKEN
    version = Item.objects.get(name="1.2 总则").document.versions.get()
    assert (version.name, version.file.media_type) == ("1.2 总则.pdf", "application/pdf")


def rights(cast):
    """Who knows of, reads, opens and finds which of the archive's records, by their names."""
    known = {}
    for name, user in people_of(cast).items():
        here = Document.objects.filter(archive_items__state="accepted")
        client = Client()
        client.force_login(user)
        found = client.get(reverse("archive:items")).content.decode()
        known[name] = (
            *(
                sorted(rows(here, user).values_list("title", flat=True))
                for rows in (
                    type(here).discoverable_by,
                    type(here).readable_by,
                    type(here).opened_to,
                    type(here).named_to,
                )
            ),
            sorted(one for one in ("通知", "周报", "名单", "合同") if one in found),
        )
    return known


def test_everybody_has_the_rights_to_it_that_they_have_to_what_is_filed_here(cast):
    data = sent(cast, holdings(cast))
    Document.objects.update(uploaded_by=cast.custodian)
    before = rights(cast)
    assert before["head"][1] != before["custodian"][1]
    emptied()
    assert rights(cast)["custodian"][0] == []
    taken(cast, came(cast, data))
    assert rights(cast) == before


def test_a_record_is_of_a_filing_or_of_an_intake_and_never_of_both(cast, intake):
    rows = Item.objects.filter(intake=intake)
    filing = filing_open(department=cast.department, month=first_of(clock.today()), by=None)
    for wrong in ({"filing": filing}, {"intake": None}):
        with pytest.raises(IntegrityError, match="a_record_is_of"), transaction.atomic():
            rows.update(**wrong)


def test_it_is_lent(cast, intake):
    item = Item.objects.get(name="周报.pdf")
    lender = Lender(cast_of(cast), START, RESTRICTED_LINE)
    loan = lender.to(lender.start([item]), L.OPEN)
    with lender.at(lender.now):
        borrower = loan.borrower
        assert Document.objects.filter(pk=item.document_id).readable_by(borrower).exists()
        assert any("on loan" in said for said in uses_of([item.pk]))
    with clock.moved_to(loan.closes_at):
        assert not uses_of([item.pk])


def test_its_time_is_counted_from_where_its_sender_began_and_it_is_appraised(cast):
    folder = holdings(cast)
    Item.objects.filter(name="周报.pdf").update(counted_from=2015)
    data = sent(cast, folder)
    emptied()
    taken(cast, came(cast, data))
    item = Item.objects.get(name="周报.pdf")
    assert item.counted_from == 2015
    assert records_add(items=[item], by=cast.custodian).rows.get().item == item
    with pytest.raises(BadValue):
        records_add(items=[Item.objects.get(name="名单.pdf")], by=cast.custodian)


def test_its_folders_keep_their_numbers(cast, intake):
    folders = list(Folder.objects.all())
    assert fixed(folders) == {one.pk for one in folders}


def test_it_leaves_in_a_bag_again_and_comes_in_the_same(cast, intake):
    before = metadata()
    above = Folder.objects.get(name="论证会")
    data = sent(cast, above)
    bag_leave(bag=Bag.objects.get(), by=cast.custodian)
    steps = LogEntry.objects.filter(matter=intake, step__startswith="bag_").order_by("pk")
    assert [one.step for one in steps][-2:] == ["bag_ask", "bag_leave"]
    emptied()
    again = taken(cast, came(cast, data))
    assert (again.taken, metadata()) == (4, before)


def test_the_pages_of_records_show_it(cast, intake):
    client = Client()
    client.force_login(cast.custodian)
    public, paper = Item.objects.get(name="通知.pdf"), Item.objects.get(name="合同")
    Item.objects.filter(pk=paper.pk).update(label="token")
    pages = [
        (reverse("archive:public_files"), "Taken in with a bag"),
        (reverse("archive:item", args=[public.pk]), "通知"),
        (reverse("archive:item", args=[paper.pk]), "合同"),
        (reverse("archive:label", args=["token"]), "A1"),
        (reverse("archive:retention"), ""),
        (reverse("archive:bag_folder", args=[public.folder_id]), "4 records in the archive"),
    ]
    for url, said in pages:
        answer = client.get(url)
        assert answer.status_code == 200, url
        assert said in answer.content.decode(), url


def test_its_month_is_the_one_of_its_filing_or_of_its_sender(cast, intake):
    item = Item.objects.get(name="周报.pdf")
    assert (item.month, item.filing) == (first_of(clock.today()), None)
    item.month_filed = None
    item.save()
    assert "month" in str(Item._meta.get_field("month_filed").verbose_name)
    assert Item.objects.get(pk=item.pk).month is None


def test_a_bag_that_no_portal_takes_in_is_not_begun(cast, monkeypatch):
    folder = holdings(cast)
    with monkeypatch.context() as patched:
        patched.setattr(limits.zipped, "MOST_MEMBERS", limits.OWN_FILES + 3)
        with pytest.raises(BadValue, match="4 records are too many for one bag: at most 3"):
            bag_ask(folder=folder, purpose="移交", by=cast.custodian)
        patched.setattr(limits.zipped, "MOST_MEMBERS", limits.OWN_FILES + 4)
        size = limits.size_of(Item.objects.all()).size
        patched.setattr(limits, "most_bytes", lambda: size - 1)
        with pytest.raises(BadValue, match="too much for one bag"):
            bag_ask(folder=folder, purpose="移交", by=cast.custodian)
        assert not Bag.objects.exists()
        patched.setattr(limits, "most_bytes", lambda: size)
        assert bag_ask(folder=folder, purpose="移交", by=cast.custodian).total == 4


def test_a_zip_that_became_too_large_all_the_same_has_failed_with_its_size(cast, settings):
    bag = bag_ask(folder=holdings(cast), purpose="移交", by=cast.custodian)
    settings.FILES_MAX_BYTES = 1024
    assert bag_make(bag.pk)
    bag.refresh_from_db()
    assert (bag.state, bag.file) == (Bag.State.FAILED, None)
    assert "KB" in bag.error
