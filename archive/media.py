"""Narrowing records by their medium, as it is called in lists: a carrier lies in a box and is no paper."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from archive.kinds import CALLED, Medium

MEDIA: dict[str, tuple[Any, Q]] = {
    **{key: (label, Q(medium=key) & ~Q(sort__in=CALLED)) for key, label in Medium.choices},
    **{str(sort): (label, Q(sort=sort)) for sort, label in CALLED.items()},
}
"""What each medium is called, and the condition on records that they are of it."""


class ByMedium(django_filters.ChoiceFilter):
    """Narrows records to one medium, or to the carriers."""

    def __init__(self, **more: Any) -> None:
        choices = [(key, label) for key, (label, _of_it) in MEDIA.items()]
        super().__init__(label=gettext_lazy("Medium"), choices=choices, **more)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """The records of the medium that is asked for; all where none is."""
        return qs.filter(MEDIA[value][1]) if value in MEDIA else qs
