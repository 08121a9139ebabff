"""The events of all procedures, for the page that shows whom they are told."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from zsa_portal.outbox.routing import Declared, declares, name_roles
from zsa_portal.workflow import roles
from zsa_portal.workflow.machine import MACHINES, meaning_of, steps_of

name_roles((role.code, role.label) for role in roles.ROLES.values())


@declares
def steps() -> Iterator[Declared]:
    """Every step of every procedure, once, with the roles its declaration tells."""
    for kind, cls in MACHINES.items():
        found = {transition.name: transition for transition in steps_of(cls)}
        for name, transition in found.items():
            meaning = meaning_of(transition)
            target = str(transition.target or transition.source)
            yield Declared(
                event=f"{kind}.{name}",
                label=meaning.label,
                group=cls.kind_label,
                roles=tuple(str(role) for role in meaning.tells),
                always=_("the next holder: %(role)s") % {"role": cls.STATES[target].holder.label}
                if cls.STATES[target].holder not in roles.NO_PARTY
                else "",
            )
