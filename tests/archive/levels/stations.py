"""The stations of a new version of the table of levels, walked to every state by its steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from archive.levels.actions import table_edit_open, table_row_set
from archive.levels.models import TableEdit
from archive.levels.states import T
from tests import stations
from tests.archive.association import Cast
from tests.archive.at_hand import stood_at
from tests.walked import Side, walked
from zsa_portal.home.demo.walking import Moments, Walking
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

TODAY = dt.datetime(2026, 3, 2, 9, tzinfo=clock.SHANGHAI)
TOMORROW = dt.date(2026, 3, 3)
ROSTERS = "subcommittee_rosters"
LINE: list[str] = [T.DRAFTING, T.CONFIRMATION, T.CONFIRMED]
SIDE: dict[str, dict[str, Side]] = {
    T.DRAFTING: {
        T.DROPPED: lambda one, edit: perform(
            edit.drop_version, by=one.cast.quality, reason="不再需要。"
        ),
    },
}


@dataclass
class Drafter(Walking[TableEdit]):
    """Walks one version, drafted and confirmed on the same day."""

    cast: Cast
    now: dt.datetime = TODAY

    def start(self) -> TableEdit:
        """A draft that says what the table says."""
        with self.at(self.now):
            return table_edit_open(by=self.cast.quality)

    def to(self, edit: TableEdit, state: str) -> TableEdit:
        """The version in a state of its line."""
        return self.walk(edit, state, LINE, STATIONS)


def lower_rosters(edit: TableEdit, by: User) -> Any:
    """Rosters of sub-committees become 秘密."""
    return table_row_set(
        edit=edit,
        department="tc_service",
        key=ROSTERS,
        text="分技术委员会委员名单",
        levels=["restricted"],
        by=by,
    )


def submitted(walker: Drafter, edit: TableEdit) -> Moments:
    """Who drafted changes an entry and submits."""
    yield walker.later(0)
    lower_rosters(edit, walker.cast.quality)
    fresh = TableEdit.objects.get(pk=edit.pk)
    perform(fresh.submit_version, by=walker.cast.quality, valid_from=TOMORROW)


def confirmed(walker: Drafter, edit: TableEdit) -> Moments:
    """The second person confirms."""
    yield walker.later(0)
    perform(edit.confirm_version, by=walker.cast.quality_head)


STATIONS: dict[str, Callable[[Any, TableEdit], Moments]] = {
    T.CONFIRMATION: submitted,
    T.CONFIRMED: confirmed,
}


def walk(people: Cast) -> Iterator[tuple[str, stations.Told]]:
    """Every state of a version."""
    drafter = Drafter(people)
    yield from walked(drafter, drafter.start(), LINE, SIDE)


def edit_at(state: str, people: Cast) -> TableEdit:
    """A version in a state."""
    edit: TableEdit = stood_at(Drafter(people), TableEdit, state, LINE, SIDE)
    return edit
