"""A proposal that is being written saves itself in the background."""

from __future__ import annotations

import pytest
from django.urls import reverse

from standards.models import Project
from standards.proposals.actions import proposal_save, saved_mark
from zsa_portal.regulations import clock

DRAFT = {"headers": {"X-Draft": "1"}}
ALWAYS = {"title": "示例规范", "purpose": "formulation"}


@pytest.fixture
def draft(walker, client):
    """A proposal in the hands of its applicant, who is signed in; with the address it is edited at."""
    project = walker.start("示例规范")
    client.force_login(walker.cast.applicant)
    return project, reverse("standards:proposal_edit", args=[project.pk])


def posted(client, walker, url, values, **more):
    with clock.moved_to(walker.now):
        return client.post(url, ALWAYS | values, **more)


def test_what_is_written_is_saved_and_said_when(walker, client, draft):
    project, url = draft
    values = {"title": "新标题", "scope": "范围", "seen": saved_mark(project)}
    answer = posted(client, walker, url, values, **DRAFT)
    fresh = Project.objects.get(pk=project.pk)
    assert (fresh.title, fresh.scope) == ("新标题", "范围")
    at = walker.now.astimezone(clock.SHANGHAI)
    assert answer.json() == {"said": f"Saved at {at:%H:%M}.", "seen": saved_mark(fresh), "left": []}


def test_what_is_not_well_formed_is_left_out_and_named(walker, client, draft):
    project, url = draft
    values = {"title": "新标题", "contact_phone": "xxx"}
    answer = posted(client, walker, url, values, **DRAFT)
    assert answer.status_code == 200
    assert answer.json()["left"] == [
        "Contact phone: “xxx” is no telephone number. Write it like 010-12345678 or 13800000000."
    ]
    fresh = Project.objects.get(pk=project.pk)
    assert (fresh.title, fresh.contact_phone) == ("新标题", project.contact_phone)


def test_a_colleague_who_saved_meanwhile_is_not_overwritten(walker, client, draft):
    project, url = draft
    seen = saved_mark(project)
    with clock.moved_to(walker.now):
        proposal_save(project=project, values={"scope": "别人写的"}, by=walker.cast.applicant)
    answer = posted(
        client, walker, url, {"title": "标题", "scope": "我写的", "seen": seen}, **DRAFT
    )
    assert (answer.status_code, answer.json()["seen"]) == (409, "")
    assert answer.json()["said"].startswith("Not saved: This matter has changed")
    assert Project.objects.get(pk=project.pk).scope == "别人写的"


def test_a_sitting_names_each_changed_field_once_in_the_log(walker, client, draft):
    project, url = draft
    before = project.log.count()
    for scope in ("一", "二", "三"):
        posted(client, walker, url, {"title": "标题", "scope": scope}, **DRAFT)
    assert project.log.count() == before + 1
    assert {"title", "scope"} <= set(project.log.first().values["fields"])
    assert Project.objects.get(pk=project.pk).scope == "三"


def test_the_page_works_without_the_script(walker, client, draft):
    project, url = draft
    answer = posted(
        client, walker, url, {"title": "标题", "save": "1", "seen": saved_mark(project)}
    )
    assert (answer.status_code, answer["Location"]) == (302, url)
