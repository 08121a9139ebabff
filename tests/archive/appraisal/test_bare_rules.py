"""What holds before an appraisal goes on, on bare values: last years, nobody, who is waited for."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from archive.appraisal import rules
from archive.records import Item
from zsa_portal.regulations import clock
from zsa_portal.workflow.memo import remember


def appraisal(*rows):
    """An appraisal of these records, with what the panel said of them."""
    found = SimpleNamespace()
    remember(found, "judged", list(rows))
    return found


def a_record(**fields):
    values = {"pk": 7, "state": Item.State.ACCEPTED, "retention": "10", "accepted_at": None}
    item = SimpleNamespace(**values | {"counted_from": None} | fields)
    return SimpleNamespace(item=item)


def test_the_time_of_a_record_is_over_after_its_last_year():
    this = clock.today().year
    ended, last, permanent = (
        a_record(counted_from=this - 11),
        a_record(counted_from=this - 10),
        a_record(counted_from=this - 50, retention="permanent"),
    )
    asked = rules.their_time_is_over
    assert asked.missing(appraisal(ended)) == []
    for row in (last, permanent):
        assert asked.missing(appraisal(row)) == ["The time of record 7 is not over."]


@pytest.mark.django_db
def test_an_appraisal_of_nothing_has_no_panel_to_complete():
    assert rules.panel_is_complete.missing(appraisal()) == []


def test_it_is_told_of_how_many_records_each_member_is_silent():
    rows = [SimpleNamespace(silent=names) for names in (["甲", "乙"], ["甲"], [])]
    assert rules.every_opinion_is_in.missing(appraisal(*rows)) == [
        "甲: 2 records without a verdict.",
        "乙: 1 records without a verdict.",
    ]


def test_what_is_disposed_of_alone_is_asked_for_its_uses(monkeypatch):
    monkeypatch.setattr(rules, "uses_of", lambda keys: [f"asked of {keys}"])
    rows = [
        SimpleNamespace(item=SimpleNamespace(pk=pk), is_disposed=disposed)
        for pk, disposed in ((7, True), (8, False), (9, True))
    ]
    assert rules.nothing_is_in_use.missing(appraisal(*rows)) == ["asked of [7, 9]"]
