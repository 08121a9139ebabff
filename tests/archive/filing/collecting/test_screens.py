"""The archivist's pages: what they show, what they refuse, and what they cost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from archive.filing.collecting.actions.rows import Original, paper_register
from archive.filing.collecting.actions.taking import papers_take
from archive.kinds import Retention, Sort
from archive.records import Folder, Item
from tests.archive.filing.collecting.matters import form_of, matter_of, paper_of
from tests.pages.costs import MOST, statements
from zsa_portal.documents.levels import entries_of
from zsa_portal.documents.models import Document, IssuedForm
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import perform

PAGES = ("material", "folder_new", "proposals", "upload", "original_new", "rows")


@pytest.fixture
def ask(filing, cast):
    """Ask for a page of the filing, as the archivist unless named; ``data`` makes it a POST."""

    def ask(name, *more, user=None, data=None, **query):
        client = Client(raise_request_exception=False)
        client.force_login(user or cast.archivist)
        url = reverse(f"archive:{name}", args=[filing.pk, *more])
        return client.get(url, query) if data is None else client.post(url, data)

    return ask


@pytest.fixture
def register_paper(filing, cast, folder):
    """Put a paper original on the list."""

    def register(name):
        original = Original(name, Sort.CONTRACT, "1", "2", Retention.YEARS_30)
        return paper_register(filing=filing, folder=folder, original=original, by=cast.archivist)

    return register


def words(page):
    return page.content.decode()


def test_an_empty_list_says_where_to_begin(ask):
    assert "Nothing on the list yet" in words(ask("material"))
    assert "Nothing new from your department" in words(ask("proposals"))


def test_the_scope_is_offered_for_the_name_of_a_folder(ask):
    assert '<option value="协会证照">' in words(ask("folder_new"))


def test_rows_by_folder_narrowed_and_in_pages(ask, send, cast, folder):
    for number in range(3):
        send(f"报告{number}.txt", str(number).encode())
    send("会议.txt", b"meeting", path="会议/会议.txt")
    inner = Folder.objects.get(name="会议")
    assert "4 rows" not in words(ask("material", folder=inner.pk))
    assert words(ask("material", q="报告")).count('name="row"') == 3
    assert words(ask("material", folder=inner.pk)).count('name="row"') == 1
    assert words(ask("material", folder=folder.pk)).count('name="row"') == 4
    assert "No row fits" in words(ask("material", state="accepted"))
    assert words(ask("material", todo="name")).count('name="row"') == 4
    Item.objects.update(name_reason="沿用")
    assert "No row fits" in words(ask("material", todo="name"))
    assert words(ask("material", page="99", level="confidential")).count('name="row"') == 4


def test_a_confidential_papers_name_is_not_told(ask, filing, cast):
    paper = paper_of(
        matter_of(cast.department, "甲项目"),
        cast.clerk,
        level=Level.CONFIDENTIAL,
        name="canary.txt",
    )
    papers_take(filing=filing, keys=[f"d{paper.pk}"], by=cast.archivist)
    row = Item.objects.get()
    assert "canary" not in row.name
    Item.objects.update(name="canary.txt")
    for user in (cast.archivist, cast.head):
        assert "Confidential paper" in words(ask("material", user=user))
        for page in (ask("material", user=user), ask("rows", user=user, row=row.pk)):
            assert "canary" not in words(page)
    assert "No row fits" in words(ask("material", q="canary"))
    assert "canary" in words(ask("material", user=cast.custodian))
    assert ask("row", row.pk).status_code == 404


def test_who_has_no_part_sees_no_material(ask, cast):
    for user in (cast.clerk, cast.other_head, cast.quality):
        assert ask("material", user=user).status_code == 302


@pytest.mark.rule("A03a")
def test_the_pages_are_the_archivists_while_it_is_collected(
    ask, filing, cast, folder, send, any_name
):
    row = send().item
    named = [(name,) for name in PAGES if name != "material"]
    named += [(f"folder_{act}", folder.pk) for act in ("rename", "move", "delete")]
    named += [("row", row.pk)]
    for name in named:
        for user in (cast.head, cast.clerk, cast.other_clerk, cast.custodian):
            assert ask(*name, user=user).status_code == 403
            assert ask(*name, user=user, data={}).status_code == 403
    perform(filing.submit_list, by=cast.archivist)
    for name in named:
        assert ask(*name).status_code == 409
        assert ask(*name, data={}).status_code == 409


def test_a_folder_is_made_renamed_moved_and_deleted(ask):
    assert ask("folder_new", data={"name": "合同"}).status_code == 302
    again = ask("folder_new", data={"name": "合同"})
    assert (again.status_code, "already" in words(again)) == (422, True)
    first = Folder.objects.get()
    ask("folder_new", data={"name": "二", "parent": first.pk})
    second = Folder.objects.get(name="二")
    assert ask("folder_rename", second.pk, data={"name": "三"}).status_code == 302
    wrong = ask("folder_move", second.pk, data={"parent": first.pk, "before": first.pk})
    assert wrong.status_code == 422
    assert ask("folder_move", second.pk, data={"before": first.pk}).status_code == 302
    assert list(Folder.objects.order_by("number").values_list("name", flat=True)) == ["三", "合同"]
    assert "合同" in words(ask("folder_delete", first.pk))
    assert ask("folder_delete", first.pk, data={}).status_code == 302
    assert ask("folder_delete", first.pk).status_code == 404


def test_a_name_of_a_person_is_asked_why_and_keeps_the_input(ask, cast):
    page = ask("folder_new", data={"name": cast.clerk.name})
    assert (page.status_code, "person" in words(page)) == (409, True)
    assert f'value="{cast.clerk.name}"' in words(page)
    sent = {"name": cast.clerk.name, "person_reason": "人事档案"}
    assert ask("folder_new", data=sent).status_code == 302


def test_proposals_are_taken_with_a_check(ask, filing, cast):
    project = matter_of(cast.department, "甲项目")
    one, two = paper_of(project, cast.clerk), paper_of(project, cast.clerk)
    assert one.title in words(ask("proposals"))
    assert ask("proposals", data={}).status_code == 422
    assert ask("proposals", data={"paper": ["x1", "d"]}).status_code == 422
    assert ask("proposals", data={"paper": [f"d{one.pk}"]}).status_code == 302
    assert Item.objects.get().document == one
    assert two.title in words(ask("proposals"))
    assert ask("proposals", data={"paper": ["d999999"]}).status_code == 403


def test_rows_are_changed_together(ask, filing, cast, send, folder):
    keys = [send(f"{number}.txt", str(number).encode()).item.pk for number in range(2)]
    assert "No row is ticked" in words(ask("rows"))
    assert "1.txt" in words(ask("rows", row=keys))
    assert ask("rows", data={"row": keys, "act": "move"}).status_code == 422
    assert ask("rows", data={"row": keys, "act": "nonsense"}).status_code == 422
    assert ask("rows", data={"row": [*keys, 999999], "act": "remove"}).status_code == 403
    place = Folder.objects.create(
        department=cast.department, year=2026, number="02", name="二", created_by=cast.archivist
    )
    assert ask("rows", data={"row": keys, "act": "move", "folder": place.pk}).status_code == 302
    assert ask("rows", data={"row": keys, "act": "name"}).status_code == 302
    assert ask("rows", data={"row": keys, "act": "explain", "reason": "扫描件"}).status_code == 302
    row = Item.objects.filter(folder=place).first()
    assert (row.name[:4], row.pdf_reason) == ("ZSA-", "扫描件")
    label = ask("rows", data={"row": keys, "act": "label"})
    assert (label.status_code, "Only paper originals" in words(label)) == (409, True)
    assert ask("rows", data={"row": keys, "act": "remove"}).status_code == 302
    assert Item.objects.count() == 0


def test_a_row_is_changed(ask, send):
    row = send("报告.txt").item
    page = words(ask("row", row.pk))
    assert "ZSA-TCSERVICE-2026-001 报告.txt" in page
    sent = {"name": "新.txt", "sort": "text", "level": "public", "retention": "10"}
    refused = ask("row", row.pk, data=sent)
    assert (refused.status_code, "新.txt" in words(refused)) == (409, True)
    assert ask("row", row.pk, data=sent | {"level_reason": "可公开"}).status_code == 302
    assert Item.objects.get().name == "新.txt"
    row = Item.objects.get()
    assert (row.level_listed, row.document.level) == (Level.PUBLIC, Level.CONFIDENTIAL)
    assert "“Public” once the head approves the list" in words(ask("material"))


def test_a_paper_original_and_its_label(ask, folder, cast):
    sent = {
        "name": "委托合同",
        "sort": "contract",
        "folder": folder.pk,
        "box": "A-3",
        "shelf": "2",
        "level": "confidential",
        "retention": "30",
    }
    assert ask("original_new", data={}).status_code == 422
    assert ask("original_new", data=sent).status_code == 302
    row = Item.objects.get()
    assert "Box A-3, shelf 2" in words(ask("material"))
    assert ask("rows", data={"row": row.pk, "act": "label"}).status_code == 302
    assert IssuedForm.objects.get().kind == "archive.labels"
    client = Client()
    url = reverse("archive:label", args=[row.label])
    assert client.get(url).status_code == 302
    client.force_login(cast.other_clerk)
    page = client.get(url).content.decode()
    assert ("委托合同" in page, "Confidential paper" in page, "A-3" in page) == (False, True, True)
    client.force_login(cast.custodian)
    assert "委托合同" in client.get(url).content.decode()
    assert client.get(reverse("archive:label", args=["nobody"])).status_code == 404


def test_a_paper_original_takes_the_level_of_its_kind(ask, folder, cast):
    weekly = next(one for one in entries_of(cast.department) if one.levels == (Level.RESTRICTED,))
    sent = {"name": "周报", "sort": "contract", "folder": folder.pk, "box": "A-3", "shelf": "2"}
    more = {"entry": weekly.key, "level": "", "retention": "30"}
    assert ask("original_new", data=sent | more).status_code == 302
    assert Item.objects.get().document.level == Level.RESTRICTED


@pytest.mark.parametrize("name", PAGES)
def test_pages_cost_the_same_at_one_and_at_three(ask, filing, cast, send, folder, name):
    project = matter_of(cast.department, "甲项目")

    def more(number):
        send(f"{number}.txt", str(number).encode(), path=f"{number}/{number}.txt")
        original = Original(f"合同{number}", Sort.CONTRACT, "1", "2", Retention.YEARS_30)
        paper_register(filing=filing, folder=folder, original=original, by=cast.archivist)
        paper_of(project, cast.clerk)
        form_of([project], cast.clerk)
        taken = paper_of(project, cast.clerk)
        papers_take(filing=filing, keys=[f"d{taken.pk}"], by=cast.archivist)

    def cost():
        url = reverse(f"archive:{name}", args=[filing.pk])
        return len(statements(cast.archivist, url, clock.now()))

    more(1)
    one = cost()
    more(2)
    more(3)
    assert cost() == one
    assert one <= MOST


def test_all_that_is_to_be_done_is_settled_at_once(ask, send, filing, register_paper):
    for number in range(3):
        send(f"{number}.txt", str(number).encode())
    register_paper("合同")
    assert words(ask("rows", todo="name")).count('<input type="hidden" name="row"') == 9
    assert "No row is ticked" in words(ask("rows", todo="pdf"))
    keys = list(Item.objects.filter(medium="electronic").values_list("pk", flat=True))
    assert ask("rows", data={"row": keys, "act": "keep", "reason": ""}).status_code == 422
    assert ask("rows", data={"row": keys, "act": "keep", "reason": "来文名称"}).status_code == 302
    assert "No row is ticked" in words(ask("rows", todo="name"))


def test_what_the_department_sent_is_named_to_who_checks_it(ask, send, cast):
    send("绩效方案.txt")
    page = words(ask("material", user=cast.head))
    link = reverse("documents:history", args=[Item.objects.get().document_id])
    assert ("绩效方案.txt" in page, link in page) == (True, False)
    assert link in words(ask("material"))


def test_many_rows_come_in_pages_and_cost_no_more(ask, send, filing, folder, cast):
    def cost():
        url = reverse("archive:material", args=[filing.pk])
        return len(statements(cast.archivist, url, clock.now()))

    first, one = send("000.txt").item, cost()
    documents = Document.objects.bulk_create(
        Document(kind=first.document.kind, title=f"{number}", uploaded_by=cast.archivist)
        for number in range(120)
    )
    Item.objects.bulk_create(
        Item(
            department=cast.department,
            filing=filing,
            folder=folder,
            document=document,
            name=f"{document.title.zfill(3)}x.txt",
            added_by=cast.archivist,
        )
        for document in documents
    )
    assert (cost(), words(ask("material")).count('name="row"')) == (one, 50)
    last = words(ask("material", page=3, q="x.txt"))
    assert last.count('name="row"') == 20
    assert "page=2" in last
    assert "q=x.txt" in last
    assert words(ask("rows", todo="name")).count('name="row"') == 3 * 121
