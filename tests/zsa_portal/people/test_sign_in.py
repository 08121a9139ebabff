"""Signing in and mails about it: what is counted, who is not shut out, and whose addresses stand in mails."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from zsa_portal.people.accounts import limits
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db

OFFICE, HOME = "192.0.2.10", "198.51.100.20"
WORD = "a word of one's own"
NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)


@pytest.fixture(autouse=True)
def uncounted():
    """Nothing is counted before, and nothing stays."""
    cache.delete_pattern("*")
    with clock.moved_to(NOW):
        yield
    cache.delete_pattern("*")


@pytest.fixture
def people(make_user):
    return [make_user(f"Person {n}", username=f"p{n}", password=WORD) for n in range(4)]


def sign_in(name: str, password: str = WORD, address: str = OFFICE):
    client = Client(headers={"accept-language": "en"}, REMOTE_ADDR=address)
    return client.post(reverse("account_login"), {"login": name, "password": password})


def wrong(name: str, times: int, address: str = OFFICE) -> list[int]:
    return [sign_in(name, "wrong", address).status_code for _time in range(times)]


def test_fourteen_wrong_passwords_shut_out_one_name_and_not_the_office(people):
    assert wrong("p0", 14) == [200] * 5 + [429] * 9
    assert sign_in("p0").status_code == 429
    assert sign_in("p1").status_code == 302
    assert sign_in("p0", address=HOME).status_code == 302


def test_the_page_says_when_to_try_again_and_means_it(people):
    wrong("p0", 5)
    page = sign_in("p0")
    assert page.status_code == 429
    assert page["Retry-After"] == "300"
    assert "09:35:00" in page.content.decode()
    with clock.moved_to(NOW + dt.timedelta(seconds=299)):
        assert sign_in("p0").status_code == 429
    with clock.moved_to(NOW + dt.timedelta(seconds=300)):
        assert sign_in("p0").status_code == 302


def test_a_right_password_is_not_counted_and_forgives_nothing(people):
    for _round in range(2):
        wrong("p0", 2)
        assert sign_in("p0").status_code == 302
    assert wrong("p0", 2) == [200, 429]


def test_an_address_bears_more_for_each_person_who_signed_in_well(people):
    amount = settings.SIGN_IN_LIMITS["address"][0]
    assert [wrong(f"x{n}", 5) for n in range(amount // 5)] == [[200] * 5] * (amount // 5)
    assert wrong("y", 1) == [429]
    assert sign_in("p1").status_code == 429
    limits.signed_in(name="p1", address=OFFICE)
    limits.signed_in(name="p2", address=OFFICE)
    assert sign_in("p1").status_code == 302
    assert [wrong(f"z{n}", 5) for n in range(4)] == [[200] * 5] * 4
    assert wrong("y", 1) == [429]


def test_a_good_sign_in_is_remembered_thirty_days(people):
    limits.signed_in(name="p1", address=OFFICE)
    assert len(limits._known(OFFICE)) == 1
    with clock.moved_to(NOW + dt.timedelta(days=limits.DAYS_KNOWN)):
        assert limits._known(OFFICE) == {}


def test_a_name_is_guarded_against_many_addresses_but_not_where_its_owner_is_known(people):
    assert sign_in("p0", address=HOME).status_code == 302
    for number in range(settings.SIGN_IN_LIMITS["name"][0] // 5):
        assert wrong("p0", 5, f"203.0.113.{number}") == [200] * 5
    assert wrong("p0", 1, "203.0.113.99") == [429]
    assert wrong("p1", 1, "203.0.113.99") == [200]
    assert sign_in("p0", address=HOME).status_code == 302


def test_upper_case_and_spaces_are_the_same_name(people):
    assert wrong("P0 ", 3) + wrong("p0", 3) == [200] * 5 + [429]


def ask_reset(address: str, **extra):
    client = Client(headers={"accept-language": "en"}, REMOTE_ADDR=OFFICE)
    return client.post(reverse("account_reset_password"), {"email": address}, **extra)


def test_reset_mails_are_limited_by_mailbox_and_say_until_when(people):
    asked = [ask_reset(people[0].email).status_code for _time in range(6)]
    assert asked == [302] * 5 + [429]
    page = ask_reset(people[0].email)
    assert 0 < int(page["Retry-After"]) <= 600
    assert re.search(r"from \d\d:\d\d:\d\d on", page.content.decode())
    assert ask_reset(people[1].email).status_code == 302


def test_a_reset_mail_says_that_a_machine_wrote_it(people):
    ask_reset(people[0].email)
    sent = mail.outbox[0].message()
    assert (sent["Auto-Submitted"], sent["List-Id"]) == ("auto-generated", "<accounts.127.0.0.1>")
    assert str(sent["Subject"]).strip()


def test_a_new_password_lifts_the_limit(people):
    wrong("p0", 5)
    ask_reset(people[0].email)
    link = re.search(rf"{re.escape(settings.SITE_URL)}(/\S+)", mail.outbox[0].body)
    browser = Client(REMOTE_ADDR=OFFICE)
    form = browser.get(link[1], follow=True).redirect_chain[-1][0]
    fresh = "quite another word"
    assert browser.post(form, {"password1": fresh, "password2": fresh}).status_code == 302
    assert sign_in("p0", fresh).status_code == 302


FORGED = {"HTTP_HOST": "evil.example", "HTTP_X_FORWARDED_HOST": "evil.example"}


def texts() -> str:
    return "\n".join(
        "\n".join([one.subject, one.body, *(str(part) for part, _kind in one.alternatives)])
        for one in mail.outbox
    )


def test_no_mail_about_an_account_names_the_host_of_the_request(people):
    ask_reset(people[0].email, **FORGED)
    ask_reset("nobody@example.org", **FORGED)
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(people[1])
    add = {"action_add": "", "email": "second@example.org"}
    browser.post(reverse("account_email"), add, **FORGED)
    change = {"oldpassword": WORD, "password1": "another word", "password2": "another word"}
    browser.post(reverse("account_change_password"), change, **FORGED)
    assert len(mail.outbox) >= 3
    assert "evil" not in texts()
    assert f"{settings.SITE_URL}/accounts/password/reset/key/" in texts()
    assert f"{settings.SITE_URL}/accounts/confirm-email/" in texts()


def test_a_link_in_a_mail_names_site_url_whoever_renders_the_page(people, settings):
    settings.SITE_URL = "https://portal.example.org"
    ask_reset(people[0].email, **FORGED)
    assert "https://portal.example.org/accounts/password/reset/key/" in mail.outbox[0].body
