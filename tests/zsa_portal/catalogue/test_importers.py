"""Standards that existed before the portal."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from standards.publication.actions import announcement_issue
from standards.states import S
from tests import sheets
from zsa_portal.catalogue.models import Edition, Standard
from zsa_portal.outbox.models import Message
from zsa_portal.people.imports import actions
from zsa_portal.people.imports.models import ImportRun
from zsa_portal.people.models import Department, DepartmentMembership, User
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet

HEAD = [
    "standard number",
    "title",
    "technical field",
    "status",
    "publication date",
    "implementation date",
    "replaces",
]


def row(number, *, title="规范", status="In force", published="2022-03-01", replaces=None):
    return [number, title, "bio", status, published, published, replaces]


def check(walker, *rows):
    return sheets.check("standards", HEAD, *rows, by=walker.cast.secretariat)


def take_over(walker, *rows):
    run = check(walker, *rows)
    assert run.errors == []
    actions.import_submit(run=run, by=walker.cast.secretariat)
    done, errors = actions.import_apply(run=run, by=another(walker))
    assert errors == []
    return done


def announce(walker, project):
    """The portal numbers a standard."""
    with clock.moved_to(walker.now):
        day = clock.today()
        return announcement_issue(
            projects=[project],
            title="公告",
            body="",
            published_on=day,
            implemented_on=day,
            by=walker.cast.secretariat,
        )


def another(walker):
    """Somebody else of the secretariat."""
    home = Department.objects.get(code="standards")
    found, is_new = User.objects.get_or_create(
        username="second", defaults={"name": "Second", "email": "second@example.org"}
    )
    if is_new:
        DepartmentMembership.objects.create(user=found, department=home, starts="2020-01-01")
    return found


def test_existing_standards_are_taken_over_and_the_next_number_follows(walker, project_at):
    take_over(walker, row("T/ZSA 7—2022"), row("T/ZSA 12-2022", title="另一规范"))
    assert set(Edition.objects.values_list("number", "status")) == {
        ("T/ZSA 7-2022", "current"),
        ("T/ZSA 12-2022", "current"),
    }
    project = project_at(S.APPROVED)
    made = announce(walker, project)
    assert made.editions.get().number == "T/ZSA 13-2026"


def test_a_second_edition_replaces_the_first(walker):
    take_over(
        walker,
        row("T/ZSA 7-2018", status="Replaced", published="2018-05-01"),
        row("T/ZSA 7-2022", replaces="T/ZSA 7-2018"),
    )
    new = Edition.objects.get(year=2022)
    assert (new.replaces.number, Standard.objects.count()) == ("T/ZSA 7-2018", 1)


def test_the_same_sheet_again_changes_nothing(walker):
    take_over(walker, row("T/ZSA 7-2022"))
    assert sheets.count(check(walker, row("T/ZSA 7-2022")), "unchanged") == 1


@pytest.mark.parametrize(
    "line",
    [
        row("T/ZSA 7"),
        row("GB/T 1-2020"),
        row(""),
        row("T/ZSA 7-2021"),
        row("T/ZSA 7-2022", status="x"),
        row("T/ZSA 7-2022", replaces="T/ZSA 3-2019"),
        row("T/ZSA 7-2022", published="2022-13-01"),
        row("T/ZSA 7-2022", status="Under publication"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_stored(walker, line):
    run = check(walker, row("T/ZSA 6-2022"), line)
    assert {error["row"] for error in run.errors} == {3}
    assert (Standard.objects.count(), Edition.objects.count()) == (0, 0)


def test_the_portals_own_standards_stay_and_nothing_is_imported_beyond_them(walker, project_at):
    project = project_at(S.NUMBERING_PUBLISHING)
    day = project.edition.published_on
    assert project.edition.number == "T/ZSA 1-2026"
    for number in ("T/ZSA 1-2026", "T/ZSA 2-2026", "T/ZSA 40-2026"):
        assert len(check(walker, row(number, published=str(day))).errors) == 1
    assert Edition.objects.count() == 1
    assert project.edition.published_on - day == dt.timedelta()


# Who brings existing standards in, and with whose release


@pytest.fixture
def signed(client, walker):
    """A browser of a user at the walker's time."""

    def browse(user):
        client.force_login(user)
        return client

    with clock.moved_to(walker.now):
        yield browse


PAGE = "people:import"


def address(run):
    return reverse("people:import_preview", args=["standards", run.pk])


@pytest.mark.rule("F06a")
def test_only_the_secretariat_brings_existing_standards_in(walker, signed, make_staff):
    """The head of another department is refused by page, upload, preview and direct POST."""
    head = make_staff(department="finance", head=True)
    run = check(walker, row("T/ZSA 7-2022"))
    actions.import_submit(run=run, by=walker.cast.secretariat)
    client = signed(head)
    page = reverse(PAGE, args=["standards"])
    file = sheets.upload(HEAD, row("T/ZSA 8-2022"))
    answers = [
        client.get(page),
        client.post(page, {"file": file}),
        client.get(address(run)),
        client.post(address(run), {"act": "take"}),
        client.post(address(run), {"act": "submit"}),
        client.post(address(run), {"act": "discard"}),
    ]
    assert [answer.status_code for answer in answers] == [403] * 6
    assert (ImportRun.objects.count(), Edition.objects.count()) == (1, 0)
    assert client.get(reverse("people:imports")).status_code == 200
    assert "rows.xlsx" not in client.get(reverse("people:imports")).content.decode()
    assert signed(walker.cast.secretariat).get(page).status_code == 200


@pytest.mark.rule("F06a")
def test_nobody_releases_what_they_put_forward_themselves(walker, signed):
    uploader = walker.cast.secretariat
    run = check(walker, row("T/ZSA 7-2022"))
    client = signed(uploader)
    for prepared in (lambda: None, lambda: client.post(address(run), {"act": "submit"})):
        prepared()
        with pytest.raises(RuleUnmet) as refused:
            actions.import_apply(run=run, by=uploader)
        assert refused.value.rule == "F06a"
        assert client.post(address(run), {"act": "take"}).status_code == 409
        assert client.post(address(run)).status_code == 409
    page = client.get(address(run)).content.decode()
    assert "Somebody else of the secretariat releases what you put forward." in page
    assert "Release and take over" not in page
    assert Edition.objects.count() == 0


@pytest.mark.rule("F06a")
def test_a_table_that_is_not_put_forward_is_released_by_nobody(walker):
    run = check(walker, row("T/ZSA 7-2022"))
    with pytest.raises(RuleUnmet):
        actions.import_apply(run=run, by=another(walker))
    assert Edition.objects.count() == 0


@pytest.mark.rule("F06a")
def test_a_second_person_of_the_secretariat_releases_the_table(walker, signed):
    run, second = check(walker, row("T/ZSA 7-2022")), another(walker)
    signed(walker.cast.secretariat).post(address(run), {"act": "submit"})
    told = Message.objects.filter(event="people.import_submitted")
    assert second in [message.recipient for message in told]
    assert walker.cast.secretariat not in [message.recipient for message in told]
    assert {message.link for message in told} == {address(run)}
    client = signed(second)
    assert "rows.xlsx" in client.get(reverse("people:imports")).content.decode()
    assert "Release and take over" in client.get(address(run)).content.decode()
    assert client.post(address(run), {"act": "take"}).status_code == 302
    run.refresh_from_db()
    assert (run.state, run.released_by) == ("done", another(walker))
    assert Edition.objects.get().number == "T/ZSA 7-2022"


@pytest.mark.django_db
def test_the_database_keeps_a_second_person_too(walker):
    user = walker.cast.secretariat
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRun.objects.create(importer="standards", uploaded_by=user, released_by=user)


def test_a_standard_from_before_the_portal_is_marked_on_its_pages(walker, signed):
    take_over(walker, row("T/ZSA 7-2022"))
    edition = Edition.objects.get()
    assert (edition.kind, edition.matter) == ("catalogue.imported", None)
    client = signed(walker.cast.secretariat)
    for name in ("edition", "edition_en"):
        page = client.get(reverse(f"catalogue:{name}", args=[7, 2022])).content.decode()
        assert "Imported: published before the portal" in page


def test_an_imported_edition_has_no_project(project_at):
    edition = project_at(S.NUMBERING_PUBLISHING).edition
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(kind="catalogue.imported")


@pytest.mark.rule("F30")
def test_a_running_number_of_the_portal_takes_no_imported_edition(walker, project_at):
    """T/ZSA 1-2025 does not stand beside the portal's own T/ZSA 1-2026, before it or after."""
    own = project_at(S.NUMBERING_PUBLISHING).edition
    assert (own.standard.running, own.year) == (1, 2026)
    for year in (2024, 2025, 2027):
        run = check(walker, row(f"T/ZSA 1-{year}", published=f"{year}-03-01"))
        assert "The portal gave the running number 1 itself." in sheets.sentences(run)
    assert list(Edition.objects.values_list("number", flat=True)) == [own.number]


@pytest.mark.rule("F30")
def test_a_number_given_between_check_and_release_stops_the_release(walker, project_at):
    run = check(walker, row("T/ZSA 1-2022"))
    assert run.errors == []
    actions.import_submit(run=run, by=walker.cast.secretariat)
    own = project_at(S.NUMBERING_PUBLISHING).edition
    _run, errors = actions.import_apply(run=run, by=another(walker))
    assert [error.row for error in errors] == [2]
    assert list(Edition.objects.values_list("number", flat=True)) == [own.number]


@pytest.mark.rule("F30")
def test_numbers_are_imported_up_to_the_last_one_given_and_not_beyond(walker, project_at):
    """After 12 from before, the portal's first is 13: 11 may still come in, 14 may not."""
    take_over(walker, row("T/ZSA 12-2022"))
    announce(walker, project_at(S.APPROVED))
    assert check(walker, row("T/ZSA 11-2022")).errors == []
    for number in ("T/ZSA 13-2022", "T/ZSA 14-2022"):
        assert len(check(walker, row(number)).errors) == 1


def test_the_administration_neither_imports_nor_marks_a_standard(walker, client):
    run = check(walker, row("T/ZSA 7-2022"))
    root = User.objects.create_superuser("root", "root@example.org", "a word of one's own")
    client.force_login(root)
    for name in ("zsa_catalogue_edition", "zsa_catalogue_standard", "zsa_people_importrun"):
        assert client.post(reverse(f"admin:{name}_add"), {}).status_code == 403
    change = reverse("admin:zsa_people_importrun_change", args=[run.pk])
    assert client.post(change, {"state": "submitted"}).status_code == 403
    assert client.post(address(run), {"act": "take"}).status_code in (403, 404)
    assert Edition.objects.count() == 0
