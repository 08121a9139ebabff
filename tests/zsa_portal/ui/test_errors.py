"""What went wrong is said in a clear sentence, with what to do next."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from zsa_portal.ui import errors

OTHER = {errors.handler403: "You may not see this page or take this step"}


@pytest.fixture
def request_of_guest(rf: RequestFactory):
    request = rf.get("/somewhere/?a=1")
    request.user = AnonymousUser()
    return request


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("handler", "error", "status", "sentence"),
    [
        (errors.handler400, SuspiciousOperation("x"), 400, "无法识别这个请求"),
        (errors.handler400, RequestDataTooBig("x"), 413, "提交的内容太大"),
        (errors.handler403, PermissionDenied(), 403, "您的角色不允许这一步"),
        (errors.handler403, PermissionDenied("只有秘书可以。"), 403, "只有秘书可以。"),
        (errors.handler404, Exception("secret path"), 404, "这里没有您可以查看的内容"),
        (errors.csrf_failure, "token missing", 403, "表单已过期"),
    ],
)
def test_page_in_chinese_with_the_other_language_below(
    request_of_guest, handler, error, status, sentence
):
    with translation.override("zh-hans"):
        response = handler(request_of_guest, error)

    assert response.status_code == status
    assert sentence in text_of(response)
    assert f'lang="en">{OTHER.get(handler, "This did not work")}' in text_of(response)
    assert "secret path" not in text_of(response)
    assert "token missing" not in text_of(response)


def test_page_in_english_with_chinese_below(request_of_guest):
    with translation.override("en"):
        text = text_of(errors.handler404(request_of_guest, Exception()))

    assert "There is nothing here for you" in text
    assert 'lang="zh-Hans">操作没有完成' in text


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_refusal_speaks_of_no_failed_save_in_either_language(rf, method):
    request = rf.generic(method, "/somewhere/")
    request.user = AnonymousUser()
    with translation.override("en"):
        english = text_of(errors.handler403(request, PermissionDenied()))
    with translation.override("zh-hans"):
        chinese = text_of(errors.handler403(request, PermissionDenied()))
    assert 'lang="zh-Hans">您无权查看此页或办理此步骤' in english
    assert 'lang="en">You may not see this page or take this step' in chinese
    for text in (english, chinese):
        assert "nothing was stored" not in text
        assert "没有保存" not in text


def test_guest_is_offered_to_sign_in_and_come_back(request_of_guest):
    text = text_of(errors.handler404(request_of_guest, Exception()))

    assert "/accounts/login/?next=/somewhere/%3Fa%3D1" in text


def test_reason_is_escaped(request_of_guest):
    response = errors.handler403(request_of_guest, PermissionDenied("<script>"))

    assert "<script>" not in text_of(response).replace('<script src="', "")


def test_own_fault_needs_no_database_and_no_context(rf, django_db_blocker):
    with django_db_blocker.block():
        response = errors.handler500(rf.get("/"))

    assert response.status_code == 500
    assert [
        "门户出错了" in text_of(response),
        "The portal made a mistake" in text_of(response),
    ] == [
        True,
        True,
    ]


@pytest.mark.parametrize("template", ["errors/409.html", "errors/429.html", "429.html"])
def test_pages_that_others_raise_can_be_drawn(template, request_of_guest):
    html = render_to_string(template, {"missing": ["还差一票。"]}, request_of_guest)

    assert "<h1>" in html
    assert ("还差一票。" in html) is (template == "errors/409.html")


def test_unknown_address_and_wrong_token_use_these_pages(db, client):
    strict = client.__class__(enforce_csrf_checks=True)

    assert "error-page" in client.get("/no/such/address/").content.decode()
    refused = strict.post("/i18n/setlang/", {"language": "en"})
    assert (refused.status_code, "error-page" in text_of(refused)) == (403, True)
