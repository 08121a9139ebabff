"""A suggestion in either state, of the kernel's secretariat and before the kernel's committee."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.access.parts import ANY, Part, World
from tests.access.world import START
from tests.proof.models import Suggestion
from tests.proof.notices import NOTICE
from tests.proof.papers import TEXT
from tests.proof.walk import Walk
from zsa_portal.documents.models import Version
from zsa_portal.notices.models import NoticeItem
from zsa_portal.people.models import Body, Department

FIXED = {
    "machine": Suggestion.kind_code,
    "step": "put_on_notice",
    "tab": "papers",
    "part": "conclusion",
    "paper_kind": TEXT,
    "notice_kind": NOTICE.code,
}


def build(kernel: World) -> World:
    """One suggestion on notice, another adopted."""
    world = World(users=kernel.users)
    open_one, adopted_one = _walk(world), _walk(world)
    on_notice = open_one.begin("on notice")
    adopted = adopted_one.adopt(adopted_one.begin("adopted"))
    world.now = {"notice": open_one.now, "published": adopted_one.now, ANY: START}
    world.keys = {"notice": keys_of(on_notice), "published": keys_of(adopted), ANY: FIXED}
    return world


def _walk(world: World) -> Walk:
    department = Department.objects.get(code="standards")
    return Walk(world.users["secretariat"], department, Body.objects.get(code="TC1"), START)


def keys_of(suggestion: Suggestion) -> dict[str, Any]:
    """What the addresses that concern a suggestion name; None for what it has not yet."""
    item = NoticeItem.objects.get(matter=suggestion.pk)
    ballot = suggestion.ballots.first()
    return {
        "matter": suggestion.pk,
        "item": item.pk,
        "notice": item.notice_id,
        "version": Version.objects.get(document__matter=suggestion.pk).pk,
        "ballot": ballot and ballot.pk,
    }


PART = Part(
    namespace="proof", folder=Path(__file__).parent, build=build, phases=("notice", "published")
)
