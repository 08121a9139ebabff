"""A title corrected after numbering reaches the edition; a published one stays."""

from __future__ import annotations

import pytest
from django.urls import reverse

from standards.models import Project
from standards.states import S
from zsa_portal.catalogue.covers import cover_data
from zsa_portal.catalogue.models import Announcement
from zsa_portal.catalogue.queries import edition_for, history_of
from zsa_portal.documents.models import IssuedForm
from zsa_portal.regulations import clock
from zsa_portal.workflow.actions import matter_correct
from zsa_portal.workflow.refusals import Refusal

RIGHT = {"title": "改正后的规范", "title_en": "Corrected specification"}


@pytest.fixture
def correct(walker):
    """Correct a project's titles by the secretariat."""

    def act(project, values=RIGHT):
        with clock.moved_to(walker.now):
            matter_correct(
                matter=project, values=values, reason="名称有误", by=walker.cast.secretariat
            )
        return Project.objects.get(pk=project.pk)

    return act


def test_before_the_number_the_project_alone_is_corrected(project_at, correct):
    project = correct(project_at(S.APPROVED))
    assert (project.title, project.edition) == (RIGHT["title"], None)


def test_after_the_number_edition_and_cover_follow(project_at, correct):
    edition = correct(project_at(S.NUMBERING_PUBLISHING)).edition
    cover = cover_data(edition)
    assert {name: getattr(edition, name) for name in RIGHT} == RIGHT
    assert {name: cover[name] for name in RIGHT} == RIGHT


def test_the_official_document_is_issued_anew_under_its_number(project_at, correct):
    project = project_at(S.NUMBERING_PUBLISHING)
    assert project.title in project.edition.announcement.title
    correct(project)
    new, old = IssuedForm.objects.filter(kind="catalogue.announcement")
    assert new.data["number"] == old.data["number"]
    assert [form.data["rows"][0]["title"] for form in (new, old)] == [
        RIGHT["title"],
        project.title,
    ]
    assert RIGHT["title"] in Announcement.objects.get().title
    assert list(new.matters.values_list("pk", flat=True)) == [project.pk]


def test_the_public_page_shows_the_document_as_it_stands(walker, project_at, correct):
    project = correct(project_at(S.NUMBERING_PUBLISHING))
    walker.to(project, S.PUBLISHED)
    edition = edition_for("1")
    announced = [
        form for form in history_of(edition).forms if form.kind == "catalogue.announcement"
    ]
    assert [form.data["title"] for form in announced] == [edition.announcement.title]
    assert edition.title == RIGHT["title"]


def test_a_published_title_stays(project_at, correct, client, walker):
    project = project_at(S.PUBLISHED)
    sentence = "T/ZSA 1-2026 is published under its title; a published title stays."
    with pytest.raises(Refusal, match=sentence):
        correct(project)
    client.force_login(walker.cast.secretariat)
    with clock.moved_to(walker.now):
        answers = [
            client.get(reverse("workflow:correct", args=[project.pk])),
            client.post(reverse("workflow:correct", args=[project.pk]), RIGHT | {"reason": "名称"}),
        ]
        page = client.get(project.get_absolute_url()).content.decode()
    assert [answer.status_code for answer in answers] == [409, 409]
    assert sentence in answers[0].content.decode()
    assert reverse("workflow:correct", args=[project.pk]) not in page
    assert Project.objects.get(pk=project.pk).title == edition_for("1").title == project.title


def test_the_cover_page_leads_to_the_correction(project_at, client, walker):
    project = project_at(S.NUMBERING_PUBLISHING)
    client.force_login(walker.cast.secretariat)
    with clock.moved_to(walker.now):
        page = client.get(reverse("standards:cover", args=[project.pk])).content.decode()
    assert project.title in page
    assert reverse("workflow:correct", args=[project.pk]) in page
