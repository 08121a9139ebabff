"""What the figures for heads are narrowed by."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.ballots.kinds import KINDS
from zsa_portal.ballots.models import Ballot
from zsa_portal.ballots.turnout import closed_between
from zsa_portal.people.models import Body
from zsa_portal.people.sorting import pinyin_key
from zsa_portal.regulations import clock
from zsa_portal.ui.forms import DateField, DateInput
from zsa_portal.workflow.machine import MACHINES


def procedures() -> list[tuple[str, str]]:
    """The procedures with their names."""
    return [(kind, machine.plural_label()) for kind, machine in MACHINES.items()]


def ballot_kinds() -> list[tuple[str, str]]:
    """The kinds of ballot with their names."""
    named = ((code, str(kind.label)) for code, kind in KINDS.items())
    return sorted(named, key=lambda one: pinyin_key(one[1]))


class FiguresForm(forms.Form):
    """A procedure, and a period between two days, both included; each side may be open."""

    kind = forms.ChoiceField(label=_("Procedure"), choices=procedures, required=False)
    since = DateField(label=_("From"), required=False)
    until = DateField(label=_("Until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        since, until = found.get("since"), found.get("until")
        if since and until and until < since:
            raise ValidationError({"until": gettext("The last day lies before the first.")})
        return found


def start_of(day: dt.date | None) -> dt.datetime | None:
    """The first instant of a period; None where it is open."""
    return clock.start_of(day) if day else None


def end_of(day: dt.date | None) -> dt.datetime | None:
    """The exclusive end of a period with that last day; None where it is open."""
    return clock.start_of(day + dt.timedelta(days=1)) if day else None


class TurnoutFilter(django_filters.FilterSet):
    """Narrows ballots by kind, body and the day on which they closed."""

    kind = django_filters.ChoiceFilter(label=_("kind"), choices=ballot_kinds)
    body = django_filters.ModelChoiceFilter(
        label=_("body"), queryset=Body.objects.order_by("kind", "by_pinyin")
    )
    since = django_filters.DateFilter(label=_("From"), widget=DateInput, method="closed_from")
    until = django_filters.DateFilter(label=_("Until"), widget=DateInput, method="closed_until")

    class Meta:
        model = Ballot
        fields: tuple[str, ...] = ("kind", "body")

    def closed_from(self, rows: QuerySet[Any], _name: str, value: dt.date) -> QuerySet[Any]:
        return closed_between(rows, start_of(value), None)

    def closed_until(self, rows: QuerySet[Any], _name: str, value: dt.date) -> QuerySet[Any]:
        return closed_between(rows, None, end_of(value))
