"""One recognition on its way, its people at their browsers, and what they do again and again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from certification.demo.walk import Cast, Walker
from certification.models import Recognition
from tests.journeys import association, papers
from tests.journeys.association import user
from tests.journeys.browser import Person, zh
from tests.journeys.world import Clock, wait_until
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import Background, Expert, Organisation

Visitor = Callable[..., Person]

BODY, APPLICANT = "北京砚溪新能源与储能技术协会", "yue.chengze"
SECRETARIAT, EXAMINER = association.SECRETARIAT, "han.shuning"
FIELD, BRANCH = "environment", "先进储能"
NUMBER, TITLE = "T/YXESA 7-2025", "用户侧储能系统运行监测技术要求"
LONG_AGO = dt.date(2015, 3, 1)
ORIGINS = {
    "mu.zhiheng": "research",
    "lan.ruochen": "social_organisation",
    "bi.jingcheng": "testing",
    "guan.heng": "enterprise",
    "jian.pingchuan": "user",
    "zhong.xiaming": "research",
}
"""The experts of the pool who may sit on a panel in a field without a sub-committee."""
BEGINNER = "liu.xuyan"
"""Works in standardisation for four years only."""


def pool_made_known() -> None:
    """What the pool keeps of its experts besides what the demonstration tells."""
    for username, origin in ORIGINS.items():
        expert = Expert.objects.get(user__username=username)
        expert.origin, expert.standardisation_since = origin, LONG_AGO
        expert.fields = [*{*expert.fields, FIELD}]
        expert.save()
        Background.objects.get_or_create(expert=expert, field=FIELD, kind="professional")
    Expert.objects.filter(user__username=BEGINNER).update(standardisation_since=dt.date(2022, 1, 4))


@dataclass
class Way:
    """A recognition and whoever has come; people open their browsers as they are needed.

    ``reviewer`` is the username of the panel's chair, who answers and judges on a phone.
    """

    visitor: Visitor
    clock: Clock
    recognition: Recognition = field(default_factory=Recognition)
    reviewer: str = ""
    here: dict[str, Person] = field(default_factory=dict)

    def person(self, username: str, **options: Any) -> Person:
        """Somebody, signed in at a browser of their own; nobody in particular for ""."""
        if username not in self.here:
            self.here[username] = self.visitor(username, **options)
        return self.here[username]

    @property
    def body(self) -> Person:
        return self.person(APPLICANT)

    @property
    def desk(self) -> Person:
        return self.person(SECRETARIAT)

    @property
    def phone(self) -> Person:
        """The panel's chair, at a phone."""
        return self.person(self.reviewer, phone=True)

    @property
    def public(self) -> Person:
        return self.person("")

    def fresh(self) -> Recognition:
        """The recognition as it stands now."""
        self.recognition = Recognition.objects.get(pk=self.recognition.pk)
        return self.recognition

    def open(self, who: Person, tab: str = "") -> None:
        """The recognition's page, or one of its tabs."""
        if tab:
            who.go("workflow:tab", self.recognition.pk, tab)
        else:
            who.go("workflow:matter", self.recognition.pk)

    def _is_offered(self, who: Person, label: str) -> bool:
        self.open(who)
        return who.target(label).count() > 0

    @contextmanager
    def step(self, who: Person, label: str, *, to: str, picture: str = "") -> Iterator[None]:
        """Take a step from the recognition's page; its own form is filled in meanwhile."""
        self.forms_made()
        main = who.page.locator("main")
        wait_until(lambda: self._is_offered(who, zh(label)), instead=main.inner_text)
        who.press(zh(label))
        yield
        if picture:
            who.picture(picture)
        who.confirm()
        who.sees(zh("Done: %(step)s.", step=zh(label)))
        assert self.fresh().state == to

    def refused(self, who: Person, label: str, *sentences: str, picture: str) -> None:
        """The step cannot be taken yet: the page says why, and has no button."""
        self.open(who)
        who.press(zh(label), part=True)
        who.sees(*sentences)
        assert who.page.locator("main .form-buttons button[type=submit]").count() == 0
        who.picture(picture)

    def forms_made(self) -> None:
        """The worker has made the forms issued so far."""
        waiting = self.recognition.issued_forms.filter(state=IssuedForm.State.PENDING)
        wait_until(lambda: not waiting.exists())

    def form(self, who: Person, kind: str, *texts: str) -> bytes:
        """The newest official form of a kind, opened by somebody, says each of these."""
        self.forms_made()
        issued = self.recognition.issued_forms.filter(kind=kind).latest("pk")
        who.go(issued.get_absolute_url())
        data = who.fetch(who.target(zh("Open the PDF")).get_attribute("href") or "")
        who.album.keep(kind.partition(".")[2], data)
        papers.says(data, *texts)
        return data


class StorageWalker(Walker):
    """Brings a recognition along in the field without a sub-committee."""

    def application(self, recognition: Recognition) -> dict[str, Any]:
        """What the application says, by field."""
        return super().application(recognition) | {"field": FIELD, "sub_field": BRANCH}


def walker(now: dt.datetime) -> StorageWalker:
    """A walker with the association's people, from an instant on."""
    cast = Cast(
        applicant=user(APPLICANT),
        organisation=Organisation.objects.get(name=BODY),
        secretariat=user(SECRETARIAT),
        reviewers=[user(username) for username in list(ORIGINS)[:5]],
        council_secretary=user(association.COUNCIL_SECRETARY),
    )
    return StorageWalker(cast, now)
