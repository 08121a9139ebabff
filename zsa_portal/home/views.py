"""The desk, the duties, every matter, the search, the public start page and the rules."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus
from typing import Any

import django_tables2 as tables
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy
from django.views.generic import View

from zsa_portal.home import desk, queries
from zsa_portal.home.filters import DutyFilter, MatterFilter
from zsa_portal.home.limits import SUGGESTIONS
from zsa_portal.people.accounts.limits import address_of
from zsa_portal.people.front import found_by, start_sections
from zsa_portal.people.reach import trouble
from zsa_portal.people.visitors import Visitor, limited, private
from zsa_portal.regulations import catalogue, clock
from zsa_portal.ui.elements import LogLine
from zsa_portal.ui.finding.folding import fold
from zsa_portal.ui.paging import ByKeys, read_by_keys
from zsa_portal.ui.templatetags.ui import told_apart as marked_apart
from zsa_portal.ui.views import SEARCH_MAX, Page
from zsa_portal.workflow.lists import MatterList, PickingList
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.models import Duty, Matter
from zsa_portal.workflow.queries import open_duties, tone_of, waiting_for_others
from zsa_portal.workflow.tables import DueColumn, MatterTable
from zsa_portal.workflow.turns import turns_of
from zsa_portal.workflow.twins import told_apart
from zsa_portal.workflow.wording import duty_label, duty_url, label_of

SHOWN = 10
SUGGESTED = 3


class Start(Page):
    """The public front door: what the packages show there, such as what can be commented on now."""

    template_name = "home/start.html"
    page_title = gettext_lazy("Zhongguancun standards")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "now": clock.now(),
            "sections": start_sections(),
        }


class Desk(LoginRequiredMixin, Page):
    """What one owes, what is late, the meetings ahead, where matters stand, what moved lately."""

    template_name = "home/desk.html"
    page_title = gettext_lazy("My desk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, now = self.request.user, clock.now()
        duties = read_by_keys(open_duties(user)[: SHOWN * 2])
        board = desk.board_for(user, SHOWN)
        waiting = read_by_keys(waiting_for_others(user)[:SHOWN])
        named = [duty.matter for duty in duties] + [one.matter for one in board.late] + waiting
        return super().get_context_data(**kwargs) | {
            "now": now,
            "apart": told_apart(named),
            "duties": [
                (duty, duty_label(duty.matter, duty.key), duty_url(duty.matter, duty.key))
                for duty in duties
            ],
            "overdue": sum(1 for duty in duties if duty.due_at and duty.due_at <= now),
            "board": board,
            "mail_trouble": trouble(user.email),
            "meetings": desk.meetings_for(user),
            "waiting": _with_turns(waiting),
            "moves": [_move(entry) for entry in queries.recent_moves(user, SHOWN)],
        }


def _with_turns(matters: list[Matter]) -> list[tuple[Matter, str]]:
    """Matters, each with whose turn it is."""
    turns = turns_of(matters)
    return [(matter, turns[matter.pk]) for matter in matters]


def _move(entry: Any) -> LogLine:
    machine = MACHINES[entry.matter.kind]
    info = machine.STATES[entry.to_state]
    return LogLine(
        at=entry.at,
        what=f"{entry.matter.shown_name} · {label_of(machine(kind=entry.matter.kind), entry.step)}",
        after=str(info.label),
        tone=tone_of(info),
        url=entry.matter.get_absolute_url(),
    )


class Matters(LoginRequiredMixin, MatterList):
    """Every matter one may know of."""

    page_title = gettext_lazy("Matters")
    table_class = MatterTable
    filterset_class = MatterFilter
    search_fields = ("title", "title_en", "number")
    search_numbers = ("number",)
    export_name = "matters"
    empty_title = gettext_lazy("No matters yet")
    empty_text = gettext_lazy("Matters appear here as soon as you have a part in one.")

    def get_queryset(self) -> QuerySet[Matter]:
        return queries.matters_for(self.request.user)


class DutyTable(tables.Table):
    """Duties in a list."""

    what = tables.Column(
        verbose_name=gettext_lazy("Duty"),
        accessor="key",
        order_by=("matter__kind", "key"),
        linkify=lambda record: duty_url(record.matter, record.key),
    )
    matter = tables.Column(
        verbose_name=gettext_lazy("Matter"),
        accessor="matter__shown_name",
        order_by="matter__title",
    )
    party = tables.Column(verbose_name=gettext_lazy("Owed by"), orderable=False)
    due_at = DueColumn()

    class Meta:
        model = Duty
        fields = ("what", "matter", "party", "due_at")
        order_by = ("due_at",)

    @cached_property
    def apart(self) -> dict[int, str]:
        """What differs between matters of the same title among those shown."""
        return told_apart(row.record.matter for row in self.paginated_rows)

    def render_what(self, record: Duty) -> str:
        return duty_label(record.matter, record.key)

    def render_matter(self, record: Duty) -> str:
        marked = marked_apart(self.apart, record.matter_id)
        return format_html("{}{}", record.matter.shown_name, marked)

    def value_matter(self, record: Duty) -> str:
        return record.matter.shown_name


class Duties(LoginRequiredMixin, PickingList):
    """Everything one owes, soonest first."""

    matter_field = "matter"

    page_title = gettext_lazy("My duties")
    table_class = DutyTable
    filterset_class = DutyFilter
    paginator_class = ByKeys
    search_fields = ("matter__title", "matter__number")
    search_numbers = ("matter__number",)
    export_name = "duties"
    empty_title = gettext_lazy("Nothing to do")
    empty_text = gettext_lazy("You owe nothing at present. What comes next will appear here.")

    def get_queryset(self) -> QuerySet[Duty]:
        return open_duties(self.request.user)


class Search(Page):
    """Finds what the packages let the reader search, such as matters."""

    template_name = "home/search.html"
    page_title = gettext_lazy("Search")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = words_typed(self.request)
        return super().get_context_data(**kwargs) | {
            "query": words,
            "is_search_page": True,
            "now": clock.now(),
            "groups": found_by(words, self.request.user) if words else [],
        }


class Suggestions(View):
    """The nearest things found while somebody types: a few of each kind, by the rule of the search."""

    def get(self, request: HttpRequest) -> HttpResponse:
        words = words_typed(request)
        if again := _asks_too_often(request):
            return private(limited(HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS), again))
        groups = found_by(words, request.user, most=SUGGESTED) if fold(words) else []
        context = {"groups": groups, "query": words}
        return private(render(request, "home/suggestions.html", context))


def words_typed(request: HttpRequest) -> str:
    """What was typed into the search, as far as it is read."""
    return request.GET.get("q", "").replace("\x00", "").strip()[:SEARCH_MAX]


def _asks_too_often(request: HttpRequest) -> dt.datetime | None:
    """When a stranger may have suggestions again; None if now. No session is begun for them."""
    if request.user.is_authenticated:
        return None
    address = address_of(request)
    return SUGGESTIONS.take(Visitor(address, address))


class Rules(LoginRequiredMixin, Page):
    """The rules of the procedures that the portal runs so far, with the steps that carry each out."""

    template_name = "home/rules.html"
    page_title = gettext_lazy("Rules")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"rules": _rules_with_steps()}


def _rules_with_steps() -> list[tuple[catalogue.Entry, list[str]]]:
    from zsa_portal.workflow.machine import meaning_of, steps_of

    steps: dict[str, list[str]] = {}
    for machine in MACHINES.values():
        for transition in steps_of(machine):
            for rule_id in meaning_of(transition).rules:
                label = str(meaning_of(transition).label)
                if label not in steps.setdefault(rule_id, []):
                    steps[rule_id].append(label)
    told = (entry for entry in catalogue.entries().values() if entry.chinese)
    return [(entry, steps.get(entry.id, [])) for entry in told]
