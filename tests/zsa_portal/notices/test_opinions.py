"""Opinions come in while the clock allows it, and nothing of them is lost."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from tests.zsa_portal.notices.making import AUTHOR, OPENED, SECOND, say
from zsa_portal.documents.models import File
from zsa_portal.notices.actions import Author, Remark, opinions_submit
from zsa_portal.notices.models import Opinion
from zsa_portal.notices.rules import Closed
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Duty, LogEntry
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import BadValue, WrongState

pytestmark = pytest.mark.django_db


def log_of(item):
    return LogEntry.objects.filter(matter=item.matter_id, step="opinion_receive")


def test_an_opinion_is_stored_as_given_with_number_and_secret(noticed):
    first, second = say(noticed, "One."), say(noticed, "Two.", by=noticed.people["outsider"])
    assert (first.number, first.reference) == (1, f"{noticed.notice.number}-001")
    assert (second.number, second.reference) == (2, f"{noticed.notice.number}-002")
    assert (first.author, second.author) == (None, noticed.people["outsider"])
    assert (first.name, first.organisation, first.contact) == (
        "Li Hua",
        "Example Works",
        "13800000000",
    )
    assert first.moderation == "pending"
    assert len(first.token) >= 30
    assert first.token != second.token


def test_numbers_count_over_all_matters_of_a_notice(make_noticed):
    from tests.zsa_portal.notices.making import put_on_notice

    notice = put_on_notice([make_noticed(), make_noticed()])
    items = list(notice.items.select_related("notice", "matter"))
    assert [say(item).number for item in (*items, items[0])] == [1, 2, 3]


def test_each_is_logged_by_key_and_the_secretariat_owes_a_look(noticed):
    opinion = say(noticed)
    say(noticed)
    entry = log_of(noticed).order_by("pk").first()
    assert entry.values == {"opinion": f"zsa_notices.opinion:{opinion.pk}"}
    duties = Duty.objects.filter(matter=noticed.matter_id, key="moderate_opinions", done_at=None)
    assert duties.count() == 1


def test_the_last_second_is_in_time(noticed):
    with clock.moved_to(noticed.notice.closes_at - SECOND):
        say(noticed)
    assert Opinion.objects.count() == 1


@pytest.mark.rule("F14b")
def test_the_first_second_after_an_objection_s_time_is_too_late(noticed):
    with clock.moved_to(noticed.notice.closes_at), pytest.raises(Closed) as refused:
        say(noticed)
    sentence = (
        f"The time for opinions on notice {noticed.notice.number} ended on 2026-03-17 at 24:00 "
        "Beijing time. Your opinion was not stored."
    )
    assert refused.value.reasons == [sentence]
    assert Opinion.objects.count() == 0
    assert log_of(noticed).count() == 0


@pytest.mark.rule("F20a")
def test_the_first_second_after_a_consultation_is_too_late(consulted):
    with clock.moved_to(consulted.notice.closes_at), pytest.raises(Closed):
        say(consulted)
    assert Opinion.objects.count() == 0


def test_a_matter_that_left_the_notice_early_takes_no_opinion(noticed):
    matter = noticed.matter.machine.objects.get(pk=noticed.matter_id)
    matter.closes_at = OPENED
    matter.save(update_fields=["closes_at"])
    perform(matter.close_notice, by=None)
    with pytest.raises(WrongState):
        say(noticed)
    assert Opinion.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "remark", "author"),
    [
        ("text", {"text": " \n "}, {}),
        ("text", {"text": "x" * 4001}, {}),
        ("proposed_change", {"proposed_change": "x" * 4001}, {}),
        ("type", {"type": "xx"}, {}),
        ("type", {"type": ""}, {}),
        ("clause", {"clause": "5" * 61}, {}),
        ("name", {}, {"name": " "}),
        ("contact", {}, {"contact": ""}),
    ],
)
def test_bad_values_are_named_and_nothing_is_stored(consulted, field, remark, author):
    fields = {"text": "Something.", "type": "te"} | remark
    who = Author(**({"name": "Li", "organisation": "", "contact": "1"} | author))
    with pytest.raises(BadValue) as refused:
        say(consulted, author=who, **fields)
    assert refused.value.field == field
    assert Opinion.objects.count() == 0


def test_an_objection_has_no_clause_type_or_change(noticed):
    opinion = say(noticed, clause="5.1", type="te", proposed_change="Other words")
    assert (opinion.clause, opinion.type, opinion.proposed_change) == ("", "", "")


def test_control_characters_fall_away_and_chinese_spaces_stay(consulted):
    opinion = say(consulted, "第一段　\x00内容\r\n第二段\x1b[31m\u202e", clause=" ５．１０ ")
    assert opinion.text == "第一段　内容\n第二段[31m"
    assert opinion.clause == "5.10"


def test_the_same_form_twice_is_one_opinion(noticed):
    ticket = uuid.uuid4()
    first, again = say(noticed, ticket=ticket), say(noticed, ticket=ticket)
    assert first.pk == again.pk
    assert Opinion.objects.count() == 1


def test_other_words_from_the_same_form_are_not_lost(noticed):
    ticket = uuid.uuid4()
    first, other = say(noticed, "One.", ticket=ticket), say(noticed, "Two.", ticket=ticket)
    assert first.pk != other.pk
    assert Opinion.objects.count() == 2


def test_evidence_is_stored_with_its_name(noticed):
    evidence = SimpleUploadedFile("证明.txt", "检测结果：合格。".encode())
    opinion = say(noticed, evidence=evidence)
    assert opinion.evidence_name == "证明.txt"
    assert opinion.evidence.media_type.startswith("text/plain")


def test_a_program_dressed_as_evidence_is_refused_and_nothing_is_stored(noticed):
    evidence = SimpleUploadedFile("report.pdf", b"MZ\x90\x00" + b"\x00" * 200)
    with pytest.raises(BadValue) as refused:
        say(noticed, evidence=evidence)
    assert refused.value.field == "evidence"
    assert (Opinion.objects.count(), File.objects.count()) == (0, 0)


def test_many_comments_are_stored_together(consulted):
    remarks = [Remark(f"Comment {number}.", f"5.{number}", "ed") for number in range(1, 6)]
    stored = opinions_submit(
        item=consulted, by=consulted.people["outsider"], author=AUTHOR, remarks=remarks
    ).opinions
    assert [opinion.number for opinion in stored] == [1, 2, 3, 4, 5]
    assert log_of(consulted).count() == 1


def test_one_wrong_comment_among_many_stores_none(consulted):
    remarks = [Remark("Good.", type="ed"), Remark("", type="ed")]
    with pytest.raises(BadValue):
        opinions_submit(
            item=consulted, by=consulted.people["outsider"], author=AUTHOR, remarks=remarks
        )
    assert Opinion.objects.count() == 0


@pytest.mark.parametrize("count", [0, 301])
def test_none_or_too_many_comments_at_once_are_refused(consulted, count):
    with pytest.raises(BadValue) as refused:
        opinions_submit(
            item=consulted,
            by=consulted.people["outsider"],
            author=AUTHOR,
            remarks=[Remark("Good.", type="ed")] * count,
        )
    assert refused.value.field == "table"


def test_what_was_said_stays_as_it_came_in(noticed):
    opinion = say(noticed)
    for change in ({"text": "Other"}, {"organisation": "Other"}, {"number": 9}):
        with pytest.raises(Exception, match=r"(said_once|as_a_version)"), transaction.atomic():
            Opinion.objects.filter(pk=opinion.pk).update(**change)
    with pytest.raises(Exception, match="opinion_stays"), transaction.atomic():
        Opinion.objects.filter(pk=opinion.pk).delete()


def test_a_contact_may_be_erased_on_request(noticed):
    opinion = say(noticed)
    Opinion.objects.filter(pk=opinion.pk).update(name="", contact="")
    opinion.refresh_from_db()
    assert (opinion.name, opinion.contact) == ("", "")
