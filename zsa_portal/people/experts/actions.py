"""What an expert, or staff, keeps of an expert's data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from zsa_portal.people.accounts.models import User
from zsa_portal.people.experts.models import Background, Employment, Expert
from zsa_portal.people.organisations.models import Organisation
from zsa_portal.people.rules import keeps_registers

Row = Mapping[str, Any]


def keeps_expert(user: User, expert: Expert) -> bool:
    """The expert, in person, and those who keep the registers."""
    return expert.user_id == user.pk or keeps_registers(user)


def expert_data_keep(
    *,
    expert: Expert,
    by: User,
    origin: str,
    standardisation_since: dt.date | None,
    backgrounds: Sequence[Row],
    employments: Sequence[Row],
) -> Expert:
    """Keep an expert's origin, standing, backgrounds and employment history, as given whole.

    ``backgrounds`` have field, kind and evidence; ``employments`` employer, post, starts and ends.
    What is not among them goes; its history is kept. Raises PermissionDenied, ValidationError.
    """
    if not keeps_expert(by, expert):
        raise PermissionDenied
    with transaction.atomic():
        fresh = Expert.objects.select_for_update(of=("self",)).get(pk=expert.pk)
        fresh.origin, fresh.standardisation_since = origin, standardisation_since
        fresh.full_clean(exclude=["fields"])
        fresh.save(update_fields=["origin", "standardisation_since"])
        _keep_backgrounds(fresh, backgrounds)
        _keep_employments(fresh, employments)
    return fresh


def _keep_backgrounds(expert: Expert, rows: Sequence[Row]) -> None:
    wanted = {(row["field"], row["kind"]): row.get("evidence", "") for row in rows}
    for there in expert.backgrounds.all():
        if (there.field, there.kind) not in wanted:
            there.delete()
    for (field, kind), evidence in wanted.items():
        Background.objects.update_or_create(
            expert=expert, field=field, kind=kind, defaults={"evidence": evidence}
        )


def _keep_employments(expert: Expert, rows: Sequence[Row]) -> None:
    there = {
        (one.employer, one.starts, one.ends, one.post): one for one in expert.employments.all()
    }
    for row in rows:
        key = (row["employer"], row["starts"], row.get("ends"), row.get("post", ""))
        if there.pop(key, None) is None:
            employment_add(expert, *key)
    for one in there.values():
        one.delete()


def employment_add(
    expert: Expert, employer: str, starts: dt.date, ends: dt.date | None, post: str
) -> Employment:
    """Record where an expert works or worked; an organisation of that name is linked."""
    known = Organisation.objects.filter(name=employer).first()
    made = Employment(
        expert=expert, employer=employer, organisation=known, starts=starts, ends=ends, post=post
    )
    made.full_clean()
    made.save()
    return made
