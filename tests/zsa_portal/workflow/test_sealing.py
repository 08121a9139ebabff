"""The sealed log: what the owner of the database altered, removed or moved is found and named."""

from __future__ import annotations

import copy
import datetime as dt
from contextlib import contextmanager

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from zsa_portal.outbox.models import Mail
from zsa_portal.people.models import Post, PostHolding
from zsa_portal.regulations import clock
from zsa_portal.workflow import sealing
from zsa_portal.workflow.log_roots import send_root
from zsa_portal.workflow.models import DayRoot, LogEntry, Seal
from zsa_portal.workflow.sealing import findings, root_of, seal_logs, wrong_roots
from zsa_portal.workflow.tasks import seal

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=clock.SHANGHAI)
NEXT_DAY = NOON + dt.timedelta(days=1)


@pytest.fixture
def log(make_matter):
    """The keys of a log of three sealed rows and more, in their order."""
    with clock.moved_to(NOON):
        for _number in range(3):
            make_matter()
        seal_logs()
    connection.check_constraints()
    return list(LogEntry.objects.order_by("pk").values_list("pk", flat=True))


@contextmanager
def as_owner():
    """The owner of the database switches the triggers off."""
    with pgtrigger.ignore(), connection.cursor() as cursor:
        yield cursor


def test_every_committed_row_gets_one_seal_and_a_second_round_adds_none(log):
    assert list(Seal.objects.values_list("row", flat=True)) == log
    assert seal() == 0
    assert list(findings()) == []


def test_an_altered_row_is_named(log):
    with as_owner() as cursor:
        cursor.execute("UPDATE zsa_workflow_logentry SET reason = 'x' WHERE id = %s", [log[1]])
    assert list(findings()) == [f"workflow.log: row {log[1]} was altered or moved."]


def test_a_removed_row_is_named(log):
    with as_owner() as cursor:
        cursor.execute("DELETE FROM zsa_workflow_logentry WHERE id = %s", [log[0]])
    assert list(findings()) == [f"workflow.log: row {log[0]} was removed."]


def test_two_rows_that_changed_places_are_named(log):
    first, second = log[0], log[2]
    swap = "UPDATE zsa_workflow_logentry SET id = CASE id WHEN %s THEN -1 ELSE %s END WHERE id = %s"
    with as_owner() as cursor:
        cursor.execute(swap, [first, first, first])
        cursor.execute(swap, [first, first, second])
        cursor.execute("UPDATE zsa_workflow_logentry SET id = %s WHERE id = -1", [second])
    said = [f"workflow.log: row {row} was altered or moved." for row in (first, second)]
    assert list(findings()) == said


def test_a_seal_that_was_removed_is_named(log):
    with as_owner() as cursor:
        cursor.execute("DELETE FROM zsa_workflow_seal WHERE row = %s", [log[1]])
    found = list(findings())
    assert found[0] == "workflow.log: the seal before number 3 was removed."


def test_a_row_slipped_in_below_the_sealed_ones_is_named_after_an_hour(log):
    with clock.moved_to(NOON), as_owner() as cursor:
        cursor.execute(
            "INSERT INTO zsa_workflow_logentry (id, matter_id, at, step, from_state, to_state,"
            " rules, reason, values) SELECT -5, matter_id, at, step, from_state, to_state, rules,"
            " 'x', values FROM zsa_workflow_logentry WHERE id = %s",
            [log[0]],
        )
    with clock.moved_to(NOON + dt.timedelta(hours=2)):
        assert list(findings()) == ["workflow.log: row -5 has no seal."]


def test_a_chain_made_anew_differs_from_the_root_that_was_kept_outside(log):
    day = NOON.date()
    outside = {day: root_of(day)}
    assert list(wrong_roots(outside)) == []
    with as_owner() as cursor:
        cursor.execute("UPDATE zsa_workflow_logentry SET reason = 'x' WHERE id = %s", [log[0]])
        cursor.execute("DELETE FROM zsa_workflow_seal")
    with clock.moved_to(NOON):
        seal_logs()
    assert list(findings()) == []
    said = "The root of 2026-03-02 is another than the one kept outside."
    assert list(wrong_roots(outside)) == [said]


def test_the_root_of_a_day_is_mailed_once_to_the_officers(log, make_user):
    officer = make_user("officer")
    PostHolding.objects.create(user=officer, post=Post.CUSTODIAN, starts=dt.date(2020, 1, 1))
    with clock.moved_to(NEXT_DAY):
        assert (send_root(), send_root()) == (1, 0)
    kept = DayRoot.objects.get()
    assert (kept.day, kept.root) == (NOON.date(), root_of(NOON.date()))
    message = officer.messages.get()
    assert f"verify_log --root {kept.day}={kept.root}" in message.body
    assert Mail.objects.filter(message=message).count() == 1


def test_rows_of_the_next_day_do_not_change_the_root_of_a_day(log, make_matter):
    before = root_of(NOON.date())
    with clock.moved_to(NEXT_DAY):
        make_matter()
        seal_logs()
        assert root_of(NOON.date()) == before
        assert root_of(NEXT_DAY.date()) != before


def test_a_chain_that_joined_later_leaves_the_roots_of_the_days_before_as_they_are(
    log, monkeypatch
):
    before = root_of(NOON.date())
    monkeypatch.setattr(sealing, "CHAINS", copy.copy(sealing.CHAINS))
    later = sealing.Chain("tests.later", "zsa_workflow_logentry", ("to_state",), joined=True)
    assert root_of(NOON.date()) == before
    with clock.moved_to(NEXT_DAY):
        assert seal_logs() == len(log)
    assert root_of(NOON.date()) == before
    whole = root_of(NEXT_DAY.date())
    with as_owner() as cursor:
        cursor.execute("DELETE FROM zsa_workflow_seal WHERE chain = %s", [later.key])
    assert root_of(NEXT_DAY.date()) != whole


def test_the_command_says_that_all_is_whole_or_what_is_wrong(log, capsys):
    call_command("verify_log")
    assert "the chains are whole" in capsys.readouterr().out
    with pytest.raises(CommandError, match="say DAY=ROOT"):
        call_command("verify_log", root=["yesterday"])
    with pytest.raises(CommandError, match="1 things"):
        call_command("verify_log", root=["2026-03-02=4f1c"])
