"""A panel proposed, with reasons, from a pool of ten thousand experts."""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmarks.timing import Verdicts, table, times_in_turn, verdict
from certification.models import Recognition
from certification.panels.models import REVIEW_PANEL
from certification.panels.queries import Choice, Draft, draft_of, unsaved_plan
from zsa_portal.people.models import (
    Background,
    Department,
    Employment,
    Expert,
    Organisation,
    TechnicalField,
    User,
)
from zsa_portal.regulations import clock
from zsa_portal.workflow.settle import begin

POOL = 10_000
ROUNDS = 20
MOST_MS = 300
MOST_QUERIES = 5


def show() -> Verdicts:
    """Print how long a proposal takes, and its queries; returns what is over its limit."""
    matter = _matter()
    _fill(matter.applicant)
    (took,) = times_in_turn([lambda: proposed(matter)], rounds=ROUNDS)
    with CaptureQueriesContext(connection) as asked:
        found = proposed(matter)
    queries = len(asked.captured_queries)
    good = took.median < MOST_MS and queries <= MOST_QUERIES and not found.unmet
    figures = (f"{took.median:.1f}", MOST_MS, f"{took.late:.1f}", f"{took.own:.1f}")
    rows = [("a panel of seven", *figures, queries, MOST_QUERIES, verdict(good))]
    heads = ("", "median ms", "limit", "95 % ms", "own CPU", "queries", "limit", "")
    table(f"Proposals from a pool of {POOL} experts, {ROUNDS} each", heads, rows)
    return [] if good else [f"panel proposal: {took.median:.0f} ms, {queries} queries"]


def proposed(matter: Recognition) -> Draft:
    """A panel of seven with the reasons for everybody on it and everybody offered."""
    fresh = Recognition.objects.select_related("applicant").get(pk=matter.pk)
    choice = Choice([], drafters="起草单位\n起草人", origins_reason="")
    return draft_of(unsaved_plan(fresh, REVIEW_PANEL), fresh, choice, proposed=7)


def _matter() -> Recognition:
    applicant = Organisation.objects.order_by("pk").first()
    owner = Department.objects.order_by("pk").first()
    made = Recognition(applicant=applicant, owner=owner, title="测量用标准", field="bio")
    with transaction.atomic():
        begin(made, by=None, parties=[])
    return made


def _fill(body: Organisation) -> None:
    """Experts of every kind, origin and field; one in ten has worked for the body."""
    kinds, origins, fields = Expert.Kind.values, Expert.Origin.values, TechnicalField.values
    day, numbers = clock.today(), range(POOL)
    users = User.objects.bulk_create(
        User(username=f"pool-{n}", name=f"专家{n}", email=f"pool-{n}@example.org") for n in numbers
    )
    experts = Expert.objects.bulk_create(
        Expert(
            user=users[n],
            name=f"专家{n}",
            kind=kinds[n % len(kinds)],
            origin=origins[n % len(origins)],
            fields=[fields[n % len(fields)], fields[n // 7 % len(fields)]],
            employer=f"单位{n % 900}",
            standardisation_since=day - dt.timedelta(days=365 * (n % 20)),
        )
        for n in numbers
    )
    Background.objects.bulk_create(
        Background(expert=experts[n], field=fields[(n + more) % len(fields)], kind=kind)
        for n in numbers
        for more, kind in enumerate(("professional", "testing"))
    )
    Employment.objects.bulk_create(
        Employment(
            expert=experts[n],
            employer=body.name if n % 10 == 0 else f"单位{n % 700}",
            organisation=body if n % 10 == 0 else None,
            starts=day - dt.timedelta(days=4000),
            ends=day - dt.timedelta(days=n % 1500),
        )
        for n in numbers
    )
