"""The custodian gives a bag in and takes it in through the browser; nobody else does."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.intakes import actions
from archive.intakes.models import Intake
from archive.intakes.states import N
from archive.records import Item
from tests.archive.holdings import record
from tests.archive.intakes.bags import as_it_is, came, changed, emptied, holdings, sent, taken
from tests.archive.intakes.stations import LINE, intake_at
from tests.archive.test_forbidden_steps import outsiders, people_of
from tests.forbidden import nobody_else_takes_its_steps, steps_of_other_states_are_refused
from tests.zsa_portal.documents.test_kept_kinds import sound
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import WrongState


def entered(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_custodian_gives_a_bag_in_looks_and_takes_it_in(cast, bag):
    client = entered(cast.custodian)
    assert "No bag came yet" in client.get(reverse("archive:intakes")).content.decode()
    new = reverse("archive:intake_new")
    assert client.post(new, {}).status_code == 422
    refused = client.post(new, {"file": SimpleUploadedFile("bag.pdf", b"x")})
    assert (refused.status_code, Intake.objects.count()) == (422, 0)
    answer = client.post(new, {"file": SimpleUploadedFile("bag.zip", bag)})
    intake = Intake.objects.get()
    tab = reverse("workflow:tab", args=[intake.pk, "intake"])
    assert answer.url == intake.get_absolute_url()
    assert "A worker is at it" in client.get(tab).content.decode()
    assert actions.intake_work(intake.pk)
    shown = client.get(tab).content.decode()
    for said in ("名单.pdf", "01 标准项目 / 01.02 论证会 / 01.02.01 会议纪要", "周报", "A1"):
        assert said in shown, said
    step = reverse("workflow:step", args=[intake.pk, "take_in"])
    assert client.get(step).status_code == 200
    assert client.post(step, {"known": "other", "seen": ""}).status_code == 422
    assert client.post(step, {"known": "skip", "seen": ""}).status_code == 302
    assert actions.intake_work(intake.pk)
    shown = client.get(tab).content.decode()
    assert "4 records came in." in shown
    assert "01.02.01 会议纪要" in shown
    assert intake.title in client.get(reverse("archive:intakes")).content.decode()


def test_the_preview_names_what_the_archive_has_and_levels_that_are_raised(cast, tmp_path):
    data = sent(cast, holdings(cast))

    def lower(said):
        said["records"] = [one | {"level": "public"} for one in said["records"]]
        said["records"][0]["level"] = "none"

    intake = came(cast, changed(data, tmp_path, lower))
    client = entered(cast.custodian)
    shown = client.get(reverse("workflow:tab", args=[intake.pk, "intake"])).content.decode()
    assert "The archive has the files of 3 records already" in shown
    assert "the bag says none" in shown
    assert "the bag says Public" in shown
    here = Item.objects.get(name="名单.pdf")
    assert f'href="{reverse("archive:item", args=[here.pk])}"' in shown
    page = client.get(reverse("workflow:step", args=[intake.pk, "take_in"])).content.decode()
    assert "Leave them out" in page


def test_the_preview_and_the_record_say_what_nobody_can_open_here(cast, tmp_path):
    home, by = cast.department, cast.archivist
    above = holdings(cast)
    record(home, by, "录音.mp3", number="01.02", body=sound(), media_type="audio/mpeg")
    record(home, by, "公开.mp3", number="01.02", body=sound(4), media_type="audio/mpeg",
           level="public", entry="subcommittee_notices")  # fmt: skip
    data = sent(cast, above)
    emptied()
    intake = taken(cast, came(cast, data))
    client = entered(cast.custodian)
    shown = client.get(reverse("workflow:tab", args=[intake.pk, "intake"])).content.decode()
    assert "1 record is a file of a kind that is neither shown nor marked here" in shown
    assert shown.count("cannot be opened here") == 1
    closed, opened = (
        client.get(reverse("archive:item", args=[Item.objects.get(name=name).pk])).content.decode()
        for name in ("录音.mp3", "公开.mp3")
    )
    assert "above public nobody opens or borrows this one" in closed
    assert "Read page by page" not in closed
    assert "above public nobody opens" not in opened
    assert "Save the file" in opened
    document = Item.objects.get(name="录音.mp3").document_id
    read = client.get(reverse("documents:read", args=[document]))
    assert read.status_code == 422
    assert "cannot turn into pages" in read.content.decode()


def test_the_preview_of_a_bag_that_was_taken_in_says_when_and_by_whom(cast, bag, tmp_path):
    again = came(cast, changed(bag, tmp_path / "one", as_it_is))
    done = taken(cast, came(cast, changed(bag, tmp_path / "two", as_it_is), name="b.zip"))
    client = entered(cast.custodian)
    shown = client.get(reverse("workflow:tab", args=[again.pk, "intake"])).content.decode()
    assert "This very bag was taken in already" in shown
    assert done.get_absolute_url() in shown


def test_nobody_else_gives_a_bag_in_or_knows_of_one(cast, bag, previewed):
    for user in people_of(cast).values():
        if user == cast.custodian:
            continue
        with pytest.raises(PermissionDenied):
            actions.intake_open(upload=SimpleUploadedFile("a.zip", bag), by=user)
        client = entered(user)
        for name in ("archive:intakes", "archive:intake_new"):
            assert client.get(reverse(name)).status_code == 403
        assert client.get(previewed.get_absolute_url()).status_code == 404
        assert client.get(reverse("workflow:tab", args=[previewed.pk, "intake"])).status_code == 404


@pytest.mark.parametrize("state", LINE)
def test_at_every_state_nobody_else_takes_its_steps_nor_those_of_other_states(cast, state):
    intake, everybody = intake_at(state, cast), people_of(cast)
    tried = nobody_else_takes_its_steps(intake, everybody | outsiders())
    assert (tried > 10) is (state != N.TAKEN)
    steps_of_other_states_are_refused(intake, list(everybody.values()))


def test_what_is_taken_in_is_not_taken_in_again(cast, intake):
    with pytest.raises(WrongState):
        perform(intake.take_in, by=cast.custodian, known="skip")


def test_the_pages_take_as_many_queries_for_three_as_for_one(cast, bag, tmp_path):
    client = entered(cast.custodian)

    def count(url):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    def cut(said):
        said["records"] = [one for one in said["records"] if one["path"]][:1]

    one = came(cast, changed(bag, tmp_path / "one", cut))
    url = reverse("archive:intakes")
    count(url)
    before = count(url), count(reverse("workflow:tab", args=[one.pk, "intake"]))
    many = came(cast, bag, name="b.zip")
    came(cast, changed(bag, tmp_path / "two", as_it_is), name="c.zip")
    assert (count(url), count(reverse("workflow:tab", args=[many.pk, "intake"]))) == before
    assert max(before) <= 15
    assert LogEntry.objects.filter(matter=many).count() == 2
