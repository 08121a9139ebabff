"""A complaint goes its whole way; each step is its party's, in its state, with what it needs."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.standards.association import LONG_AGO
from tests.zsa_portal.complaints.stations import complaint_at
from tests.zsa_portal.complaints.walk import desk, evidence, person
from zsa_portal.ballots.actions.recusals import recusal_declare
from zsa_portal.complaints import rules
from zsa_portal.complaints.actions import writing
from zsa_portal.complaints.meeting import both_sides
from zsa_portal.complaints.models import Complaint
from zsa_portal.complaints.papers import REPORT
from zsa_portal.complaints.procedures import RECOGNITION
from zsa_portal.documents.models import Document
from zsa_portal.meetings.models import Meeting
from zsa_portal.people.models import DepartmentMembership, OrganisationPerson
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Duty, Matter
from zsa_portal.workflow.perform import catch_up, perform
from zsa_portal.workflow.refusals import StepsUnmet, WrongState

pytestmark = pytest.mark.django_db

VALUES = {
    "ask_more": ("received", {"reason": "Which clause?"}),
    "accept": ("received", {"procedure": RECOGNITION.key}),
    "reject": ("received", {"reason": "About a product."}),
    "pass_on": ("accepted", {"statement_for_body": "It copies ours."}),
    "record_report": ("with_body", {"body_outcome": "settled", "body_report": "Agreed."}),
    "go_on": ("with_body", {"reason": "No answer."}),
    "pass_back": ("deciding", {"reason": "Chapter 3?"}),
    "call_meeting": (
        "deciding",
        {"starts_at": "2099-03-01 10:00", "place": "Room 1", "agenda": "1."},
    ),
    "conclude_meeting": ("coordination", {"conclusion": "agreed", "reason": "Agreed."}),
    "close": ("deciding", {"outcome": "upheld", "conclusion": "Right."}),
    "refer": ("deciding", {"law": "Art. 1", "referred_to": "A court", "conclusion": "Unsettled."}),
}
"""Step of the desk -> the state it starts from, and what its form asks for."""


def post(client, complaint, step, **given):
    return client.post(reverse("workflow:step", args=[complaint.pk, step]), given)


@pytest.mark.rule("R27")
def test_the_whole_way():
    walk, complaint = complaint_at("received")
    complaint = walk.pass_on(walk.accept(complaint))
    complaint = walk.hold(walk.call(walk.report(complaint)))
    complaint = walk.close(walk.conclude(complaint))
    assert (complaint.state, complaint.outcome) == ("closed", "partly")
    letters = Complaint.objects.get().issued_forms.order_by("pk")
    assert [form.kind.removeprefix("complaints.") for form in letters] == [
        "receipt",
        "transfer",
        "minutes",
        "result",
        "result_to_body",
    ]
    steps = list(complaint.log.order_by("pk").values_list("step", flat=True))
    assert steps == [
        "begin",
        "accept",
        "pass_on",
        "report_back",
        "call_meeting",
        "meeting_attendance",
        "meeting_minutes",
        "conclude_meeting",
        "close",
    ]
    assert not Duty.objects.filter(matter=complaint.pk, done_at=None).exists()


@pytest.mark.parametrize("step", VALUES)
def test_nobody_but_the_desk_takes_the_steps_of_the_desk(browse, step):
    state, given = VALUES[step]
    walk, complaint = complaint_at(state)
    outsiders = [person("outsider"), colleague_of_another_department()]
    with clock.moved_to(walk.now):
        assert [post(browse(one), complaint, step, **given).status_code for one in outsiders] == [
            404,
            404,
        ]
        passed = complaint.passed_at is not None
        answer = post(browse(walk.answerer), complaint, step, **given)
        assert answer.status_code == (403 if passed else 404)
        assert post(browse(), complaint, step, **given).status_code == 302
    assert Complaint.objects.get().state == state


def colleague_of_another_department():
    from zsa_portal.people.models import Department

    clerk = person("finance-clerk")
    home = Department.objects.get_or_create(code="finance", defaults={"name": "Finance"})[0]
    DepartmentMembership.objects.create(user=clerk, department=home, starts=dt.date(2020, 1, 1))
    return clerk


@pytest.mark.parametrize("step", VALUES)
def test_in_another_state_no_step_is_taken(step):
    state, _given = VALUES[step]
    walk, complaint = complaint_at("received" if state != "received" else "accepted")
    bound = getattr(complaint, step)
    with clock.moved_to(walk.now), pytest.raises((WrongState, TypeError)):
        perform(bound, by=walk.clerk, **dict.fromkeys(_arguments(bound)))


def _arguments(bound):
    import inspect

    return [name for name in inspect.signature(bound).parameters if name != "by"]


@pytest.mark.rule("R27")
def test_only_the_body_reports_and_only_once_it_was_passed_on(browse):
    walk, complaint = complaint_at("with_body")
    given = {"body_outcome": "settled", "body_report": "Agreed with the complainant."}
    with clock.moved_to(walk.now):
        assert post(browse(walk.clerk), complaint, "report_back", **given).status_code == 403
        with pytest.raises(PermissionDenied):
            perform(complaint.report_back, by=walk.clerk, **given)
        assert post(browse(person("other")), complaint, "report_back", **given).status_code == 404
        file = SimpleUploadedFile("report.txt", b"What we agreed.")
        answer = post(browse(walk.answerer), complaint, "report_back", file=file, **given)
    assert answer.status_code == 302
    complaint = Complaint.objects.get()
    assert (complaint.state, complaint.body_outcome) == ("deciding", "settled")
    assert Document.objects.get().kind == REPORT
    with pytest.raises(WrongState):
        perform(complaint.report_back, by=walk.answerer, **given)


def test_a_report_whose_file_is_refused_stays_unreported(browse):
    walk, complaint = complaint_at("with_body")
    given = {"body_outcome": "settled", "body_report": "KEPT WORDS"}
    with clock.moved_to(walk.now):
        bad = SimpleUploadedFile("report.pdf", b"not a pdf")
        answer = post(browse(walk.answerer), complaint, "report_back", file=bad, **given)
    assert (answer.status_code, "KEPT WORDS" in answer.content.decode()) == (422, True)
    assert Complaint.objects.get().state == "with_body"


def test_a_report_on_paper_is_recorded_by_the_desk(browse):
    walk, complaint = complaint_at("with_body")
    given = {"body_outcome": "partly", "body_report": "By letter."}
    with clock.moved_to(walk.now):
        file = SimpleUploadedFile("letter.txt", b"By letter.")
        answer = post(browse(walk.clerk), complaint, "record_report", file=file, **given)
    assert (answer.status_code, Complaint.objects.get().state) == (302, "deciding")


@pytest.mark.rule("R27")
def test_the_body_has_its_time_before_the_association_goes_on():
    walk, complaint = complaint_at("with_body")
    with pytest.raises(StepsUnmet, match="still has time"):
        walk.take(complaint, "go_on", reason="No answer.")
    walk.now = complaint.due_at - dt.timedelta(seconds=1)
    with pytest.raises(StepsUnmet, match="still has time"):
        walk.take(complaint, "go_on", reason="No answer.")
    walk.now = complaint.due_at
    assert walk.take(complaint, "go_on", reason="No answer.").state == "deciding"


@pytest.mark.rule("R05b")
def test_who_is_of_the_body_does_not_pass_it_on(browse):
    walk, complaint = complaint_at("accepted")
    OrganisationPerson.objects.create(
        user=walk.clerk, organisation=walk.body, starts=dt.date(2020, 1, 1)
    )
    given = {"body": walk.body.pk, "statement_for_body": "It copies ours."}
    with clock.moved_to(walk.now):
        answer = post(browse(walk.clerk), complaint, "pass_on", **given)
    assert answer.status_code == 409
    assert "You act for Pump Society yourself" in answer.content.decode()
    assert Complaint.objects.get().state == "accepted"


@pytest.mark.rule("R05b")
def test_who_stands_on_both_sides_knows_nothing_of_it():
    walk, complaint = complaint_at("deciding")
    OrganisationPerson.objects.create(
        user=walk.clerk, organisation=walk.body, starts=dt.date(2020, 1, 1)
    )
    assert not rules.handles(complaint, walk.clerk)
    assert not Matter.objects.visible_to(walk.clerk).exists()
    assert Matter.objects.visible_to(walk.answerer).exists()
    with pytest.raises(PermissionDenied):
        walk.close(complaint)


@pytest.mark.rule("R05b")
def test_who_declared_an_interest_takes_no_part():
    walk, complaint = complaint_at("received")
    with clock.moved_to(walk.now):
        recusal_declare(matter=complaint, user=walk.clerk, reason="My brother.", by=walk.clerk)
    with pytest.raises(PermissionDenied):
        walk.accept(complaint)
    assert not Matter.objects.visible_to(walk.clerk).exists()


def test_the_complainant_alone_completes_and_withdraws(browse):
    walk, complaint = complaint_at("received")
    with clock.moved_to(walk.now):
        for step in ("complete", "withdraw"):
            assert post(browse(walk.clerk), complaint, step).status_code in (403, 409)
    assert Complaint.objects.get().state == "received"


def test_what_was_returned_is_completed_by_the_next_message():
    walk, complaint = complaint_at("received")
    complaint = walk.take(complaint, "ask_more", reason="Which clause?")
    assert (complaint.state, str(complaint.holder)) == ("returned", "the calendar")
    walk.on(15)
    with clock.moved_to(walk.now):
        writing.complaint_say(complaint=complaint, text="Clause 3.", evidence=[evidence("b.txt")])
    complaint = Complaint.objects.get()
    assert complaint.state == "received"
    assert complaint.notes.get().evidence.get().name == "b.txt"


def test_what_is_not_completed_in_time_is_not_taken_up():
    walk, complaint = complaint_at("received")
    complaint = walk.take(complaint, "ask_more", reason="Which clause?")
    walk.on(16)
    with clock.moved_to(walk.now):
        with pytest.raises(WrongState):
            writing.complaint_say(complaint=complaint, text="Clause 3.")
        complaint = catch_up(complaint)
    assert (complaint.state, complaint.outcome) == ("rejected", "incomplete")
    assert complaint.issued_forms.get().kind == "complaints.result"


def test_a_refusal_tells_the_complainant_why_and_the_body_nothing():
    walk, complaint = complaint_at("received")
    complaint = walk.take(complaint, "reject", reason="It is about a product.")
    letter = complaint.issued_forms.get()
    assert (letter.kind, letter.data["conclusion"]) == (
        "complaints.result",
        "It is about a product.",
    )
    assert not Matter.objects.visible_to(walk.answerer).exists()


def test_a_report_that_does_not_answer_goes_back():
    walk, complaint = complaint_at("deciding")
    complaint = walk.take(complaint, "pass_back", reason="And chapter 3?")
    assert (complaint.state, complaint.holder.organisation) == ("with_body", walk.body)
    assert walk.report(complaint).state == "deciding"


def test_a_meeting_ends_with_attendance_and_minutes():
    walk, complaint = complaint_at("coordination")
    with pytest.raises(StepsUnmet) as refused:
        walk.conclude(complaint)
    assert refused.value.reasons == [
        "The attendance of the coordination meeting is not recorded.",
        "The minutes of the coordination meeting are not written.",
    ]
    assert walk.conclude(walk.hold(complaint)).state == "deciding"


def test_a_meeting_is_not_written_about_before_it_begins(browse):
    walk, complaint = complaint_at("coordination")
    url = reverse("meetings:minutes", args=[complaint.pk, "complaints.coordination"])
    given = {"minutes": "x", "o-TOTAL_FORMS": 0, "o-INITIAL_FORMS": 0}
    with clock.moved_to(walk.now):
        answer = browse(walk.clerk).post(url, given)
    assert (answer.status_code, "has not taken place yet" in answer.content.decode()) == (409, True)


def test_both_sides_are_expected_without_those_who_take_no_part():
    walk, complaint = complaint_at("deciding")
    assert {one.user for one in both_sides(complaint)} == {walk.clerk, walk.answerer}
    with clock.moved_to(walk.now):
        recusal_declare(matter=complaint, user=walk.clerk, reason="My brother.", by=walk.clerk)
    assert {one.user for one in both_sides(Complaint.objects.get())} == {walk.answerer}


@pytest.mark.rule("F33")
@pytest.mark.parametrize("empty", ["law", "referred_to"])
def test_a_reference_to_state_law_says_which_and_where_it_went(browse, empty):
    walk, complaint = complaint_at("deciding")
    given = VALUES["refer"][1]
    with clock.moved_to(walk.now):
        answer = post(browse(walk.clerk), complaint, "refer", **given | {empty: " "})
        assert (answer.status_code, "is missing" in answer.content.decode()) == (409, True)
        assert Complaint.objects.get().state == "deciding"
        assert post(browse(walk.clerk), complaint, "refer", **given).status_code == 302
    complaint = Complaint.objects.get()
    assert (complaint.state, complaint.outcome) == ("referred", "referred")
    for letter in complaint.issued_forms.filter(kind__startswith="complaints.result"):
        assert (letter.data["law"], letter.data["referred_to"]) == ("Art. 1", "A court")


@pytest.mark.rule("S7.2.4a")
@pytest.mark.parametrize("step", ["reject", "close", "refer"])
def test_every_complaint_is_answered_in_words(step):
    state, given = VALUES[step]
    walk, complaint = complaint_at(state)
    told = "reason" if step == "reject" else "conclusion"
    with pytest.raises(StepsUnmet, match="Say in words how the complaint is answered"):
        walk.take(complaint, step, **given | {told: " . "})
    assert Complaint.objects.get().state == state
    assert walk.take(complaint, step, **given).conclusion == given[told]


def test_a_right_number_renames_the_complaint(browse):
    walk, complaint = complaint_at("received")
    given = {"standard_number": "T/CAS 8-2025", "standard_title": "Quiet pumps", "reason": "Typo"}
    with clock.moved_to(walk.now):
        url = reverse("workflow:correct", args=[complaint.pk])
        assert browse(walk.clerk).post(url, given).status_code == 302
    assert Complaint.objects.get().title == "关于T/CAS 8-2025《Quiet pumps》的投诉"


def test_a_complaint_has_no_ballots_and_no_notices_but_its_recusals(browse):
    walk, complaint = complaint_at("received")
    recusal_declare(matter=complaint, user=walk.clerk, reason="A friend", by=walk.clerk)
    colleague = person("colleague")
    DepartmentMembership.objects.create(user=colleague, department=desk(), starts=LONG_AGO)
    page = browse(colleague).get(complaint.get_absolute_url())
    keys = [tab.url.rstrip("/").rpartition("/")[2] for tab in page.context["tabs"]]
    assert keys == ["complaint", "papers", "coordination", "log"]
    assert "A friend" in page.content.decode()


@pytest.mark.rule("F33")
def test_what_a_reference_lacks_is_named():
    assert rules.says_where_it_went.missing(rules.Reference("", "")) == [
        "The law that applies is missing.",
        "Where it went is missing.",
    ]


@pytest.mark.rule("R05b")
@pytest.mark.parametrize(
    ("desk_of", "bodys", "recused", "handles"),
    [
        (True, False, False, True),
        (False, False, False, False),
        (True, True, False, False),
        (True, False, True, False),
    ],
)
def test_the_desk_handles_but_for_the_bodys_people_and_the_recused(
    monkeypatch, desk_of, bodys, recused, handles
):
    user = SimpleNamespace(pk=7)
    monkeypatch.setattr(rules, "plays", lambda _complaint, who, _roles: desk_of and who is user)
    monkeypatch.setattr(rules, "acts_for_applicant", lambda _complaint, who: bodys and who is user)
    monkeypatch.setattr(rules, "is_recused", lambda _complaint, who: recused and who is user)
    assert rules.handles(SimpleNamespace(), user) is handles


def test_the_coordination_is_a_meeting_of_this_complaint_of_its_kind(make_matter):
    _walk, complaint = complaint_at("coordination")
    own = rules.last_coordination(complaint)
    for other in ({"kind": "test.other"}, {"matter_id": make_matter("received").pk}):
        copy = Meeting.objects.get(pk=own.pk)
        copy.pk, copy.round = None, 9
        for name, value in other.items():
            setattr(copy, name, value)
        copy.save()
    assert rules.last_coordination(Complaint.objects.get()) == own
