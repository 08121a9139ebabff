"""What the screens read of upkeep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from certification import roles
from certification.parties import acts_for_secretariat
from certification.upkeep import rules
from certification.upkeep.actions import may_record_visits, may_write_changes
from certification.upkeep.calendar import first_days, recognised
from certification.upkeep.effects import machine_of
from certification.upkeep.papers import RECHECK, REEXAMINATION, REVISION
from certification.upkeep.records import Upkeep
from certification.upkeep.states import U
from zsa_portal.catalogue.models import Edition
from zsa_portal.engagements.queries import live_among
from zsa_portal.people.places import places_of
from zsa_portal.ui.differences import difference
from zsa_portal.workflow.models import Matter

KINDS = (RECHECK, REEXAMINATION, REVISION)
TOLD = (U.APPROVED, U.DONE)
"""The states in which the body knows what is concluded."""


def kept_by(user: Any) -> QuerySet[Upkeep]:
    """The recognised standards in force whose days a user may see: staff all, a body its own."""
    who = places_of(user)
    rows = Upkeep.objects.filter(edition__status=Edition.Status.CURRENT)
    if not who.staff:
        rows = rows.filter(edition__source_body__in=who.organisations)
    return rows.select_related("edition__standard", "edition__source_body")


def matters_about(upkeep: Upkeep, user: Any) -> list[Matter]:
    """What was and is done about a standard, the latest first, as far as a user may know; one query."""
    about = Q(pk__in=[])
    for kind in KINDS:
        rows = machine_of(kind).objects.filter(standard=upkeep.standard_id)
        about |= Q(pk__in=rows.order_by().values("pk"))
    return list(Matter.objects.visible_to(user).filter(about).order_by("-created_at", "-pk"))


def concluded() -> QuerySet[Matter]:
    """The public conclusions of all three procedures, the latest first.

    With ``conclusion``, and ``running`` and ``year`` of the edition it was about.
    """
    rows = Matter.objects.filter(kind__in=KINDS, state=U.DONE).annotate(
        conclusion=_of_either("conclusion"),
        running=_of_either("edition__standard__running"),
        year=_of_either("edition__year"),
    )
    found: QuerySet[Matter] = rows.select_related("applicant").order_by("-entered_at", "-pk")
    return found


def edition_page(record: Any) -> str:
    """The page, which everybody reads, of the edition that one of ``concluded`` is about."""
    return reverse("catalogue:edition", args=[record.running, record.year])


def _of_either(field: str) -> Coalesce:
    """A field of whichever of the three procedures a matter is."""
    return Coalesce(
        *(f"{model}__{field}" for model in ("recheck", "reexamination", "standardrevision"))
    )


def conclusion_label(kind: str, conclusion: str) -> str:
    """A conclusion of a procedure in words."""
    choices = machine_of(kind).CONCLUSIONS
    return str(choices(conclusion).label) if conclusion in choices.values else conclusion


def days_of(edition: Edition) -> Sequence[tuple[Any, Any]]:
    """When a recognised standard in force is re-checked and re-examined next, for its public page."""
    if edition.status != Edition.Status.CURRENT or not recognised().filter(pk=edition.pk).exists():
        return []
    row = Upkeep.objects.filter(standard=edition.standard_id).first()
    days = first_days(edition.published_on)
    kept = {name: getattr(row, name) for name in days} if row else days
    return [
        (_("Next yearly re-check"), kept["recheck_on"]),
        (_("Next re-examination"), kept["reexamination_on"]),
    ]


def next_recheck(editions: Sequence[Edition]) -> dict[int, dt.date]:
    """When each recognised standard in force is re-checked next, by its edition's key; one query."""
    return _next_days(editions, "recheck_on")


def next_reexamination(editions: Sequence[Edition]) -> dict[int, dt.date]:
    """When each recognised standard in force is re-examined next, by its edition's key; one query."""
    return _next_days(editions, "reexamination_on")


def _next_days(editions: Sequence[Edition], name: str) -> dict[int, dt.date]:
    found = recognised().filter(pk__in=[one.pk for one in editions])
    rows = found.order_by().values_list("pk", "published_on", f"standard__upkeep__{name}")
    return {pk: kept or first_days(published)[name] for pk, published, kept in rows}


def sees_conclusion(matter: Any, user: Any) -> bool:
    """Staff and the council at once, everybody else once it is approved."""
    return matter.state in TOLD or reads_reviews(matter, user)


def reads_reviews(matter: Any, user: Any) -> bool:
    """Staff, the council and its secretary read all answers; an expert only the own one."""
    who = places_of(user)
    council = matter.parties(roles.COUNCIL, roles.COUNCIL_SECRETARY)
    return who.staff or any(party in who for party in council)


def overview(matter: Any, user: Any) -> dict[str, Any]:
    """The facts of a re-check, a re-examination or a revision as a user may read them."""
    return {
        "edition": matter.edition,
        "shown": _facts(matter),
        "conclusion": matter.conclusion_label if sees_conclusion(matter, user) else "",
        "grounds": matter.grounds if sees_conclusion(matter, user) else "",
        "made": getattr(matter, "new_edition", None),
    }


def _facts(matter: Any) -> list[tuple[Any, Any]]:
    names = ("reason_opened", "source_number", "panel")
    told = [
        (_field(matter, name), getattr(matter, name)) for name in names if hasattr(matter, name)
    ]
    if hasattr(matter, "ground"):
        told.insert(0, (_field(matter, "ground"), matter.get_ground_display()))
    return [(label, value) for label, value in told if value]


def _field(matter: Any, name: str) -> Any:
    return matter._meta.get_field(name).verbose_name


def letter_review(matter: Any, user: Any) -> dict[str, Any]:
    """The answers of the experts, and the own one of an expert; bounded queries."""
    rows = rules.engaged_in(matter)
    own = next((one for one in live_among(rows) if user.pk and one.user_id == user.pk), None)
    return {
        "answers": rows if reads_reviews(matter, user) else [],
        "own": own if matter.state == U.LETTERS else None,
    }


def panel_review(matter: Any, user: Any) -> dict[str, Any]:
    """The panel of a re-examination, the visits, and whether the user records one."""
    return {
        "panel": matter.panel,
        "visits": list(matter.visits.select_related("recorded_by")),
        "may_record": may_record_visits(matter, user),
        "is_secretariat": acts_for_secretariat(matter, user),
    }


def changes(matter: Any, user: Any) -> dict[str, Any]:
    """The comparison table of a revision, what went and what came marked."""
    rows = [(one, difference(one.old, one.new)) for one in matter.changes.all()]
    return {"rows": rows, "may_write": may_write_changes(matter, user)}
