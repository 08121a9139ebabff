"""A step for several chosen matters: its preview, each by itself, and what came of each."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zsa_portal.regulations import clock
from zsa_portal.workflow.bulk.actions import KEPT, bulk_ask, bulk_go, bulk_tidy
from zsa_portal.workflow.bulk.records import BulkRow, BulkRun
from zsa_portal.workflow.models import LogEntry, Matter
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import BadValue
from zsa_portal.workflow.tasks import take_for_several

pytestmark = pytest.mark.django_db
END = reverse("workflow:bulk_step", args=["example", "end"])
TO_BALLOT = reverse("workflow:bulk_step", args=["example", "to_ballot"])
WHY = "Not needed any more"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at_address(url, matters):
    return f"{url}?" + "&".join(f"matter={one.pk}" for one in matters)


def preview(user, url, matters):
    """What the preview says of each matter: its refusals by key."""
    page = signed_in(user).get(at_address(url, matters))
    assert page.status_code == 200
    return {line.matter.pk: line.refusals for line in page.context["lines"]}


def send(user, url, matters, *, follow=True, **values):
    """Confirm the preview with all of it ticked."""
    client, address = signed_in(user), at_address(url, matters)
    seen = client.get(address).context["seen"]
    ticked = {"matter": [one.pk for one in matters], "seen": seen}
    return client.post(address, ticked | values, follow=follow)


def states(*matters):
    return [Matter.objects.get(pk=one.pk).state for one in matters]


def results(answer):
    return [(row.matter_id, row.taken, row.said) for row in answer.context["rows"]]


@pytest.fixture
def three(make_matter):
    return [make_matter("received") for _row in range(3)]


def test_the_steps_that_are_for_several_are_offered_with_their_number(make_matter, three):
    ended = make_matter("ended")
    page = signed_in(three[0].people["staff"]).get(
        at_address(reverse("workflow:bulk"), [*three, ended])
    )
    found = [(offer.name, len(offer.matters)) for offer in page.context["offers"]]
    assert found == [("to_ballot", 3), ("end", 3)]
    assert [one.pk for one in page.context["without"]] == [ended.pk]


def test_the_list_leads_there(three):
    page = signed_in(three[0].people["staff"]).get(reverse("home:matters"))
    assert f'formaction="{reverse("workflow:bulk")}"' in page.content.decode()


def test_the_preview_says_of_each_what_will_be_done_or_why_not(make_matter, three):
    ended, hidden = make_matter("ended"), make_matter("draft")
    found = preview(three[0].people["staff"], END, [*three, ended, hidden])
    assert found == {one.pk: [] for one in three} | {
        ended.pk: ["This is not possible in the present state “Ended”."]
    }
    assert states(*three) == ["received"] * 3


def test_whose_step_it_is_not_is_told_so(make_staff, three):
    found = preview(make_staff(department="other"), END, three)
    assert set(map(tuple, found.values())) == {("It is not for you to take this step here.",)}


def test_who_may_not_take_it_takes_it_in_none(make_staff, three):
    other = make_staff(department="other")
    answer = send(other, END, three, reason=WHY)
    assert [taken for _pk, taken, _said in results(answer)] == [False] * 3
    assert states(*three) == ["received"] * 3


def test_each_is_taken_and_logged_with_the_reason_asked_once(three):
    by = three[0].people["staff"]
    answer = send(by, END, three, reason=WHY)
    assert results(answer) == [(one.pk, True, "") for one in three]
    assert states(*three) == ["ended"] * 3
    entries = LogEntry.objects.filter(step="end").order_by("matter_id")
    assert [(e.matter_id, e.by, e.reason) for e in entries] == [(o.pk, by, WHY) for o in three]


def test_a_step_that_asks_nothing_is_taken_too(three):
    send(three[0].people["staff"], TO_BALLOT, three)
    assert states(*three) == ["balloting"] * 3


def test_only_the_ticked_ones_are_done(three):
    by = three[0].people["staff"]
    client, address = signed_in(by), at_address(END, three)
    client.post(address, {"matter": [three[1].pk], "reason": WHY})
    assert states(*three) == ["received", "ended", "received"]


def test_one_that_changed_meanwhile_is_refused_and_keeps_no_other_back(three):
    by = three[0].people["staff"]
    client, address = signed_in(by), at_address(END, three)
    seen = client.get(address).context["seen"]
    perform(three[1].to_ballot, by=three[1].people["staff"])
    ticked = {"matter": [one.pk for one in three], "seen": seen, "reason": WHY}
    found = results(client.post(address, ticked, follow=True))
    assert [taken for _pk, taken, _said in found] == [True, False, True]
    assert "has changed since you opened the page" in found[1][2]
    assert states(*three) == ["ended", "balloting", "ended"]


def test_a_missing_reason_is_said_and_nothing_is_done(three):
    answer = send(three[0].people["staff"], END, three, follow=False)
    assert answer.status_code == 422
    assert answer.context["form"].errors["reason"]
    assert answer.context["ticked"] == [one.pk for one in three]
    assert not BulkRun.objects.exists()


def test_nothing_ticked_is_said(three):
    by = three[0].people["staff"]
    answer = signed_in(by).post(at_address(END, three), {"reason": WHY})
    assert answer.status_code == 422
    assert "Choose at least one row first." in answer.content.decode()


def test_what_was_not_in_the_address_is_not_done(three):
    by = three[0].people["staff"]
    signed_in(by).post(at_address(END, three[:1]), {"matter": [o.pk for o in three], "reason": WHY})
    assert states(*three) == ["ended", "received", "received"]


def test_more_than_a_few_are_done_by_a_worker_who_says_how_far(make_matter, monkeypatch):
    matters = [make_matter("received") for _row in range(3)]
    by = matters[0].people["staff"]
    monkeypatch.setattr("zsa_portal.workflow.bulk.actions.AT_ONCE", 2)
    answer = send(by, END, matters, reason=WHY)
    run = BulkRun.objects.get()
    assert (answer.context["finished"], answer.context["percent"]) == (False, 0)
    assert states(*matters) == ["received"] * 3
    assert take_for_several(run.pk) == 3
    told = signed_in(by).get(reverse("workflow:bulk_progress", args=[run.pk]))
    assert (told.context["finished"], told.context["taken"]) == (True, 3)


def test_a_run_is_done_exactly_once(three):
    by = three[0].people["staff"]
    chosen = {one.pk: "" for one in three}
    run = bulk_ask(kind="example", step="end", chosen=chosen, values={"reason": [WHY]}, by=by)
    assert bulk_go(run.pk) == 0
    assert LogEntry.objects.filter(step="end").count() == 3


def test_an_error_of_the_portal_is_said_of_its_matter_alone(three, monkeypatch):
    by, broken = three[0].people["staff"], three[1].pk
    monkeypatch.setattr("zsa_portal.workflow.bulk.actions.perform", _breaking(broken))
    found = results(send(by, TO_BALLOT, three))
    assert [taken for _pk, taken, _said in found] == [True, False, True]
    assert "The portal made an error here." in found[1][2]


def _breaking(broken):
    def take(bound, **given):
        if bound.__self__.pk == broken:
            raise ZeroDivisionError
        return perform(bound, **given)

    return take


def test_too_much_text_is_refused(three):
    with pytest.raises(BadValue, match="too long"):
        bulk_ask(
            kind="example",
            step="end",
            chosen={three[0].pk: ""},
            values={"reason": ["x" * 200_000]},
            by=three[0].people["staff"],
        )


def test_nobody_else_reads_what_came_of_it(make_staff, three):
    send(three[0].people["staff"], END, three, reason=WHY)
    for name in ("workflow:bulk_run", "workflow:bulk_progress"):
        url = reverse(name, args=[BulkRun.objects.get().pk])
        assert signed_in(make_staff()).get(url).status_code == 404
        assert Client().get(url).status_code == 302


def test_a_step_that_is_judged_one_by_one_has_no_such_page(three):
    client = signed_in(three[0].people["staff"])
    for kind, name in (("example", "send_back"), ("example", "nothing"), ("nothing", "end")):
        url = reverse("workflow:bulk_step", args=[kind, name])
        assert client.get(at_address(url, three)).status_code == 404


def test_what_waits_is_asked_for_again_and_what_is_old_goes(three, monkeypatch):
    asked = []
    monkeypatch.setattr("zsa_portal.workflow.bulk.actions.bulk_soon", asked.append)
    by = three[0].people["staff"]
    send(by, END, three, reason=WHY)
    run = BulkRun.objects.get()
    assert bulk_tidy() == 0
    BulkRow.objects.filter(matter=three[0]).update(done_at=None)
    bulk_tidy()
    assert asked == [run.pk]
    with clock.moved_to(clock.now() + KEPT):
        assert bulk_tidy() > 0
    assert not BulkRun.objects.exists()


@pytest.mark.parametrize("url", [reverse("workflow:bulk"), END])
def test_the_queries_are_the_same_at_one_and_three_rows(three, url):
    by = three[0].people["staff"]
    client, counts = signed_in(by), []
    client.get(at_address(url, three))
    for chosen in (three[:1], three):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(at_address(url, chosen)).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 15


def test_the_result_costs_the_same_for_one_and_three(three):
    by, counts = three[0].people["staff"], []
    client = signed_in(by)
    for chosen in (three[:1], three[1:]):
        send(by, END, chosen, reason=WHY)
        url = reverse("workflow:bulk_run", args=[BulkRun.objects.latest("pk").pk])
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 15


def test_what_the_calendar_has_moved_meanwhile_is_shown_as_it_is_now(make_matter):
    matter = make_matter("noticed")
    by = matter.people["staff"]
    assert preview(by, END, [matter]) == {
        matter.pk: ["This is not possible in the present state “On notice”."]
    }
    with clock.moved_to(matter.due_at):
        assert preview(by, END, [matter]) == {matter.pk: []}
