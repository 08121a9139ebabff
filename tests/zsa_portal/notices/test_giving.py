"""Giving an opinion by the form: receipt, refusals that keep the input, limits."""

import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.zsa_portal.notices.making import (
    GIVEN,
    SECOND,
    TYPED,
    opinion_url,
    say,
)
from zsa_portal.notices.actions import opinion_answer
from zsa_portal.notices.models import Opinion
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting

pytestmark = pytest.mark.django_db


def test_somebody_without_an_account_gets_a_receipt(consulted, browse):
    answer = browse().post(opinion_url(consulted), TYPED, follow=True)
    opinion = Opinion.objects.get()
    assert answer.redirect_chain == [(opinion.get_absolute_url(), 302)]
    page = answer.content.decode()
    assert opinion.reference in page
    assert f"{settings.SITE_URL}{opinion.get_absolute_url()}" in page
    assert (opinion.author, opinion.clause, opinion.name) == (None, "5.10", "Wang Fang")


def test_the_receipt_tells_later_what_became_of_it(noticed, browse):
    opinion = say(noticed)
    staff = noticed.people["staff"]
    assert b"not answered yet" in browse().get(opinion.get_absolute_url()).content
    opinion_answer(opinion=opinion, by=staff, disposition="rejected", answer="OUR REASONS")
    answer = browse().get(opinion.get_absolute_url())
    assert b"OUR REASONS" in answer.content
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_guessed_secret_opens_nothing(noticed, browse):
    say(noticed)
    assert browse().get("/notices/receipts/guess/").status_code == 404


def test_a_signed_in_author_is_noted_and_lists_the_own_opinions(noticed, browse):
    outsider = noticed.people["outsider"]
    client = browse(outsider)
    client.post(opinion_url(noticed), GIVEN)
    say(noticed, "OF ANOTHER")
    page = client.get("/notices/mine/").content.decode()
    assert Opinion.objects.order_by("pk").first().author == outsider
    assert "The limit is too low." in page
    assert "OF ANOTHER" not in page


def test_the_next_opinion_keeps_name_and_contact_for_this_visitor_only(noticed, browse):
    client = browse()
    client.post(opinion_url(noticed), GIVEN)
    assert b"wang@example.org" in client.get(opinion_url(noticed)).content
    assert b"wang@example.org" not in browse().get(opinion_url(noticed)).content
    client.force_login(noticed.people["outsider"])
    assert b"wang@example.org" not in client.get(opinion_url(noticed)).content


def test_name_and_contact_are_forgotten_on_request_and_after_half_an_hour(noticed, browse):
    client = browse()
    client.post(opinion_url(noticed), GIVEN)
    client.post("/notices/forget/")
    assert b"wang@example.org" not in client.get(opinion_url(noticed)).content
    client.post(opinion_url(noticed), GIVEN)
    with clock.moved_to(noticed.notice.opened_at + SECOND * 1801):
        assert b"wang@example.org" not in client.get(opinion_url(noticed)).content


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "", "This field is required."),
        ("text", "x" * 4001, "at most 4000 characters"),
        ("name", "", "This field is required."),
        ("contact", " ", "This field is required."),
        ("truthful", "", "Please confirm this before you send."),
        ("type", "xx", "Select a valid choice."),
        ("website", "http://spam.example", "hidden field “Website”"),
        ("clause", "5" * 61, "at most 60 characters"),
        ("text", "nul\x00byte", "Null characters are not allowed."),
    ],
)
def test_a_wrong_entry_is_told_the_input_kept_and_nothing_stored(
    consulted, browse, field, value, sentence
):
    answer = browse().post(opinion_url(consulted), TYPED | {field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Raise it." in page
    assert Opinion.objects.count() == 0


def test_a_disguised_program_is_refused_and_the_input_kept(consulted, browse):
    evidence = SimpleUploadedFile("report.pdf", b"MZ\x90\x00" + b"\x00" * 500)
    answer = browse().post(opinion_url(consulted), TYPED | {"evidence": evidence})
    assert answer.status_code == 422
    assert b"Raise it." in answer.content
    assert Opinion.objects.count() == 0


def test_the_page_of_the_last_second_is_refused_the_second_after(consulted, browse):
    client = browse()
    with clock.moved_to(consulted.notice.closes_at - SECOND):
        assert client.get(opinion_url(consulted)).status_code == 200
    with clock.moved_to(consulted.notice.closes_at):
        answer = client.post(opinion_url(consulted), TYPED)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "ended on 2026-04-01 at 24:00 Beijing time" in page
    assert "Raise it." in page
    assert Opinion.objects.count() == 0


def test_a_double_click_is_one_opinion(noticed, browse):
    client = browse()
    page = client.get(opinion_url(noticed)).content.decode()
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)[1]
    first = client.post(opinion_url(noticed), GIVEN | {"ticket": ticket})
    second = client.post(opinion_url(noticed), GIVEN | {"ticket": ticket})
    assert first["Location"] == second["Location"]
    assert Opinion.objects.count() == 1


def test_fields_that_are_not_on_the_form_change_nothing(noticed, browse):
    smuggled = {"moderation": "published", "disposition": "accepted", "number": "7", "author": "1"}
    browse().post(opinion_url(noticed), GIVEN | smuggled)
    opinion = Opinion.objects.get()
    assert (opinion.moderation, opinion.disposition, opinion.number, opinion.author) == (
        "pending",
        "",
        1,
        None,
    )


def limit(key, value):
    Setting.objects.create(key=key, value=value, reason="test", valid_from=clock.now() - SECOND)


def test_a_visitor_is_limited_told_when_and_keeps_the_input(noticed, browse):
    limit("opinions.per_visitor", 2)
    client = browse()
    for number in range(2):
        assert (
            client.post(opinion_url(noticed), GIVEN | {"text": f"No {number}"}).status_code == 302
        )
    answer = client.post(opinion_url(noticed), GIVEN | {"text": "KEPT WORDS"})
    page = answer.content.decode()
    assert answer.status_code == 429
    assert answer["Retry-After"] == "1800"
    assert "please send it again after 10:00." in page
    assert "KEPT WORDS" in page
    assert Opinion.objects.count() == 2
    with clock.moved_to(noticed.notice.opened_at + SECOND * 1800):
        assert client.post(opinion_url(noticed), GIVEN).status_code == 302


def test_an_address_is_limited_over_all_its_visitors(noticed, browse):
    limit("opinions.per_address", 2)
    for number in range(2):
        answer = browse().post(opinion_url(noticed), GIVEN | {"text": f"No {number}"})
        assert answer.status_code == 302
    assert browse().post(opinion_url(noticed), GIVEN).status_code == 429
    assert browse(noticed.people["outsider"]).post(opinion_url(noticed), GIVEN).status_code == 429
    elsewhere = browse().post(opinion_url(noticed), GIVEN, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 302


def test_staff_and_refused_entries_are_not_counted(noticed, browse):
    limit("opinions.per_address", 1)
    client = browse(noticed.people["staff"])
    for _time in range(3):
        assert client.post(opinion_url(noticed), GIVEN).status_code == 302
    assert browse().post(opinion_url(noticed), GIVEN | {"text": ""}).status_code == 422
    assert browse().post(opinion_url(noticed), GIVEN).status_code == 302


def test_without_redis_an_opinion_is_not_lost(noticed, browse, monkeypatch):
    from redis.exceptions import ConnectionError as Away

    from zsa_portal.notices import limits

    def away(*_args, **_kwargs):
        raise Away

    monkeypatch.setattr(limits.cache, "add", away, raising=False)
    assert browse().post(opinion_url(noticed), GIVEN).status_code == 302
    assert Opinion.objects.count() == 1
