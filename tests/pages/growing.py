"""Rows beside those that are there: what a page lists once is listed three times.

The rows are copies, made past the triggers: no step leads to three reviews of one project.
"""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pgtrigger
from django.db.models import Model, QuerySet

from standards.models import Project
from tests.standards.association import LONG_AGO, organisation, person
from zsa_portal.ballots.models import Ballot
from zsa_portal.ballots.resolutions import Decision
from zsa_portal.catalogue.models import Edition, StandardText
from zsa_portal.documents.models import Document, Handing, IssuedForm, Version
from zsa_portal.notices.models import NoticeItem, Opinion
from zsa_portal.outbox.models import Mail, Message
from zsa_portal.people.models import (
    Body,
    Department,
    DepartmentMembership,
    Deputyship,
    Expert,
    Invitation,
    OrganisationPerson,
    Party,
    PostHolding,
    Seat,
    User,
)
from zsa_portal.workflow.models import Involvement, LogEntry, Recusal

numbers = itertools.count(1000)
Change = Callable[[Any], Any]


def more_of(rows: QuerySet[Any], **changes: Change) -> Iterator[tuple[Model, Model]]:
    """Two copies of each row; ``changes`` gives fields another value. Yields (row, copy)."""
    for row in list(rows):
        for _copy in range(2):
            made = type(row).objects.get(pk=row.pk)
            made.pk, made._state.adding = None, True
            for name, change in changes.items():
                setattr(made, name, change(row))
            made.save(force_insert=True)
            yield row, made


def copies(rows: QuerySet[Any], **changes: Change) -> None:
    """Two copies of each row."""
    for _pair in more_of(rows, **changes):
        pass


def number(_row: Any = None) -> int:
    return next(numbers)


def word(_row: Any = None) -> str:
    return f"w{next(numbers)}"


def somebody(_row: Any = None) -> User:
    return person(f"more-{next(numbers)}")


def grow(project: Project) -> None:
    """Three of everything that the pages of a project, and those of people, list."""
    with pgtrigger.ignore():
        _papers(project)
        _ballots(project)
        _notices(project)
        _records(project)
        _people(project)
        _directory()


def _papers(project: Project) -> None:
    for row, made in more_of(Document.objects.filter(matter=project), title=word):
        for version in row.versions.all():
            version.pk, version.document, version._state.adding = None, made, True
            version.save()
    copies(Version.objects.filter(document__matter=project), number=number)
    copies(Handing.objects.filter(document__matter=project))
    forms = IssuedForm.objects.filter(matters=project.pk)
    for row, made in more_of(forms, check_token=lambda _row: secrets.token_hex(8), number=word):
        made.matters.set(row.matters.all())
    for form in forms:
        _scan(form)


def _scan(form: IssuedForm) -> None:
    paper = Version.objects.order_by("pk").first()
    if paper is not None:
        by = paper.uploaded_by
        scan = Document.objects.create(
            scan_of=form, kind="sealed_scan", title=word(), uploaded_by=by
        )
        Version.objects.create(
            document=scan, number=1, file=paper.file, name="scan.pdf", uploaded_by=by
        )


def _ballots(project: Project) -> None:
    closed = Ballot.objects.filter(matter=project.pk, closed_at__isnull=False)
    for row, made in more_of(closed):
        for elector in row.electors.all():
            votes = list(elector.votes.all())
            elector.pk, elector.ballot, elector._state.adding = None, made, True
            elector.save()
            for vote in votes:
                vote.pk, vote.elector, vote._state.adding = None, elector, True
                vote.save()
    for row, made in more_of(Decision.objects.filter(matters=project.pk)):
        made.matters.set(row.matters.all())
    copies(Recusal.objects.filter(matter=project.pk), user=somebody)


def _notices(project: Project) -> None:
    items = NoticeItem.objects.filter(matter=project.pk)
    opinions = Opinion.objects.filter(item__in=items)
    for row, made in more_of(
        opinions, number=number, reference=word, token=word, ticket=lambda _row: None
    ):
        for answer in row.answers.all():
            answer.pk, answer.opinion, answer._state.adding = None, made, True
            answer.save()


def _records(project: Project) -> None:
    copies(LogEntry.objects.filter(matter=project.pk))
    for row, made in more_of(project.review_meetings.all(), round=number):
        for line in [*row.attendance.all(), *row.points.all()]:
            line.pk, line.meeting, line._state.adding = None, made, True
            line.save()
    for meeting in project.review_meetings.all():
        copies(meeting.points.all(), number=number)
    copies(project.patent_disclosures.all(), patent_number=word)
    copies(project.patent_statements.all())
    copies(project.evaluations.all())
    copies(project.policy_reviews.all())
    copies(project.audits.all(), expert=_expert)
    editions = Edition.objects.filter(matter=project)
    copies(editions, year=number, number=lambda row: f"T/ZSA {row.standard.running}-{number()}")
    languages = iter(["fr", "de", "ja", "ko"] * 3)
    copies(
        StandardText.objects.filter(edition__matter=project, edition__year__gte=2000),
        language=lambda _row: next(languages),
    )


def _expert(_row: Any = None) -> Expert:
    user = somebody()
    return Expert.objects.create(user=user, name=user.name, kind=Expert.Kind.TECHNICAL)


def _people(project: Project) -> None:
    for _involvement in list(project.involvements.filter(role="expert", until=None)):
        for _copy in range(2):
            Involvement.objects.create(
                matter_id=project.pk, role="expert", party=Party.of(somebody())
            )
    if project.drafting_group is not None:
        copies(project.drafting_group.seats.all(), user=somebody)


def _directory() -> None:
    for name in (word(), word()):
        made = organisation(name)
        OrganisationPerson.objects.create(organisation=made, user=somebody(), starts=LONG_AGO)
        _expert()
    for row, made in more_of(Body.objects.exclude(kind=Body.Kind.COUNCIL), code=word, name=word):
        for seat in row.seats.all():
            seat.pk, seat.body, seat._state.adding = None, made, True
            seat.save()
    copies(Seat.objects.filter(body__kind=Body.Kind.COUNCIL), user=somebody)
    copies(OrganisationPerson.objects.all(), user=somebody)
    copies(DepartmentMembership.objects.all(), user=somebody)
    copies(PostHolding.objects.all(), user=somebody)
    copies(Deputyship.objects.all(), deputy=somebody)
    copies(Department.objects.all(), code=word, name=word)
    copies(Invitation.objects.all(), token=word, email=lambda _row: f"{word()}@example.org")
    for _row, made in more_of(Message.objects.all()[:3]):
        Mail.objects.create(
            message=made, address="x@example.org", subject="x", body="x", rfc_message_id=word()
        )
