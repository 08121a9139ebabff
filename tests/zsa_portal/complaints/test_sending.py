"""Anyone sends a complaint by the form: receipt, refusals that keep the input, the catalogue, limits."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from standards.complaint_procedures import CLAUSE, FORMULATION
from standards.publication.papers import FORMULATED
from tests.zsa_portal.complaints.walk import START, desk, people
from zsa_portal.catalogue.models import Edition, Standard
from zsa_portal.complaints.actions.submitting import Person
from zsa_portal.complaints.models import Complaint
from zsa_portal.complaints.procedures import RECOGNITION, procedure_for
from zsa_portal.complaints.queries import edition_named
from zsa_portal.outbox.models import Mail, Message
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.models import Duty, Matter

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)
TYPED = {
    "number": "T/CAS 7-2025",
    "title": "Quiet pumps",
    "statement": "It copies ours.",
    "demand": "",
    "name": "Wang Fang",
    "organisation": "Example Works",
    "contact": "wang@example.org",
    "truthful": "on",
    "website": "",
}
NEW = "/complaints/new/"


def file(name="draft.txt", data=b"Our draft."):
    return SimpleUploadedFile(name, data)


def send(client, **changed):
    given = TYPED | {"evidence": [file()]} | changed
    return client.post(NEW, {name: value for name, value in given.items() if value is not None})


@pytest.fixture
def walk():
    with clock.moved_to(START):
        yield people()


def test_a_complaint_gets_a_number_a_private_page_and_a_mail(walk, browse):
    answer = send(browse())
    complaint = Complaint.objects.get()
    assert answer.status_code == 302
    assert answer.url == complaint.complainant.get_absolute_url()
    assert (complaint.number, complaint.state) == ("TS-2026-001", "received")
    assert complaint.title == "关于T/CAS 7-2025《Quiet pumps》的投诉"
    assert [one.name for one in complaint.evidence.all()] == ["draft.txt"]
    page = browse().get(answer.url)
    assert page["Cache-Control"] == "private, no-store"
    assert page["X-Robots-Tag"] == "noindex"
    for words in ("TS-2026-001", "It copies ours.", "draft.txt", "Known to the association alone"):
        assert words in page.content.decode()
    sent = Mail.objects.get(address="wang@example.org")
    assert sent.subject == "TS-2026-001: Your complaint was received."
    assert answer.url in sent.body


def test_the_desk_owes_to_look_at_it_and_is_told(walk, browse):
    send(browse())
    duty = Duty.objects.get()
    assert (duty.key, duty.party.department) == ("turn:received", desk())
    assert duty.due_at == clock.start_of(dt.date(2026, 3, 8))
    assert Message.objects.get().recipient == walk.clerk


def test_a_telephone_number_gets_no_mail(walk, browse):
    assert send(browse(), contact="13800000000").status_code == 302
    assert not Mail.objects.filter(message=None).exists()
    assert mail.outbox == []


@pytest.mark.rule("R27")
def test_in_writing(walk, browse):
    answer = send(browse(), statement="\u200b")
    page = answer.content.decode()
    says = "Say what the standard or its making violates."
    assert (answer.status_code, says in page) == (409, True)
    assert "T/CAS 7-2025" in page
    assert not Complaint.objects.exists()


@pytest.mark.rule("R27")
def test_with_a_contact(walk, browse):
    with pytest.raises(RuleUnmet, match="Give a phone number or e-mail"):
        walk.submit(person=Person("Wang Fang", "\u200b"))
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("contact", ["\u200b", "wang@", "wang.example.org", "12345", "later"])
def test_a_contact_that_reaches_nobody_keeps_the_input(walk, browse, contact):
    answer = send(browse(), contact=contact)
    page = answer.content.decode()
    assert (answer.status_code, Complaint.objects.count()) == (422, 0)
    assert "Write a mail address such as name@example.org" in page
    assert "It copies ours." in page


def test_a_mail_address_beside_a_telephone_gets_the_mails(walk, browse):
    contact = "wang@example.org / 010-6655 1234 转 12"
    assert send(browse(), contact=contact).status_code == 302
    assert Complaint.objects.get().complainant.contact == contact
    assert Mail.objects.get(message=None).address == "wang@example.org"


@pytest.mark.rule("R27")
def test_by_name(walk, browse):
    assert send(browse(), name="\u200b").status_code == 422
    with pytest.raises(RuleUnmet, match="only the association learns your name"):
        walk.submit(person=Person("", "13800000000"))
    assert not Complaint.objects.exists()


@pytest.mark.rule("R27")
def test_with_evidence(walk, browse):
    answer = send(browse(), evidence=None)
    assert answer.status_code == 422
    assert "It copies ours." in answer.content.decode()
    assert not Complaint.objects.exists()
    with pytest.raises(RuleUnmet, match="Add at least one file as evidence"):
        walk.submit(evidence=[])
    assert walk.submit().evidence.count() == 1


def test_what_is_sent_is_true_and_the_trap_stays_empty(walk, browse):
    for changed in ({"truthful": None}, {"website": "http://spam.example"}, {"number": ""}):
        assert send(browse(), **changed).status_code == 422
    assert not Complaint.objects.exists()


def test_a_file_that_is_no_document_is_refused_and_nothing_stored(walk, browse):
    answer = send(browse(), evidence=[file("evil.pdf", b"not a pdf")])
    assert answer.status_code == 422
    assert "It copies ours." in answer.content.decode()
    assert not Complaint.objects.exists()


def test_too_many_files_and_a_sign_without_a_font_are_refused(walk, browse):
    assert send(browse(), evidence=[file(f"{n}.txt") for n in range(11)]).status_code == 422
    answer = send(browse(), name="Wang \ue000")
    assert (answer.status_code, "No font" in answer.content.decode()) == (422, True)
    assert not Complaint.objects.exists()


def test_the_same_form_sent_twice_is_one_complaint(walk, browse):
    ticket = str(uuid.uuid4())
    first, again = (send(browse(), ticket=ticket) for _time in range(2))
    assert first.url == again.url
    assert Complaint.objects.count() == 1


def test_numbers_have_no_gap_after_a_refusal(walk, browse):
    send(browse())
    send(browse(), statement="\u200b")
    send(browse())
    numbers = list(Complaint.objects.order_by("pk").values_list("number", flat=True))
    assert numbers == ["TS-2026-001", "TS-2026-002"]


def test_a_visitor_is_limited_and_keeps_the_input(walk, browse):
    set_to("complaints.per_visitor", 1)
    client = browse()
    assert send(client).status_code == 302
    answer = send(client, statement="KEPT WORDS")
    assert (answer.status_code, answer["Retry-After"]) == (429, "1800")
    assert "KEPT WORDS" in answer.content.decode()
    assert Complaint.objects.count() == 1


def test_an_address_is_limited(walk, browse):
    set_to("complaints.per_address", 1)
    assert send(browse()).status_code == 302
    assert send(browse()).status_code == 429


def test_who_has_an_account_begins_with_name_and_address(walk, browse):
    page = browse(walk.answerer).get(NEW).content.decode()
    assert 'value="answerer@example.org"' in page
    send(browse(walk.answerer))
    complaint = Complaint.objects.get()
    assert complaint.complainant.account == walk.answerer
    assert (complaint.created_by, complaint.log.get().by) == (None, None)


def edition(body=None, **fields):
    """A published standard of ours."""
    standard = Standard.objects.create(running=12)
    day = dt.date(2025, 1, 1)
    values = {"kind": FORMULATED.key, "status": "current"} | fields
    return Edition.objects.create(
        standard=standard,
        year=2025,
        number="T/ZSA 12-2025",
        title="安静的泵",
        published_on=day,
        implemented_on=day,
        source_body=body,
        **values,
    )


def test_a_standards_page_leads_to_the_form_with_its_number(walk, browse):
    found = edition()
    page = browse().get(found.get_absolute_url()).content.decode()
    link = f"{NEW}?number=T%2FZSA+12-2025"
    assert link in page
    assert 'value="T/ZSA 12-2025"' in browse().get(link).content.decode()


def test_a_number_of_the_catalogue_is_its_edition_and_proposes_the_body(walk, browse):
    found = edition(walk.body, source_number="T/CAS 7-2025")
    send(browse(), number="t/zsa 12—2025", title="")
    send(browse(), number="T/CAS 7—2025", title="")
    for complaint in Complaint.objects.all():
        assert (complaint.about, complaint.body) == (found, walk.body)
        assert (complaint.standard_number, complaint.standard_title) == (
            "T/ZSA 12-2025",
            "安静的泵",
        )
        assert not Matter.objects.visible_to(walk.answerer).exists()


def test_a_number_that_nobody_knows_needs_a_title(walk, browse):
    answer = send(browse(), title="")
    assert (answer.status_code, "Say which standard you mean." in answer.content.decode()) == (
        422,
        True,
    )


def test_an_edition_under_publication_is_not_named():
    edition(status="pending")
    assert edition_named("T/ZSA 12-2025") is None
    Edition.objects.update(status="current")
    assert edition_named("T/ZSA 12-2025") == Edition.objects.get()


def test_our_own_standards_follow_the_clause_that_is_set(walk, browse):
    edition()
    send(browse(), number="T/ZSA 12-2025")
    assert Complaint.objects.get().procedure == FORMULATION.key
    assert procedure_for("") == RECOGNITION
    set_to(CLAUSE.key, "《中关村标准认定规范》第10款")
    assert FORMULATION.basis() == "《中关村标准认定规范》第10款"


def test_the_public_menu_leads_to_it(browse):
    assert f'href="{reverse("complaints:new")}"' in browse().get("/").content.decode()


def set_to(key, value):
    Setting.objects.create(key=key, value=value, reason="test", valid_from=clock.now() - SECOND)
