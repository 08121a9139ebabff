"""Marked copies: the level on every page, whatever the pages are, and nothing on PUBLIC papers."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pypdfium2
import pytest
from django.core.cache import cache
from PIL import Image, ImageChops

from tests.zsa_portal.documents.fetching import body, fetched
from tests.zsa_portal.documents.making import docx_bytes, image_bytes, pdf_bytes, saved, upload
from tests.zsa_portal.documents.making import zip_bytes as packed
from zsa_portal.documents import actions, store, watermark
from zsa_portal.documents.marking import pdf as marker
from zsa_portal.documents.marking import stamp, work
from zsa_portal.documents.models import Derived, Document, File
from zsa_portal.parsing import AtWork, WorkerAway, asking
from zsa_portal.people.models import DepartmentMembership
from zsa_portal.regulations import clock
from zsa_portal.workflow.refusals import BadValue, NotNow

pytestmark = pytest.mark.django_db

LINES = ("借阅人：张三", "2026-03-01 至 2026-03-08", "用途：编写年度报告", "JY-2026-001")
BROKEN_OPENINGS = (
    b"q 0 0 0 0 0 0 cm",
    b"q 0 0 m 0 0 l W n",
    b"BT /F1 12 Tf (never closed",
    b"Q Q Q",
    b"/OC /Hidden BDC",
)


@pytest.fixture
def stored(people):
    def make(data, name="paper.pdf", level="restricted", by=None):
        return actions.document_add(
            matter=None,
            kind="test.lent",
            title=name,
            upload=upload(name, data),
            by=by or people["staff"],
            level=level,
        )

    return make


@pytest.fixture
def people(example_matter):
    return example_matter.people


def texts(file):
    """What can be read on each page."""
    document = pypdfium2.PdfDocument(store.path_of(file))
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def shown(file, page=0, scale=0.5):
    document = pypdfium2.PdfDocument(store.path_of(file))
    try:
        return document[page].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()


def ink(picture):
    """The share of the picture's quarters that carry something."""
    wide, high = picture.size
    corners = [(x, y) for x in (0, wide // 2) for y in (0, high // 2)]
    quarters = [picture.crop((x, y, x + wide // 2, y + high // 2)) for x, y in corners]
    white = [Image.new("RGB", one.size, "white") for one in quarters]
    both = zip(quarters, white, strict=True)
    return [ImageChops.difference(one, blank).getbbox() is not None for one, blank in both]


@pytest.mark.rule("A14a")
@pytest.mark.parametrize(("level", "said"), [("restricted", "秘密"), ("confidential", "机密")])
def test_every_page_carries_level_and_lines(stored, level, said):
    version = stored(pdf_bytes(pages=3), level=level)
    copy = watermark.marked_copy(version, LINES)
    found = texts(copy)
    assert len(found) == 3
    for page in found:
        assert all(line in page for line in (said, *LINES))
    assert ink(shown(copy, 2)) == [True] * 4
    assert copy != version.file


@pytest.mark.rule("A14a")
def test_a_public_paper_carries_no_mark(stored):
    version = stored(pdf_bytes(), level="public")
    assert watermark.mark_of("restricted") == "秘密"
    assert watermark.marked_copy(version, LINES) == version.file
    picture = Image.open(io.BytesIO(watermark.page_picture(version, 1, LINES, width=300)))
    assert ink(picture) == [False] * 4


@pytest.mark.rule("A14a")
def test_what_has_no_level_counts_as_confidential():
    assert watermark.mark_of("") == "机密"


@pytest.mark.rule("A14a")
def test_own_papers_leave_marked_and_others_as_they_came(stored, people):
    ours = stored(pdf_bytes(pages=2))
    theirs = stored(pdf_bytes(pages=3), "theirs.pdf", by=people["applicant"])
    assert theirs.document.organisation is not None
    assert watermark.carries_mark(ours)
    assert not watermark.carries_mark(theirs)
    assert texts(watermark.marked_copy(theirs, LINES))[0].count("秘密") >= 1


@pytest.mark.parametrize("turned", [0, 90, 180, 270, -90])
@pytest.mark.parametrize("box", [(0, 0, 595, 842), (-200, 50, 642, 645), (10, 10, 60, 900)])
def test_the_mark_reads_the_same_way_on_turned_pages_and_odd_boxes(stored, turned, box):
    document = pikepdf.new()
    page = document.add_blank_page()
    page.mediabox = pikepdf.Array(box)
    page.obj.Rotate = turned
    copy = watermark.marked_copy(stored(saved(document)), LINES)
    turned_page = shown(copy)
    assert ink(turned_page) == [True] * 4
    upright = pikepdf.new()
    wide, high = turned_page.width * 2, turned_page.height * 2
    upright.add_blank_page(page_size=(wide, high))
    same = shown(watermark.marked_copy(stored(saved(upright), "upright.pdf"), LINES))
    difference = ImageChops.difference(turned_page, same.resize(turned_page.size)).convert("L")
    assert difference.getextrema()[1] < 90


@pytest.mark.parametrize("content", BROKEN_OPENINGS)
def test_nothing_a_page_leaves_open_hides_the_mark(stored, content):
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    page.Contents = document.make_stream(content)
    copy = watermark.marked_copy(stored(saved(document)), LINES)
    assert ink(shown(copy)) == [True] * 4


def covered(flags=4, **more):
    """A PDF with an annotation, or a field, that paints over all of its page."""
    book = pikepdf.open(io.BytesIO(pdf_bytes()))
    page = book.pages[0]
    box = [float(number) for number in page.mediabox]
    paint = book.make_stream(f"0 0.6 0 rg {' '.join(map(str, box))} re f".encode())
    paint["/Type"], paint["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
    paint["/BBox"] = pikepdf.Array(box)
    note = {
        "/Type": pikepdf.Name.Annot,
        "/Subtype": pikepdf.Name.Square,
        "/Rect": pikepdf.Array(box),
        "/F": flags,
        "/AP": pikepdf.Dictionary({"/N": paint}),
    }
    page.obj["/Annots"] = pikepdf.Array(
        [book.make_indirect(pikepdf.Dictionary(note | {f"/{key}": more[key] for key in more}))]
    )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.rule("A14a")
@pytest.mark.parametrize("flags", [0, 4, 68])
def test_an_annotation_over_the_page_is_drawn_below_the_mark_and_taken_off(stored, flags):
    data = covered(flags)
    copy = watermark.marked_copy(stored(data), LINES)
    page = shown(copy)
    tones = {tone for _count, tone in page.getcolors(1 << 20)}
    assert (0, 153, 0) in tones
    assert len(tones) > 2
    assert "借阅人：张三" in texts(copy)[0]
    with pikepdf.open(store.path_of(copy)) as book:
        assert "/Annots" not in book.pages[0].obj


def test_a_broken_annotation_is_left_out(stored):
    data = covered(AP=pikepdf.Dictionary({"/N": pikepdf.String("no stream")}), Rect=5)
    copy = watermark.marked_copy(stored(data), LINES)
    assert "借阅人：张三" in texts(copy)[0]
    with pikepdf.open(store.path_of(copy)) as book:
        assert "/Annots" not in book.pages[0].obj


def test_pages_that_share_content_and_inherit_their_boxes_keep_what_they_show(stored):
    document = pikepdf.new()
    for _page in range(3):
        document.add_blank_page(page_size=(595, 842))
    black = document.make_stream(b"0 0 595 421 re f")
    for page in document.pages:
        page.obj.Contents = black
        del page.obj.MediaBox
    document.Root.Pages.MediaBox = pikepdf.Array([0, 0, 595, 842])
    copy = watermark.marked_copy(stored(saved(document)), LINES)
    for number in range(3):
        picture = shown(copy, number)
        assert picture.getpixel((20, picture.height - 20)) == (0, 0, 0)
        assert ink(picture) == [True] * 4


def test_content_in_several_streams_stays_in_order(stored):
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(100, 100))
    parts = (b"1 0 0 rg", b"0 0 100 50 re", b"f")
    page.obj.Contents = pikepdf.Array([document.make_stream(part) for part in parts])
    picture = shown(watermark.marked_copy(stored(saved(document)), ()), scale=1)
    assert picture.getpixel((3, 96)) == (255, 0, 0)


def test_a_copy_of_a_marked_paper_carries_both_marks(stored):
    first = watermark.marked_copy(stored(pdf_bytes()), ("第一次",))
    again = watermark.marked_copy(
        stored(store.path_of(first).read_bytes(), "again.pdf", "confidential"), ("第二次",)
    )
    assert all(said in texts(again)[0] for said in ("秘密", "第一次", "机密", "第二次"))


def test_what_programs_keep_beside_a_page_does_not_leave_with_it(stored):
    document = pikepdf.new()
    page = document.add_blank_page()
    page.obj.PieceInfo = pikepdf.Dictionary(Secret=document.make_stream(b"unmarked original"))
    copy = watermark.marked_copy(stored(saved(document)), ())
    assert b"PieceInfo" not in store.path_of(copy).read_bytes()


def test_a_copy_is_made_once_for_file_level_and_text(stored):
    version = stored(pdf_bytes())
    first = watermark.marked_copy(version, LINES)
    assert watermark.marked_copy(version, LINES) == first
    assert watermark.marked_copy(version, LINES[:2]) != first
    assert Derived.objects.filter(source=version.file).count() == 2
    store.path_of(first).unlink()
    again = watermark.marked_copy(version, LINES)
    assert store.path_of(again).is_file()


@pytest.mark.parametrize("data", [pdf_bytes(password="geheim"), pdf_bytes()[:200], b"%PDF-1.7 no"])
def test_locked_and_broken_pdfs_are_refused_in_words(stored, data):
    version = stored(pdf_bytes())
    path = store.path_of(version.file)
    path.chmod(0o640)
    path.write_bytes(data)
    for ask in (lambda: watermark.marked_copy(version, LINES), lambda: watermark.pages_of(version)):
        with pytest.raises(BadValue, match="paper"):
            ask()
    assert Derived.objects.count() == 0
    assert File.objects.count() == 1


def test_a_page_without_a_size_is_refused_in_words(stored):
    document = pikepdf.new()
    document.add_blank_page().mediabox = pikepdf.Array([0, 0, 0, 0])
    with pytest.raises(BadValue, match="usable size"):
        watermark.marked_copy(stored(saved(document)), LINES)


@pytest.mark.rule("A14a")
@pytest.mark.parametrize(("name", "kind"), [("scan.png", "PNG"), ("scan.jpg", "JPEG")])
def test_pictures_are_marked_all_over(stored, name, kind):
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(out, kind)
    copy = watermark.marked_copy(stored(out.getvalue(), name), LINES)
    with Image.open(store.path_of(copy)) as picture:
        assert (picture.format, picture.size) == (kind, (400, 300))
        assert ink(picture.convert("RGB")) == [True] * 4


def test_a_broken_picture_is_refused_in_words(stored):
    version = stored(image_bytes(), "scan.png")
    path = store.path_of(version.file)
    path.chmod(0o640)
    path.write_bytes(path.read_bytes()[:30])
    with pytest.raises(BadValue, match="scan"):
        watermark.marked_copy(version, LINES)


@pytest.mark.rule("A14a")
def test_office_files_become_marked_pages_of_their_text(stored):
    document = docx.Document()
    document.add_heading("范围", 1)
    document.add_paragraph("本标准规定了术语。")
    document.add_table(1, 2).rows[0].cells[1].text = "表中文字"
    version = stored(saved(document), "标准.docx", "confidential")
    marked = watermark.marked_copy(version, LINES)
    page = texts(marked)[0]
    assert all(said in page for said in ("范围", "本标准规定了术语。", "表中文字", "机密", *LINES))
    assert watermark.name_of(marked, version) == "标准.pdf"
    assert watermark.pages_of(version) == 1


@pytest.mark.parametrize(("name", "data"), [("意见.txt", "一行文字".encode()), ("意见.xlsx", None)])
def test_sheets_and_plain_texts_become_pages_too(stored, name, data):
    if data is None:
        book = openpyxl.Workbook()
        book.active["B2"] = "一行文字"
        data = saved(book)
    page = texts(watermark.marked_copy(stored(data, name), LINES))[0]
    assert "一行文字" in page
    assert "秘密" in page


def test_kinds_that_have_no_pages_are_refused_in_words(stored):
    version = stored(packed({"a.pdf": pdf_bytes()}), "bundle.zip")
    for ask in (
        lambda: watermark.marked_copy(version, LINES),
        lambda: watermark.pages_of(version),
        lambda: watermark.page_picture(version, 1, LINES, width=300),
    ):
        with pytest.raises(BadValue, match="bundle"):
            ask()


@pytest.mark.rule("A14a")
def test_a_page_is_drawn_as_a_marked_picture(stored):
    version = stored(pdf_bytes(pages=2))
    assert watermark.pages_of(version) == 2
    picture = Image.open(io.BytesIO(watermark.page_picture(version, 2, LINES, width=400)))
    assert (picture.format, picture.width) == ("PNG", 400)
    assert ink(picture) == [True] * 4
    assert Derived.objects.count() == 0


def test_a_page_that_is_not_there_is_refused_and_widths_are_bounded(stored):
    version = stored(pdf_bytes(pages=2))
    for page in (0, 3):
        with pytest.raises(BadValue, match="no such page"):
            watermark.page_picture(version, page, LINES, width=400)
    wide = Image.open(io.BytesIO(watermark.page_picture(version, 1, LINES, width=90_000)))
    assert wide.width == watermark.WIDEST


def test_progress_is_told_while_a_copy_is_made(stored):
    version = stored(pdf_bytes(pages=45))
    assert watermark.progress(version, LINES) is None
    watermark.marked_copy(version, LINES)
    assert watermark.progress(version, LINES) == 100
    cache.clear()


def test_a_worker_that_takes_its_time_is_asked_once_and_what_it_wrote_is_kept(
    stored, settings, monkeypatch
):
    version = stored(pdf_bytes())
    settings.PARSING_IN_PROCESS = False
    monkeypatch.setattr(asking, "MOMENT_SECONDS", 0.1)
    sent, send = [], work.mark.apply_async
    monkeypatch.setattr(
        work.mark,
        "apply_async",
        lambda args, *a, **k: sent.append((args, send(args, *a, **k))) or sent[-1][1],
    )
    for _time in range(2):
        with pytest.raises(AtWork):
            watermark.marked_copy(version, LINES, watermark.meanwhile)
    ((args, task),) = sent
    target = Path(args[1])
    target.write_bytes(pdf_bytes(pages=3))
    work.mark.backend.store_result(task.id, 3, "SUCCESS")
    made = watermark.marked_copy(version, LINES, watermark.meanwhile)
    assert (made.size, target.exists()) == (store.path_of(made).stat().st_size, False)
    assert watermark.marked_copy(version, LINES) == made
    assert len(sent) == 1


def test_progress_comes_in_steps(tmp_path, stored):
    version, told = stored(pdf_bytes(pages=45)), []
    made = stamp.stamp("秘密", ())
    done = marker.mark(
        store.path_of(version.file),
        tmp_path / "out.pdf",
        made,
        "a.pdf",
        lambda *far: told.append(far),
    )
    assert (done, told) == (45, [(20, 45), (40, 45), (45, 45)])


def test_a_worker_that_is_away_is_said_and_nothing_kept(stored, monkeypatch):
    def away(*_args, **_named):
        raise WorkerAway

    version = stored(docx_bytes(), "a.docx")
    monkeypatch.setattr(watermark, "ask", away)
    with pytest.raises(NotNow, match="again in a minute"):
        watermark.marked_copy(version, LINES)
    assert Derived.objects.count() == 0


@pytest.mark.rule("A14a")
def test_own_papers_above_public_are_downloaded_marked(stored, people):
    ours = stored(pdf_bytes(pages=2))
    got = fetched(ours, people["staff"])
    document = pypdfium2.PdfDocument(body(got))
    assert all("秘密" in page.get_textpage().get_text_range() for page in document)
    public = stored(pdf_bytes(pages=3), "public.pdf", "public")
    assert body(fetched(public, people["staff"])) == store.path_of(public.file).read_bytes()


@pytest.mark.rule("A14a")
def test_what_others_submitted_and_what_is_edited_is_downloaded_as_it_came(stored, people):
    theirs = stored(pdf_bytes(), by=people["applicant"])
    text = stored(docx_bytes("标准草案"), "draft.docx")
    assert not watermark.is_own(theirs.document)
    for version, user in ((theirs, people["applicant"]), (text, people["staff"])):
        assert body(fetched(version, user)) == store.path_of(version.file).read_bytes()


@pytest.mark.rule("A14a")
def test_a_paper_stays_the_association_s_own_when_who_added_it_leaves(stored, people):
    ours, theirs = stored(pdf_bytes()), stored(pdf_bytes(), by=people["applicant"])
    rows = DepartmentMembership.objects.filter(user=ours.document.uploaded_by)
    with clock.moved_to(clock.now() + dt.timedelta(days=30)):
        rows.update(ends=clock.today() - dt.timedelta(days=1))
        assert watermark.is_own(Document.objects.get(pk=ours.document_id))
        assert not watermark.is_own(Document.objects.get(pk=theirs.document_id))
        rows.all().delete()
        assert not watermark.is_own(Document.objects.get(pk=ours.document_id))


def test_a_paper_that_cannot_be_marked_is_refused_in_words_on_its_page(stored, people):
    version = stored(pdf_bytes())
    path = store.path_of(version.file)
    path.chmod(0o640)
    path.write_bytes(pdf_bytes(password="geheim"))
    refused = fetched(version, people["staff"])
    assert refused.status_code == 422
    assert "password" in refused.content.decode()
    assert version.reads.count() == 0


@pytest.mark.rule("A14a")
@pytest.mark.parametrize(("level", "said"), [("restricted", "秘密"), ("confidential", "机密")])
def test_official_forms_are_made_with_their_level(level, said):
    made = watermark.marked_form(pdf_bytes(pages=2), level)
    pages = [one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(made)]
    assert [said in page for page in pages] == [True, True]


@pytest.mark.rule("A14a")
def test_a_public_form_stays_as_it_is_made():
    made = pdf_bytes()
    assert watermark.marked_form(made, "restricted") != made
    assert watermark.marked_form(made, "public") == made
