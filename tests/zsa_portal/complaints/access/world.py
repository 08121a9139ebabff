"""A complaint before and after it was passed on; the body is the organisation of the applicant."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from tests.access.parts import ANY, Part, World
from tests.access.world import START
from tests.zsa_portal.complaints.walk import Walk
from zsa_portal.complaints.meeting import COORDINATION_MEETING
from zsa_portal.complaints.models import Complaint
from zsa_portal.complaints.papers import DESK_PAPER, RECEIPT
from zsa_portal.documents import store
from zsa_portal.documents.models import IssuedForm

PHASES = {"received": ("submit",), "passed": ("submit", "accept", "pass_on")}
MEETING = (*PHASES["passed"], "report", "call")
FIXED = {
    "machine": Complaint.kind_code,
    "step": "accept",
    "tab": "complaint",
    "paper_kind": DESK_PAPER,
}


def build(kernel: World) -> World:
    """One complaint in each phase, and one whose coordination meeting has begun."""
    world = World(users=kernel.users, now={ANY: START}, keys={ANY: FIXED})
    for phase, way in PHASES.items():
        walk = _walk(kernel)
        world.keys[phase] = keys_of(_led(walk, way))
        world.now[phase] = walk.now
    walk = _walk(kernel)
    complaint = _led(walk, MEETING)
    walk.on(3)
    world.keys["meeting"] = {
        "matter": complaint.pk,
        "meeting_kind": COORDINATION_MEETING.key,
    }
    world.now["meeting"] = walk.now
    return world


def _walk(kernel: World) -> Walk:
    body = kernel.bodies["organisation"]
    start = START + dt.timedelta(hours=1)
    return Walk(kernel.users["secretariat"], kernel.users["applicant"], body, start)


def _led(walk: Walk, way: tuple[str, ...]) -> Complaint:
    complaint = walk.submit()
    for act in way[1:]:
        complaint = getattr(walk, act)(complaint)
    for form in complaint.issued_forms.all():
        form.file = store.put_own(b"%PDF-1.7", media_type="application/pdf")
        form.state = IssuedForm.State.READY
        form.save(update_fields=["file", "state"])
    return complaint


def keys_of(complaint: Complaint) -> dict[str, Any]:
    """What the addresses that concern a complaint name; None for what it has not yet."""
    forms = {form.kind: form.pk for form in complaint.issued_forms.all()}
    evidence = complaint.evidence.get().pk
    return {
        "matter": complaint.pk,
        "token": complaint.complainant.token,
        "evidence": evidence,
        "file": evidence,
        "letter": forms.get(RECEIPT.key),
        "form": forms.get("complaints.transfer"),
    }


PART = Part(
    namespace="complaints",
    folder=Path(__file__).parent,
    build=build,
    phases=tuple(PHASES),
    stations={"meeting": ("meetings:attendance", "meetings:minutes", "meetings:move")},
    keys_of={
        "complaints": "matter",
        "complaints:own_file": "evidence",
        "complaints:own_letter": "letter",
    },
)
