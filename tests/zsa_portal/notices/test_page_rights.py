"""Forbidden posts, foreign ids, who gets the evidence and the tab."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.zsa_portal.notices.making import (
    answers_url,
    moderated,
    say,
)
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["applicant", "secretary", "member", "staff", "outsider"])
def test_posts_of_those_who_do_not_answer_are_refused(consulted, browse, who):
    opinion = say(consulted, type="ed")
    client, code = browse(consulted.people[who]), consulted.notice.kind
    given = {"disposition": "accepted", "resolution": "x", "opinions": opinion.pk, "sent_to": 1}
    addresses = [
        reverse("notices:answer", args=[opinion.pk]),
        reverse("notices:resolve", args=[opinion.pk]),
        reverse("notices:accept", args=[consulted.matter_id, code]),
        reverse("notices:undo", args=[consulted.matter_id, code]),
        reverse("notices:figures", args=[consulted.matter_id, code]),
    ]
    assert [client.post(address, given).status_code for address in addresses] == [403] * 5
    opinion.refresh_from_db()
    assert opinion.disposition == ""


def test_somebody_not_signed_in_is_sent_to_sign_in(consulted, browse):
    opinion = say(consulted)
    code = consulted.notice.kind
    for address in (
        "/notices/moderation/",
        "/notices/mine/",
        reverse("notices:moderate", args=[opinion.pk]),
        reverse("notices:answer", args=[opinion.pk]),
        reverse("notices:evidence", args=[opinion.pk]),
        answers_url(consulted),
        reverse("notices:accept", args=[consulted.matter_id, code]),
        reverse("notices:sheet", args=[consulted.pk]),
        reverse("notices:sheet_template"),
    ):
        for answer in (browse().get(address), browse().post(address)):
            assert answer.status_code in {302, 405}
            if answer.status_code == 302:
                assert "/accounts/login/" in answer["Location"]


def test_an_opinion_on_a_matter_one_may_not_know_of_is_not_found(consulted, browse):
    opinion = say(consulted)
    matter = consulted.matter.machine.objects.get(pk=consulted.matter_id)
    with clock.moved_to(consulted.notice.closes_at):
        from zsa_portal.workflow.perform import catch_up

        catch_up(matter)
        client = browse(consulted.people["outsider"])
        for name in ("moderate", "answer", "resolve", "evidence"):
            assert client.get(reverse(f"notices:{name}", args=[opinion.pk])).status_code == 404
        assert client.get(answers_url(consulted)).status_code == 404


def test_an_unknown_kind_or_key_is_not_found(consulted, browse):
    client = browse(consulted.people["drafter"])
    matter = consulted.matter_id
    assert client.get(f"/matters/{matter}/answers/nonsense/").status_code == 404
    for address in (
        "/notices/999999/",
        "/notices/items/999999/opinion/",
        "/notices/items/999999/sheet/",
        "/notices/opinions/999999/answer/",
        "/notices/matters/999999/",
    ):
        assert client.get(address).status_code == 404


def test_somebody_who_only_reads_is_led_to_the_public_page(consulted, browse):
    answer = browse(consulted.people["outsider"]).get(answers_url(consulted))
    assert answer["Location"] == reverse("notices:public_matter", args=[consulted.matter_id])


def test_evidence_is_for_those_who_answer_moderate_or_sent_it(noticed, browse):
    evidence = SimpleUploadedFile("proof.txt", b"Measured twice.")
    opinion = say(noticed, evidence=evidence, by=noticed.people["outsider"])
    address = reverse("notices:evidence", args=[opinion.pk])
    codes = {
        who: browse(noticed.people[who]).get(address).status_code
        for who in ("staff", "secretary", "outsider", "member", "applicant", "drafter")
    }
    assert codes == {
        "staff": 200,
        "secretary": 200,
        "outsider": 200,
        "member": 404,
        "applicant": 404,
        "drafter": 404,
    }
    answer = browse(noticed.people["staff"]).get(address)
    assert b"".join(answer.streaming_content) == b"Measured twice."
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "who", ["staff", "secretary", "member", "drafter", "applicant", "outsider"]
)
def test_the_tab_is_there_for_everyone_who_may_open_the_matter(consulted, browse, who):
    moderated(consulted, "PUBLIC WORDS")
    answer = browse(consulted.people[who]).get(f"/matters/{consulted.matter_id}/opinions/")
    assert answer.status_code == 200
    assert b"PUBLIC WORDS" in answer.content


def test_the_tab_of_a_matter_without_notices_says_so(make_noticed, browse):
    matter = make_noticed()
    answer = browse(matter.people["staff"]).get(f"/matters/{matter.pk}/opinions/")
    assert b"Not on notice yet" in answer.content
