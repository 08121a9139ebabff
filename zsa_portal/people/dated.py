"""Things that hold from a date to a date."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import provision


@provision("QA3a", otherwise=Q())
def holds_on(day: dt.date, prefix: str = "") -> Q:
    """The condition that a dated row holds on a day, both ends included (附录3; 从…至…)."""
    started = Q(**{f"{prefix}starts__lte": day})
    not_ended = Q(**{f"{prefix}ends__isnull": True}) | Q(**{f"{prefix}ends__gte": day})
    return started & not_ended


@provision("QA3a", otherwise="TRUE")
def holds_on_sql(row: str) -> str:
    """The same condition as SQL on the table alias ``row``, for the parameter ``day``."""
    return f"({row}.starts <= %(day)s AND ({row}.ends IS NULL OR {row}.ends >= %(day)s))"


class DatedQuerySet(models.QuerySet):
    """Rows with ``starts`` and ``ends``."""

    def current(self, day: dt.date | None = None) -> DatedQuerySet:
        """The rows that hold on a day, today by default."""
        return self.filter(holds_on(day or clock.today()))

    def former(self, day: dt.date | None = None) -> DatedQuerySet:
        """The rows that have ended before a day, today by default, the latest end first."""
        return self.filter(ends__lt=day or clock.today()).order_by("-ends", "-pk")


class Dated(models.Model):
    """A row that holds from ``starts`` to ``ends``, both days included; no end means open."""

    starts = models.DateField(_("from"), default=clock.today)
    ends = models.DateField(_("to (last day)"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=models.F("starts")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message=_("The last day lies before the first."),
            )
        ]

    def clean(self) -> None:
        """Refuse a turned-round period before the database computes a range from it."""
        super().clean()
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError({"ends": gettext("The last day lies before the first.")})

    def holds(self, day: dt.date | None = None) -> bool:
        """Whether this row holds on a day, today by default."""
        day = day or clock.today()
        return self.starts <= day and (self.ends is None or self.ends >= day)


class Days(models.Func):
    """The days of a dated row as a range, both ends included."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self) -> None:
        super().__init__(
            "starts", "ends", RangeBoundary(inclusive_lower=True, inclusive_upper=True)
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Migrations name it without arguments."""
        return f"{self.__module__}.{type(self).__name__}", [], {}


def once_at_a_time(name: str, *fields: str, message: Any) -> ExclusionConstraint:
    """No two rows with the same ``fields`` may hold on the same day."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((field, RangeOperators.EQUAL) for field in fields),
            (Days(), RangeOperators.OVERLAPS),
        ],
        violation_error_message=message,
    )
