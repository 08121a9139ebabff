"""A recognised standard of the applicant, and what runs about it, for the questions of access."""

from __future__ import annotations

import datetime as dt
from typing import Any

from certification.approval.papers import RECOGNISED
from certification.demo.walk.keeping import KeepCast, Keeper
from certification.upkeep import actions
from certification.upkeep.records import Upkeep
from certification.upkeep.states import U
from tests.access.parts import World
from tests.made_forms import forms_made_at_once
from zsa_portal.catalogue.models import Edition, Standard
from zsa_portal.people.models import Background, Body

FIELD, RUNNING = "next_it", 700
KEYS_OF = {
    "certification:visit_new": "reexamination",
    "certification:revision_changes": "revision",
    "certification:edition_publication": "revision",
    "certification:upkeep_decision": "recheck",
    "certification:upkeep_publication": "recheck",
    **{
        f"certification:{kind}_{act}_of": kind
        for kind in ("recheck", "reexamination", "revision")
        for act in ("decisions", "publications")
    },
}
"""Which key the ``pk`` of an address is."""


def upkeep_keys(world: World, now: dt.datetime) -> dict[str, Any]:
    """A re-check before the council, a re-examination with its panel, a revision being written."""
    cast = cast_of(world)
    keeper = Keeper(cast, now)
    edition = _recognised(cast, now)
    with forms_made_at_once():
        found = {
            kind: keeper.opened(edition, kind, now)
            for kind in ("recheck", "reexamination", "revision")
        }
        for kind, state in (("recheck", U.COUNCIL), ("reexamination", U.PANEL)):
            keeper.now = now
            found[kind] = keeper.to(found[kind], state)
    kept = Upkeep.objects.get(standard=edition.standard)
    assert actions.may_revise(kept, cast.applicant)
    return {"upkeep": kept.pk} | {kind: matter.pk for kind, matter in found.items()}


def cast_of(world: World) -> KeepCast:
    """Who keeps the standard up."""
    experts = world.bodies["experts"]
    for user in experts:
        Background.objects.get_or_create(expert=user.expert, field=FIELD, kind="professional")
    return KeepCast(
        applicant=world.users["applicant"],
        organisation=world.bodies["organisation"],
        secretariat=world.users["secretariat"],
        council_secretary=world.users["council_secretary"],
        committee=Body.objects.get(code="TC1"),
        members=world.bodies["members"],
        experts=experts,
    )


def _recognised(cast: KeepCast, now: dt.datetime) -> Edition:
    """An edition so old that re-check and re-examination are due."""
    day = now.date() - dt.timedelta(days=3 * 365)
    return Edition.objects.create(
        kind=RECOGNISED.key,
        standard=Standard.objects.create(running=RUNNING, field=FIELD),
        number=f"T/ZSA {RUNNING}-{day.year}",
        title="已认定标准",
        year=day.year,
        status=Edition.Status.CURRENT,
        published_on=day,
        implemented_on=day,
        source_body=cast.organisation,
        source_number=f"T/EX 7-{day.year}",
    )
