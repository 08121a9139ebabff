"""After a bag was taken in: labels, the four checks, its projects, and no right that stays behind."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from archive.checking.actions import checks_finish
from archive.checking.kinds import Check, Flaw, Occasion
from archive.checking.records import CheckResult, CheckRun
from archive.exceptions.queries import seen_by
from archive.intakes import keeping
from archive.intakes.papers import RECEIVED, RECEIVED_ORIGINAL
from archive.records import Folder, Item
from tests.archive.filing.collecting.matters import matter_of
from tests.archive.holdings import folder, record
from tests.archive.intakes.bags import came, changed, emptied, sent, taken
from tests.archive.test_forbidden_steps import people_of
from tests.procedure.models import Example
from zsa_portal.documents import scanning, store
from zsa_portal.documents.explaining import reasons
from zsa_portal.documents.models import Document, IssuedForm
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import Post, PostHolding
from zsa_portal.people.places import forget
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.refusals import Refusal, WrongState


def entered(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_who_took_a_bag_in_reads_its_records_as_long_as_the_post_is_held(cast, intake):
    rows = Document.objects.filter(archive_items__intake=intake)
    assert {one.uploaded_by for one in rows} == {cast.custodian}
    assert {one.kind for one in rows} == {RECEIVED, RECEIVED_ORIGINAL}
    secret = rows.get(title="名单.pdf")
    mine = rows.filter(pk=secret.pk)
    assert mine.readable_by(cast.custodian).exists()
    assert "Uploaded it" not in [one.rule for one in seen_by(secret.archive_items.get())]
    assert "Uploaded it" not in reasons(secret, cast.custodian)
    PostHolding.objects.filter(user=cast.custodian, post=Post.CUSTODIAN).update(
        ends=clock.today() - dt.timedelta(days=1)
    )
    forget(cast.custodian)
    for right in ("readable_by", "opened_to", "savable_by", "named_to", "readable_by_party"):
        assert not getattr(mine, right)(cast.custodian).exists(), right
    version = secret.versions.get()
    answer = entered(cast.custodian).get(reverse("documents:download", args=[version.pk]))
    assert answer.status_code in (403, 404)


@pytest.mark.parametrize(("state", "reads"), [("listed", True), ("accepted", False)])
def test_an_author_reads_what_is_filed_here_until_it_is_taken_in(cast, state, reads):
    item = record(cast.department, cast.other_clerk, "周报.pdf", level="confidential", state=state)
    rows = Document.objects.filter(pk=item.document_id)
    assert rows.readable_by(cast.other_clerk).exists() is reads


def test_paper_originals_have_labels_and_files_have_none(cast, intake):
    paper = Item.objects.get(intake=intake, medium="paper")
    assert len(paper.label) >= 16
    assert not Item.objects.filter(intake=intake).exclude(pk=paper.pk).exclude(label=None).exists()
    client = entered(cast.custodian)
    tab = client.get(reverse("workflow:tab", args=[intake.pk, "intake"])).content.decode()
    page = reverse("archive:intake_labels", args=[intake.pk])
    assert page in tab
    assert client.get(page).status_code == 200
    assert client.post(page, {}).status_code == 302
    form = IssuedForm.objects.get(kind="archive.labels")
    (label,) = form.data["labels"]
    assert (label["name"], label["box"], label["shelf"]) == ("合同", "3", "A1")
    assert client.get(label["path"]).status_code == 200
    assert LogEntry.objects.get(matter=intake, step="labels_issue").by == cast.custodian


def test_a_bag_without_paper_has_no_labels_to_issue(cast, bag, tmp_path):
    def files(said):
        said["records"] = [one for one in said["records"] if one["path"]]

    done = taken(cast, came(cast, changed(bag, tmp_path, files)))
    shown = entered(cast.custodian).get(reverse("workflow:tab", args=[done.pk, "intake"]))
    assert reverse("archive:intake_labels", args=[done.pk]) not in shown.content.decode()
    with pytest.raises(Refusal, match="Only paper originals"):
        keeping.intake_labels_issue(intake=done, by=cast.custodian)


def test_the_four_checks_begin_as_the_records_come_in_and_their_report_is_issued(cast, intake):
    run = CheckRun.objects.get(origin=intake)
    assert (run.occasion, run.total, run.begun_by) == (Occasion.INTAKE, 4, cast.custodian)
    with pytest.raises(Refusal, match="not made yet"):
        keeping.intake_report_issue(intake=intake, by=cast.custodian)
    checks_finish(intake)
    run.refresh_from_db()
    assert (run.state, run.done) == (CheckRun.State.DONE, 4)
    results = CheckResult.objects.filter(run=run)
    assert {(one.kind, one.flaw) for one in results} == {(kind, Flaw.NONE) for kind in Check}
    assert not Message.objects.filter(event="archive.checks_found").exists()
    client = entered(cast.custodian)
    tab = reverse("workflow:tab", args=[intake.pk, "checks"])
    assert "When the bag was taken in" in client.get(tab).content.decode()
    assert client.post(reverse("archive:intake_report", args=[intake.pk]), {}).status_code == 302
    form = IssuedForm.objects.get(kind="archive.check_report_confidential")
    assert form.matters.get().pk == intake.pk
    assert form.data["facts"][0] == ["移交单位", "中关村标准化协会"]
    assert (form.data["count"], form.data["wrong"]) == (4, 0)


def test_what_the_checks_find_is_named_with_what_to_do_and_made_anew(cast, bag, tmp_path):
    def nowhere(said):
        said["records"] = [one | {"box": "", "shelf": ""} for one in said["records"]]

    intake = taken(cast, came(cast, changed(bag, tmp_path, nowhere)))
    weekly = Item.objects.get(name="周报.pdf").document.versions.get().file
    path = store.path_of(weekly)
    kept = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(kept + b" ")
    checks_finish(intake)
    path.write_bytes(kept)
    found = {(one.item.name, one.flaw) for one in CheckResult.objects.exclude(flaw="")}
    assert found == {
        ("周报.pdf", Flaw.BYTES_CHANGED),
        ("通知.pdf", Flaw.BYTES_CHANGED),
        ("合同", Flaw.NO_PLACE),
    }
    told = Message.objects.get(event="archive.checks_found")
    assert (told.recipient, told.about) == (cast.custodian, intake.pk)
    assert told.subject == "The four checks found something in 3 records"
    assert told.link == reverse("workflow:tab", args=[intake.pk, "checks"])
    client = entered(cast.custodian)
    tab = reverse("workflow:tab", args=[intake.pk, "checks"])
    shown = client.get(tab).content.decode()
    for said in ("3 records are not in order.", "or from the bag", "where the paper original lies"):
        assert said in shown, said
    assert "Return the row" not in shown
    assert client.post(reverse("archive:intake_checks", args=[intake.pk]), {}).status_code == 302
    checks_finish(intake)
    assert CheckRun.objects.filter(origin=intake, state=CheckRun.State.DONE).count() == 2
    newest = CheckRun.objects.filter(origin=intake).first()
    assert [one.flaw for one in newest.results.exclude(flaw="")] == [Flaw.NO_PLACE]
    assert LogEntry.objects.filter(matter=intake, step="checks_begin").count() == 1


@pytest.mark.rule("A05")
def test_the_custodian_writes_down_where_a_paper_original_lies_here(cast, intake):
    paper = Item.objects.get(intake=intake, medium="paper")
    file = Item.objects.get(intake=intake, name="周报.pdf")
    client = entered(cast.custodian)
    page = reverse("archive:intake_place", args=[intake.pk, paper.pk])
    tab = client.get(reverse("workflow:tab", args=[intake.pk, "intake"])).content.decode()
    assert page in tab
    assert 'value="A1"' in client.get(page).content.decode()
    assert client.post(page, {"box": "12", "shelf": ""}).status_code == 422
    with pytest.raises(RuleUnmet):
        keeping.intake_place(intake=intake, row=paper.pk, box="12", shelf=" ", by=cast.custodian)
    paper.refresh_from_db()
    assert (paper.box, paper.shelf) == ("3", "A1")
    assert client.post(page, {"box": "12", "shelf": "C4"}).status_code == 302
    paper.refresh_from_db()
    assert (paper.box, paper.shelf) == ("12", "C4")
    assert LogEntry.objects.filter(matter=intake, step="intake_place").count() == 1
    with pytest.raises(Refusal, match="Only paper originals"):
        keeping.intake_place(intake=intake, row=file.pk, box="1", shelf="2", by=cast.custodian)
    assert client.get(reverse("archive:intake_place", args=[intake.pk, file.pk])).status_code == 404
    for name, user in people_of(cast).items():
        if user != cast.custodian:
            assert entered(user).post(page, {"box": "1", "shelf": "1"}).status_code == 404, name
            with pytest.raises(PermissionDenied):
                keeping.intake_place(intake=intake, row=paper.pk, box="1", shelf="1", by=user)
    paper.refresh_from_db()
    assert paper.box == "12"


def test_a_scanner_of_the_house_looks_at_what_came_in(cast, intake, monkeypatch):
    monkeypatch.setattr(scanning, "is_configured", lambda: True)
    monkeypatch.setattr(scanning, "scan", lambda _path: "Eicar")
    checks_finish(intake)
    assert CheckResult.objects.filter(kind=Check.SAFETY, flaw=Flaw.INFECTED).count() == 3


def test_nobody_else_issues_labels_or_checks_and_nothing_before_it_is_taken_in(cast, bag):
    waiting = came(cast, bag)
    acts = (keeping.intake_labels_issue, keeping.intake_check, keeping.intake_report_issue)
    pages = ("archive:intake_labels", "archive:intake_checks", "archive:intake_report")
    for act in acts:
        with pytest.raises(WrongState):
            act(intake=waiting, by=cast.custodian)
    client = entered(cast.custodian)
    for page in pages:
        assert client.get(reverse(page, args=[waiting.pk])).status_code == 409
    done = taken(cast, waiting)
    checks_finish(done)
    for name, user in people_of(cast).items():
        if user == cast.custodian:
            continue
        for act in acts:
            with pytest.raises(PermissionDenied):
                act(intake=done, by=user)
        client = entered(user)
        for page in pages:
            assert client.post(reverse(page, args=[done.pk]), {}).status_code == 404, (name, page)
    assert not IssuedForm.objects.exists()


@pytest.fixture
def project(cast, monkeypatch):
    """Projects with a number: ``project("T-2026-7")``."""
    monkeypatch.setattr(Example, "IS_PROJECT", True)

    def make(number):
        made = matter_of(cast.department, "智能网联汽车")
        Example.objects.filter(pk=made.pk).update(number=number)
        return made

    return make


def test_a_project_that_the_bag_names_is_that_project_here(cast, project):
    mine = project("T-2026-7")
    above = folder(cast.department, cast.archivist, "01", name="智能网联汽车")
    Folder.objects.filter(pk=above.pk).update(project=mine)
    folder(cast.department, cast.archivist, "01.01", name="纪要", parent=above)
    record(cast.department, cast.archivist, "纪要.pdf", number="01.01")
    data = sent(cast, above)
    emptied()
    intake = came(cast, data)
    client = entered(cast.custodian)
    tab = reverse("workflow:tab", args=[intake.pk, "intake"])
    assert mine.get_absolute_url() in client.get(tab).content.decode()
    taken(cast, intake)
    assert {one.project_id for one in Folder.objects.all()} == {mine.pk}


@pytest.mark.parametrize("numbers", [(), ("T-2026-7", "T-2026-7"), ("T-2026-8",)])
def test_a_number_that_names_no_project_or_several_links_none(
    cast, bag, tmp_path, project, numbers
):
    for number in numbers:
        project(number)

    def name(said):
        said["folders"] = [one | {"project": "T-2026-7"} for one in said["folders"]]

    intake = came(cast, changed(bag, tmp_path, name))
    tab = reverse("workflow:tab", args=[intake.pk, "intake"])
    assert "T-2026-7: not known here" in entered(cast.custodian).get(tab).content.decode()
    done = taken(cast, intake)
    assert (done.taken, Folder.objects.exclude(project=None).count()) == (4, 0)
