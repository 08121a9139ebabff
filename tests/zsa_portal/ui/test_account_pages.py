"""Sign-in and account pages stand in the house: one shell, labels, no inline script or style."""

import re
from html import unescape

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils import translation
from django.utils.translation import gettext

from zsa_portal.people.third_party_texts import REWORDED

GUEST_PAGES = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-abc/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/no-such-key/",
]
OWN_PAGES = [
    "/accounts/logout/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
]


@pytest.fixture
def signed_in(client, make_user):
    user = make_user("Amy", password="correct horse", language="zh-hans")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.force_login(user)
    client.post(
        "/accounts/reauthenticate/", {"password": "correct horse", "next": "/accounts/2fa/"}
    )
    client.user = user
    return client


def check(html):
    unlabelled = [
        tag
        for tag in re.findall(r"<(?:input|select|textarea)\b[^>]*>", html)
        if 'type="hidden"' not in tag and "label" not in tag and not _has_label(tag, html)
    ]
    inline = re.findall(r"\sstyle=|<style|\son[a-z]+=\"", html)
    scripts = re.findall(r"<script(?![^>]*(?: src=|application/json))[^>]*>", html)
    assert (unlabelled, inline, scripts) == ([], [], [])
    assert html.count("<h1") == 1
    assert 'class="site-header"' in html


def _has_label(tag, html):
    name = re.search(r'\bid="([^"]+)"', tag)
    return name is not None and f'for="{name[1]}"' in html


@pytest.mark.django_db
@pytest.mark.parametrize("path", GUEST_PAGES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_page_for_guests(client, path, language):
    response = client.get(path, headers={"accept-language": language}, follow=True)

    assert response.status_code == 200
    check(response.content.decode())


@pytest.mark.parametrize("path", OWN_PAGES)
def test_page_of_ones_own_account(signed_in, path):
    response = signed_in.get(path)

    if path == "/accounts/2fa/recovery-codes/generate/":
        assert response.status_code in {200, 302}
        return
    assert response.status_code == 200
    check(response.content.decode())


def test_keys_are_listed_with_their_actions(signed_in):
    key = Authenticator.objects.create(
        user=signed_in.user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "<b>Blue</b>", "credential": {}},
    )
    html = signed_in.get("/accounts/2fa/webauthn/").content.decode()

    assert "&lt;b&gt;Blue" in html
    assert f"/accounts/2fa/webauthn/keys/{key.pk}/remove/" in html
    check(signed_in.get(f"/accounts/2fa/webauthn/keys/{key.pk}/edit/").content.decode())


def test_sign_up_is_closed_and_says_whom_to_ask(client, db):
    html = client.get("/accounts/signup/", headers={"accept-language": "zh-hans"}).content.decode()

    assert "账号由秘书处或所在单位的管理员开通" in html


def test_wrong_password_is_told_at_the_top_and_linked(client, make_user):
    make_user("Amy", username="amy", password="correct horse")
    response = client.post("/accounts/login/", {"login": "amy", "password": "wrong"})
    html = response.content.decode()

    assert 'class="error-summary"' in html
    check(html)


NAMES = {"JavaScript", "Amy"}
ODD = ("帐", "账户", "恢复代码", "双因素")


def shown(html):
    """What the main part of a page says."""
    main = re.search(r"<main\b.*?</main>", html, re.DOTALL)[0]
    main = re.sub(r"<(script|svg|code)\b.*?</\1>", "", main, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", main))


def odd_words(text):
    """English words, and Chinese ones that the house says otherwise."""
    english = set(re.findall(r"[A-Za-z]{2,}", re.sub(r"\S+@\S+", "", text))) - NAMES
    return sorted(english) + [word for word in ODD if word in text]


@pytest.mark.django_db
@pytest.mark.parametrize("path", GUEST_PAGES)
def test_a_guest_s_page_is_chinese(client, path):
    html = client.get(path, headers={"accept-language": "zh-hans"}, follow=True).content.decode()
    assert odd_words(shown(html)) == []


@pytest.mark.parametrize("path", OWN_PAGES)
def test_a_page_of_ones_own_account_is_chinese(signed_in, path):
    page = signed_in.get(path, headers={"accept-language": "zh-hans"}, follow=True)
    assert odd_words(shown(page.content.decode())) == []


def test_refusals_of_a_password_are_chinese(signed_in):
    given = {"oldpassword": "wrong", "password1": "abc", "password2": "abd"}
    page = signed_in.post(
        "/accounts/password/change/", given, headers={"accept-language": "zh-hans"}
    )
    text = shown(page.content.decode())
    assert "密码太短，至少须有 10 个字符。" in text
    assert odd_words(text) == []


@pytest.mark.parametrize("known", [True, False])
def test_the_mail_that_resets_a_password_is_chinese(client, make_user, mailoutbox, known):
    user = make_user("Amy", username="amy", password="correct horse")
    address = user.email if known else "nobody@example.org"
    client.post(
        "/accounts/password/reset/", {"email": address}, headers={"accept-language": "zh-hans"}
    )
    (mail,) = mailoutbox
    text = re.sub(r"http\S+|testserver|amy", "", f"{mail.subject} {mail.body}")
    assert odd_words(text.replace(address, "")) == []


def test_what_is_reworded_has_its_chinese():
    with translation.override("zh-hans"):
        assert [text for text in REWORDED if not re.search("[一-鿿]", gettext(text))] == []
