"""The lives of recognition, its upkeep and the 1字标 in the demonstration."""

from __future__ import annotations

import datetime as dt

from certification.demo.kept import kept
from certification.demo.one_mark.lives import one_mark
from certification.demo.records import recognitions
from certification.demo.story import Story, story_of
from zsa_portal.home.demo.association import Association
from zsa_portal.home.demo.lives import LIVES


def applied_for(association: Association, today: dt.date) -> list[Story]:
    """The applications for recognition."""
    return [story_of(key, association, today) for key in recognitions()]


LIVES.add("certification.recognitions", applied_for)
LIVES.add("certification.upkeep", kept)
LIVES.add("certification.one_mark", one_mark)
