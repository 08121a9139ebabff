"""Copies of files that the custodian hands over: every page carries the remark, and nobody else has one."""

from __future__ import annotations

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from archive.demo.walk.loans import CONFIDENTIAL_LINE, PAPER_LINE, Lender
from archive.kinds import Medium
from archive.loans import remarks
from archive.loans.remarks import proposed_remark, remark_fits_the_pages
from archive.loans.states import L
from archive.loans.terms import Form
from archive.records import Item
from tests.archive.loans.stations import cast_of
from tests.pages.costs import MOST, statements
from tests.standards.association import START
from tests.zsa_portal.documents.fetching import body
from zsa_portal.documents import store
from zsa_portal.documents.marking.lines import MOST_LINES
from zsa_portal.documents.models import Document, Version
from zsa_portal.documents.readings import ReadLog, ReadRefusal
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import StepsUnmet

CONFIDENTIAL_COPIES = [L.DRAFT, L.HEAD, L.LEADERS, L.CUSTODY, L.OUT, L.CLOSED]
TOO_LONG = "仅供项目验收使用。" * 20


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def url_of(loan, item=None):
    record = item or loan.rows.get().item
    return reverse("archive:loan_copy", args=[loan.pk, record.pk])


def pages_of(answer):
    """What can be read on each page of a PDF that was sent."""
    document = pypdfium2.PdfDocument(body(answer))
    return [page.get_textpage().get_text_range() for page in document]


@pytest.fixture
def copies_at(cast, kept):
    """A loan of form COPY of a file in a state, with its walker: 秘密 unless said otherwise."""

    def walked(state, level=Level.RESTRICTED, form=Form.COPY, purpose="项目验收核对资料", **fields):
        line = CONFIDENTIAL_COPIES if level == Level.CONFIDENTIAL else PAPER_LINE
        if form == Form.ELECTRONIC:
            line = CONFIDENTIAL_LINE
        one = Lender(cast_of(cast), START, line, form=form, purpose=purpose)
        return one, one.to(one.start([kept(level=level, **fields)]), state)

    return walked


@pytest.mark.rule("A12a", "A12d")
@pytest.mark.parametrize(("level", "said"), [("restricted", "秘密"), ("confidential", "机密")])
def test_before_it_is_handed_out_a_copy_carries_the_remark_that_is_proposed(
    copies_at, cast, level, said
):
    lender, loan = copies_at(L.CUSTODY, level)
    with lender.at(lender.now):
        proposed = proposed_remark(loan).splitlines()
        answer = signed_in(cast.custodian).get(url_of(loan))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "no-store" in answer["Cache-Control"]
    (page,) = pages_of(answer)
    assert said in page
    assert len(proposed) == 3
    for word in (loan.number, cast.clerk.name, loan.purpose, f"{loan.ends_on:%Y-%m-%d}"):
        assert word in page


@pytest.mark.rule("A12a", "A12d")
def test_a_copy_that_is_out_carries_the_remark_as_it_was_written(copies_at, cast):
    lender, loan = copies_at(L.CUSTODY)
    with lender.at(lender.now):
        remark = "调用人：小王\n仅供验收，不得转交。"
        perform(loan.hand_out_copies, by=cast.custodian, until=loan.ends_on, remark=remark)
        (page,) = pages_of(signed_in(cast.custodian).get(url_of(loan)))
    assert all(line in page for line in remark.splitlines())
    assert loan.number not in page


def test_it_is_logged_as_the_custodians_reading(copies_at, cast):
    lender, loan = copies_at(L.OUT)
    with lender.at(lender.now):
        signed_in(cast.custodian).get(url_of(loan))
    version = loan.rows.get().item.version
    rows = ReadLog.objects.values_list("by", "how", "level", "version")
    assert list(rows) == [(cast.custodian.pk, "copy", Level.RESTRICTED, version.pk)]


def test_the_version_that_was_filed_is_copied_not_a_later_one(copies_at, cast):
    lender, loan = copies_at(L.OUT)
    item = loan.rows.get().item
    later = Version.objects.create(
        document=item.document,
        number=2,
        file=item.version.file,
        name="x.pdf",
        uploaded_by=cast.clerk,
    )
    with lender.at(lender.now):
        signed_in(cast.custodian).get(url_of(loan))
    assert ReadLog.objects.get().version_id == item.version_id != later.pk


@pytest.mark.rule("A12d")
@pytest.mark.parametrize("state", [L.CUSTODY, L.OUT])
def test_nobody_else_has_a_copy(copies_at, cast, state):
    lender, loan = copies_at(state, Level.CONFIDENTIAL)
    with lender.at(lender.now):
        for user in (cast.clerk, cast.head, cast.secretary_general):
            answer = signed_in(user).get(url_of(loan))
            assert answer.status_code == 403
            assert "The custodian makes the copies of a loan" in answer.content.decode()
        for user in (cast.other_head, cast.archivist, cast.quality):
            assert signed_in(user).get(url_of(loan)).status_code == 404
        assert Client().get(url_of(loan)).status_code == 302
    assert not ReadLog.objects.exists()
    refused = ReadRefusal.objects.filter(how="copy").values_list("by", flat=True)
    assert set(refused) == {cast.clerk.pk, cast.head.pk, cast.secretary_general.pk}


def test_who_stands_in_for_a_custodian_who_borrows_makes_the_copies(cast, kept):
    parts = cast_of(cast)
    parts.borrower, parts.custodian = cast.custodian, cast.secretary_general
    parts.department = cast.custodian.department_memberships.get().department
    parts.head = cast.secretary_general
    lender = Lender(parts, START, PAPER_LINE, form=Form.COPY)
    loan = lender.to(lender.start([kept()]), L.CUSTODY)
    with lender.at(lender.now):
        assert signed_in(cast.custodian).get(url_of(loan)).status_code == 403
        assert signed_in(cast.secretary_general).get(url_of(loan)).status_code == 200


@pytest.mark.parametrize(
    ("state", "form"),
    [
        (L.HEAD, Form.COPY),
        (L.CLOSED, Form.COPY),
        (L.CUSTODY, Form.ELECTRONIC),
        (L.OPEN, Form.ELECTRONIC),
    ],
)
def test_no_copy_is_made_in_another_state_or_of_what_is_read_here(copies_at, cast, state, form):
    level = Level.CONFIDENTIAL if form == Form.ELECTRONIC else Level.RESTRICTED
    lender, loan = copies_at(state, level, form)
    with lender.at(lender.now):
        answer = signed_in(cast.custodian).get(url_of(loan))
    assert answer.status_code == 409
    said = "No copies are asked for" if state == L.CUSTODY else "not possible in the present state"
    assert said in answer.content.decode()
    assert not ReadLog.objects.exists()


def test_only_files_of_this_loan_that_are_in_the_archive_are_copied(copies_at, cast, kept):
    lender, loan = copies_at(L.CUSTODY)
    own = loan.rows.get().item
    paper = kept("合同原件", medium=Medium.PAPER)
    loan.rows.create(item=paper)
    client = signed_in(cast.custodian)
    with lender.at(lender.now):
        for item in (kept("另一份"), paper):
            assert client.get(url_of(loan, item)).status_code == 404
        Item.objects.filter(pk=own.pk).update(state=Item.State.DISPOSED)
        assert client.get(url_of(loan, own)).status_code == 404


@pytest.mark.rule("A10b")
def test_what_was_graded_higher_since_is_not_copied(copies_at, cast):
    lender, loan = copies_at(L.OUT)
    item = loan.rows.get().item
    Document.objects.filter(pk=item.document_id).update(level=Level.CONFIDENTIAL)
    with lender.at(lender.now):
        answer = signed_in(cast.custodian).get(url_of(loan, item))
    assert answer.status_code == 409
    assert "graded higher since" in answer.content.decode()


@pytest.mark.rule("A11")
def test_nothing_is_copied_without_the_approvals_on_record(copies_at, cast):
    lender, loan = copies_at(L.CUSTODY)
    type(loan).objects.filter(pk=loan.pk).update(level=Level.CONFIDENTIAL)
    with lender.at(lender.now):
        answer = signed_in(cast.custodian).get(url_of(loan))
    assert answer.status_code == 409
    assert "not on record" in answer.content.decode()


def test_of_a_public_record_the_file_itself_is_handed_over(cast, kept):
    lender = Lender(cast_of(cast), START, PAPER_LINE, form=Form.COPY)
    loan = lender.start([kept(level=Level.PUBLIC)])
    with lender.day():
        loan = perform(loan.submit_public, by=cast.clerk)
        answer = signed_in(cast.custodian).get(url_of(loan))
    file = loan.rows.get().item.version.file
    assert body(answer) == store.path_of(file).read_bytes()
    assert not ReadLog.objects.exists()


def test_the_custodian_finds_the_copies_beside_the_records(copies_at, cast, kept):
    lender, loan = copies_at(L.CUSTODY)
    loan.rows.create(item=kept("合同原件", medium=Medium.PAPER))
    tab = f"{loan.get_absolute_url()}overview/"
    with lender.at(lender.now):
        said = signed_in(cast.custodian).get(tab).content.decode()
        assert said.count("Copy to hand over") == 1
        assert f'href="{url_of(loan, loan.rows.order_by("pk")[0].item)}"' in said
        for user in (cast.clerk, cast.head):
            assert "Copy to hand over" not in signed_in(user).get(tab).content.decode()
        step = reverse("workflow:step", args=[loan.pk, "hand_out_copies"])
        assert "you write it by hand" in signed_in(cast.custodian).get(step).content.decode()


def test_the_tab_costs_the_same_at_one_record_and_at_three(copies_at, cast, kept):
    lender, loan = copies_at(L.CUSTODY)
    tab = f"{loan.get_absolute_url()}overview/"
    one = len(statements(cast.custodian, tab, lender.now))
    loan.rows.create(item=kept("二"))
    loan.rows.create(item=kept("三"))
    assert len(statements(cast.custodian, tab, lender.now)) == one <= MOST


def test_a_remark_that_the_pages_do_not_bear_whole_is_refused_as_it_is_written(
    copies_at, cast, loan_at
):
    lender, loan = copies_at(L.CUSTODY)
    with lender.at(lender.now):
        with pytest.raises(StepsUnmet, match=r"takes 9 lines, and a page bears 6 of 22 Chinese"):
            perform(loan.hand_out_copies, by=cast.custodian, until=loan.ends_on, remark=TOO_LONG)
        step = reverse("workflow:step", args=[loan.pk, "hand_out_copies"])
        sent = {"until": loan.ends_on.isoformat(), "remark": TOO_LONG, "seen": ""}
        answer = signed_in(cast.custodian).post(step, sent)
        assert answer.status_code == 409
        assert "write a shorter one" in answer.content.decode()
    lender, paper = loan_at(L.CUSTODY, form=Form.COPY)
    with lender.at(lender.now):
        out = perform(
            paper.hand_out_copies, by=cast.custodian, until=paper.ends_on, remark=TOO_LONG
        )
    assert out.remark == TOO_LONG, "on paper it is written by hand"


def test_a_proposal_that_is_too_long_waits_for_a_shorter_remark(copies_at, cast):
    lender, loan = copies_at(L.CUSTODY, purpose=TOO_LONG)
    client = signed_in(cast.custodian)
    with lender.at(lender.now):
        answer = client.get(url_of(loan))
        assert (answer.status_code, "write a shorter one" in answer.content.decode()) == (409, True)
        perform(loan.hand_out_copies, by=cast.custodian, until=loan.ends_on, remark="仅供验收")
        assert "仅供验收" in pages_of(client.get(url_of(loan)))[0]


def test_a_remark_fits_up_to_the_last_line(monkeypatch):
    item = Item(medium=Medium.ELECTRONIC)
    monkeypatch.setattr(remarks, "items_of", lambda _loan: [item])

    def lacking(lines):
        monkeypatch.setattr(remarks, "lines_on_copies", lambda _loan: ["一"] * lines)
        return remark_fits_the_pages.missing(object())

    assert (lacking(MOST_LINES), len(lacking(MOST_LINES + 1))) == ([], 1)
