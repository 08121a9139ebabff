"""The recognition's own tabs."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certification.acceptance.engagement import EXPERT_HELP
from certification.acceptance.queries import acceptance_tab, comments_tab
from certification.applications.application_tab import application_tab
from certification.assessment.queries import review
from certification.one_mark import tabs as one_mark
from certification.panels.models import REVIEW_PANEL
from certification.panels.queries import sees_panel, tab_of
from certification.parties import (
    acts_for_applicant,
    handles_application,
    has_a_part,
    manages_recognition,
    reviews_recognition,
)
from certification.states import STATES, S
from certification.upkeep import tabs as upkeep
from zsa_portal.engagements.kinds import READINGS, Reading
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.tabs import Tab, register

__all__ = ["one_mark", "upkeep"]

ORDER = list(STATES)
SUBMITTED = ORDER.index(S.ACCEPTANCE)
REVIEW_BEGINS = ORDER.index(S.PANEL_READY)
ON_NOTICE = ORDER.index(S.NOTICE)
EARLIER = (S.RETURNED, S.REFUSED, S.WITHDRAWN)


def sees_acceptance(matter: Matter, user: Any) -> bool:
    """Its body and those who handle it, once it was submitted."""
    submitted = matter.state in EARLIER or ORDER.index(matter.state) >= SUBMITTED
    return submitted and handles_application(matter, user)


def sees_comments(matter: Matter, user: Any) -> bool:
    """The secretariat and the panel, from the notice on; the body reads them in the opinions' tab."""
    own = acts_for_applicant(matter, user)
    return (
        ORDER.index(matter.state) >= ON_NOTICE
        and not own
        and (manages_recognition(matter, user) or reviews_recognition(matter, user))
    )


register(
    Tab(
        "application",
        _("Application"),
        "certification/applications/tab.html",
        application_tab,
        10,
        ("recognition",),
        "file-earmark-text",
        handles_application,
    )
)
register(
    Tab(
        "acceptance",
        _("Acceptance"),
        "certification/acceptance/tab.html",
        acceptance_tab,
        25,
        ("recognition",),
        "clipboard-check",
        sees_acceptance,
    )
)
register(
    Tab(
        "comments",
        _("Public comments"),
        "certification/acceptance/comments_tab.html",
        comments_tab,
        42,
        ("recognition",),
        "chat-left-text",
        sees_comments,
    )
)
register(
    Tab(
        "panel",
        _("Panel"),
        "certification/panels/tab.html",
        tab_of(REVIEW_PANEL),
        40,
        ("recognition",),
        "people",
        sees_panel,
    )
)


def sees_review(matter: Matter, user: Any) -> bool:
    """Staff and those with a part, once the panel is complete."""
    return ORDER.index(matter.state) >= REVIEW_BEGINS and has_a_part(matter, user)


register(
    Tab(
        "assessment",
        pgettext_lazy("recognition", "Review"),
        "certification/assessment/tab.html",
        review,
        44,
        ("recognition",),
        "check2-square",
        sees_review,
    )
)


def question_asked(matter: Matter, user: Any) -> dict[str, Any]:
    """What an expert who is asked for help reads above the own answer."""
    return {"matter": matter}


READINGS.add(EXPERT_HELP.key, Reading("certification/acceptance/question.html", question_asked))
