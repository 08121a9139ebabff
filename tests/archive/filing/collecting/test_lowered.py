"""Papers of matters below the table of levels: a reason, and the head's approval with the list (附件二)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from archive.filing.collecting.actions.rows import item_edit, items_lower
from archive.filing.collecting.actions.taking import papers_take
from archive.filing.collecting.material import material_of
from archive.filing.levels import lowered
from archive.filing.models import Filing
from archive.filing.states import F
from archive.records import Item
from tests.archive.filing.collecting.matters import matter_of, paper_of
from tests.pages.costs import MOST, statements
from zsa_portal.documents.levels import CLASSIFIED, entries_of
from zsa_portal.documents.models import Document
from zsa_portal.documents.tables import LevelTable
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import BadValue, StepsUnmet

pytestmark = pytest.mark.usefixtures("any_name")
REASON = "已对外发布"


@pytest.fixture
def take(filing, cast):
    """Put a paper of a matter, of a level, on the list."""
    project = matter_of(cast.department, "甲项目")

    def take(level):
        name = f"纪要{Item.objects.count()}.docx"
        paper = paper_of(project, cast.clerk, level=level, name=name)
        (row,) = papers_take(filing=filing, keys=[f"d{paper.pk}"], by=cast.archivist)
        return row

    return take


def submit(filing, cast):
    return perform(Filing.objects.get(pk=filing.pk).submit_list, by=cast.archivist)


def kind_of(cast, level):
    return next(one.key for one in entries_of(cast.department) if one.levels == (level,))


@pytest.mark.rule("A18a")
@pytest.mark.parametrize(
    ("level", "kind", "refused"),
    [
        (Level.CONFIDENTIAL, "", False),
        (Level.RESTRICTED, "", True),
        (Level.PUBLIC, "", True),
        (Level.RESTRICTED, Level.RESTRICTED, False),
        (Level.PUBLIC, Level.RESTRICTED, True),
        (Level.PUBLIC, Level.PUBLIC, False),
        (Level.RESTRICTED, Level.PUBLIC, False),
    ],
)
def test_a_paper_below_the_table_is_submitted_with_a_reason_alone(
    filing, cast, take, level, kind, refused
):
    row = take(level)
    Item.objects.update(entry=kind_of(cast, kind) if kind else row.entry)
    if refused:
        with pytest.raises(StepsUnmet, match="1 row is lower than the table of levels says"):
            submit(filing, cast)
        items_lower(filing=filing, keys=[row.pk], reason=REASON, by=cast.archivist)
    submitted = submit(filing, cast)
    assert submitted.state == F.CHECK
    assert [one.pk for one in lowered(submitted).standing] == [row.pk] * refused


@pytest.mark.rule("A18a")
def test_the_level_that_a_paper_got_after_it_was_listed_counts(filing, cast, take):
    row = take(Level.CONFIDENTIAL)
    Document.objects.filter(pk=row.document_id).update(level=Level.PUBLIC)
    with pytest.raises(StepsUnmet, match="lower than the table"):
        submit(filing, cast)


@pytest.mark.rule("A18a")
def test_a_file_that_a_stricter_table_has_overtaken_says_why_too(filing, cast, send):
    key = kind_of(cast, Level.RESTRICTED)
    old = next(one for one in entries_of(cast.department) if one.key == key)
    row = send(entry=key).item
    LevelTable.objects.create(
        number=2,
        valid_from=clock.today(),
        rows=[replace(old, levels=(Level.CONFIDENTIAL,)).as_row()],
        drafted_by=cast.quality,
        confirmed_by=cast.quality_head,
    )
    with pytest.raises(StepsUnmet, match="lower than the table"):
        submit(filing, cast)
    items_lower(filing=filing, keys=[row.pk], reason=REASON, by=cast.archivist)
    found = lowered(submit(filing, cast))
    assert [(one.pk, one.table_level) for one in found.standing] == [(row.pk, Level.CONFIDENTIAL)]


def test_a_paper_has_the_level_that_another_department_s_table_gives_its_kind(
    filing, cast, take, monkeypatch
):
    row = take(Level.RESTRICTED)
    monkeypatch.setitem(CLASSIFIED, row.document.kind, ("standards", "weekly_report"))
    assert submit(filing, cast).state == F.CHECK
    Document.objects.filter(pk=row.document_id).update(level=Level.PUBLIC)
    found = lowered(Filing.objects.get(pk=filing.pk)).standing
    assert [one.table_level for one in found] == [Level.RESTRICTED]


def test_the_head_sees_such_a_paper_and_its_reason_and_stores_it(filing, cast, take, client):
    row = take(Level.PUBLIC)
    items_lower(filing=filing, keys=[row.pk], reason=REASON, by=cast.archivist)
    submitted = submit(filing, cast)
    client.force_login(cast.head)
    page = client.get(reverse("workflow:step", args=[submitted.pk, "store_public"]))
    said = page.content.decode()
    said = said[said.index("data-beside") :]
    assert all(word in said for word in (row.name, REASON, "You approve it with your signature"))
    assert "These were approved when" not in said


def test_why_is_said_of_many_at_once_or_of_one_row(filing, cast, take, client):
    rows = [take(Level.RESTRICTED) for _number in range(3)]
    client.force_login(cast.archivist)
    page = client.get(reverse("archive:material", args=[filing.pk])).content.decode()
    assert "3 rows are lower than the table of levels says and do not say why" in page
    assert page.count(">Lower than the table<") == 3
    url = reverse("archive:rows", args=[filing.pk])
    sent = {"row": [row.pk for row in rows[:2]], "act": "lower"}
    assert client.post(url, sent | {"reason": ""}).status_code == 422
    assert client.post(url, sent | {"reason": REASON}).status_code == 302
    assert [row.pk for row in material_of(filing).todo("level")] == [rows[2].pk]
    edit = client.get(reverse("archive:row", args=[filing.pk, rows[2].pk])).content.decode()
    assert ('name="level_reason"' in edit, 'name="level"' in edit) == (True, False)
    item_edit(filing=filing, item=rows[2], values={"level_reason": REASON}, by=cast.archivist)
    assert set(Item.objects.values_list("level_reason", flat=True)) == {REASON}
    with pytest.raises(BadValue, match="Say why"):
        items_lower(filing=filing, keys=[rows[2].pk], reason=" ", by=cast.archivist)


def test_the_head_s_page_costs_the_same_at_one_and_at_three(filing, cast, take):
    def cost(rows):
        for _number in range(rows):
            take(Level.RESTRICTED)
        Item.objects.update(level_reason=REASON)
        submitted = submit(filing, cast)
        url = reverse("workflow:step", args=[filing.pk, "approve_list"])
        found = len(statements(cast.head, url, clock.now()))
        perform(submitted.return_list, by=cast.head, reason="待补")
        return found

    one = cost(1)
    assert cost(2) == one
    assert one <= MOST
