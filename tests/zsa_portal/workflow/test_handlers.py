"""Who handles a matter: named by its department, told, logged, filtered by; no right goes with it."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zsa_portal.outbox.models import Message
from zsa_portal.people.models import DepartmentMembership, OrganisationPerson
from zsa_portal.regulations import clock
from zsa_portal.regulations.proving.watch import Watch, watching
from zsa_portal.workflow.handlers.actions import NAMED, RELIEVED, handler_set
from zsa_portal.workflow.handlers.queries import HANDLER, handlers_of
from zsa_portal.workflow.handlers.records import Handling
from zsa_portal.workflow.lists import MatterList
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.memo import recalled
from zsa_portal.workflow.models import LogEntry, Matter, Recusal
from zsa_portal.workflow.queries import matter_for
from zsa_portal.workflow.refusals import BadValue, Refusal

pytestmark = pytest.mark.django_db
ASSIGN = "/matters/assign/"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def handled(matter):
    """The name of who handles a matter, empty where nobody does."""
    return str(handlers_of([Matter.objects.get(pk=matter.pk)]).get(matter.pk, ""))


def told():
    """Events and recipients of what was posted of handling, in order."""
    rows = Message.objects.filter(event__in=(NAMED, RELIEVED)).order_by("pk")
    return [(row.event, row.recipient.name) for row in rows]


@pytest.fixture
def matter(make_matter):
    return make_matter("received", title="Of pumps")


@pytest.fixture
def chief(matter):
    """Who of the department that owns the matter names others."""
    return matter.people["staff"]


@pytest.fixture
def li(make_staff):
    return make_staff("Li")


@pytest.fixture
def an(make_staff):
    return make_staff("An")


def test_it_is_handed_from_one_to_the_next_and_back_and_all_of_it_is_kept(matter, chief, li, an):
    state = Matter.objects.get(pk=matter.pk).state
    for person in (li, an, None):
        handler_set(matter=matter, person=person, by=chief)
        assert handled(matter) == str(person or "")
    assert told() == [(NAMED, "Li"), (NAMED, "An"), (RELIEVED, "Li"), (RELIEVED, "An")]
    assert Message.objects.filter(event=NAMED).first().link == matter.get_absolute_url()
    steps = LogEntry.objects.filter(matter=matter.pk, step__startswith="handler_").order_by("pk")
    assert [(one.step, one.from_state, one.to_state) for one in steps] == [
        ("handler_name", state, state),
        ("handler_name", state, state),
        ("handler_end", state, state),
    ]
    rows = Handling.objects.filter(matter=matter.pk).order_by("pk")
    assert [(row.person, row.by, row.until is None) for row in rows] == [
        (li, chief, False),
        (an, chief, False),
    ]


def test_who_takes_it_or_gives_it_back_is_not_written_to(matter, chief):
    handler_set(matter=matter, person=chief, by=chief)
    handler_set(matter=matter, person=None, by=chief)
    assert told() == []


def test_the_log_names_whom_to_the_staff(matter, chief, li):
    handler_set(matter=matter, person=li, by=chief)
    log = reverse("workflow:tab", args=[matter.pk, "log"])
    page = signed_in(chief).get(log)
    line = page.context["lines"][0]
    assert (line.what, line.about, line.group) == ("Named as the one who handles it", "Li", "other")
    assert "Li" not in signed_in(matter.people["applicant"]).get(log).content.decode()


def test_only_the_department_that_owns_it_says_so(matter, make_staff, li):
    outsider, url = make_staff(department="other"), reverse("workflow:handler", args=[matter.pk])
    asked = {
        outsider: 403,
        matter.people["applicant"]: 403,
        matter.people["council_secretary"]: 403,
    }
    for user, status in asked.items():
        assert signed_in(user).post(url, {"person": li.pk}).status_code == status, user
        with pytest.raises(PermissionDenied):
            handler_set(matter=matter, person=li, by=user)
    assert handled(matter) == ""


def test_a_colleague_of_the_applicant_says_nothing_of_its_matter(matter, chief, li):
    OrganisationPerson.objects.create(
        user=chief, organisation=matter.applicant, starts=dt.date(2020, 1, 1)
    )
    with pytest.raises(PermissionDenied):
        handler_set(matter=matter, person=li, by=chief)


def test_who_does_not_belong_or_has_an_interest_is_not_named(matter, chief, make_staff, an):
    of_applicant = make_staff("Wu")
    OrganisationPerson.objects.create(
        user=of_applicant, organisation=matter.applicant, starts=dt.date(2020, 1, 1)
    )
    Recusal.objects.create(matter_id=matter.pk, user=an, reason="x", declared_by=an)
    refused = {
        make_staff(department="other"): "does not belong to",
        of_applicant: "has an interest",
        an: "has an interest",
        None: "Nobody handles this matter",
    }
    for person, sentence in refused.items():
        with pytest.raises(BadValue, match=sentence):
            handler_set(matter=matter, person=person, by=chief)
    assert told() == []


def test_who_may_not_know_of_it_is_neither_named_nor_told(make_matter, li):
    draft = make_matter("draft")
    with pytest.raises(BadValue, match="may not know of this matter"):
        handler_set(matter=draft, person=li, by=draft.people["staff"])


def test_an_ended_matter_is_nobodys_any_more(make_matter, li):
    ended = make_matter("ended")
    url = reverse("workflow:handler", args=[ended.pk])
    assert signed_in(ended.people["staff"]).post(url, {"person": li.pk}).status_code == 409
    with pytest.raises(Refusal, match="come to its end"):
        handler_set(matter=ended, person=li, by=ended.people["staff"])


def test_who_leaves_the_department_handles_it_no_longer_and_is_not_written_to(
    matter, chief, li, an
):
    handler_set(matter=matter, person=li, by=chief)
    yesterday = clock.today() - dt.timedelta(days=1)
    DepartmentMembership.objects.filter(user=li).update(ends=yesterday)
    assert handled(matter) == ""
    handler_set(matter=matter, person=an, by=chief)
    assert handled(matter) == "An"
    assert told() == [(NAMED, "Li"), (NAMED, "An")]


def test_a_rule_that_was_broken_for_a_while_is_asked_as_before(matter, chief, li):
    handler_set(matter=matter, person=li, by=chief)
    yesterday = clock.today() - dt.timedelta(days=1)
    DepartmentMembership.objects.filter(user=li).update(ends=yesterday)

    def read():
        return recalled(matter_for(chief, matter.pk), HANDLER)

    assert read() is None
    with watching(Watch(things=["zsa_portal.people.dated.holds_on"])):
        assert read() == li
    assert read() is None


def test_the_database_keeps_one_at_a_time(matter, chief, li):
    handler_set(matter=matter, person=li, by=chief)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handling.objects.create(matter_id=matter.pk, person=chief, by=chief)


def test_the_matter_s_page_names_the_handler_to_the_staff_and_lets_its_own_take_it(
    matter, chief, li, make_staff
):
    own, url = signed_in(chief), reverse("workflow:handler", args=[matter.pk])
    page = own.get(matter.get_absolute_url()).content.decode()
    assert "nobody yet" in page
    assert f'<form method="post" action="{url}"' in page
    answer = own.post(url, {"person": chief.pk})
    assert (answer.status_code, handled(matter)) == (302, chief.name)
    assert own.post(url, {"person": li.pk}).status_code == 302
    elsewhere = signed_in(make_staff(department="other")).get(matter.get_absolute_url())
    assert "Li</dd>" in " ".join(elsewhere.content.decode().split()).replace(" <", "<")
    assert url not in elsewhere.content.decode()
    applicant = signed_in(matter.people["applicant"]).get(matter.get_absolute_url())
    assert "Handled by" not in applicant.content.decode()


def test_a_name_that_cannot_be_chosen_is_refused_with_the_form_kept(matter, chief, make_staff):
    url, client = reverse("workflow:handler", args=[matter.pk]), signed_in(chief)
    make_staff("张")
    make_staff("安")
    names = [label for _key, label in client.get(url).context["form"]["person"].field.choices]
    assert names.index("安") < names.index("张")
    for bad in ("", "x", str(make_staff(department="other").pk), "9" * 30):
        answer = client.post(url, {"person": bad})
        assert (answer.status_code, "person" in answer.context["form"].errors) == (422, True), bad
    assert client.post(url, {"person": "nobody"}).status_code == 422


def test_the_chosen_are_assigned_each_by_itself_with_a_preview(
    make_matter, matter, chief, li, make_staff
):
    ended, taken = make_matter("ended"), make_matter("received")
    handler_set(matter=taken, person=li, by=chief)
    chosen, client = {"matter": [matter.pk, ended.pk, taken.pk]}, signed_in(chief)
    page = client.get(ASSIGN, chosen)
    assert page.content.decode().count("Fields with an asterisk are required.") == 1
    rows = {row.matter.pk: row for row in page.context["rows"]}
    assert rows[matter.pk].told == "Goes to whom you choose; nobody handles it yet."
    assert rows[taken.pk].told == "Goes to whom you choose; Li handles it now."
    assert rows[ended.pk].refusal.startswith("This matter has come to its end")
    assert client.post(ASSIGN, chosen | {"person": ""}).status_code == 422
    answer = client.post(ASSIGN, chosen | {"person": li.pk})
    said = {row.matter.pk: row.told or row.refusal for row in answer.context["rows"]}
    assert said[matter.pk] == "Li handles it now."
    assert said[taken.pk] == "Li handles this matter already."
    assert said[ended.pk].startswith("This matter has come to its end")
    assert answer.context["sent"] == 1


def test_the_chosen_are_for_staff_and_for_whose_matters_they_are(matter, make_staff, make_user, li):
    outsider = signed_in(make_staff(department="other"))
    row = outsider.get(ASSIGN, {"matter": matter.pk}).context["rows"][0]
    assert row.refusal == "Only people of Secretariat say who handles this matter."
    assert outsider.post(ASSIGN, {"matter": matter.pk, "person": li.pk}).status_code == 422
    assert signed_in(make_user()).post(ASSIGN, {"matter": matter.pk}).status_code == 404
    assert handled(matter) == ""


def test_lists_have_a_column_and_a_filter_of_it_for_the_staff(matter, chief, li, make_matter):
    make_matter("received", title="Of valves")
    handler_set(matter=matter, person=li, by=chief)
    url, own = reverse("home:matters"), signed_in(li)
    page = own.get(url, {"mine": "handled", "columns": ["", "handler"]})
    assert [row.get_cell("handler") for row in page.context["table"].page] == ["Li"]
    sheet = own.get(url, {"columns": ["", "handler"], "sort": "title", "export": "xlsx"})
    _heads, *rows = openpyxl.load_workbook(io.BytesIO(sheet.content)).active.values
    assert rows == [(None, "Of pumps", "Li"), (None, "Of valves", None)]
    assert "handler" not in [one.name for one in own.get(url).context["table"].columns]
    assert f"{url}?mine=handled" in own.get(reverse("home:desk")).content.decode()
    applicant = signed_in(matter.people["applicant"]).get(url, {"columns": ["", "handler"]})
    assert "handler" not in [one.name for one in applicant.context["table"].columns]
    assert "handled" not in dict(applicant.context["filterset"].form["mine"].field.choices)


def test_every_list_of_matters_lets_its_column_be_chosen(client, make_staff):
    client.force_login(make_staff())
    lists = {machine.list_url() for machine in MACHINES.values()}
    for address in lists:
        answer = client.get(address, {"columns": ["", "handler"], "mine": "handled"})
        if answer.status_code == 200 and isinstance(answer.context["view"], MatterList):
            shown = [column.name for column in answer.context["table"].columns]
            assert "handler" in shown, address
    assert reverse("complaints:list") in lists


def test_the_queries_are_the_same_at_one_and_three_rows(make_matter, li):
    matters, counts = [make_matter("received") for _row in range(3)], []
    for one in matters:
        handler_set(matter=one, person=li, by=one.people["staff"])
    client, asked = signed_in(li), reverse("home:matters")
    client.get(ASSIGN)
    for chosen in (matters[:1], matters):
        with CaptureQueriesContext(connection) as seen:
            client.get(ASSIGN, {"matter": [one.pk for one in chosen]})
        Matter.objects.exclude(pk__in=[one.pk for one in chosen]).update(title="Of valves")
        with CaptureQueriesContext(connection) as listed:
            client.get(asked, {"mine": "handled", "columns": ["", "handler"], "q": "Example"})
        counts.append((len(seen), len(listed)))
        Matter.objects.update(title="Example")
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 15
