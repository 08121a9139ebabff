"""The people of the archive at their browsers, and what they do again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.journeys import papers
from tests.journeys.browser import Person, zh
from tests.journeys.world import Clock, wait_until
from zsa_portal.documents.models import IssuedForm
from zsa_portal.workflow.models import Matter

Visitor = Callable[..., Person]

HOME = "standards"
ARCHIVIST, HEAD = "shao.yinuo", "han.shuning"
BORROWERS_HOME, BORROWER, BORROWERS_HEAD = "tc_service", "wen.ruoxi", "tang.yiheng"
CUSTODIAN = "yao.jinghao"
SECRETARY_GENERAL, VICE_CHAIR = "lu.zhiyuan", "shen.huaijin"
QUALITY, QUALITY_HEAD = "jiang.yingyue", "he.zhiwei"


@dataclass
class House:
    """The association's people; their browsers open as they are needed."""

    visitor: Visitor
    clock: Clock
    here: dict[str, Person] = field(default_factory=dict)

    def person(self, username: str, **options: Any) -> Person:
        """Somebody, signed in at a browser of their own."""
        if username not in self.here:
            self.here[username] = self.visitor(username, **options)
        return self.here[username]

    @contextmanager
    def step(
        self, who: Person, matter: Matter, label: str, *, to: str, picture: str = ""
    ) -> Iterator[None]:
        """Take a step from the matter's page; its own form is filled in meanwhile."""
        forms_made(matter)
        who.go("workflow:matter", matter.pk)
        who.press(zh(label))
        yield
        if picture:
            who.picture(picture)
        who.confirm()
        who.sees(zh("Done: %(step)s.", step=zh(label)))
        assert state_of(matter) == to

    def steps(self, who: Person, matter: Matter, label: str, *, to: str, picture: str = "") -> None:
        """Take a step that asks for nothing."""
        with self.step(who, matter, label, to=to, picture=picture):
            pass


def state_of(matter: Matter) -> str:
    """The state of a matter in the database."""
    return str(Matter.objects.values_list("state", flat=True).get(pk=matter.pk))


def forms_made(matter: Matter) -> None:
    """The worker has made the forms issued so far."""
    waiting = matter.issued_forms.filter(state=IssuedForm.State.PENDING)
    wait_until(lambda: not waiting.exists())


def form_read(who: Person, matter: Matter, kind: str, *texts: str) -> None:
    """The newest official form of a kind, opened by somebody, says each of these."""
    forms_made(matter)
    issued = matter.issued_forms.filter(kind=kind).latest("pk")
    who.go(issued.get_absolute_url())
    data = who.fetch(who.target(zh("Open the PDF")).get_attribute("href") or "")
    who.album.keep(kind.partition(".")[2], data)
    papers.says(data, *texts)
