"""A permanent failure stops mail to the address until it is changed or confirmed; people see why."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail as sent_mails
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zsa_portal.outbox import tasks
from zsa_portal.outbox.actions import mail_post
from zsa_portal.people.models import Expert
from zsa_portal.regulations import clock
from zsa_portal.returns.actions import address_confirm
from zsa_portal.returns.checks import returns_are_readable
from zsa_portal.returns.models import Return

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)
WHY = "there is no such address"


@pytest.fixture
def bounce(post):
    """A mail to a user came back."""

    def back(user, kind="permanent", status="5.1.1", **fields):
        given = {
            "mail": post(user),
            "address": user.email.lower(),
            "key": f"{Return.objects.count()}",
        }
        given |= {"kind": kind, "status": status, "received_at": NOW, "said": "550 no"}
        return Return.objects.create(**(given | fields))

    return back


@pytest.fixture
def browse(client):
    def as_user(user):
        client.force_login(user)
        return client

    return as_user


def text(page) -> str:
    return " ".join(page.content.decode().split())


def test_a_permanent_failure_stops_the_next_mail_and_the_message_stays(bounce, make_user, post):
    user = make_user(email="Li@Example.org")
    bounce(user)
    tasks.send_due()
    mail = post(user)
    assert tasks.send_due() == 0
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("failed", 0)
    assert "2026-03-02" in mail.error
    assert user.messages.count() == 2


def test_a_temporary_failure_is_counted_only(bounce, make_user, post):
    user = make_user()
    bounce(user, "temporary", "4.2.2")
    post(user)
    assert tasks.send_due() == 2
    assert len(sent_mails.outbox) == 2


def test_others_and_a_changed_address_get_their_mail(bounce, make_user, post):
    user = make_user()
    bounce(user)
    user.email = "new@example.org"
    user.save()
    post(user)
    post(make_user())
    tasks.send_due()
    first, second = (one.to for one in sent_mails.outbox)
    assert first == ["new@example.org"] != second


def test_an_outside_address_is_stopped_too(post, bounce, make_user):
    bounce(make_user(email="out@example.org"))
    mail_post(address="OUT@example.org", subject="x", body="x")
    assert tasks.send_due() == 0


def test_the_person_learns_it_and_confirms_the_address(bounce, make_user, post, browse):
    user = make_user()
    bounce(user)
    browser = browse(user)
    for name in ("people:profile", "home:desk"):
        page = text(browser.get(reverse(name)))
        assert f"Mail to {user.email} came back on" in page
        assert WHY in page
        assert reverse("account_email") in page
    asked = browser.get(reverse("returns:confirm"))
    assert asked.status_code == 200
    assert browser.post(reverse("returns:confirm")).status_code == 302
    row = Return.objects.get()
    assert (row.lifted_at is not None, row.lifted_by) == (True, user)
    for name in ("people:profile", "home:desk"):
        assert "came back on" not in text(browser.get(reverse(name)))
    post(user)
    assert tasks.send_due() == 2


def test_who_has_no_trouble_has_nothing_to_confirm(make_user, browse):
    browser = browse(make_user())
    assert browser.get(reverse("returns:confirm")).status_code == 404
    assert browser.post(reverse("returns:confirm")).status_code == 404
    assert "came back" not in text(browser.get(reverse("people:profile")))


def test_the_person_reads_how_often_mail_was_late(bounce, make_user, browse):
    user = make_user()
    bounce(user, "temporary", "4.2.2")
    bounce(user, "temporary", "4.2.2")
    page = text(browse(user).get(reverse("people:profile")))
    assert "did not arrive at once 2 times: the mailbox is full" in page


def test_staff_see_what_came_back_and_let_mail_go_there_again(
    bounce, make_user, make_staff, post, browse
):
    user, staff = make_user("Li Na"), make_staff()
    row = bounce(user)
    browser = browse(staff)
    page = text(browser.get(reverse("returns:returns")))
    for words in (user.email, "Li Na", WHY, "550 no", "The address is right"):
        assert words in page
    assert "Li Na" in text(browser.get(reverse("returns:returns"), {"q": "li na"}))
    assert "Li Na" not in text(browser.get(reverse("returns:returns"), {"kind": "temporary"}))
    address = reverse("returns:confirm_address", args=[row.pk])
    assert browser.get(address).status_code == 200
    assert browser.post(address).status_code == 302
    row.refresh_from_db()
    assert row.lifted_by == staff
    assert browser.get(address).status_code == 404


def test_the_list_costs_the_same_with_one_row_and_with_three(
    bounce, make_user, make_staff, browse, django_assert_num_queries
):
    browser, address = browse(make_staff()), reverse("returns:returns")
    bounce(make_user())
    browser.get(address)
    with CaptureQueriesContext(connection) as one:
        browser.get(address)
    for _time in range(2):
        bounce(make_user())
    with django_assert_num_queries(len(one)):
        assert len(browser.get(address).context["table"].rows) == 3
    assert len(one) <= 15


def test_the_people_of_an_organisation_cost_the_same_with_one_and_with_three(
    bounce, make_user, make_staff, make_organisation, browse, django_assert_num_queries
):
    organisation, browser = make_organisation(), browse(make_staff(head=True))
    address = reverse("people:organisation", args=[organisation.pk])
    bounce(make_user(organisation=organisation))
    browser.get(address)
    with CaptureQueriesContext(connection) as one:
        browser.get(address)
    for _time in range(2):
        bounce(make_user(organisation=organisation))
    with django_assert_num_queries(len(one)):
        assert browser.get(address).content.decode().count(WHY) == 3
    assert len(one) <= 15


@pytest.mark.parametrize("name", ["people:profile", "returns:confirm", "home:desk"])
def test_ones_own_pages_cost_few_queries(bounce, make_user, browse, name):
    user = make_user()
    bounce(user)
    browser = browse(user)
    browser.get(reverse(name))
    with CaptureQueriesContext(connection) as found:
        assert browser.get(reverse(name)).status_code == 200
    assert len(found) <= 15


def test_an_address_that_is_not_for_all_staff_stays_hidden(make_staff, browse):
    mail = mail_post(address="secret@example.org", subject="x", body="x", shown_as="TS-1")
    said = "550 <secret@example.org> unknown"
    Return.objects.create(
        mail=mail, address=mail.address, key="k", kind="permanent", status="5.1.1", said=said
    )
    browser = browse(make_staff())
    pages = [browser.get(reverse("returns:returns"), query) for query in ({}, {"q": "secret"})]
    assert "TS-1" in text(pages[0])
    for page in pages:
        assert "secret@example.org" not in text(page)
    assert "secret@" not in text(browser.get(reverse("outbox:deliveries")))


def test_others_neither_look_nor_confirm(bounce, make_user, browse, make_staff):
    row, other = bounce(make_user()), make_user()
    browser = browse(other)
    address = reverse("returns:confirm_address", args=[row.pk])
    assert browser.get(reverse("returns:returns")).status_code == 404
    assert [browser.get(address).status_code, browser.post(address).status_code] == [404, 404]
    with pytest.raises(PermissionDenied):
        address_confirm(address=row.address, by=other)
    row.refresh_from_db()
    assert row.lifted_at is None
    assert address_confirm(address=row.address, by=make_staff()) == 1


def test_the_people_of_an_organisation_and_an_expert_show_it(
    bounce, make_user, make_staff, make_organisation, browse
):
    organisation = make_organisation()
    user = make_user(organisation=organisation, administrator=True)
    expert = Expert.objects.create(
        user=user, name="Li", fields=["next_it"], kind=Expert.Kind.TECHNICAL, years=9, employer="x"
    )
    pages = [
        reverse("people:organisation", args=[organisation.pk]),
        reverse("people:expert", args=[expert.pk]),
    ]
    browser = browse(make_staff(head=True))
    said = f"Came back on 2026-03-02: {WHY}. Nothing is sent there."
    assert [said in text(browser.get(page)) for page in pages] == [False, False]
    bounce(user)
    assert [said in text(browser.get(page)) for page in pages] == [True, True]


@pytest.mark.parametrize(
    ("url", "address", "ids"),
    [
        ("", "", []),
        ("imaps://u:p@host/INBOX", "returns+*@zsa.example.org", []),
        ("https://u:p@host", "returns@zsa.example.org", ["zsa_returns.E001"]),
        ("imaps://host", "", ["zsa_returns.E001", "zsa_returns.E002"]),
    ],
)
def test_wrong_settings_are_told_at_start(settings, url, address, ids):
    settings.RETURNS_URL, settings.RETURNS_ADDRESS = url, address
    assert [one.id for one in returns_are_readable()] == ids
