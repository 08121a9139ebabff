"""The head reads what he approves, page by page, while the list is before him (A03a)."""

from __future__ import annotations

import datetime as dt

import pytest

from archive import roles
from archive.exceptions.queries import seen_by
from archive.filing.actions import filing_open
from tests.standards.association import LONG_AGO
from zsa_portal.documents.explaining import reasons
from zsa_portal.documents.grants import granted_versions, remark_of
from zsa_portal.documents.models import Document
from zsa_portal.people.models import DepartmentMembership, Deputyship
from zsa_portal.people.places import forget, places_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Involvement, Recusal
from zsa_portal.workflow.perform import perform


@pytest.fixture
def secret(row):
    """A confidential file on the list, which the archivist sent."""
    return row("名单.docx", level="confidential")


def reads(user, item):
    forget(user)
    return Document.objects.filter(pk=item.document_id).readable_by(user).exists()


def test_it_opens_with_the_check_and_closes_with_the_decision(filing, cast, secret, submitted):
    assert not reads(cast.head, secret)
    filing = submitted(filing)
    assert reads(cast.head, secret)
    document = Document.objects.filter(pk=secret.document_id)
    assert not document.opened_to(cast.head).exists()
    assert not document.savable_by(cast.head).exists()
    perform(filing.approve_list, by=cast.head)
    assert not reads(cast.head, secret)


def test_it_ends_when_the_list_goes_back(filing, cast, secret, submitted):
    perform(submitted(filing).return_list, by=cast.head, reason="缺页")
    assert not reads(cast.head, secret)


def test_nobody_else_reads_by_it(filing, cast, secret, submitted):
    submitted(filing)
    for name in ("clerk", "other_head", "other_clerk", "quality_head"):
        assert not reads(getattr(cast, name), secret)


def test_another_part_another_list_or_a_part_that_ended_opens_nothing(
    filing, cast, secret, submitted
):
    own = filing_open(department=cast.other_department, month=filing.month, by=None)
    party = own.party(roles.HEAD)
    filing = submitted(filing)
    filing.involve(roles.PUBLIC_KEEPER, party)
    Involvement.objects.create(
        matter_id=filing.pk, role=roles.HEAD.code, party=party, until=clock.now()
    )
    assert reads(cast.head, secret)
    assert not reads(cast.other_head, secret)


def test_a_recusal_of_another_from_another_list_or_lifted_takes_nothing(
    filing, cast, secret, submitted
):
    other = filing_open(department=cast.other_department, month=filing.month, by=None)
    declared = [(filing, cast.other_head, None), (other, cast.head, None)]
    for matter, user, lifted in [*declared, (filing, cast.head, clock.now())]:
        Recusal.objects.create(
            matter_id=matter.pk, user=user, reason="本人事项", declared_by=user, lifted_at=lifted
        )
    submitted(filing)
    assert reads(cast.head, secret)


def test_a_head_who_is_recused_does_not(filing, cast, secret, submitted):
    filing = submitted(filing)
    Recusal.objects.create(
        matter_id=filing.pk, user=cast.head, reason="本人事项", declared_by=cast.head
    )
    assert not reads(cast.head, secret)


def test_who_stands_in_for_the_head_reads_and_a_former_head_does_not(
    filing, cast, secret, submitted
):
    submitted(filing)
    Deputyship.objects.create(
        principal=cast.head,
        deputy=cast.other_clerk,
        starts=clock.today(),
        ends=clock.today() + dt.timedelta(days=9),
    )
    assert reads(cast.other_clerk, secret)
    heads = DepartmentMembership.objects.filter(user=cast.head, is_head=True)
    heads.update(starts=LONG_AGO, ends=clock.today() - dt.timedelta(days=1))
    assert not reads(cast.head, secret)


def test_a_file_of_another_list_stays_closed(filing, cast, secret, submitted, row):
    other = row("另.docx", level="confidential")
    other.filing.items.filter(pk=other.pk).update(state="disposed")
    submitted(filing)
    assert not reads(cast.head, other)


def test_the_versions_read_are_those_signed_of_that_paper(filing, cast, secret, submitted, row):
    row("另.docx", level="confidential")
    submitted(filing)
    signed = secret.document.versions.get()
    secret.document.versions.create(
        number=2, file=signed.file, name="新.docx", uploaded_by=cast.archivist
    )

    def opened(user):
        forget(user)
        return granted_versions(secret.document_id, places_of(user), clock.now())

    assert (opened(cast.head), opened(cast.other_head)) == ([signed.pk], [])


def test_it_is_explained_and_stands_on_the_pages(filing, cast, secret, submitted):
    submitted(filing)
    assert "Checks the filing as the head of the department" in map(
        str, reasons(secret.document, cast.head)
    )
    assert any("Checks the filing" in one.rule for one in seen_by(secret))
    lines = remark_of(secret.document_id, places_of(cast.head), clock.now())
    assert lines[0] == "归档审核：TC服务部 2026年3月"
    assert cast.head.name in lines[1]
