"""What is done from lists: rows chosen by keys, reminded of, assigned; a view that is kept; the figures."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import expect

from standards.models import Project
from tests.journeys import association
from tests.journeys.association import user
from tests.journeys.browser import Person, zh, zh_many
from tests.journeys.line.approval import OTHER_TITLE
from tests.journeys.line.people import Line
from zsa_portal.outbox.models import Message
from zsa_portal.workflow.handlers.queries import handlers_of

HEAD, CLERK = "han.shuning", "shao.yinuo"
VIEW = "等待理事会"
COLUMNS = ["applicant", "holder"]


def both(line: Line) -> list[Project]:
    """The project and the one that goes along with it."""
    titles = [line.project.title, OTHER_TITLE]
    return list(Project.objects.filter(title__in=titles).order_by("pk"))


def chosen_by_keys(who: Person, number: int) -> None:
    """J goes to the next row, x chooses it."""
    who.go("standards:projects")
    for _row in range(number):
        who.page.keyboard.press("j")
        who.page.keyboard.press("x")
    expect(who.page.locator("[data-picked]")).to_have_text(zh("Rows chosen: {n}").format(n=number))


def reminded(line: Line) -> None:
    """Whose turn it is in both is seen before the reminders go; the log and the messages say so."""
    who, projects = line.officer, both(line)
    chosen_by_keys(who, len(projects))
    who.picture("chosen-by-keys")
    who.press(zh("Remind of the chosen"))
    who.sees(zh("Council secretary"))
    assert not Message.objects.filter(event="reminder.urged").exists()
    who.picture("remind-preview")
    who.press(zh("Send the reminders"))
    who.sees(zh_many("Reminded of %(n)d matter.", "Reminded of %(n)d matters.", 2))
    who.picture("reminded")
    messages = Message.objects.filter(
        event="reminder.urged", recipient=user(association.COUNCIL_SECRETARY)
    )
    assert set(messages.values_list("about", flat=True)) == {one.pk for one in projects}


def assigned(line: Line) -> None:
    """A colleague is named for both; the list, the matter's page and its log say who handles it."""
    who, projects = line.officer, both(line)
    colleague = user(CLERK)
    chosen_by_keys(who, len(projects))
    who.press(zh("Assign the chosen"))
    who.fill({"person": colleague.pk})
    who.picture("assign-preview")
    assert handlers_of(projects) == {}
    who.press(zh("Assign"))
    who.sees(zh("%(person)s handles it now.", person=colleague))
    assert handlers_of(projects) == {one.pk: colleague for one in projects}
    who.go("standards:projects")
    who.page.keyboard.press("j")
    who.page.keyboard.press("o")
    who.sees(str(colleague))
    line.open(who, "log")
    who.sees(zh("Reminded of what is owed"), zh("Named as the one who handles it"))
    who.picture("reminded-and-assigned-log")


def view_kept(line: Line) -> None:
    """Filter and columns are kept under a name; under it the list is found again as it was."""
    who, address = line.officer, reverse("standards:projects")
    who.go(f"{address}?state=before_council")
    who.page.locator(".columns-menu summary").click()
    for box in who.page.locator(".columns-panel [type=checkbox]").all():
        box.set_checked(box.get_attribute("value") in COLUMNS)
    who.picture("columns")
    who.press(zh("Show these columns"))
    who.press(zh("Keep this view"))
    who.fill({"name": VIEW})
    who.picture("keep-view")
    who.confirm()
    who.picture("view-kept")
    kept = who.page.url
    who.go("workflow:kept_views")
    who.picture("kept-views")
    who.press(VIEW)
    expect(who.page).to_have_url(kept)
    who.sees(line.project.title)


def figures_read(line: Line) -> None:
    """The head of a department reads how long projects stand where they are, and how many voted."""
    who = line.person(HEAD)
    who.go("home:figures")
    who.sees(zh("Ages by stage"), zh("Turnout of ballots"))
    expect(who.page.locator("main .chart-figure svg:visible")).to_have_count(2)
    who.picture("figures")
