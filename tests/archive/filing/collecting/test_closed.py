"""Files above 公开 of which no marked copy is made: said where they are seen, refused before filing."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from archive.filing.collecting.actions.rows import Original, item_edit, paper_register
from archive.filing.collecting.material import material_of
from archive.filing.listing import lines_of
from archive.filing.models import Filing
from archive.filing.states import F
from archive.kinds import Retention, Sort
from archive.records import Item
from archive.versions import closes
from tests.pages.costs import statements
from tests.zsa_portal.documents import making
from tests.zsa_portal.documents.test_kept_kinds import KEPT, sound
from zsa_portal.documents.actions import document_level_set
from zsa_portal.documents.levels import entries_of
from zsa_portal.documents.models import Document
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import StepsUnmet

pytestmark = pytest.mark.usefixtures("any_name")
NAME = "录音.mp3"
SOUND = sound()
CLOSED = "Cannot be opened above public"


def fresh(filing):
    return Filing.objects.get(pk=filing.pk)


def submit(filing, cast):
    return perform(fresh(filing).submit_list, by=cast.archivist)


def kind_of(cast, level):
    """A kind of the department's files that has this level by the table."""
    return next(one.key for one in entries_of(cast.department) if one.levels == (level,))


@pytest.fixture
def page(filing, cast):
    """A page of the archivist's."""

    def page(name, *more, data=None, **query):
        client = Client()
        client.force_login(cast.archivist)
        url = reverse(f"archive:{name}", args=[filing.pk, *more])
        answer = client.post(url, data, follow=True) if data else client.get(url, query)
        return answer.content.decode()

    return page


@pytest.mark.rule("A14a")
@pytest.mark.parametrize("name", ["录音.wav", "会议.mp4", "图.dxf", "邮件.eml"])
@pytest.mark.parametrize("level", [Level.RESTRICTED, Level.CONFIDENTIAL])
def test_a_file_above_public_without_pages_is_not_filed(filing, cast, send, name, level):
    send(name, KEPT[name][0], entry=kind_of(cast, level))
    with pytest.raises(StepsUnmet, match=f"nobody could open here once it is filed: {name}. Save"):
        submit(filing, cast)
    assert fresh(filing).state == F.COLLECTING


@pytest.mark.rule("A14a")
def test_a_public_file_without_pages_is_filed(filing, cast, send):
    row = send(NAME, SOUND, entry=kind_of(cast, Level.PUBLIC)).item
    assert row.document.level == Level.PUBLIC
    assert submit(filing, cast).state == F.CHECK


@pytest.mark.rule("A14a")
def test_a_file_with_pages_is_filed_at_any_level(filing, cast, send):
    send("说明.txt", b"1")
    send("课件.pptx", KEPT["课件.pptx"][0])
    send("照片.png", making.image_bytes("PNG"))
    assert submit(filing, cast).state == F.CHECK


@pytest.mark.rule("A14a")
def test_each_of_several_is_counted_and_the_first_named(filing, cast, send):
    for number in range(5):
        send(f"{number}.mp3", sound(3 + number))
    with pytest.raises(StepsUnmet) as refused:
        submit(filing, cast)
    assert "5 files above public" in str(refused.value)
    assert "0.mp3, 1.mp3, 2.mp3…" in str(refused.value)


@pytest.mark.rule("A14a")
def test_what_public_is_only_asked_for_is_seen_by_the_head_first(filing, cast, send):
    """The head approves the lower level by signing: of what opens to nobody before, it is not asked."""
    row = send(NAME, SOUND, entry="").item
    values = {"level": Level.PUBLIC, "level_reason": "已对外发布"}
    item_edit(filing=filing, item=row, values=values, by=cast.archivist)
    assert material_of(fresh(filing)).todo("kind") == [row]
    with pytest.raises(StepsUnmet, match="head of department has to check it before") as refused:
        submit(filing, cast)
    assert "once it is filed" not in str(refused.value)
    other = send("说明.txt", b"1", entry="").item
    item_edit(filing=filing, item=other, values=values, by=cast.archivist)
    assert material_of(fresh(filing)).todo("kind") == [row]
    item_edit(filing=filing, item=row, values={"level": Level.RESTRICTED}, by=cast.archivist)
    with pytest.raises(StepsUnmet, match=f"once it is filed: {NAME}"):
        submit(filing, cast)


def test_what_is_in_the_archive_stands(filing, cast, send):
    row = send(NAME, SOUND).item
    Item.objects.filter(pk=row.pk).update(state=Item.State.ACCEPTED)
    send("说明.txt", b"1")
    assert submit(filing, cast).state == F.CHECK


@pytest.mark.parametrize(
    ("level", "media_type", "closed"),
    [
        (Level.RESTRICTED, "application/zip", True),
        (Level.CONFIDENTIAL, "application/msword", True),
        ("", "audio/mpeg", True),
        (Level.PUBLIC, "application/zip", False),
        (Level.CONFIDENTIAL, "application/pdf", False),
        (Level.RESTRICTED, "text/plain; charset=utf-8", False),
        (Level.RESTRICTED, None, False),
    ],
)
def test_level_and_type_close_a_file_together(level, media_type, closed):
    assert closes(level, media_type) is closed


def test_it_is_said_at_the_upload_at_the_row_and_where_levels_are_given(send, folder, page):
    sent = {"documents": SimpleUploadedFile(NAME, SOUND), "folder": folder.pk}
    said = page("upload", data=sent | {"no_state_secrets": "on"})
    assert f"Above public nobody could open “{NAME}” here once it is filed. Save it as" in said
    assert "1 file above public is of a kind that nobody could open here" in said
    assert said.count(CLOSED) == 1
    send("说明.txt", b"1")
    assert page("material", todo="kind").count('name="row"') == 1
    row = Item.objects.get(name=NAME)
    assert "Above public nobody could open" in page("row", row.pk)
    other = Item.objects.get(name="说明.txt")
    assert "Above public nobody could open" not in page("row", other.pk)
    Document.objects.filter(pk=row.document_id).update(level=Level.PUBLIC)
    assert CLOSED not in page("material")


def test_it_is_said_of_each_file_that_the_script_sends(filing, cast, folder):
    client = Client()
    client.force_login(cast.archivist)
    url = reverse("archive:upload_one", args=[filing.pk])

    def sent(name, data, **more):
        given = {"file": SimpleUploadedFile(name, data), "folder": folder.pk} | more
        return client.post(url, given | {"no_state_secrets": "on"}).json()

    assert "Above public nobody could open" in sent(NAME, SOUND)["caution"]
    assert "caution" not in sent("说明.txt", b"1")
    public = kind_of(cast, Level.PUBLIC)
    assert "caution" not in sent("二.mp3", sound(4), entry=public)


def test_it_costs_no_query_a_row(filing, cast, send):
    url = reverse("archive:material", args=[filing.pk])
    send(NAME, SOUND)
    one = len(statements(cast.archivist, url, clock.now()))
    send("二.mp3", sound(4))
    send("三.mp3", sound(5))
    assert len(statements(cast.archivist, url, clock.now())) == one


@pytest.mark.rule("A05")
def test_a_recording_is_filed_on_its_carrier(filing, cast, folder, page):
    original = Original("理事会录音", Sort.CARRIER, "5", "B2", Retention.YEARS_30)
    row = paper_register(filing=filing, folder=folder, original=original, by=cast.archivist)
    assert (row.document.level, row.get_medium_display()) == (Level.CONFIDENTIAL, "Carrier")
    assert lines_of(fresh(filing))[0].remark == "载体原件 盒5 架B2"
    assert "Carrier of recordings or files" in page("material")
    assert "Carrier of recordings or files" in page("original_new")
    assert submit(filing, cast).state == F.CHECK


def test_nobody_raises_the_level_of_such_a_file_once_its_list_is_signed(filing, cast, send):
    row = send(NAME, SOUND, entry=kind_of(cast, Level.PUBLIC)).item
    submit(filing, cast)
    with pytest.raises(RuleUnmet, match="its level is set on the filing list"):
        document_level_set(
            document=row.document, level=Level.RESTRICTED, reason="涉密", by=cast.custodian
        )
