"""Walks three projects side by side and counts the queries of the pages on the way.

At each state of the first one: its tabs and its steps, for whoever may take one. At some states
the lists, first with one project there and then with three; at some the pages of the project and
of people and bodies, first as they are and then with three of everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.urls import reverse

from standards.demo.walk import MAIN_LINE, Walker
from standards.models import Project
from standards.states import S
from tests.access import world as association
from tests.access.addresses import addresses, arguments
from tests.access.asking import expected, table_with
from tests.access.parts import World
from tests.access.world import PART as KERNEL
from tests.lasting import nothing_waits
from tests.made_forms import forms_made_at_once
from tests.pages.costs import statements
from tests.pages.growing import grow
from tests.standards.access.world import (
    FIXED,
    PART,
    PROPOSAL,
    STATIONS,
    cast_of,
    keys_of,
    other_keys,
    outline,
    people,
)
from tests.standards.association import START
from zsa_portal.ballots.models import Ballot
from zsa_portal.notices.actions import Author, Remark, opinion_moderate, opinion_submit
from zsa_portal.notices.models import NoticeItem
from zsa_portal.people.places import forget
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import offered
from zsa_portal.workflow.queries import step_url
from zsa_portal.workflow.tabs import TABS

OWN = ("home:desk", "home:calendar", "home:inbox", "outbox:inbox", "ballots:mine")
MATTERS = ("home:matters", "standards:projects")
FRONT = ("home:start", "notices:public_list", "notices:past_list")
LISTS: dict[str, dict[str, tuple[str, ...]]] = {
    S.DRAFT_PROPOSAL: {"applicant": (*OWN, *MATTERS)},
    S.TC_BALLOT: {"committee_member": OWN, "committee_secretary": (*OWN, *MATTERS)},
    S.READY_FOR_NOTICE: {
        "secretariat": (*OWN, *MATTERS, "standards:notice_batch", "workflow:batches")
    },
    S.APPROVAL_NOTICE: {"anonymous": FRONT, "secretariat": FRONT},
    S.BEFORE_COUNCIL: {"council_secretary": (*OWN, "standards:plan_batch"), "anonymous": FRONT},
    S.ENQUIRY_OPEN: {
        "secretariat": ("home:desk", "notices:moderation"),
        "other_member": ("notices:mine",),
        "anonymous": FRONT,
    },
    S.EXPERT_CHECK: {"expert": OWN},
    S.COUNCIL_APPROVAL: {"council_secretary": ("standards:decision_batch",), "council_member": OWN},
    S.APPROVED: {"secretariat": ("standards:announcement_batch",)},
    S.PUBLISHED: {
        "anonymous": ("home:start", "catalogue:catalogue", "catalogue:announcements"),
        "secretariat": (*OWN, *MATTERS, "outbox:deliveries"),
        "applicant": (*OWN, *MATTERS),
    },
}
PHASES = {
    S.DRAFT_PROPOSAL: "draft",
    S.ENQUIRY_OPEN: "notice",
    S.EXPERT_CHECK: "procedure",
    S.PUBLISHED: "published",
    **{state: phase for phase, (state, _names) in STATIONS.items()},
}
READERS = (
    "secretariat",
    "applicant",
    "committee_secretary",
    "council_secretary",
    "expert",
    "keeper",
    "anonymous",
)
SEARCH = "?q=规范"
Key = tuple[str, str, str]


@dataclass
class Measuring:
    """``costs`` by (state, role, path): the statements with ``one`` row, and with ``three``.

    ``names`` are the addresses that were asked.
    """

    world: World = field(default_factory=World)
    costs: dict[Key, dict[str, list[str]]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    @classmethod
    def done(cls) -> Measuring:
        """Everything measured; takes a minute."""
        made = cls()
        made.run()
        return made

    def run(self) -> None:
        walkers = self._walkers()
        projects = [walker.start(f"示例规范{place}") for place, walker in enumerate(walkers)]
        for state in MAIN_LINE:
            self._bring(walkers, projects, 0, state)
            self.now = walkers[0].now
            self._steps(state, projects[0])
            self._details(state, projects[0])
            if state in LISTS:
                self._lists(state, "one")
                for place in (1, 2):
                    self._bring(walkers, projects, place, state)
                self._lists(state, "three")

    def ask(self, state: str, role: str, path: str, rows: str) -> None:
        """Note what a GET costs, if it is answered."""
        found = statements(self.world.users[role], path, self.now)
        if found is not None:
            self.costs.setdefault((state, role, path), {})[rows] = found

    def _walkers(self) -> list[Walker]:
        association.people(self.world)
        self.world = people(self.world)
        cast = cast_of(self.world)
        cast.experts = cast.experts[:1]
        return [Walker(cast, START, proposal=PROPOSAL) for _number in range(3)]

    def _bring(
        self, walkers: list[Walker], projects: list[Project], place: int, state: str
    ) -> None:
        with forms_made_at_once():
            projects[place] = walkers[place].to(projects[place], state)
        if state == S.ENQUIRY_OPEN:
            with clock.moved_to(walkers[place].now):
                self._comment(projects[place])
        nothing_waits()

    def _steps(self, state: str, project: Project) -> None:
        seen: set[tuple[str, ...]] = set()
        for role in self.world.users:
            user = self.world.users[role]
            if user is None or role == "admin":
                continue
            forget(user)
            with clock.moved_to(self.now):
                mine = [(meaning.page, found.name) for found, meaning in offered(project, user)]
            steps = tuple(name for _page, name in mine)
            if not mine or steps in seen:
                continue
            seen.add(steps)
            for tab in dict.fromkeys(one.key for one in TABS.values()):
                self.ask(state, role, reverse("workflow:tab", args=[project.pk, tab]), "one")
            for page, name in mine:
                path = reverse(page, args=[project.pk]) if page else step_url(project, name)
                self.ask(state, role, path, "one")
        self.names |= {"workflow:tab", "workflow:step"}

    def _lists(self, state: str, rows: str) -> None:
        if state == S.TC_BALLOT:
            first = Ballot.objects.earliest("pk")
            self.ask(state, "committee_member", reverse("ballots:vote", args=[first.pk]), rows)
        for role, names in LISTS[state].items():
            for name in names:
                self.ask(state, role, reverse(name), rows)
            self.ask(state, role, reverse("home:search") + SEARCH, rows)
            self.names |= {*names, "home:search"}

    def _details(self, state: str, project: Project) -> None:
        if state not in PHASES:
            return
        with transaction.atomic():
            with clock.moved_to(self.now):
                if state == S.DRAFT_PROPOSAL:
                    outline(project, self.world.users["applicant"])
                keys = FIXED | keys_of(self.world, project)
                anyway = self._anyway() if state == S.PUBLISHED else {}
            paths = list(self._paths(PHASES[state], keys, anyway))
            for role, path in paths:
                self.ask(state, role, path, "one")
            with clock.moved_to(self.now):
                grow(project)
            for role, path in paths:
                self.ask(state, role, path, "three")
            transaction.set_rollback(True)

    def _anyway(self) -> dict[str, Any]:
        return association.keys(self.world) | FIXED | other_keys()

    def _paths(
        self, phase: str, keys: dict[str, Any], anyway: dict[str, Any]
    ) -> Iterator[tuple[str, str]]:
        """The addresses that the access matrix says are answered, each for one or two readers."""
        rows = table_with(PART)
        keys_of_all = {**KERNEL.keys_of, **PART.keys_of}
        for name, pattern in addresses().items():
            for place, given, most in (("any", anyway, 1), (phase, keys, 2)):
                row = rows.get(name, {}).get(place)
                kwargs = arguments(name, pattern, given, keys_of_all) if row and given else None
                if kwargs is None:
                    continue
                for role in [role for role in READERS if expected(row, role) == "200"][:most]:
                    self.names.add(name)
                    yield role, reverse(name, kwargs=kwargs)

    def _comment(self, project: Project) -> None:
        item = NoticeItem.objects.filter(matter=project).order_by("-pk").first()
        for _number in range(2):
            made = opinion_submit(
                item=item,
                by=self.world.users["other_member"],
                author=Author("钱二", "别家公司", "13900000000", declares_truth=True),
                remark=Remark("建议修改", "5.1", "te", "改为……"),
            )
        opinion_moderate(opinion=made, by=self.world.users["secretariat"], moderation="published")
