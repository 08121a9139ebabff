"""What every list of matters is narrowed by: mine, overdue, and whose turn it is."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.places import Places, places_of
from zsa_portal.people.sorting import pinyin_key
from zsa_portal.ui.views import SEARCH_MAX
from zsa_portal.workflow import roles
from zsa_portal.workflow.access import involved_in
from zsa_portal.workflow.handlers.queries import is_handled_by
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.pipeline import is_overdue
from zsa_portal.workflow.turns import is_turn_of, is_turn_of_role, roles_in_turn

HANDLED = "handled"
NAMES = ("department__name", "organisation__name", "body__name", "user__name")
"""Where a party's name stands."""


def turn_roles() -> list[tuple[str, str]]:
    """The roles that have their turn in some state of a procedure, by their labels."""
    found = [pair for pair in roles_in_turn() if pair[0] != roles.NOBODY.code]
    return sorted(found, key=lambda pair: pinyin_key(pair[1]))


def takes_part(who: Places, prefix: str = "") -> Q:
    """The condition that one of a user's parties plays a role in the matter, or that it is the own.

    ``prefix`` leads from the rows asked to their matter, e.g. ``matter__``.
    """
    own = Q(**{f"{prefix}applicant__in": who.organisations})
    return Q(involved_in(who, prefix)) | own


class TurnFilter(django_filters.FilterSet):
    """Narrows matters to one's own, to the overdue, and by whose turn it is: a role or a name."""

    mine = django_filters.ChoiceFilter(
        label=_("Mine"),
        choices=[
            ("turn", _("It is my turn")),
            (HANDLED, _("Handled by me")),
            ("part", _("I take part")),
        ],
        method="only_mine",
    )
    overdue = django_filters.ChoiceFilter(
        label=_("Deadline"), choices=[("yes", _("overdue"))], method="past_deadline"
    )
    role = django_filters.ChoiceFilter(
        label=_("Turn of the role"), choices=turn_roles, method="in_turn"
    )
    turn = django_filters.CharFilter(
        label=_("Whose turn (name)"), method="held_by", max_length=SEARCH_MAX
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not places_of(getattr(self.request, "user", None)).staff:
            mine = self.filters["mine"].extra
            mine["choices"] = [choice for choice in mine["choices"] if choice[0] != HANDLED]

    def only_mine(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        who = places_of(self.request.user)
        if value == "turn":
            return rows.filter(is_turn_of(Q(key__in=who.parties)))
        if value == HANDLED:
            return rows.filter(is_handled_by(self.request.user))
        return rows.filter(takes_part(who))

    def past_deadline(self, rows: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        return rows.filter(is_overdue())

    def in_turn(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(is_turn_of_role(value))

    def held_by(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        words = value.replace("\x00", "").strip()
        found = Q()
        for name in NAMES:
            found |= Q(**{f"{name}__icontains": words})
        return rows.filter(is_turn_of(found)) if words else rows


def for_matters(cls: type[Matter]) -> type[TurnFilter]:
    """The filter of a list of matters that has none of its own."""

    class Narrowed(TurnFilter):
        class Meta:
            model = cls
            fields: tuple[str, ...] = ()

    return Narrowed
