"""The server time of pages, warm and in this process, and their queries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from benchmarks.timing import table, times_of
from standards.models import Edition, Project
from zsa_portal.notices.models import Notice
from zsa_portal.people.models import User
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.queries import open_duties

ROUNDS = 40
GOAL = 60
Page = tuple[str, User | None, str]


def show() -> None:
    """Print median and 95th percentile of each page; the issue's goal is a median under 60 ms."""
    rows = []
    for label, user, path in pages():
        client = _client(user)
        took = times_of(lambda client=client, path=path: _get(client, path), rounds=ROUNDS)
        cells = (label, f"{took.median:.1f}", f"{took.late:.1f}", _queries(client, path))
        rows.append((*cells, "yes" if took.median < GOAL else "no"))
    heads = ("page", "median ms", "95 % ms", "queries", f"< {GOAL} ms")
    table(f"Server time of pages, {ROUNDS} warm requests each", heads, rows)


def pages() -> Iterator[Page]:
    """The pages to measure: inbox, matter, lists, public pages, each for who has the most there."""
    busiest, officer, project = _busiest(), _officer(), _project()
    matter = reverse("workflow:matter", args=[project.pk])
    yield "inbox: my duties", busiest, reverse("home:inbox")
    yield "desk", busiest, reverse("home:desk")
    yield "matter: page", officer, matter
    yield "matter: papers", officer, f"{matter}papers/"
    yield "matter: log", officer, f"{matter}log/"
    yield "list: projects", officer, reverse("standards:projects")
    yield "list: matters", officer, reverse("home:matters")
    yield "search", officer, reverse("home:search") + "?q=技术要求"
    yield "public: start", None, reverse("home:start")
    yield "public: catalogue", None, reverse("standards:catalogue")
    for notice in Notice.objects.annotate(said=Count("items__opinions")).order_by("-said", "-pk")[
        :1
    ]:
        yield "public: notice", None, notice.get_absolute_url()
    for edition in Edition.objects.public().order_by("-pk")[:1]:
        yield "public: standard", None, edition.get_absolute_url()


def _busiest() -> User:
    return max(User.objects.filter(is_active=True), key=lambda user: open_duties(user).count())


def _officer() -> User:
    """One of the secretariat's department, who sees every project."""
    rows = User.objects.filter(department_memberships__department__matters__isnull=False)
    return rows.order_by("pk").distinct()[0]


def _project() -> Matter:
    """The project on which most has happened."""
    return Project.objects.annotate(entries=Count("log")).order_by("-entries")[0]


def _client(user: User | None) -> Client:
    client = Client(headers={"accept-language": "zh-hans"})
    if user is not None:
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def _get(client: Client, path: str) -> None:
    status = client.get(path).status_code
    if status != 200:
        raise RuntimeError(f"{path} answers {status}")


def _queries(client: Client, path: str) -> int:
    found: list[str] = []

    def note(execute: Any, sql: str, *more: Any) -> Any:
        found.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(note):
        _get(client, path)
    return len(found)
