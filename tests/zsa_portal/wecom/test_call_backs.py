"""The address that WeCom calls: verified, signed, encrypted, fresh, for this corporation, once."""

from __future__ import annotations

import time

import pytest
from django.core.checks import Tags, run_checks
from django.test import Client
from django.urls import reverse

from tests.zsa_portal.wecom import fake_wecom as fake
from zsa_portal.wecom.actions import envelope
from zsa_portal.wecom.models import CallBack

pytestmark = pytest.mark.django_db
OTHER_KEY = fake.AES_KEY[::-1]


def call(encrypted: str, query: dict[str, str] | None = None):
    query = query or fake.signed(encrypted)
    return Client().post(
        reverse("wecom:call_back"),
        fake.enveloped(encrypted),
        content_type="text/xml",
        query_params=query,
    )


def event(number: str = "202603020001") -> str:
    wecom = fake.FakeWecom(approvals={number: fake.Approval(number, "a", ["b"], "")})
    return wecom.event(number)


def test_without_wecom_there_is_no_address():
    sealed = fake.encrypt(event())
    assert call(sealed).status_code == 404
    assert Client().get(reverse("wecom:call_back"), {"echostr": sealed}).status_code == 404


def test_the_address_is_verified_by_the_echo(wecom):
    sealed = fake.encrypt("1616140317555161061")
    query = fake.signed(sealed) | {"echostr": sealed}
    answer = Client().get(reverse("wecom:call_back"), query)
    assert (answer.status_code, answer.content) == (200, b"1616140317555161061")
    query["msg_signature"] = "0" * 40
    assert Client().get(reverse("wecom:call_back"), query).status_code == 403


def test_a_signed_event_is_taken_without_a_session_or_a_csrf_token(wecom):
    sealed = fake.encrypt(event())
    answer = Client(enforce_csrf_checks=True).post(
        reverse("wecom:call_back"),
        fake.enveloped(sealed),
        content_type="text/xml",
        query_params=fake.signed(sealed),
    )
    assert (answer.status_code, answer.content) == (200, b"success")
    assert CallBack.objects.get().number == "202603020001"


def test_the_same_call_back_is_taken_once(wecom):
    sealed = fake.encrypt(event())
    query = fake.signed(sealed)
    assert [call(sealed, query).status_code for _again in range(3)] == [200, 403, 403]
    assert CallBack.objects.count() == 1


@pytest.mark.parametrize(("seconds", "status"), [(-310, 403), (-290, 200), (290, 200), (310, 403)])
def test_what_is_older_than_five_minutes_is_refused(wecom, seconds, status):
    sealed = fake.encrypt(event())
    assert call(sealed, fake.signed(sealed, at=time.time() + seconds)).status_code == status


@pytest.mark.parametrize(
    ("sealed", "changes"),
    [
        (fake.encrypt(event(), corp_id="wwanother"), {}),
        (fake.encrypt(event(), key=OTHER_KEY), {}),
        (fake.encrypt("<xml><!DOCTYPE a [<!ENTITY b 'c'>]><Event>&b;</Event></xml>"), {}),
        (fake.encrypt("no xml"), {}),
        ("AAAA", {}),
        (fake.encrypt(event()), {"msg_signature": "x" * 40}),
        (fake.encrypt(event()), {"msg_signature": ""}),
        (fake.encrypt(event()), {"msg_signature": "长"}),
        (fake.encrypt(event()), {"nonce": "another"}),
        (fake.encrypt(event()), {"timestamp": "yesterday"}),
        (fake.encrypt(event()), {"timestamp": "９９"}),
        (fake.encrypt(event()), {"timestamp": "9" * 60}),
    ],
    ids=lambda _given: "",
)
def test_what_does_not_come_from_wecom_is_refused_and_nothing_kept(wecom, sealed, changes):
    assert call(sealed, fake.signed(sealed) | changes).status_code == 403
    assert not CallBack.objects.exists()


@pytest.mark.parametrize("body", ["", "<xml></xml>", "\0" * 70_000, "<Encrypt>x</Encrypt>"])
def test_a_body_that_is_no_message_is_refused(wecom, body):
    answer = Client().post(
        reverse("wecom:call_back"), body, content_type="text/xml", query_params=fake.signed("")
    )
    assert answer.status_code == 403


def test_what_the_portal_encrypts_wecom_can_read(wecom):
    ours = envelope().closed("回复 " * 9)
    query = fake.signed(ours)
    shut = envelope()
    opened = shut.opened(query["msg_signature"], query["timestamp"], query["nonce"], ours)
    assert opened == "回复 " * 9


def test_half_of_the_settings_stop_the_start(settings):
    from zsa_portal.wecom.configured import settings_are_whole

    assert settings_are_whole() == []
    settings.WECOM = dict(settings.WECOM, CORP_ID="ww", AES_KEY="short")
    said = " ".join(error.msg for error in run_checks(tags=[Tags.security]))
    assert "WECOM_SECRET" in said
    assert "43 letters" in said
