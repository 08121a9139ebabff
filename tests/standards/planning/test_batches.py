"""The pages on which one act covers several projects."""

from __future__ import annotations

from django.urls import reverse

from standards.models import Project
from standards.states import S
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import held, touched

NOTICE = {"title": "立项公示", "body": "公示", "days": "15"}


def shown(client, walker, project):
    """What the page for a new notice says it has seen."""
    client.force_login(walker.cast.secretariat)
    with clock.moved_to(walker.now):
        page = client.get(reverse("standards:notice_new", args=[project.pk]))
    return page.context["seen"]


def send(client, walker, project, seen):
    with clock.moved_to(walker.now):
        return client.post(
            reverse("standards:notice_batch"), NOTICE | {"matters": [project.pk], "seen": seen}
        )


def test_a_batch_on_a_page_gone_stale_is_refused_and_keeps_what_was_written(
    walker, project_at, client
):
    project = project_at(S.READY_FOR_NOTICE)
    seen = shown(client, walker, project)
    with clock.moved_to(walker.now), held(project) as fresh:
        touched(fresh)
    answer = send(client, walker, project, seen)
    assert answer.status_code == 409
    assert "has changed since you opened the page" in answer.content.decode()
    assert 'value="立项公示"' in answer.content.decode()
    assert Project.objects.get(pk=project.pk).state == S.READY_FOR_NOTICE


def test_a_batch_on_the_page_as_it_is_goes_through(walker, project_at, client):
    project = project_at(S.READY_FOR_NOTICE)
    answer = send(client, walker, project, shown(client, walker, project))
    assert answer.status_code == 302
    assert Project.objects.get(pk=project.pk).state == S.APPROVAL_NOTICE
