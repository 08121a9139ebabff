"""What the project's screens read."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standards.drafting.queries import lead_election
from standards.parties import acts_for_applicant, has_a_part
from zsa_portal.people.models import Seat
from zsa_portal.people.parties import in_order
from zsa_portal.people.places import places_of
from zsa_portal.workflow.roles import label_of

CONTACTS = ("leader_phone", "contact_person", "contact_phone", "contact_email", "contact_address")
INTERNAL = (
    "justification",
    "related_standards",
    "safeguards",
    "participants",
    "adopters",
    "leader",
    "patents",
    "patents_note",
)
GROUPS = (
    (
        gettext_lazy("The standard"),
        ("title", "title_en", "purpose", "revised_standard", "ics", "ccs"),
    ),
    (gettext_lazy("Field"), ("field", "supporting", "sub_field", "committee", "applicant")),
    (
        gettext_lazy("Reasons and content"),
        ("justification", "scope", "related_standards", "safeguards"),
    ),
    (gettext_lazy("Who takes part"), ("participants", "adopters", "leader")),
    (
        gettext_lazy("Plan"),
        ("planned_start", "planned_end", "plan_number", "plan_starts", "plan_ends"),
    ),
    (gettext_lazy("Patents"), ("patents", "patents_note")),
    (gettext_lazy("Contact data"), CONTACTS),
)


def facts_of(project: Any, user: Any) -> list[tuple[str, list[tuple[Any, Any]]]]:
    """The project's fields that a user may read, as (heading, [(label, value)]).

    Contacts are for staff and the applicant, the proposal's reasons for those with a part; others
    read what the notice says.
    """
    hidden = _hidden_from(project, user)
    groups = [
        (heading, [name for name in names if name not in hidden]) for heading, names in GROUPS
    ]
    return [
        (
            str(heading),
            [(project._meta.get_field(name).verbose_name, _shown(project, name)) for name in names],
        )
        for heading, names in groups
        if names
    ]


def _hidden_from(project: Any, user: Any) -> tuple[str, ...]:
    if places_of(user).staff or acts_for_applicant(project, user):
        return ()
    return CONTACTS if has_a_part(project, user) else CONTACTS + INTERNAL


def _shown(project: Any, name: str) -> Any:
    display = getattr(project, f"get_{name}_display", None)
    if display is not None:
        return display()
    value = getattr(project, name)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return value


def takes_part(project: Any) -> dict[str, Any]:
    """The project's parties by role, the drafting group's seats of today and how it elected its lead."""
    parties = [(label_of(code), in_order(found)) for code, found in project.involved.items()]
    seats: list[Seat] = []
    if project.drafting_group_id:
        seats = list(
            project.drafting_group.seats.current().select_related("user", "organisation").in_order()
        )
    return {"parties": parties, "seats": seats, "election": lead_election(project)}
