"""The tabs of a re-check, a re-examination and a revision."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from certification.panels.queries import sees_panel, tab_of
from certification.parties import has_a_part
from certification.upkeep import queries
from certification.upkeep.engaging import CHANGES_REVIEW, RECHECK_REVIEW, REEXAMINATION_PANEL
from certification.upkeep.papers import RECHECK, REEXAMINATION, REVISION
from zsa_portal.engagements.kinds import READINGS, Reading
from zsa_portal.workflow.tabs import Tab, register

KINDS = (RECHECK, REEXAMINATION, REVISION)
FOLDER = "certification/upkeep"

register(
    Tab(
        "overview",
        _("Standard"),
        f"{FOLDER}/overview_tab.html",
        queries.overview,
        10,
        KINDS,
        "file-earmark-text",
    )
)
register(
    Tab(
        "changes",
        _("Changes"),
        f"{FOLDER}/changes_tab.html",
        queries.changes,
        20,
        (REVISION,),
        "pencil",
        has_a_part,
    )
)
register(
    Tab(
        "review",
        _("Review"),
        f"{FOLDER}/letters_tab.html",
        queries.letter_review,
        40,
        (RECHECK, REVISION),
        "people",
        has_a_part,
    )
)
register(
    Tab(
        "review",
        _("Review"),
        f"{FOLDER}/panel_tab.html",
        queries.panel_review,
        40,
        (REEXAMINATION,),
        "people",
        has_a_part,
    )
)
register(
    Tab(
        "panel",
        _("Panel"),
        "certification/panels/tab.html",
        tab_of(REEXAMINATION_PANEL),
        35,
        (REEXAMINATION,),
        "people",
        sees_panel,
    )
)


def read_changes(matter: Any, user: Any) -> dict[str, Any]:
    """What an expert reads above the answer about a revision."""
    return queries.changes(matter, user) | queries.overview(matter, user)


READINGS.add(CHANGES_REVIEW.key, Reading(f"{FOLDER}/changes_reading.html", read_changes))
READINGS.add(RECHECK_REVIEW.key, Reading(f"{FOLDER}/reading.html", queries.overview))
