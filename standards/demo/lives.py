"""The projects of the demonstration."""

from __future__ import annotations

import datetime as dt

from standards.demo.records import records
from standards.demo.story import Story, story_of
from zsa_portal.home.demo.association import Association
from zsa_portal.home.demo.lives import LIVES


def projects(association: Association, today: dt.date) -> list[Story]:
    """The projects of the data, which know each other by their keys."""
    numbers: dict[str, int] = {}
    return [story_of(key, association, today, numbers) for key in records().projects]


LIVES.add("standards.projects", projects)
