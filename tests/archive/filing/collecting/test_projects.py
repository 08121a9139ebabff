"""A project over several departments: each files its own, all see the whole, who is missing is named."""

from __future__ import annotations

import pytest
from django.test import Client

from archive.filing.actions import filing_open
from archive.filing.collecting.actions.folders import folder_create
from archive.filing.collecting.projects import departments_missing, held_of, joined
from archive.records import Item
from tests.archive.filing.collecting.conftest import MARCH
from tests.archive.filing.collecting.matters import matter_of
from tests.pages.costs import MOST, statements
from tests.procedure.models import Example
from zsa_portal.documents.models import Document
from zsa_portal.people.models import DepartmentMembership, Party, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Involvement, Level


@pytest.fixture
def project(cast, monkeypatch):
    """A project of the department in which another has a part."""
    monkeypatch.setattr(Example, "IS_PROJECT", True)
    made = matter_of(cast.department, "甲项目")
    Involvement.objects.create(matter=made, role="committee", party=Party.of(cast.other_department))
    return made


@pytest.fixture
def both(cast, project, filing):
    """The project's folders of both departments."""
    DepartmentMembership.objects.filter(user=cast.other_clerk).update(is_archivist=True)
    other = filing_open(department=cast.other_department, month=MARCH, by=None)
    clerk = User.objects.get(pk=cast.other_clerk.pk)
    return [
        folder_create(filing=filing, name="甲项目", project=project, by=cast.archivist),
        folder_create(filing=other, name="甲项目材料", project=project, by=clerk),
    ]


@pytest.mark.rule("A08a")
def test_the_folders_of_all_departments_are_joined(both, project):
    assert {one.name for one in joined(project, held_of(project))} == {"甲项目", "甲项目材料"}


@pytest.mark.rule("A09")
def test_who_took_part_and_filed_nothing_is_missing(both, project, cast, send, filing):
    assert departments_missing(project) == [cast.department, cast.other_department]
    row = send(folder=both[0]).item
    assert departments_missing(project) == [cast.department, cast.other_department]
    Item.objects.filter(pk=row.pk).update(state=Item.State.ACCEPTED)
    assert departments_missing(project) == [cast.other_department]


@pytest.mark.rule("A08a")
def test_the_projects_page_shows_every_departments_folders(both, project, cast):
    url = f"{project.get_absolute_url()}archive/"
    for user in (cast.clerk, cast.other_clerk, cast.quality):
        client = Client()
        client.force_login(user)
        page = client.get(url).content.decode()
        assert ("01 甲项目材料" in page, "Not filed yet of this project" in page) == (True, True)
    client = Client()
    assert client.get(url).status_code == 302


def test_a_folder_of_confidential_records_alone_is_named_to_their_readers_alone(
    both, project, cast, send, filing
):
    below = folder_create(filing=filing, name="并购金丝雀", parent=both[0], by=cast.archivist)
    url = f"{project.get_absolute_url()}archive/"

    def page(user):
        client = Client()
        client.force_login(user)
        return client.get(url).content.decode()

    row = send(folder=below).item
    Document.objects.filter(pk=row.document_id).update(level=Level.CONFIDENTIAL)
    for user in (cast.clerk, cast.other_clerk, cast.quality):
        assert "并购金丝雀" not in page(user)
        assert "01.01 Confidential folder" in page(user)
        assert "01 甲项目" in page(user)
    for user in (cast.archivist, cast.custodian):
        assert "01.01 并购金丝雀" in page(user)
    Document.objects.filter(pk=row.document_id).update(level=Level.RESTRICTED)
    assert "01.01 并购金丝雀" in page(cast.quality)


def test_the_projects_page_costs_the_same_at_more_folders(both, project, cast, filing):
    url = f"{project.get_absolute_url()}archive/"
    one = len(statements(cast.clerk, url, clock.now()))
    for number in range(3):
        folder_create(filing=filing, name=f"{number}", parent=both[0], by=cast.archivist)
    assert len(statements(cast.clerk, url, clock.now())) == one <= MOST


def test_folders_of_confidential_records_cost_the_same_however_many(
    both, project, cast, send, filing
):
    url = f"{project.get_absolute_url()}archive/"

    def sealed(name):
        below = folder_create(filing=filing, name=name, parent=both[0], by=cast.archivist)
        row = send(folder=below, name=f"{name}.txt", data=name.encode()).item
        Document.objects.filter(pk=row.document_id).update(level=Level.CONFIDENTIAL)
        return row

    first = sealed("一")
    one = len(statements(cast.quality, url, clock.now()))
    for name in "二三":
        sealed(name)
    assert len(statements(cast.quality, url, clock.now())) == one <= MOST
    Item.objects.filter(pk=first.pk).update(state=Item.State.DISPOSED)
    client = Client(headers={"accept-language": "en"})
    client.force_login(cast.quality)
    page = client.get(url).content.decode()
    assert page.count("Confidential folder") == 2
    assert "01.01 一" in page
