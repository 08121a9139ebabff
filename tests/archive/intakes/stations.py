"""The stations of an intake: a bag of the small association, taken in by the steps to every state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from archive.intakes.actions import intake_confirm, intake_open, intake_work
from archive.intakes.models import Intake
from archive.intakes.states import N
from tests import stations
from tests.archive.association import Cast
from tests.archive.at_hand import stood_at
from tests.archive.intakes.bags import emptied, holdings, sent
from tests.standards.association import START
from tests.walked import Side, walked
from zsa_portal.documents import store
from zsa_portal.home.demo.walking import Moments, Walking
from zsa_portal.workflow.perform import perform

LINE: list[str] = [N.VERIFYING, N.PREVIEW, N.TAKING, N.TAKEN]
SIDE: dict[str, dict[str, Side]] = {
    N.VERIFYING: {
        N.REFUSED: lambda _one, intake: perform(
            intake.bag_found_bad, by=None, error="data/01.pdf: 校验和不符。"
        ),
    },
    N.PREVIEW: {
        N.DROPPED: lambda one, intake: perform(
            intake.drop_bag, by=one.cast.custodian, reason="不属于本协会"
        ),
    },
}


@dataclass
class Receiver(Walking[Intake]):
    """Takes one bag in, all on the same day; ``bag`` where it lies in the store."""

    cast: Cast
    now: dt.datetime = START
    bag: str = ""

    def start(self) -> Intake:
        """A bag of the association's own, come to an archive that has nothing any more."""
        with self.at(self.now):
            data = sent(self.cast, holdings(self.cast))
            emptied()
            upload = SimpleUploadedFile("zsa-bag.zip", data)
            intake = intake_open(upload=upload, by=self.cast.custodian)
        self.bag = str(Path(store.path_of(intake.file)).relative_to(settings.FILES_ROOT))
        return intake

    def to(self, intake: Intake, state: str) -> Intake:
        """The intake in a state of its line."""
        return self.walk(intake, state, LINE, STATIONS)


def worked(walker: Receiver, intake: Intake) -> Moments:
    """A worker does what it waits for."""
    yield walker.later(0)
    assert intake_work(intake.pk)


def confirmed(walker: Receiver, intake: Intake) -> Moments:
    """The custodian takes it in."""
    yield walker.later(0)
    intake_confirm(intake=intake, known="skip", by=walker.cast.custodian)


STATIONS: dict[str, Callable[[Any, Intake], Moments]] = {
    N.PREVIEW: worked,
    N.TAKING: confirmed,
    N.TAKEN: worked,
}


def walk(people: Cast) -> Iterator[tuple[str, stations.Told]]:
    """Every state of an intake."""
    receiver = Receiver(people)
    for state, told in walked(receiver, receiver.start(), LINE, SIDE):
        yield state, told | {"bag": receiver.bag}


def intake_at(state: str, people: Cast) -> Intake:
    """An intake in a state."""
    receiver = Receiver(people)
    intake: Intake = stood_at(receiver, Intake, state, LINE, SIDE)
    return intake


def bag_at_hand(people: Cast) -> bytes:
    """The bag that the stations took in; the archive has nothing of it."""
    if stations.known():
        told = stations.told_of(f"archive.{N.VERIFYING}")
        return (stations.files() / told["bag"]).read_bytes()
    data = sent(people, holdings(people))
    emptied()
    return data
