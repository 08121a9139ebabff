"""Opinions are answered by those the kind names, in its states; every earlier answer is kept."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from tests.zsa_portal.notices.making import COMMENTS, OBJECTIONS, say
from zsa_portal.notices import queries
from zsa_portal.notices.actions import (
    answers_undo,
    opinion_answer,
    opinion_resolve,
    opinions_accept,
    reply_figures_set,
)
from zsa_portal.notices.models import Opinion, OpinionAnswer
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.perform import catch_up, perform
from zsa_portal.workflow.refusals import BadValue, Changed, Refusal, WrongState

pytestmark = pytest.mark.django_db


def answer(opinion, by, disposition="accepted", text="", **fields):
    return opinion_answer(opinion=opinion, by=by, disposition=disposition, answer=text, **fields)


def test_the_drafting_group_answers_comments(consulted):
    opinion, drafter = say(consulted), consulted.people["drafter"]
    answer(opinion, drafter, "partially_accepted", "The first half only.")
    opinion.refresh_from_db()
    assert (opinion.disposition, opinion.answer, opinion.answered_by) == (
        "partially_accepted",
        "The first half only.",
        drafter,
    )
    assert not queries.unanswered(consulted.matter, COMMENTS.code).exists()


@pytest.mark.parametrize("who", ["secretary", "staff"])
def test_committee_s_secretary_and_secretariat_answer_objections(noticed, who):
    opinion = say(noticed)
    answer(opinion, noticed.people[who])
    opinion.refresh_from_db()
    assert opinion.disposition == "accepted"


@pytest.mark.parametrize("who", ["applicant", "secretary", "member", "staff", "outsider"])
def test_nobody_else_answers_a_comment(consulted, who):
    opinion = say(consulted, type="ed")
    matter, by = consulted.matter, consulted.people[who]
    with pytest.raises(PermissionDenied):
        answer(opinion, by)
    with pytest.raises(PermissionDenied):
        opinion_resolve(opinion=opinion, by=by, resolution="Talked over.")
    with pytest.raises(PermissionDenied):
        opinions_accept(matter=matter, kind=COMMENTS, opinions=[opinion.pk], by=by)
    with pytest.raises(PermissionDenied):
        reply_figures_set(item=consulted, sent_to=1, replied=1, by=by)
    assert OpinionAnswer.objects.count() == 0


@pytest.mark.parametrize("who", ["applicant", "member", "drafter", "outsider"])
def test_nobody_else_answers_an_objection(noticed, who):
    with pytest.raises(PermissionDenied):
        answer(say(noticed), noticed.people[who])
    assert OpinionAnswer.objects.count() == 0


@pytest.mark.parametrize("disposition", ["rejected", "partially_accepted"])
def test_what_is_not_accepted_in_full_needs_its_reason(consulted, disposition):
    with pytest.raises(BadValue) as refused:
        answer(say(consulted), consulted.people["drafter"], disposition, "   ")
    assert refused.value.field == "answer"
    assert OpinionAnswer.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "disposition", "text"),
    [("disposition", "", ""), ("disposition", "perhaps", "x"), ("answer", "accepted", "x" * 4001)],
)
def test_bad_answers_are_named(consulted, field, disposition, text):
    with pytest.raises(BadValue) as refused:
        answer(say(consulted), consulted.people["drafter"], disposition, text)
    assert refused.value.field == field


def test_only_in_the_states_the_kind_names(consulted):
    opinion = say(consulted)
    matter = consulted.matter.machine.objects.get(pk=consulted.matter_id)
    with clock.moved_to(consulted.notice.closes_at):
        matter = catch_up(matter)
        answer(opinion, consulted.people["drafter"])
        perform(matter.publish, by=consulted.people["council_secretary"])
        with pytest.raises(WrongState):
            answer(opinion, consulted.people["drafter"], "rejected", "Changed our mind.")
    opinion.refresh_from_db()
    assert opinion.disposition == "accepted"


def test_the_database_itself_refuses_a_rejection_without_reason(consulted):
    opinion = say(consulted)
    with pytest.raises(Exception, match="a_refusal_has_its_reason"), transaction.atomic():
        Opinion.objects.filter(pk=opinion.pk).update(disposition="rejected")


def test_an_objection_is_answered_then_resolved(noticed):
    opinion, by = say(noticed), noticed.people["secretary"]
    with pytest.raises(Refusal) as refused:
        opinion_resolve(opinion=opinion, by=by, resolution="Talked over.")
    assert refused.value.reasons == [f"Answer opinion {opinion.reference} first."]
    answer(opinion, by, "rejected", "Outside the scope.")
    assert queries.unresolved(noticed.matter, OBJECTIONS.code).filter(disposition="").count() == 0
    assert queries.unresolved(noticed.matter, OBJECTIONS.code).count() == 1
    opinion_resolve(opinion=opinion, by=by, resolution="Withdrawn after a talk on 5 March.")
    assert queries.unresolved(noticed.matter, OBJECTIONS.code).count() == 0


def test_another_answer_opens_a_resolved_objection_again(noticed):
    opinion, by = say(noticed), noticed.people["secretary"]
    answer(opinion, by)
    opinion_resolve(opinion=opinion, by=by, resolution="Agreed.")
    answer(opinion, by, "rejected", "We looked again.")
    assert list(queries.unresolved(noticed.matter, OBJECTIONS.code)) == [opinion]


def test_a_comment_on_a_text_is_answered_not_resolved(consulted):
    opinion, by = say(consulted), consulted.people["drafter"]
    answer(opinion, by)
    with pytest.raises(Refusal):
        opinion_resolve(opinion=opinion, by=by, resolution="Agreed.")
    assert queries.unresolved(consulted.matter, COMMENTS.code).count() == 0


@pytest.mark.parametrize("resolution", ["", "  ", "x" * 4001])
def test_a_resolution_has_words(noticed, resolution):
    opinion, by = say(noticed), noticed.people["secretary"]
    answer(opinion, by)
    with pytest.raises(BadValue):
        opinion_resolve(opinion=opinion, by=by, resolution=resolution)


def test_two_people_answering_at_once_one_is_told(consulted):
    opinion, by = say(consulted), consulted.people["drafter"]
    answer(opinion, by, seen=0)
    with pytest.raises(Changed):
        answer(opinion, by, "rejected", "No.", seen=0)
    opinion.refresh_from_db()
    assert opinion.disposition == "accepted"


def test_every_answer_is_kept_and_taking_back_restores_the_one_before(consulted):
    opinion, by = say(consulted), consulted.people["drafter"]
    answer(opinion, by, "rejected", "No.")
    second = answer(opinion, by, "accepted", "Yes after all.")
    answers_undo(matter=consulted.matter, batch=second.batch, by=by)
    opinion.refresh_from_db()
    assert (opinion.disposition, opinion.answer) == ("rejected", "No.")
    history = list(opinion.answers.order_by("pk").values_list("disposition", flat=True))
    assert history == ["rejected", "accepted", "rejected"]


def test_taking_back_the_first_answer_leaves_none_and_can_itself_be_taken_back(consulted):
    opinion, by, matter = say(consulted), consulted.people["drafter"], consulted.matter
    first = answer(opinion, by)
    answers_undo(matter=matter, batch=first.batch, by=by)
    opinion.refresh_from_db()
    assert (opinion.disposition, opinion.answered_by, opinion.answered_at) == ("", None, None)
    assert queries.unanswered(matter, COMMENTS.code).count() == 1
    answers_undo(matter=matter, batch=opinion.answers.first().batch, by=by)
    opinion.refresh_from_db()
    assert opinion.disposition == "accepted"


def test_taking_back_a_resolution_opens_the_objection_again(noticed):
    opinion, by = say(noticed), noticed.people["secretary"]
    answer(opinion, by)
    made = opinion_resolve(opinion=opinion, by=by, resolution="Agreed.")
    answers_undo(matter=noticed.matter, batch=made.batch, by=by)
    opinion.refresh_from_db()
    assert (opinion.disposition, opinion.resolution, opinion.resolved_at) == ("accepted", "", None)


def test_an_act_that_was_overtaken_is_not_taken_back(consulted):
    opinion, by = say(consulted), consulted.people["drafter"]
    first = answer(opinion, by)
    answer(opinion, by, "rejected", "No.")
    with pytest.raises(Changed):
        answers_undo(matter=consulted.matter, batch=first.batch, by=by)
    with pytest.raises(Changed):
        answers_undo(matter=consulted.matter, batch=uuid.uuid4(), by=by)


def test_editorial_comments_are_accepted_together_and_taken_back_together(consulted):
    opinions = [say(consulted, type="ed"), say(consulted, type="ed")]
    matter, by = consulted.matter, consulted.people["drafter"]
    keys = [one.pk for one in opinions]
    batch = opinions_accept(matter=matter, kind=COMMENTS, opinions=keys, by=by)
    assert queries.counts(matter, COMMENTS.code).answered == 2
    answers_undo(matter=matter, batch=batch, by=by)
    assert queries.counts(matter, COMMENTS.code).answered == 0


def test_a_technical_or_answered_or_foreign_comment_refuses_the_whole_bulk(consulted, make_noticed):
    from tests.zsa_portal.notices.making import put_on_notice

    foreign = say(put_on_notice(make_noticed(), kind=COMMENTS).items.get(), type="ed")
    good, technical = say(consulted, type="ed"), say(consulted, type="te")
    answered, by = say(consulted, type="ed"), consulted.people["drafter"]
    answer(answered, by)
    for wrong in (technical, answered, foreign):
        with pytest.raises(BadValue):
            opinions_accept(
                matter=consulted.matter, kind=COMMENTS, opinions=[good.pk, wrong.pk], by=by
            )
    good.refresh_from_db()
    assert good.disposition == ""


def test_answers_are_only_added(consulted):
    made = answer(say(consulted), consulted.people["drafter"])
    with pytest.raises(Exception, match="answer_stays"), transaction.atomic():
        OpinionAnswer.objects.filter(pk=made.pk).update(answer="Other")
    with pytest.raises(Exception, match="answer_stays"), transaction.atomic():
        made.delete()


def test_each_act_is_logged_by_keys(consulted):
    opinion, by = say(consulted), consulted.people["drafter"]
    made = answer(opinion, by)
    answers_undo(matter=consulted.matter, batch=made.batch, by=by)
    entries = LogEntry.objects.filter(matter=consulted.matter_id, by=by).order_by("pk")
    assert [(entry.step, entry.values) for entry in entries] == [
        ("opinion_answer", {"opinions": [f"zsa_notices.opinion:{opinion.pk}"]}),
        ("opinion_answer_undo", {"opinions": [f"zsa_notices.opinion:{opinion.pk}"]}),
    ]


def test_reply_figures_cannot_contradict_each_other(consulted):
    by = consulted.people["drafter"]
    with pytest.raises(BadValue):
        reply_figures_set(item=consulted, sent_to=5, replied=6, by=by)
    reply_figures_set(item=consulted, sent_to=20, replied=12, by=by)
    consulted.refresh_from_db()
    assert (consulted.sent_to, consulted.replied) == (20, 12)
