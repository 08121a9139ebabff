"""The project under way, its people at their browsers, and what they do again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from standards.demo.walk import Cast, Walker
from standards.models import Project
from tests.journeys import association, papers
from tests.journeys.browser import Person, zh
from tests.journeys.line.subject import Demonstration
from tests.journeys.world import Clock, Mails, wait_until
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import Organisation, User
from zsa_portal.regulations import clock

Visitor = Callable[..., Person]


@dataclass
class Line:
    """One project on its way; people open their browsers as they are needed.

    ``mails`` are those that were sent, ``subject`` is what it is about, ``brought`` are the files
    by kind, ``read`` the official forms that somebody has opened.
    """

    visitor: Visitor
    clock: Clock
    mails: Mails
    subject: Demonstration = field(default_factory=Demonstration)
    project: Project = field(default_factory=Project)
    brought: dict[str, papers.File] = field(default_factory=dict)
    here: dict[str, Person] = field(default_factory=dict)
    read: set[int] = field(default_factory=set)

    def person(self, username: str, **options: Any) -> Person:
        """Somebody, signed in at a browser of their own."""
        if username not in self.here:
            self.here[username] = self.visitor(username, **options)
        return self.here[username]

    @property
    def applicant(self) -> Person:
        return self.person(association.LEADER)

    @property
    def officer(self) -> Person:
        return self.person(association.SECRETARIAT)

    @property
    def committee(self) -> Person:
        return self.person(association.COMMITTEE_SECRETARY)

    @property
    def council(self) -> Person:
        return self.person(association.COUNCIL_SECRETARY)

    @property
    def public(self) -> Person:
        """An anonymous member of the public."""
        if "" not in self.here:
            self.here[""] = self.visitor()
        return self.here[""]

    def fresh(self) -> Project:
        """The project as it stands now."""
        self.project = Project.objects.get(pk=self.project.pk)
        return self.project

    @property
    def issued(self) -> QuerySet[IssuedForm]:
        """The official forms about the project."""
        return IssuedForm.objects.filter(matters=self.project.pk)

    def open(self, person: Person, tab: str = "") -> None:
        """The project's page."""
        if tab:
            person.go("workflow:tab", self.project.pk, tab)
        else:
            person.go("workflow:matter", self.project.pk)

    @contextmanager
    def step(self, person: Person, label: str, *, to: str, picture: str = "") -> Iterator[None]:
        """Take a step from the project's page, once the forms issued so far are made.

        The step's own form is filled in meanwhile, then confirmed.
        """
        wait_until(lambda: not self.project.issued_forms.filter(state="pending").exists())
        self.open(person)
        person.press(label)
        yield
        if picture:
            person.picture(picture)
        person.confirm()
        person.sees(zh("Done: %(step)s.", step=label))
        assert self.fresh().state == to

    def refused(self, person: Person, label: str, *sentences: str, picture: str = "") -> None:
        """The step cannot be taken yet: the page says why, and has no button."""
        self.open(person)
        person.press(label, part=True)
        person.sees(*sentences)
        confirms = person.page.locator("main .form-buttons button[type=submit]:not([name=keep])")
        assert confirms.count() == 0
        if picture:
            person.picture(picture)

    def file(self, kind: str) -> papers.File:
        """The file that people bring along as a paper of this kind."""
        if kind not in self.brought:
            own = self.subject.draft if kind.endswith("_draft") else None
            self.brought[kind] = own or papers.file_of(kind, self.fresh())
        return self.brought[kind]

    def upload(self, person: Person, kind: str, title: str) -> None:
        """Add a paper through the papers' tab."""
        file = self.file(kind)
        self.open(person, "papers")
        person.press(title)
        person.attach("file", *file)
        person.fill({"no_state_secrets": True})
        person.confirm()
        person.sees(zh("Stored: %(name)s, version %(number)d.", name=file[0], number=1))
        assert self.project.documents.filter(kind=kind, withdrawn_at=None).count() == 1

    def form(self, person: Person, kind: str, *texts: str, picture: str = "") -> bytes:
        """The project's newest official form of a kind, opened by somebody, saying each of these."""
        issued = self.issued.filter(kind=kind).order_by("pk").last()
        assert issued is not None, f"no form {kind}"
        wait_until(lambda: IssuedForm.objects.get(pk=issued.pk).state != IssuedForm.State.PENDING)
        person.go(issued.get_absolute_url())
        if picture:
            person.picture(picture)
        path = person.target(zh("Open the PDF")).get_attribute("href")
        assert path is not None
        data = person.fetch(path)
        person.album.keep(kind, data)
        papers.says(data, *texts)
        self.read.add(issued.pk)
        return data


def decision(number: str, **votes: int) -> dict[str, Any]:
    """The record of a decision taken today, as typed into its form."""
    figures = {"present": 9, "yes": 9, "no": 0, "abstain": 0} | votes
    return {"mode": "meeting", "decided_on": clock.today(), "number": number} | figures


def walker() -> Walker:
    """Brings another project of the association along, from today by the clock on."""
    user = association.user
    cast = Cast(
        applicant=user(association.LEADER),
        organisation=Organisation.objects.get(people__user__username=association.LEADER),
        secretariat=user(association.SECRETARIAT),
        committee_secretary=user(association.COMMITTEE_SECRETARY),
        members=list(User.objects.filter(username__in=association.voters()).order_by("pk")),
        council_secretary=user(association.COUNCIL_SECRETARY),
        experts=list(User.objects.filter(username__in=association.EXPERTS).order_by("pk")),
    )
    return Walker(cast, clock.now())
