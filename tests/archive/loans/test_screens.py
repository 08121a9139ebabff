"""The archive's records and loans on the screen: what is masked, found, borrowed and listed."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from archive.loans.actions import loan_add
from archive.loans.models import Loan
from archive.loans.states import L
from archive.loans.terms import Form
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level

CANARY = "并购金丝雀"


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def secret(kept):
    return kept(CANARY, level=Level.CONFIDENTIAL)


def test_a_confidential_name_is_masked_for_who_may_not_read_it(secret, cast):
    assert CANARY in signed_in(cast.custodian).get(reverse("archive:items")).content.decode()
    for url in (reverse("archive:items"), reverse("archive:item", args=[secret.pk])):
        text = signed_in(cast.clerk).get(url).content.decode()
        assert CANARY not in text
        assert f"Confidential record {secret.pk}" in text


def test_a_masked_name_is_found_by_no_search_and_moves_no_count(secret, cast):
    url = reverse("archive:items")
    assert signed_in(cast.custodian).get(url, {"q": CANARY}).context["table"].paginator.count == 1
    hit = signed_in(cast.clerk).get(url, {"q": CANARY})
    miss = signed_in(cast.clerk).get(url, {"q": "没有的词"})
    assert hit.context["table"].paginator.count == miss.context["table"].paginator.count == 0


def test_a_masked_name_has_no_place_in_the_order_of_names(secret, kept, cast):
    kept("甲"), kept("乙")
    table = (
        signed_in(cast.clerk).get(reverse("archive:items"), {"sort": "known_name"}).context["table"]
    )
    names = [row.record.known_name for row in table.page.object_list]
    assert names[0] == ""
    assert secret.pk == table.page.object_list[0].record.pk


def test_a_masked_name_is_in_no_spreadsheet(secret, cast):
    response = signed_in(cast.clerk).get(reverse("archive:items"), {"export": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response)))
    text = str([[cell.value for cell in row] for sheet in book for row in sheet.rows])
    assert CANARY not in text
    assert f"Confidential record {secret.pk}" in text


def test_records_are_found_and_narrowed(kept, cast):
    kept("甲合同"), kept("乙协议", level=Level.PUBLIC)
    client, url = signed_in(cast.clerk), reverse("archive:items")

    def count(**asked):
        return client.get(url, asked).context["table"].paginator.count

    assert count() == 2
    assert count(q="合同") == 1
    assert count(level=Level.PUBLIC) == 1
    assert count(department=cast.other_department.pk) == 2
    assert count(department=cast.department.pk) == 0
    assert count(year=clock.today().year) == 2
    assert count(year=1999) == 0


def test_strangers_find_no_archive(kept, cast):
    from tests.standards.association import person

    stranger = signed_in(person("stranger"))
    for name, args in (("items", []), ("item", [kept().pk]), ("loans", []), ("my_loans", [])):
        assert stranger.get(reverse(f"archive:{name}", args=args)).status_code == 404
        assert Client().get(reverse(f"archive:{name}", args=args)).status_code == 302


def test_a_record_not_taken_in_yet_is_not_there(kept, cast):
    listed = kept(state="listed")
    client = signed_in(cast.clerk)
    assert client.get(reverse("archive:item", args=[listed.pk])).status_code == 404
    assert client.post(reverse("archive:borrow", args=[listed.pk])).status_code == 404
    assert not Loan.objects.exists()


def test_borrowing_begins_a_request_and_leads_to_it(kept, cast):
    item, client = kept(), signed_in(cast.clerk)
    response = client.post(reverse("archive:borrow", args=[item.pk]))
    loan = Loan.objects.get()
    assert response.url == reverse("archive:loan_edit", args=[loan.pk])
    page = client.get(response.url)
    assert item.name in page.content.decode()
    sent = client.post(
        response.url,
        {
            "owner": cast.department.pk,
            "form": Form.ELECTRONIC,
            "purpose": "核对",
            "starts_on": "2026-01-06",
            "ends_on": "2026-01-16",
            "no_commercial_use": "on",
            "seen": page.context["seen"],
        },
    )
    assert sent.status_code == 302
    done = client.post(reverse("workflow:step", args=[loan.pk, "submit_loan"]), {"seen": ""})
    assert done.status_code == 302
    assert Loan.objects.get().state == L.HEAD
    assert client.get(response.url).status_code == 409


def test_several_records_are_borrowed_at_once_all_or_none(kept, cast):
    items = [kept(f"第{number}份") for number in range(3)]
    listed = kept(state="listed")
    client, url = signed_in(cast.clerk), reverse("archive:borrow_several")
    keys = [item.pk for item in items]
    assert client.post(url, {"items": [*keys, listed.pk]}).status_code == 404
    assert client.post(url, {"items": [*keys, "x"]}).status_code == 404
    assert client.post(url, {}).url == reverse("archive:items")
    assert not Loan.objects.exists()
    assert client.post(url, {"items": keys}).status_code == 302
    assert set(Loan.objects.get().rows.values_list("item", flat=True)) == set(keys)


def test_a_foreign_department_is_refused_and_nothing_written(kept, cast):
    loan, client = loan_add(items=[kept()], by=cast.clerk), signed_in(cast.clerk)
    url = reverse("archive:loan_edit", args=[loan.pk])
    sent = client.post(
        url, {"owner": cast.other_department.pk, "form": "paper", "state": "loan_open"}
    )
    assert sent.status_code == 422
    fresh = Loan.objects.get()
    assert (fresh.owner, fresh.form, fresh.state) == (cast.department, Form.ELECTRONIC, L.DRAFT)


@pytest.mark.parametrize("name", ["head", "custodian", "other_clerk"])
def test_a_request_that_is_written_is_the_borrowers_alone(kept, cast, name):
    loan = loan_add(items=[kept()], by=cast.clerk)
    other = signed_in(getattr(cast, name))
    item = loan.rows.get().item_id
    for url in (
        loan.get_absolute_url(),
        reverse("archive:loan_edit", args=[loan.pk]),
    ):
        assert other.get(url).status_code == 404
    removal = reverse("archive:loan_remove", args=[loan.pk, item])
    assert other.post(removal).status_code == 404
    assert loan.rows.count() == 1
    assert signed_in(cast.clerk).post(removal).status_code == 302
    assert loan.rows.count() == 0


def test_a_submitted_request_keeps_its_records(loan_at, cast):
    lender, loan = loan_at(L.HEAD)
    item = loan.rows.get().item_id
    with lender.at(lender.now):
        removal = reverse("archive:loan_remove", args=[loan.pk, item])
        assert signed_in(cast.head).post(removal).status_code == 403
        assert signed_in(cast.clerk).post(removal).status_code == 409
    assert loan.rows.count() == 1


def test_the_page_of_a_loan_is_for_its_parties(loan_at, cast):
    lender, loan = loan_at(L.OPEN, Level.CONFIDENTIAL)
    with lender.at(lender.now):
        for user in (cast.clerk, cast.head, cast.secretary_general, cast.custodian):
            assert signed_in(user).get(f"{loan.get_absolute_url()}overview/").status_code == 200
        for user in (cast.other_head, cast.archivist, cast.quality):
            assert signed_in(user).get(loan.get_absolute_url()).status_code == 404


def test_the_head_approves_a_confidential_record_without_its_name(cast, kept, loan_at):
    lender, loan = loan_at(L.HEAD, Level.CONFIDENTIAL)
    item = loan.rows.get().item
    with lender.at(lender.now):
        text = signed_in(cast.head).get(f"{loan.get_absolute_url()}overview/").content.decode()
    assert f"Confidential record {item.pk}" in text


def test_overdue_paper_is_listed(loan_at, cast):
    lender, loan = loan_at(L.OUT, form=Form.PAPER)
    client, url = signed_in(cast.custodian), reverse("archive:loans")
    with lender.at(lender.now):
        assert client.get(url, {"overdue": "yes"}).context["table"].paginator.count == 0
    with lender.at(loan.closes_at):
        assert client.get(url, {"overdue": "yes"}).context["table"].paginator.count == 1
        assert client.get(url, {"export": "xlsx"}).status_code == 200


def test_ones_own_loans_are_ones_own(loan_at, cast):
    lender, _loan = loan_at(L.HEAD)
    with lender.at(lender.now):
        for name, count in (("clerk", 1), ("head", 0)):
            page = signed_in(getattr(cast, name)).get(reverse("archive:my_loans"))
            assert page.context["table"].paginator.count == count


@pytest.mark.parametrize("name", ["items", "loans"])
def test_a_list_costs_as_many_queries_at_one_row_as_at_three(
    loan_at, cast, kept, django_assert_max_num_queries, name
):
    lender, _loan = loan_at(L.HEAD)
    client, url = signed_in(cast.custodian), reverse(f"archive:{name}")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with lender.at(lender.now):
        client.get(url)
        with CaptureQueriesContext(connection) as one:
            client.get(url)
        for _more in range(2):
            loan_at(L.HEAD)
        with CaptureQueriesContext(connection) as three:
            client.get(url)
    assert len(one) == len(three) <= 15
