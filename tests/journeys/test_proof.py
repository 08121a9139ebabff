"""A procedure that is one folder goes its whole way in the browser: from the menu to its adoption."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import expect

from tests.journeys import association, papers
from tests.journeys.browser import Person, zh
from tests.journeys.world import Clock, wait_until
from tests.proof.models import Suggestion
from tests.proof.papers import ADOPTION
from zsa_portal.ballots import actions as ballots
from zsa_portal.documents.models import IssuedForm
from zsa_portal.notices.models import NoticeItem
from zsa_portal.people.models import Body

TITLE = "开放接口建议"
Visitor = Callable[..., Person]


@contextmanager
def step(who: Person, suggestion: Suggestion, label: str) -> Iterator[None]:
    """Take a step from the suggestion's page; its form is filled in meanwhile."""
    who.go("workflow:matter", suggestion.pk)
    who.press(label)
    yield
    who.confirm()
    who.sees(zh("Done: %(step)s.", step=label))


def test_proof(visitor: Visitor, the_clock: Clock):
    keeper = visitor(association.SECRETARIAT)
    suggestion = begun(keeper)
    uploaded(keeper, suggestion)
    with step(keeper, suggestion, "Put on notice"):
        keeper.picture("put-on-notice")
        keeper.fill({"days": 7})
    commented(visitor(), suggestion)
    answered(keeper, suggestion)
    the_clock.on(8)
    with step(keeper, suggestion, "Open the ballot"):
        pass
    voted(visitor(association.MEMBER_ON_THE_PHONE, phone=True), suggestion)
    the_clock.on(8)
    adopted(keeper, suggestion)


def begun(keeper: Person) -> Suggestion:
    """The menu leads to the page on which it begins."""
    keeper.press("New suggestion", within="#side-nav")
    committee = Body.objects.get(code=association.COMMITTEE)
    keeper.fill({"title": TITLE, "committee": committee.pk})
    keeper.picture("begin")
    keeper.confirm()
    keeper.sees("The suggestion in full")
    keeper.picture("begun")
    return Suggestion.objects.get()


def uploaded(keeper: Person, suggestion: Suggestion) -> None:
    """The text is added on the papers tab."""
    keeper.go("workflow:tab", suggestion.pk, "papers")
    keeper.press("The suggestion in full")
    keeper.attach("file", "建议.txt", "接口应当开放。".encode())
    keeper.fill({"no_state_secrets": True})
    keeper.confirm()
    keeper.sees(zh("Stored: %(name)s, version %(number)d.", name="建议.txt", number=1))
    keeper.picture("papers")


def commented(public: Person, suggestion: Suggestion) -> None:
    """Anybody reads the text and comments on it."""
    item = NoticeItem.objects.get(matter=suggestion.pk)
    public.go("notices:public_list")
    public.press(TITLE)
    public.picture("notice")
    text = public.page.locator("main .paper-links a", has_text="建议.txt")
    assert public.fetch(text.get_attribute("href") or "") == "接口应当开放。".encode()
    public.go("notices:opinion_new", item.pk)
    said: dict[str, Any] = {"clause": "1", "type": "te", "text": "请写明版本。"}
    public.fill(said | {"name": "钱二", "contact": "13900000000", "truthful": True})
    public.confirm()
    public.sees(zh("Your receipt"), "请写明版本。")
    public.picture("comment-receipt")


def answered(keeper: Person, suggestion: Suggestion) -> None:
    """The keeper accepts the comment."""
    opinion = NoticeItem.objects.get(matter=suggestion.pk).opinions.get()
    keeper.go("notices:answer", opinion.pk)
    keeper.fill({"disposition": "accepted"})
    keeper.picture("answer")
    keeper.page.locator("main form button[type=submit]").first.click()
    wait_until(lambda: type(opinion).objects.get(pk=opinion.pk).disposition == "accepted")


def voted(phone: Person, suggestion: Suggestion) -> None:
    """A member votes on the phone, the others besides."""
    phone.page.locator(".nav-toggle").click()
    phone.press(zh("My ballots"), within="#side-nav")
    phone.page.locator("main .desk-list a").first.click()
    phone.page.locator("label[data-choice=approve]").click()
    phone.picture("vote")
    phone.press(zh("Cast my vote"))
    expect(phone.page.locator("main .notices .callout-ok")).to_be_visible()
    for username in association.voters():
        if username != association.MEMBER_ON_THE_PHONE:
            ballot = suggestion.ballots.get()
            ballots.vote_cast(ballot=ballot, by=association.user(username), choice="approve")


def adopted(keeper: Person, suggestion: Suggestion) -> None:
    """The calendar has closed the ballot; the keeper adopts, and the form is printed."""
    keeper.go("workflow:tab", suggestion.pk, "ballots")
    keeper.picture("ballot-passed")
    with step(keeper, suggestion, "Adopt"):
        pass
    keeper.picture("adopted")
    assert Suggestion.objects.get().state == "adopted"
    form = IssuedForm.objects.get(kind=ADOPTION.key)
    wait_until(lambda: IssuedForm.objects.get(pk=form.pk).state != IssuedForm.State.PENDING)
    keeper.go(form.get_absolute_url())
    data = keeper.fetch(keeper.target(zh("Open the PDF")).get_attribute("href") or "")
    papers.says(data, TITLE, "决定采纳")
