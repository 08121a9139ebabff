"""Figures for heads: how long matters stand in their stages, and how many vote."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zsa_portal.ballots.models import Ballot
from zsa_portal.ballots.turnout import (
    Turnout,
    closed_between,
    counted_ballots,
    percent_of,
    turnout_of,
)
from zsa_portal.home.boards.views import HEADINGS, cells_of
from zsa_portal.home.figures.forms import FiguresForm, TurnoutFilter, end_of, start_of
from zsa_portal.home.filters import begun_between
from zsa_portal.people.gates import KeeperOnly
from zsa_portal.ui.bars import Spoke, bars_drawn
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.views import ListPage, Page
from zsa_portal.ui.xlsx import spreadsheet
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.pipeline import Column, pipeline

LONGEST = 24
"""So many characters of a label stand beside a bar."""
TURNOUT_HEADINGS = (
    gettext_lazy("Kind of ballot"),
    gettext_lazy("Body"),
    gettext_lazy("Ballots"),
    gettext_lazy("Asked to vote"),
    gettext_lazy("Voted"),
    gettext_lazy("Turnout, %"),
)


class Figures(KeeperOnly, Page):
    """Ages by stage of a procedure's matters that were begun in a period; turnout of ballots closed in it."""

    template_name = "home/figures.html"
    page_title = gettext_lazy("Ages and turnout")
    page_lead = gettext_lazy(
        "Matters that were begun in the period, by where they stand now, in natural days; ballots that "
        "closed in the period."
    )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = FiguresForm(request.GET)
        self.form.full_clean()
        asked = self.form.cleaned_data
        self.kind = asked.get("kind") or next(iter(MACHINES))
        self.days = {name: asked[name] for name in ("since", "until") if asked.get(name)}
        exports = {"ages": self._ages_file, "turnout": self._turnout_file}
        export = exports.get(request.GET.get("export", ""))
        return export() if export else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns, turnout = self._columns(), self._turnout()
        ages = [self._stage(column) for column in columns]
        ballots = [self._ballots(one) for one in turnout]
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "headings": HEADINGS,
            "rows": ages,
            "ages_chart": ages_chart(ages),
            "has_ages": any(column.matters for column in columns),
            "turnout_headings": TURNOUT_HEADINGS,
            "turnout": ballots,
            "turnout_chart": turnout_chart(ballots),
            "ages_url": self._url(export="ages"),
            "turnout_url": self._url(export="turnout"),
            "is_narrowed": bool(self.request.GET),
        }

    def _columns(self) -> list[Column]:
        rows = Matter.objects.visible_to(self.request.user)
        return pipeline(MACHINES[self.kind], begun_between(rows, **self.days))

    def _turnout(self) -> list[Turnout]:
        rows = counted_ballots(self.request.user)
        start, after = start_of(self.days.get("since")), end_of(self.days.get("until"))
        return turnout_of(closed_between(rows, start, after))

    def _stage(self, column: Column) -> dict[str, Any]:
        days = {f"begun_{name}": day for name, day in self.days.items()}
        url = f"{reverse('home:matters')}?{urlencode({'stage': column.key, **days})}"
        return {"column": column, "url": url, "overdue_url": f"{url}&overdue=yes"}

    def _ballots(self, one: Turnout) -> dict[str, Any]:
        asked = {"kind": one.kind, "body": one.body, **self.days}
        return {"turnout": one, "url": f"{reverse('home:turnout')}?{urlencode(asked)}"}

    def _url(self, **changes: str) -> str:
        return f"?{urlencode({'kind': self.kind, **self.days, **changes})}"

    def _ages_file(self) -> HttpResponse:
        rows = [cells_of(column) for column in self._columns()]
        title = _("Ages by stage: %(kind)s") % {"kind": MACHINES[self.kind].kind_label}
        return spreadsheet(rows, list(map(str, HEADINGS)), title=title, name="ages")

    def _turnout_file(self) -> HttpResponse:
        rows = [
            (one.label, one.body_name, one.ballots, one.asked, one.voted, one.percent)
            for one in self._turnout()
        ]
        heads = list(map(str, TURNOUT_HEADINGS))
        return spreadsheet(rows, heads, title=_("Turnout of ballots"), name="turnout")


def ages_chart(rows: list[dict[str, Any]]) -> str:
    """The median and the longest age of each stage in which matters stand; empty without any."""
    standing = [row for row in rows if row["column"].matters and not row["column"].is_over]
    longest = max((row["column"].oldest_days for row in standing), default=0) or 1
    spokes = []
    for row in standing:
        column = row["column"]
        words = {"stage": f"{column.code} {column.label}", "number": column.matters}
        for label, days, tone in (
            (_("%(stage)s (%(number)s): median"), column.median_days, "info"),
            (_("%(stage)s (%(number)s): longest"), column.oldest_days, "warn"),
        ):
            spokes.append(Spoke(label % words, days / longest, "", _days(days), tone, row["url"]))
    return bars_drawn(spokes, title=_("Ages by stage")) if spokes else ""


def turnout_chart(rows: list[dict[str, Any]]) -> str:
    """The turnout of each kind of ballot in each body; empty without any."""
    spokes = [
        Spoke(_shortly(f"{one.label} · {one.body_name}"), one.voted / one.asked, url=row["url"])
        for row in rows
        if (one := row["turnout"]).asked
    ]
    return bars_drawn(spokes, title=_("Turnout of ballots")) if spokes else ""


def _shortly(label: str) -> str:
    """A label as far as a drawing has room for it; the table beside has it whole."""
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"


def _days(days: float) -> str:
    return ngettext("%(days)s day", "%(days)s days", round(days)) % {"days": f"{days:g}"}


class TurnoutTable(tables.Table):
    """Ballots with how many of those asked voted."""

    question = tables.Column(linkify=True)
    kind = tables.Column()
    closed_at = tables.Column()
    asked = tables.Column(
        verbose_name=gettext_lazy("Asked to vote"), attrs={"td": {"class": "number"}}
    )
    voted = tables.Column(verbose_name=gettext_lazy("Voted"), attrs={"td": {"class": "number"}})
    percent = tables.Column(
        verbose_name=gettext_lazy("Turnout, %"),
        accessor="pk",
        orderable=False,
        attrs={"td": {"class": "number"}},
    )

    class Meta:
        model = Ballot
        fields = ("question", "kind", "body", "closed_at", "asked", "voted", "percent")
        order_by = ("-closed_at",)

    def render_kind(self, record: Ballot) -> str:
        return record.label

    def value_closed_at(self, value: dt.datetime) -> dt.datetime:
        return value

    def render_percent(self, record: Any) -> Any:
        percent = percent_of(record.voted, record.asked)
        return "—" if percent is None else percent

    def value_percent(self, record: Any) -> Any:
        return percent_of(record.voted, record.asked)


class TurnoutList(KeeperOnly, ListPage):
    """The ballots behind the figures, each with its turnout."""

    page_title = gettext_lazy("Turnout of ballots")
    table_class = TurnoutTable
    filterset_class = TurnoutFilter
    export_name = "ballots"
    empty_title = gettext_lazy("No ballots yet")
    empty_text = gettext_lazy("Ballots appear here once they are closed and counted.")

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(str(Figures.page_title), reverse("home:figures")),
            Crumb(self.get_page_title()),
        ]

    def get_queryset(self) -> QuerySet[Any]:
        return counted_ballots(self.request.user).select_related("body", "matter")
