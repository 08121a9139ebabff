"""What the addresses of panels name: a panel being formed to which the expert is invited."""

from __future__ import annotations

import datetime as dt
from typing import Any

from certification.models import Recognition
from certification.panels.letters import appointment_issue
from certification.panels.models import REVIEW_PANEL
from certification.panels.records import PanelPlan, Place
from certification.states import S
from tests.access.parts import World
from tests.made_forms import made_at_once
from zsa_portal.people.models import Expert
from zsa_portal.regulations import clock

STATIONS = {
    "forming": (
        S.PANEL_FORMING,
        (
            "certification:panel",
            "certification:panel_withdraw",
            "certification:panel_invitation",
            "certification:panel_letter",
        ),
    )
}
FIXED = {"panel_kind": REVIEW_PANEL.key}


def add(world: World, phase: str, recognition: Recognition) -> dict[str, Any]:
    """Invite the world's expert to the panel of a recognition in a field without sub-committee."""
    if phase not in STATIONS:
        return {}
    Recognition.objects.filter(pk=recognition.pk).update(field="future")
    by = world.users["secretariat"]
    expert = Expert.objects.get(user=world.users["expert"])
    plan = PanelPlan.objects.create(matter=recognition, kind=REVIEW_PANEL.key, begun_by=by)
    place = Place(plan=plan, expert=expert, user=expert.user, name=expert.name, kind=expert.kind)
    place.chosen_by = by
    place.invited_at = clock.now()
    place.answer_by = clock.now() + dt.timedelta(days=5)
    place.letter = appointment_issue(place, recognition, by=by)
    place.save()
    made_at_once(place.letter.pk)
    return {"place": place.pk}
