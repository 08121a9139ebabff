"""Screens of the outbox: own messages, deliveries, routing."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from zsa_portal.outbox import actions, routing, tasks
from zsa_portal.outbox.models import Digest, Mail, Message, Routing
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    """Give a browser that reads English, signed in as a user or as nobody."""

    def browse(user=None):
        client = Client(headers={"accept-language": "en"})
        if user is not None:
            client.force_login(user)
        return client

    return browse


@pytest.fixture
def user(make_user):
    return make_user("Reader")


def post(user, subject="Submitted", link="/people/profile/") -> Message:
    return actions.message_post(
        recipient=user, event="example.submit", subject=subject, body=f"About {subject}.", link=link
    )


def shown(page) -> list[str]:
    return [row.record.subject for row in page.context["table"].rows]


def test_the_inbox_has_ones_own_messages_unread_first(visit, user, make_user):
    read, _unread, _foreign = post(user, "Old"), post(user, "New"), post(make_user(), "Foreign")
    actions.message_read(message=read, by=user)
    browser, address = visit(user), reverse("outbox:inbox")
    assert shown(browser.get(address)) == ["New"]
    assert shown(browser.get(address, {"show": "all"})) == ["New", "Old"]
    assert shown(browser.get(address, {"q": "old"})) == ["Old"]
    assert "Foreign" not in browser.get(address, {"show": "all"}).content.decode()


def test_opening_reads_and_goes_where_it_points(visit, user):
    message = post(user)
    answer = visit(user).get(reverse("outbox:open", args=[message.pk]))
    message.refresh_from_db()
    assert (answer["Location"], message.read_at is not None) == ("/people/profile/", True)


@pytest.mark.parametrize("link", ["", "//elsewhere.example", "https://elsewhere.example/"])
def test_opening_never_leaves_the_portal(visit, user, link):
    message = post(user, link=link)
    answer = visit(user).get(reverse("outbox:open", args=[message.pk]))
    assert answer["Location"] == reverse("outbox:message", args=[message.pk])


def test_a_message_in_full_is_read(visit, user):
    message = post(user)
    page = visit(user).get(reverse("outbox:message", args=[message.pk]))
    message.refresh_from_db()
    assert "About Submitted." in page.content.decode()
    assert message.read_at is not None


def test_list_and_page_say_what_to_do_and_the_page_until_when(visit, user):
    message = actions.message_post(
        recipient=user,
        event="example.submit",
        subject="S",
        body="B",
        to_do="Vote",
        deadline=clock.start_of(dt.date(2026, 3, 10)),
    )
    post(user, "Nothing to do")
    browser = visit(user)
    assert browser.get(reverse("outbox:inbox")).content.decode().count("What to do:") == 1
    page = browser.get(reverse("outbox:message", args=[message.pk])).content.decode()
    assert "What to do: Vote" in page
    assert "Until: 2026-03-09, 24:00 Beijing time" in page


@pytest.mark.parametrize(("show", "back"), [("", ""), ("all", "?show=all")])
def test_marking_read_returns_to_the_list(visit, user, show, back):
    messages = [post(user), post(user)]
    browser = visit(user)
    one = browser.post(reverse("outbox:read", args=[messages[0].pk]), {"show": show})
    assert one["Location"] == reverse("outbox:inbox") + back
    assert Message.objects.filter(read_at=None).count() == 1
    browser.post(reverse("outbox:read_all"), {"show": show})
    assert Message.objects.filter(read_at=None).count() == 0


def test_a_part_of_the_page_is_given_to_htmx(visit, user):
    message = post(user)
    headers = {"hx-request": "true", "hx-target": "results"}
    address = reverse("outbox:read", args=[message.pk])
    answer = visit(user).post(address, headers=headers, follow=True)
    assert b"<html" not in answer.content
    assert b"Nothing unread." in answer.content


@pytest.mark.parametrize("name", ["open", "message", "read"])
def test_messages_of_others_are_not_there(visit, user, make_staff, name):
    message = post(user)
    address = reverse(f"outbox:{name}", args=[message.pk])
    for other in (None, make_staff(head=True)):
        browser = visit(other)
        answer = browser.post(address) if name == "read" else browser.get(address)
        assert answer.status_code == (302 if other is None else 404)
    message.refresh_from_db()
    assert message.read_at is None


def test_reading_needs_a_post(visit, user):
    message = post(user)
    addresses = [reverse("outbox:read", args=[message.pk]), reverse("outbox:read_all")]
    assert [visit(user).get(address).status_code for address in addresses] == [405, 405]


def test_the_inbox_costs_the_same_at_one_and_at_three_rows(
    visit, user, django_assert_max_num_queries
):
    browser, address = visit(user), reverse("outbox:inbox")
    post(user)
    browser.get(address)
    with django_assert_max_num_queries(15) as one:
        browser.get(address)
    post(user)
    post(user)
    with django_assert_max_num_queries(15) as three:
        browser.get(address)
    assert len(three) == len(one)


# Deliveries


@pytest.mark.parametrize("name", ["deliveries", "routing"])
def test_staff_screens_are_not_there_for_others(visit, user, make_staff, name):
    roles = (None, user, make_staff())
    answers = [visit(who).get(reverse(f"outbox:{name}")).status_code for who in roles]
    assert answers == [302, 404, 200]


def test_deliveries_show_state_and_error_but_no_text(visit, user, make_staff):
    post(user, "Hidden title")
    Mail.objects.update(state="failed", attempts=8, error="ConnectionRefusedError: no server")
    actions.mail_post(address="outside@example.org", subject="Hidden too", body="Hidden link")
    browser, address = visit(make_staff()), reverse("outbox:deliveries")
    text = browser.get(address).content.decode()
    assert [word in text for word in (user.email, "no server", "outside@example.org")] == [True] * 3
    assert "Hidden" not in text
    rows = browser.get(address, {"state": "failed"}).context["table"].rows
    assert [row.record.address for row in rows] == [user.email]
    sheet = load_workbook(BytesIO(browser.get(address, {"export": "xlsx"}).content)).active
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row]
    assert {mail.rfc_message_id for mail in Mail.objects.all()} - set(cells) == set()
    assert [cell for cell in cells if "Hidden" in cell] == []


def test_deliveries_say_which_mails_are_digests(visit, user, make_staff):
    mails = [actions.mail_post(address="a@example.org", subject="S", body="B") for _one in range(3)]
    for mail, pace in zip(mails, ("daily", "weekly"), strict=False):
        Digest.objects.create(user=user, pace=pace, day="2026-03-02", mail=mail)
    post(user)
    rows = visit(make_staff()).get(reverse("outbox:deliveries")).context["table"].rows
    assert [str(row.get_cell("event")) for row in rows] == [
        "Submit",
        "—",
        "Weekly digest",
        "Daily digest",
    ]


def test_staff_send_again_on_the_page(visit, user, make_staff, monkeypatch):
    monkeypatch.setattr(tasks.send_due, "delay", lambda: None)
    post(user)
    Mail.objects.update(state="failed", attempts=8, error="no server")
    mail = Mail.objects.get()
    address = reverse("outbox:resend", args=[mail.pk])
    assert [visit(who).post(address).status_code for who in (None, user)] == [302, 404]
    mail.refresh_from_db()
    assert mail.state == "failed"
    assert visit(make_staff()).post(address).status_code == 302
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("queued", 0)


# Routing


def test_every_step_of_every_procedure_is_declared_once():
    events = [one.event for one in routing.events()]
    assert len(events) == len(set(events))
    assert [
        event
        for event in (
            "example.submit",
            "example.end",
            "reminder.due",
            "reminder.urged",
            "ballots.ended",
            "people.import_submitted",
            "people.deputy_set",
            "workflow.log_root",
            "certification.panel_invited",
            "recheck.begin",
            "reexamination.begin",
            "archive.records_due",
            "archive.storage",
        )
        if event not in events
    ] == []


def test_the_page_shows_declared_and_changed_roles(visit, make_staff):
    Routing.objects.create(event="example.submit", roles=["council"], note="By resolution 7")
    page = visit(make_staff()).get(reverse("outbox:routing"))
    routes = {
        route.declared.event: route for group in page.context["groups"].values() for route in group
    }
    changed, plain = routes["example.submit"], routes["example.publish"]
    assert ([str(role) for role in changed.roles], changed.note, changed.changed) == (
        ["Council members"],
        "By resolution 7",
        True,
    )
    assert (plain.note, plain.changed) == ("", False)


# Administration


@pytest.fixture
def officer(make_user):
    user = make_user("Officer", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="zsa_outbox"))
    return user


@pytest.mark.parametrize("name", ["message", "mail"])
def test_the_administration_shows_no_texts(visit, user, officer, name):
    row = post(user, "Hidden title")
    pk = row.pk if name == "message" else row.mail.pk
    browser = visit(officer)
    pages = [
        browser.get(reverse(f"admin:zsa_outbox_{name}_changelist")),
        browser.get(reverse(f"admin:zsa_outbox_{name}_change", args=[pk])),
    ]
    assert [page.status_code for page in pages] == [200, 200]
    assert [page for page in pages if b"Hidden" in page.content] == []
    assert browser.post(reverse(f"admin:zsa_outbox_{name}_add"), {}).status_code == 403


def test_routing_is_changed_by_those_who_may(visit, officer, make_user):
    address = reverse("admin:zsa_outbox_routing_add")
    data = {"event": "example.submit", "roles": ["council", "applicant"], "note": "n"}
    plain = make_user(is_staff=True)
    assert visit(plain).post(address, data).status_code == 403
    assert visit(officer).post(address, data | {"event": "no.such"}).status_code == 200
    assert Routing.objects.count() == 0
    assert visit(officer).post(address, data).status_code == 302
    assert set(Routing.objects.get().roles) == {"applicant", "council"}
