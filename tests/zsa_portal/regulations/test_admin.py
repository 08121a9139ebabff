"""Figures a regulation leaves open: values are added with a reason, never changed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from zsa_portal.people.invitations.models import INVITATION_DAYS
from zsa_portal.regulations import clock
from zsa_portal.regulations.admin import alike
from zsa_portal.regulations.models import SETTABLE, Setting

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)
ADD = "admin:zsa_regulations_setting_add"
GIVEN = {
    "key": INVITATION_DAYS.key,
    "value": "7",
    "reason": "Letter 3",
    "valid_from_0": "",
    "valid_from_1": "",
}


@pytest.fixture
def browser(make_user):
    """The browser of an admin who may add values but is no superuser."""
    user = make_user("Officer", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="zsa_regulations"))
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def test_a_new_value_is_a_new_row_with_who_and_why(browser):
    with clock.moved_to(NOW):
        assert browser.post(reverse(ADD), GIVEN).status_code == 302
    row = Setting.objects.get()
    assert (row.key, row.value, row.reason, row.set_by.name, row.valid_from) == (
        INVITATION_DAYS.key,
        7,
        "Letter 3",
        "Officer",
        NOW,
    )
    before, after = NOW - dt.timedelta(seconds=1), NOW
    assert [INVITATION_DAYS.value(at) for at in (before, after)] == [INVITATION_DAYS.default, 7]


def test_a_value_may_begin_later(browser):
    with clock.moved_to(NOW):
        browser.post(reverse(ADD), GIVEN | {"valid_from_0": "2026-04-01", "valid_from_1": "00:00"})
        assert INVITATION_DAYS.value() == INVITATION_DAYS.default
    with clock.moved_to(clock.start_of(dt.date(2026, 4, 1))):
        assert INVITATION_DAYS.value() == 7


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"value": '"seven"'}, "Give a value of the same kind as the default: 14."),
        ({"value": "-1"}, "Give a value of the same kind"),
        ({"value": "true"}, "Give a value of the same kind"),
        ({"value": "{"}, "Enter a valid JSON."),
        ({"reason": ""}, "This field is required."),
        ({"key": "no.such"}, "Select a valid choice."),
        (
            {"valid_from_0": "2026-03-02", "valid_from_1": "09:29"},
            "A figure cannot be changed for the past.",
        ),
    ],
)
def test_a_bad_value_is_one_clear_sentence(browser, change, sentence):
    with clock.moved_to(NOW):
        answer = browser.post(reverse(ADD), GIVEN | change)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert Setting.objects.count() == 0


def test_rows_are_neither_changed_nor_deleted(browser):
    row = Setting.objects.create(key=INVITATION_DAYS.key, value=7, reason="x")
    address = reverse("admin:zsa_regulations_setting_change", args=[row.pk])
    answers = [
        browser.post(address, GIVEN | {"value": "9"}).status_code,
        browser.post(reverse("admin:zsa_regulations_setting_delete", args=[row.pk])).status_code,
    ]
    assert answers == [403, 403]
    row.refresh_from_db()
    assert row.value == 7


def test_the_pages_show_default_and_why(browser):
    Setting.objects.create(key=INVITATION_DAYS.key, value=7, reason="x")
    for name in ("add", "changelist"):
        text = browser.get(reverse(f"admin:zsa_regulations_setting_{name}")).content.decode()
        assert "a matter of safety" in text
        assert "14" in text


def test_every_default_is_of_its_own_kind():
    assert [one.key for one in SETTABLE.values() if not alike(one.default, one.default)] == []


@pytest.mark.parametrize(
    ("value", "default", "good"),
    [
        ([5, 2], [7, 3, 1], True),
        ([5, "2"], [7], False),
        ([True], [7], False),
        (5, [7], False),
        ([-1], [7], False),
        ("x", "y", True),
        (False, True, True),
        (1, True, False),
    ],
)
def test_alike(value, default, good):
    assert alike(value, default) is good
