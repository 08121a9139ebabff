"""The private page: who holds its secret follows the complaint, writes, withdraws, says how it was."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.zsa_portal.complaints.stations import complaint_at
from tests.zsa_portal.complaints.walk import CONTACT
from zsa_portal.complaints.actions import ending, writing
from zsa_portal.complaints.models import Complaint, Note
from zsa_portal.documents.tasks import render_pending
from zsa_portal.outbox.models import Mail, Message
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.ui.refused import BadValue

pytestmark = pytest.mark.django_db


def own(complaint, name="follow", *more):
    return reverse(f"complaints:{name}", args=[complaint.complainant.token, *more])


def read(client, complaint):
    return client.get(own(complaint)).content.decode()


def test_nobody_without_the_secret_has_a_page(browse):
    for name in ("follow", "withdraw"):
        assert browse().get(reverse(f"complaints:{name}", args=["guessed"])).status_code == 404
    for name in ("say", "rate"):
        assert browse().post(reverse(f"complaints:{name}", args=["guessed"])).status_code == 404


def test_it_tells_what_happened_when_without_names_of_people(browse):
    walk, complaint = complaint_at("with_body")
    with clock.moved_to(walk.now):
        page = read(browse(), complaint)
    for words in (
        "Complaint received",
        "Complaint accepted",
        "With the body",
        "Pump Society",
        "2026-03-04 09:30",
    ):
        assert words in page
    assert walk.clerk.name not in page


def test_what_is_lacking_stands_there_and_is_added(browse):
    walk, complaint = complaint_at("received")
    complaint = walk.take(complaint, "ask_more", reason="Which clause?")
    with clock.moved_to(walk.now):
        page = read(browse(), complaint)
        assert "Which clause?" in page
        assert "Please complete your complaint" in page
        answer = browse().post(own(complaint, "say"), {"text": "Clause 3.", "website": ""})
    assert (answer.status_code, Complaint.objects.get().state) == (302, "received")


def test_a_message_with_a_file_reaches_the_desk_and_the_body_only_if_meant(browse):
    walk, complaint = complaint_at("with_body")
    Message.objects.all().delete()
    with clock.moved_to(walk.now):
        file = SimpleUploadedFile("more.txt", b"More.")
        browse().post(own(complaint, "say"), {"text": "For you alone.", "evidence": [file]})
        assert {one.recipient for one in Message.objects.all()} == {walk.clerk}
        browse().post(own(complaint, "say"), {"text": "For both.", "for_body": "on"})
        told = [one.recipient for one in Message.objects.all()]
    assert sorted(map(str, told)) == ["answerer", "clerk", "clerk"]
    alone, both = Note.objects.all()
    assert (alone.for_body, both.for_body) == (False, True)
    with clock.moved_to(walk.now):
        page = browse(walk.answerer).get(complaint.get_absolute_url()).content.decode()
        assert ("For you alone." in page, "For both." in page) == (False, True)
        mine = alone.evidence.get()
        path = reverse("complaints:file", args=[complaint.pk, mine.pk])
        assert browse(walk.answerer).get(path).status_code == 404
        assert browse(walk.clerk).get(path).status_code == 200
        assert browse().get(own(complaint, "own_file", mine.pk)).status_code == 200


def test_before_it_was_passed_on_nothing_is_for_the_body():
    walk, complaint = complaint_at("received")
    with clock.moved_to(walk.now):
        note = writing.complaint_say(complaint=complaint, text="x", for_body=True)
    assert note.for_body is False


def test_an_empty_message_and_a_bad_file_are_refused_and_keep_the_input(browse):
    walk, complaint = complaint_at("received")
    with clock.moved_to(walk.now):
        assert browse().post(own(complaint, "say"), {"text": " "}).status_code == 422
        bad = {"text": "KEPT WORDS", "evidence": [SimpleUploadedFile("a.pdf", b"no")]}
        answer = browse().post(own(complaint, "say"), bad)
        trapped = browse().post(own(complaint, "say"), {"text": "x", "website": "http://x"})
    assert (answer.status_code, "KEPT WORDS" in answer.content.decode()) == (422, True)
    assert trapped.status_code == 422
    assert not Note.objects.exists()


def test_messages_are_limited(browse):
    walk, complaint = complaint_at("received")
    Setting.objects.create(
        key="complaints.per_visitor", value=1, reason="test", valid_from=walk.now
    )
    client = browse()
    with clock.moved_to(walk.now):
        assert client.post(own(complaint, "say"), {"text": "1"}).status_code == 302
        assert client.post(own(complaint, "say"), {"text": "2"}).status_code == 429
    assert Note.objects.count() == 1


def test_the_body_writes_to_the_complainant_and_a_mail_tells_of_it(browse):
    walk, complaint = complaint_at("with_body")
    with clock.moved_to(walk.now):
        url = reverse("complaints:note", args=[complaint.pk])
        Mail.objects.all().delete()
        answer = browse(walk.answerer).post(
            url, {"text": "Which chapter do you mean?", "for_complainant": "on"}
        )
        assert answer.status_code == 302
        page = read(browse(), complaint)
        assert "Which chapter do you mean?" in page
        assert "Body complained about" in page
    sent = Mail.objects.get(message=None)
    assert (sent.address, "Which chapter" in sent.body) == (CONTACT, False)
    assert Message.objects.filter(recipient=walk.clerk, event="complaint.wrote").count() == 1


def test_a_note_of_the_desk_says_who_reads_it(browse):
    walk, complaint = complaint_at("with_body")
    url = reverse("complaints:note", args=[complaint.pk])
    with clock.moved_to(walk.now):
        assert browse(walk.clerk).post(url, {"text": "To nobody."}).status_code == 422
        assert browse(walk.clerk).post(url, {"text": " ", "for_body": "on"}).status_code == 422
        assert browse(walk.clerk).post(url, {"text": "Hurry.", "for_body": "on"}).status_code == 302
        assert "Hurry." not in read(browse(), complaint)
        page = browse(walk.answerer).get(complaint.get_absolute_url()).content.decode()
    assert ("Hurry." in page, walk.clerk.name in page) == (True, False)


def test_after_the_end_nobody_writes(browse):
    walk, complaint = complaint_at("deciding")
    complaint = walk.close(complaint)
    with clock.moved_to(walk.now):
        url = reverse("complaints:note", args=[complaint.pk])
        assert browse(walk.clerk).get(url).status_code == 409
        assert browse().post(own(complaint, "say"), {"text": "x"}).status_code == 409
    assert not Note.objects.exists()


def test_it_is_taken_back_after_a_question(browse):
    walk, complaint = complaint_at("with_body")
    with clock.moved_to(walk.now):
        assert "This cannot be undone" in browse().get(own(complaint, "withdraw")).content.decode()
        assert Complaint.objects.get().state == "with_body"
        browse().post(own(complaint, "withdraw"))
        complaint = Complaint.objects.get()
        assert (complaint.state, complaint.outcome) == ("withdrawn", "withdrawn")
        again = browse().post(own(complaint, "withdraw"), follow=True).content.decode()
        assert "This is not possible in the present state" in again
        assert browse().get(own(complaint, "withdraw")).status_code == 302
    entry = complaint.log.order_by("-pk").first()
    assert (entry.step, entry.by) == ("withdraw", None)


def test_the_letters_are_read_there_and_no_others(browse):
    walk, complaint = complaint_at("received")
    complaint = walk.pass_on(walk.accept(complaint))
    render_pending()
    letters = {form.kind: form for form in complaint.issued_forms.all()}
    with clock.moved_to(walk.now):
        mine = browse().get(own(complaint, "own_letter", letters["complaints.receipt"].pk))
        other = browse().get(own(complaint, "own_letter", letters["complaints.transfer"].pk))
    assert (mine.status_code, mine["Content-Type"]) == (200, "application/pdf")
    assert other.status_code == 404


def test_in_the_end_one_says_whether_one_is_satisfied(browse):
    walk, complaint = complaint_at("deciding")
    with clock.moved_to(walk.now):
        early = browse().post(own(complaint, "rate"), {"satisfaction": "satisfied"})
        assert early.status_code == 409
    complaint = walk.close(complaint)
    Message.objects.all().delete()
    with clock.moved_to(walk.now):
        page = read(browse(), complaint)
        assert "Chapter 3 is to be rewritten." in page
        assert "We wrote it ourselves." in page
        for wrong in ({}, {"satisfaction": "maybe"}):
            assert browse().post(own(complaint, "rate"), wrong).status_code == 422
        given = {"satisfaction": "not_satisfied", "words": "Too slow."}
        assert browse().post(own(complaint, "rate"), given).status_code == 302
        tab = browse(walk.clerk).get(complaint.get_absolute_url()).content.decode()
        theirs = browse(walk.answerer).get(complaint.get_absolute_url()).content.decode()
    assert ("Too slow." in tab, "Too slow." in theirs) == (True, False)
    assert [one.recipient for one in Message.objects.all()] == [walk.clerk]
    with pytest.raises(BadValue):
        ending.complaint_rate(complaint=complaint, satisfaction="maybe")
