"""What is typed into the 项目建议书 is checked where it is typed, and by every other way in."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from standards.drafting.rules import named_participants
from standards.models import Project
from standards.planning.papers import FILING_DOSSIER
from standards.proposals import actions
from standards.proposals.forms import ProposalForm
from standards.states import S
from tests.standards.association import organisation
from zsa_portal.people.organisations.naming import MARK, named
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db


def typed(project: Project, **values: object) -> dict[str, object]:
    """What the page posts for a proposal, with some fields changed."""
    form = ProposalForm(instance=project)
    found = {name: form[name].value() for name in form.fields}
    plain = {name: "" if value in (None, False) else value for name, value in found.items()}
    return plain | {"patents": "no", "seen": "0"} | values


@pytest.fixture
def page(walker):
    """A draft, and the browser of its applicant on the page that edits it."""
    project = walker.start("示例规范")
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(walker.cast.applicant)

    def post(**values: object):
        with clock.moved_to(walker.now):
            fresh = Project.objects.get(pk=project.pk)
            seen = actions.saved_mark(fresh)
            url = reverse("standards:proposal_edit", args=[project.pk])
            return browser.post(url, typed(fresh, seen=seen, save="1", **values))

    return project, post


@pytest.mark.parametrize(
    ("name", "nonsense"),
    [
        ("ics", "abc"),
        ("ccs", "x"),
        ("leader_phone", "xxx"),
        ("contact_phone", "xxx"),
        ("planned_start", "2020-01-01"),
        ("planned_start", "0226-01-01"),
        ("planned_end", "9999-12-31"),
    ],
)
def test_nonsense_is_named_at_its_field_and_nothing_is_stored(page, name, nonsense):
    project, post = page
    before = getattr(Project.objects.get(pk=project.pk), name)
    answer = post(**{name: nonsense})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [name]
    assert nonsense in answer.content.decode()
    assert getattr(Project.objects.get(pk=project.pk), name) == before


def test_what_is_right_is_stored_in_one_spelling(page):
    project, post = page
    answer = post(ics="３５.240.50", ccs="l70", leader_phone="(010)12345678")
    assert answer.status_code == 302
    project = Project.objects.get(pk=project.pk)
    assert (project.ics, project.ccs, project.leader_phone) == (
        "35.240.50",
        "L 70",
        "010-12345678",
    )


def test_organisations_are_picked_from_the_register_or_marked(page, walker):
    project, post = page
    own = walker.cast.organisation.name
    organisation("参编研究院")
    answer = post(participants=[own, " 参编 研究院", "杜撰公司", "杜撰公司（未登记）", own])
    assert answer.status_code == 302
    project = Project.objects.get(pk=project.pk)
    assert project.participants.splitlines() == [own, "参编研究院", f"杜撰公司{MARK}"]
    assert named_participants(project) == [own, "参编研究院", "杜撰公司"]
    organisation("杜撰公司")
    assert named(project.participants).splitlines() == [own, "参编研究院", "杜撰公司"]


def test_an_organisation_written_past_the_page_is_marked_too(walker):
    project = walker.start("示例规范")
    with clock.moved_to(walker.now):
        values = {"participants": "杜撰公司", "adopters": "另一杜撰公司"}
        project = actions.proposal_save(project=project, values=values, by=walker.cast.applicant)
    assert (project.participants, project.adopters) == (f"杜撰公司{MARK}", f"另一杜撰公司{MARK}")


def test_the_revised_standard_is_stored_as_article_30_writes_it(page):
    project, post = page
    assert post(revised_standard="t/zsa 7—2022").status_code == 302
    assert Project.objects.get(pk=project.pk).revised_standard == "T/ZSA 7-2022"


def test_the_page_offers_members_and_what_is_named_but_no_other_organisation(page, walker):
    project, post = page
    organisation("会外单位").memberships.all().delete()
    post(participants=["杜撰公司"])
    form = ProposalForm(instance=Project.objects.get(pk=project.pk))
    offered = [name for name, _label in form.fields["participants"].widget.choices]
    assert walker.cast.organisation.name in offered
    assert f"杜撰公司{MARK}" in offered
    assert "会外单位" not in offered
    assert str(form["participants"]).count("selected") == 1


def test_an_old_start_may_stand_while_other_fields_are_edited(page, walker):
    project, post = page
    today = clock.day_of(walker.now)
    Project.objects.filter(pk=project.pk).update(planned_start=today - dt.timedelta(days=1))
    assert post(title="示例规范二").status_code == 302


def test_the_missing_seal_is_a_line_of_the_checklist_and_stops_nothing(walker, project_at):
    project = project_at(S.DOSSIER_FILING)
    row = next(
        row for row in FILING_DOSSIER.rows(project) if row.paper.kind.endswith("sealed_proposal")
    )
    assert (row.absent, row.missing) == (True, False)
    with clock.moved_to(walker.now):
        walker.add(
            project, "standards.sealed_proposal", "盖章扫描件", walker.cast.committee_secretary
        )
    row = next(
        row for row in FILING_DOSSIER.rows(project) if row.paper.kind.endswith("sealed_proposal")
    )
    assert row.absent is False
