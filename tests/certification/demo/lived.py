"""The applications of the demonstration, lived in the association of its data."""

from __future__ import annotations

import datetime as dt

from django.utils import translation

from certification.demo.lives import applied_for
from certification.demo.story import Story
from tests.made_forms import forms_made_at_once
from zsa_portal.home.demo.association import Association, association_build
from zsa_portal.home.demo.loader import _live
from zsa_portal.regulations import clock

EVENING = dt.time(18)


def lived(today: dt.date) -> tuple[Association, dict[str, Story]]:
    """The association and the stories of the data, lived until the evening of a day."""
    with translation.override("zh-hans"), forms_made_at_once():
        built = association_build()
        stories = applied_for(built, today)
        until = dt.datetime.combine(today, EVENING, clock.SHANGHAI)
        _live(stories, until=until, say=lambda _line: None)
    return built, {one.key: one for one in stories}
