"""The events of all procedures, and which matters a digest may name to its reader."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from django.utils import translation
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.outbox import matters
from zsa_portal.outbox.kinds import PROGRESS, TURN, UPKEEP
from zsa_portal.outbox.routing import Declared, name_roles
from zsa_portal.workflow import roles
from zsa_portal.workflow.handlers.actions import NAMED, RELIEVED
from zsa_portal.workflow.log_roots import ROOT
from zsa_portal.workflow.machine import MACHINES, meaning_of, steps_of
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.roles import RoleInfo

HANDLING = _("Who handles a matter")


def declare_all() -> None:
    """Declare every step of every procedure, once, with the roles its declaration tells."""
    name_roles((role.code, role.label) for role in roles.ROLES.values())
    for kind, cls in MACHINES.items():
        found = {transition.name: transition for transition in steps_of(cls)}
        for name, transition in found.items():
            meaning = meaning_of(transition)
            holder = cls.STATES[str(transition.target or transition.source)].holder
            Declared(
                event=f"{kind}.{name}",
                label=meaning.label,
                group=cls.kind_label,
                kind=PROGRESS,
                asks=TURN,
                roles=tuple(str(role) for role in meaning.tells),
                always="" if holder in roles.NO_PARTY else lazy(partial(_next, holder), str)(),
            )
    Declared(
        NAMED,
        _("Somebody is named to handle a matter"),
        HANDLING,
        PROGRESS,
        asks=TURN,
        always=_("who handles it now, unless they took it themselves"),
    )
    Declared(
        RELIEVED,
        _("Somebody handles a matter no longer"),
        HANDLING,
        PROGRESS,
        always=_("who handled it before, unless they gave it back themselves"),
    )
    Declared(
        ROOT,
        _("The day's root of the sealed logs"),
        _("Logs"),
        UPKEEP,
        always=_("custodian, secretary general and management representative"),
    )


def _next(holder: RoleInfo) -> str:
    return gettext("the next holder: %(role)s") % {"role": holder.label}


def titles_of(user: Any, keys: Collection[int]) -> dict[int, str]:
    """The titles of matters, by key, that a user may discover now, in the user's language; one query."""
    rows = Matter.objects.visible_to(user).filter(pk__in=keys).order_by()
    with translation.override(user.language):
        return {matter.pk: matter.shown_title for matter in rows.only("title", "title_en")}


matters.use(titles_of)
declare_all()
