"""perform: the only way a matter moves, whole or not at all."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from tests.procedure.models import Example
from zsa_portal.outbox.models import Mail, Message
from zsa_portal.regulations import clock
from zsa_portal.workflow.guard import NotThroughPerform
from zsa_portal.workflow.models import Duty, LogEntry, Matter
from zsa_portal.workflow.perform import catch_up, held, perform, perform_all, seen_of, touched
from zsa_portal.workflow.refusals import Changed, WrongState

MORNING = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)


def test_a_step_moves_logs_hands_over_and_tells(example_matter):
    matter = example_matter
    assert matter.state == "received"
    last = LogEntry.objects.filter(matter=matter).first()
    assert (last.step, last.from_state, last.to_state) == ("submit", "draft", "received")
    assert last.by == matter.people["applicant"]
    assert matter.holder.department.code == "secretariat"
    turns = Duty.objects.filter(matter=matter, done_at=None)
    assert [duty.key for duty in turns] == ["turn:received"]
    told = Message.objects.get(about=matter.pk, recipient=matter.people["staff"])
    assert told.subject == f"{matter.title}: Submit"
    assert Mail.objects.get(message=told).address == matter.people["staff"].email


def test_the_wrong_person_is_refused_and_nothing_happens(example_matter, make_user):
    before = LogEntry.objects.count()
    with pytest.raises(PermissionDenied):
        perform(example_matter.send_back, by=make_user(), reason="no")
    with pytest.raises(PermissionDenied):
        perform(example_matter.send_back, by=None, reason="no")
    assert Matter.objects.get(pk=example_matter.pk).state == "received"
    assert LogEntry.objects.count() == before


def test_the_wrong_state_is_refused(example_matter):
    with pytest.raises(WrongState) as refused:
        perform(example_matter.publish, by=example_matter.people["staff"])
    assert refused.value.reasons == ["This is not possible in the present state “Received”."]


def test_arguments_are_checked_before_anything_else(example_matter):
    with pytest.raises(TypeError):
        perform(example_matter.send_back, by=example_matter.people["staff"])
    with pytest.raises(TypeError):
        perform(example_matter.submit, by=example_matter.people["applicant"], colour="red")


def test_a_page_gone_stale_is_refused(example_matter):
    seen = seen_of(example_matter)
    with held(example_matter) as fresh:
        touched(fresh)
    with pytest.raises(Changed):
        perform(example_matter.to_ballot, by=example_matter.people["staff"], seen=seen)
    fresh = Example.objects.get(pk=example_matter.pk)
    perform(fresh.to_ballot, by=example_matter.people["staff"], seen=seen_of(fresh))
    assert Matter.objects.get(pk=fresh.pk).state == "balloting"


def test_a_second_press_does_not_do_it_twice(example_matter):
    staff = example_matter.people["staff"]
    perform(example_matter.to_ballot, by=staff)
    with pytest.raises(WrongState):
        perform(example_matter.to_ballot, by=staff)
    assert LogEntry.objects.filter(matter=example_matter, step="to_ballot").count() == 1


def test_a_batch_is_done_whole_or_not_at_all(make_matter):
    first, second = make_matter("received"), make_matter("draft")
    with pytest.raises(WrongState):
        perform_all([first.to_ballot, second.to_ballot], by=first.people["staff"])
    assert Matter.objects.get(pk=first.pk).state == "received"


def test_a_step_called_directly_fails(example_matter):
    with pytest.raises(NotThroughPerform):
        example_matter.to_ballot()


def test_the_calendar_takes_its_step_at_the_first_instant_after_the_last_day(make_matter):
    with clock.moved_to(MORNING):
        matter = make_matter("noticed")
        end = matter.closes_at
    with clock.moved_to(end - dt.timedelta(seconds=1)):
        assert catch_up(Example.objects.get(pk=matter.pk)).state == "noticed"
    with clock.moved_to(end):
        assert catch_up(Example.objects.get(pk=matter.pk)).state == "deciding"
    entry = LogEntry.objects.filter(matter=matter).first()
    assert (entry.step, entry.by) == ("close_notice", None)


def test_nobody_takes_the_calendars_step(make_matter):
    matter = make_matter("noticed")
    with pytest.raises(PermissionDenied):
        perform(matter.close_notice, by=matter.people["staff"])


def test_a_persons_step_is_taken_after_the_calendars(make_matter):
    matter = make_matter("noticed")
    with clock.moved_to(matter.closes_at):
        done = perform(matter.publish, by=matter.people["council_secretary"])
    assert done.state == "published"
    steps = LogEntry.objects.filter(matter=matter).values_list("step", flat=True)
    assert list(steps)[:2] == ["publish", "close_notice"]


def test_a_stale_page_is_told_also_when_the_calendar_has_something_to_do(make_matter):
    matter = make_matter("noticed")
    seen = seen_of(matter)
    with held(matter) as fresh:
        touched(fresh)
    with clock.moved_to(matter.closes_at), pytest.raises(Changed):
        perform(matter.publish, by=matter.people["council_secretary"], seen=seen)


def test_held_refuses_other_states_after_the_calendars_step(make_matter):
    matter = make_matter("noticed")
    with (
        clock.moved_to(matter.closes_at),
        pytest.raises(WrongState),
        held(matter, states=["noticed"]),
    ):
        pass


@pytest.mark.django_db(transaction=True)
class TestTriggers:
    """What the database itself refuses."""

    def test_a_state_cannot_be_moved_behind_the_log(self, example_matter):
        with pytest.raises(DatabaseError, match="has no log entry"), transaction.atomic():
            Matter.objects.filter(pk=example_matter.pk).update(state="published")
        assert Matter.objects.get(pk=example_matter.pk).state == "received"

    def test_a_stale_object_cannot_put_an_old_state_back(self, example_matter):
        stale = Example.objects.get(pk=example_matter.pk)
        perform(example_matter.to_ballot, by=example_matter.people["staff"])
        with pytest.raises(DatabaseError, match="has no log entry"), transaction.atomic():
            stale.save()

    def test_a_matter_cannot_begin_in_the_middle(self, example_matter):
        with pytest.raises(DatabaseError, match="did not begin properly"), transaction.atomic():
            Example.objects.create(
                kind="example", state="published", title="x", owner=example_matter.owner
            )

    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE zsa_workflow_logentry SET reason = 'x'",
            "DELETE FROM zsa_workflow_logentry",
            "TRUNCATE zsa_workflow_logentry CASCADE",
        ],
    )
    def test_the_log_only_grows(self, example_matter, sql):
        before = LogEntry.objects.count()
        assert before > 0
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
        assert LogEntry.objects.count() == before
