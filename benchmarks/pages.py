"""The server time of pages, warm and in this process, and their queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from benchmarks.timing import Verdicts, table, times_in_turn, verdict
from standards.models import Project
from zsa_portal.catalogue.models import Edition
from zsa_portal.notices.models import Notice, NoticeItem
from zsa_portal.people.models import User
from zsa_portal.workflow.queries import open_duties
from zsa_portal.workflow.tabs import tabs_for

ROUNDS = 30
MOST_MS = 60
MOST_QUERIES = 15
Page = tuple[str, User | None, str]
Asked = tuple[str, Callable[[], Any], int, int]
"""What is asked: its label, the act, and the most milliseconds and queries it may take."""


def show() -> Verdicts:
    """Print median, 95th percentile and queries of each page; returns what is over its limit."""
    asked = [
        (label, partial(get, client_of(user), path), MOST_MS, MOST_QUERIES)
        for label, user, path in pages()
    ]
    return held_to(f"Server time of pages, {ROUNDS} warm requests each, in turn", asked, ROUNDS)


def held_to(title: str, asked: Sequence[Asked], rounds: int) -> Verdicts:
    """Time acts in turn and print each against its limits; returns what is over its limit."""
    acts = [act for _label, act, *_limits in asked]
    rows, over = [], []
    measured = times_in_turn(acts, rounds=rounds)
    for (label, act, most_ms, most), took in zip(asked, measured, strict=True):
        queries = queries_of(act)
        good = took.median < most_ms and queries <= most
        over += [] if good else [f"{label}: {took.median:.0f} ms, {queries} queries"]
        figures = (f"{took.median:.1f}", most_ms, f"{took.late:.1f}", f"{took.own:.1f}")
        rows.append((label, *figures, queries, most, verdict(good)))
    heads = ("", "median ms", "limit", "95 % ms", "own CPU", "queries", "limit", "")
    table(title, heads, rows)
    return over


def pages() -> Iterator[Page]:
    """The pages to measure: inbox, desk, matters with every tab, lists, search, public pages."""
    busiest, secretary = _busiest(), officer()
    yield "inbox: my duties", busiest, reverse("home:inbox")
    yield "inbox: messages", busiest, reverse("outbox:inbox")
    yield "desk", busiest, reverse("home:desk")
    longest, moving = _longest(), _moving()
    yield from _matter("published matter", longest, secretary)
    yield from _matter("matter on its way", moving, secretary)
    yield from _matter("applicant's matter", longest, _applicant(longest))
    yield "list: projects", secretary, reverse("standards:projects")
    yield "list: matters", secretary, reverse("home:matters")
    yield "search", secretary, reverse("home:search") + "?q=技术要求"
    yield "public: start", None, reverse("home:start")
    yield "public: notices", None, reverse("notices:public_list")
    yield "public: catalogue", None, reverse("catalogue:catalogue")
    said = Notice.objects.annotate(said=Count("items__opinions")).order_by("-said", "-pk")
    for notice in said[:1]:
        yield "public: notice", None, notice.get_absolute_url()
    for item in NoticeItem.objects.filter(notice__in=Notice.objects.open()).order_by("pk")[:1]:
        yield "public: comment", None, reverse("notices:opinion_new", args=[item.pk])
    for edition in Edition.objects.public().order_by("-pk")[:1]:
        yield "public: standard", None, edition.get_absolute_url()


def _matter(label: str, project: Project, user: User) -> Iterator[Page]:
    for tab in tabs_for(project, user):
        address = reverse("workflow:tab", args=[project.pk, tab.key])
        yield f"{label}: {tab.key}", user, address


def _busiest() -> User:
    return max(User.objects.filter(is_active=True), key=lambda user: open_duties(user).count())


def officer() -> User:
    """One of the secretariat's department, who sees every project."""
    rows = User.objects.filter(department_memberships__department__matters__isnull=False)
    return rows.order_by("pk").distinct()[0]


def _longest() -> Project:
    """The project on which most has happened."""
    return Project.objects.annotate(entries=Count("log")).order_by("-entries", "pk")[0]


def _moving() -> Project:
    """The project on which most has happened of those with somebody's turn."""
    rows = Project.objects.filter(duties__done_at=None, duties__isnull=False)
    return rows.annotate(entries=Count("log", distinct=True)).order_by("-entries", "pk")[0]


def _applicant(project: Project) -> User:
    """One of the organisation that applied for a project."""
    rows = User.objects.filter(organisation_roles__organisation=project.applicant)
    return rows.order_by("pk")[0]


def client_of(user: User | None) -> Client:
    """A client signed in as the user, reading Chinese."""
    client = Client(headers={"accept-language": "zh-hans"})
    if user is not None:
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def get(client: Client, path: str) -> None:
    """Ask a page; RuntimeError where it does not answer as it should."""
    status = client.get(path).status_code
    if status != 200:
        raise RuntimeError(f"{path} answers {status}")


def queries_of(act: Callable[[], Any]) -> int:
    """How many queries an act costs."""
    found: list[str] = []

    def note(execute: Any, sql: str, *more: Any) -> Any:
        found.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(note):
        act()
    return len(found)
