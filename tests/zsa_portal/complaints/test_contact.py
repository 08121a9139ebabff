"""Name and contact are for the desk alone: no page, log, paper, mail or export tells them to others."""

from __future__ import annotations

import datetime as dt
import io
import itertools

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.zsa_portal.complaints.stations import complaint_at
from tests.zsa_portal.complaints.walk import CONTACT, NAME, person
from zsa_portal.complaints.actions.submitting import Person
from zsa_portal.complaints.models import Complaint
from zsa_portal.documents.kinds import FORMS
from zsa_portal.documents.models import IssuedForm
from zsa_portal.documents.render import html_of_preview
from zsa_portal.outbox.actions import mail_resend
from zsa_portal.outbox.models import Mail, Message
from zsa_portal.people.models import Department, DepartmentMembership
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import LogEntry, Matter

pytestmark = pytest.mark.django_db
SECRETS = (NAME, CONTACT, "Canary Works")


@pytest.fixture
def ended(browse):
    """A complaint that went the whole way, with notes and a mail for each event."""
    walk, complaint = complaint_at("received")
    complaint = walk.pass_on(walk.accept(complaint))
    with clock.moved_to(walk.now):
        token = complaint.complainant.token
        said = {"text": "We talked.", "for_body": "on"}
        browse().post(reverse("complaints:say", args=[token]), said)
    complaint = walk.hold(walk.call(walk.report(complaint)))
    return walk, walk.close(walk.conclude(complaint))


def clerk_elsewhere(**fields):
    """Somebody of another department."""
    clerk = person("elsewhere")
    home = Department.objects.create(code="quality", name="Quality")
    DepartmentMembership.objects.create(
        user=clerk, department=home, starts=dt.date(2020, 1, 1), **fields
    )
    return clerk


def addresses(complaint):
    pk, root = complaint.pk, complaint.get_absolute_url()
    forms = IssuedForm.objects.values_list("pk", flat=True)
    files = complaint.evidence.values_list("pk", flat=True)
    return [
        "/complaints/",
        "/complaints/?export=xlsx",
        "/complaints/?q=canary",
        "/complaints/figures/",
        "/complaints/figures/?export=xlsx",
        reverse("home:matters") + "?export=xlsx",
        *(
            reverse(name)
            for name in ("home:desk", "home:inbox", "home:matters", "outbox:deliveries")
        ),
        reverse("outbox:deliveries") + "?export=xlsx",
        reverse("home:search") + "?q=canary",
        *(f"{root}{tab}/" for tab in ("complaint", "papers", "coordination", "log")),
        *(reverse("documents:form", args=[form]) for form in forms),
        *(reverse("documents:form_pdf", args=[form]) for form in forms),
        *(reverse("complaints:file", args=[pk, file]) for file in files),
        reverse("complaints:note", args=[pk]),
    ]


def words_of(answer):
    """What an answer says, a spreadsheet's cells among it."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "spreadsheet" in answer.get("Content-Type", ""):
        rows = load_workbook(io.BytesIO(content)).active.values
        return " ".join(map(str, itertools.chain(*rows)))
    return content.decode("utf-8", "replace")


def leaks(client, paths):
    found, read = [], 0
    for path in paths:
        answer = client.get(path, follow=True)
        said, read = words_of(answer), read + (answer.status_code == 200)
        found += [path] if any(secret in said for secret in SECRETS) else []
    assert read
    return found


def test_the_desk_reads_name_and_contact(ended, browse):
    walk, complaint = ended
    with clock.moved_to(walk.now):
        page = browse(walk.clerk).get(complaint.get_absolute_url()).content.decode()
    assert all(secret in page for secret in SECRETS)


@pytest.mark.parametrize("who", ["public", "body", "other staff", "head of other staff"])
def test_no_page_and_no_export_tells_them(ended, browse, who):
    walk, complaint = ended
    users = {
        "public": lambda: None,
        "body": lambda: walk.answerer,
        "other staff": clerk_elsewhere,
        "head of other staff": lambda: clerk_elsewhere(is_head=True),
    }
    with clock.moved_to(walk.now):
        assert leaks(browse(users[who]()), addresses(complaint)) == []


def test_the_papers_that_the_body_reads_do_not_have_them(ended):
    walk, _complaint = ended
    with clock.moved_to(walk.now):
        read = IssuedForm.objects.readable_by(walk.answerer)
        kinds = sorted(form.kind for form in read)
        assert kinds == ["complaints.minutes", "complaints.result_to_body", "complaints.transfer"]
        for form in read:
            said = f"{form.data} {html_of_preview(FORMS[form.kind], form.data)}"
            assert not any(secret in said for secret in SECRETS)


def test_the_body_reads_them_where_it_is_allowed(browse):
    walk, complaint = complaint_at("received")
    complaint.complainant.shares_contact = True
    complaint.complainant.save()
    complaint = walk.pass_on(walk.accept(complaint))
    transfer = IssuedForm.objects.get(kind="complaints.transfer")
    assert transfer.data["person"] == {
        "name": NAME,
        "organisation": "Canary Works",
        "contact": CONTACT,
    }
    with clock.moved_to(walk.now):
        page = browse(walk.answerer).get(complaint.get_absolute_url()).content.decode()
    assert all(secret in page for secret in SECRETS)


def test_no_log_no_message_and_no_other_mail_has_them(ended):
    logged = " ".join(f"{row.values} {row.reason}" for row in LogEntry.objects.all())
    told = " ".join(f"{row.subject} {row.body}" for row in Message.objects.all())
    mailed = " ".join(
        f"{row.address} {row.subject} {row.body}" for row in Mail.objects.exclude(message=None)
    )
    for secret in SECRETS:
        assert secret not in logged + told + mailed
    titles = " ".join(map(str, Matter.objects.all()))
    assert NAME not in titles


def test_a_mail_to_the_complainant_names_neither_body_people_nor_words(ended):
    walk, complaint = ended
    mails = Mail.objects.filter(address=CONTACT)
    assert mails.count() == 6
    for sent in mails:
        assert complaint.complainant.get_absolute_url() in sent.body
        assert "We wrote it ourselves." not in sent.body
        assert walk.answerer.name not in sent.body


def test_deliveries_show_the_complaint_in_place_of_the_address(ended, browse):
    walk, _complaint = ended
    with clock.moved_to(walk.now):
        client, deliveries = browse(clerk_elsewhere()), reverse("outbox:deliveries")
        page = client.get(deliveries).content.decode()
        assert "complainant of TS-2026-001" in page
        by_address = client.get(f"{deliveries}?q={CONTACT}").content.decode()
        assert "complainant of TS-2026-001" not in by_address
        sent = Mail.objects.filter(address=CONTACT).first()
        sent.error, sent.state = f"{CONTACT} refused", Mail.State.FAILED
        sent.save()
        failed = client.get(f"{deliveries}?state=failed").content.decode()
        assert "complainant of TS-2026-001 refused" in failed
        again = client.post(reverse("outbox:resend", args=[sent.pk]), follow=True)
        assert CONTACT not in again.content.decode()
        assert mail_resend(mail=sent, by=walk.clerk).address == CONTACT


def test_the_body_learns_of_it_once_it_was_passed_on(browse):
    walk, complaint = complaint_at("accepted")
    Complaint.objects.update(applicant=walk.body)
    with clock.moved_to(walk.now):
        assert leaks(browse(walk.answerer), addresses(complaint)) == []
        assert browse(walk.answerer).get(complaint.get_absolute_url()).status_code == 404
        assert complaint.number not in browse(walk.answerer).get("/complaints/").content.decode()
        complaint = walk.pass_on(complaint)
        assert browse(walk.answerer).get(complaint.get_absolute_url()).status_code == 200
        assert complaint.number in browse(walk.answerer).get("/complaints/").content.decode()


def test_the_body_reads_what_was_passed_on_and_not_what_was_sent(browse):
    walk, complaint = complaint_at("accepted")
    complaint = walk.pass_on(complaint, statement_for_body="Shortened.", evidence=[])
    with clock.moved_to(walk.now):
        page = browse(walk.answerer).get(complaint.get_absolute_url()).content.decode()
        file = complaint.evidence.get()
        path = reverse("complaints:file", args=[complaint.pk, file.pk])
        assert browse(walk.answerer).get(path).status_code == 404
    assert ("Shortened." in page, complaint.statement in page) == (True, False)


def test_an_english_complainant_is_told_in_english():
    walk, _complaint = complaint_at("received")
    sent = walk.submit(person=Person("Li", "li@example.org"))
    assert sent.complainant.language == "en"
    told = Message.objects.get(about=sent.pk, event="complaint.received", recipient=walk.clerk)
    assert (told.to_do, told.deadline) == (str(sent.state_info.duty), sent.due_at)
    assert told.to_do != ""
    mail = Mail.objects.get(address="li@example.org")
    assert mail.subject == f"{sent.number}: Your complaint was received."
