"""The same once more on a real draft standard from outside; only where it is at hand."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys import papers
from tests.journeys.browser import Album
from tests.journeys.line import whole
from tests.journeys.line.people import Line, Visitor
from tests.journeys.line.subject import FromOutside
from tests.journeys.world import Clock, Mails

DRAFT = papers.SAMPLES / "draft-quality-improvement-evaluation.txt"
TITLE_EN = "Specification for evaluation of quality improvement"


class PapersAlone(Album):
    """The stations were looked at in the main line; only the papers are kept, and what was wrong."""

    def take(self, page: Page, name: str, *, check: bool = True) -> None:
        """Count the station."""
        self.taken += 1


pytestmark = pytest.mark.skipif(not DRAFT.exists(), reason="the real draft is not at hand")


@pytest.fixture
def album_class() -> type[Album]:
    return PapersAlone


def test_sample(visitor: Visitor, the_clock: Clock, mails: Mails) -> None:
    subject = FromOutside("质量提升评价规范", TITLE_EN, DRAFT)
    whole.walked(Line(visitor, the_clock, mails, subject))
