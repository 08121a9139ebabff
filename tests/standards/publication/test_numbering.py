"""F29, F30, F31, F34: number, announcement, texts, publication."""

from __future__ import annotations

import datetime as dt
import io

import pikepdf
import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from standards.models import Project
from standards.publication import actions, rules
from standards.publication.actions import cover_save, text_add
from standards.publication.papers import DRAFT, EXPLANATION
from standards.states import S
from tests.standards.publication.conftest import missing
from tests.zsa_portal.documents.making import upload
from tests.zsa_portal.documents.test_markup import marked_docx, marked_pdf
from zsa_portal.catalogue import numbering
from zsa_portal.catalogue.models import Announcement, Edition, Standard
from zsa_portal.catalogue.stamping import notes, stamped
from zsa_portal.documents.actions import document_add
from zsa_portal.documents.models import Document, IssuedForm
from zsa_portal.home.demo.walking import blank_pdf
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.refusals import BadValue, StepsUnmet, WrongState


@pytest.fixture
def announce(walker):
    """Number projects and issue the announcement."""

    def issue(*projects, by=None, **days):
        with clock.moved_to(walker.now):
            today = clock.today()
            days = {"published_on": today, "implemented_on": today + dt.timedelta(days=60)} | days
            made = actions.announcement_issue(
                projects=projects,
                title="发布公告",
                body="",
                by=by or walker.cast.secretariat,
                **days,
            )
            for project in projects:
                walker.forms_made(project)
            return made

    return issue


@pytest.fixture
def add_text(walker):
    """Add a text of a language."""

    def add(project, language, *, data=None, released=True, by=None, name="text.pdf"):
        with clock.moved_to(walker.now):
            return text_add(
                project=project,
                language=language,
                by=by or walker.cast.secretariat,
                released=released,
                upload=ContentFile(blank_pdf() if data is None else data, name=name),
            )

    return add


def words_of(data: bytes) -> str:
    """The text of a PDF, without white space."""
    pages = pypdfium2.PdfDocument(data)
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)


@pytest.mark.rule("F30")
def test_the_format_of_a_number():
    assert numbering.standard_number(3, 2026) == "T/ZSA 3-2026"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("T/ZSA 12-2026", (12, 2026)),
        ("T/ZSA 12—2026", (12, 2026)),
        ("t/zsa12–2026", (12, 2026)),
        ("T / ZSA 012－2026", (12, 2026)),
        ("Ｔ／ＺＳＡ　12 ― ２０２６", (12, 2026)),
        ("T/ZSA 12", None),
        ("GB/T 1.1-2020", None),
        ("", None),
    ],
)
def test_a_number_is_read_with_any_dash(written, read):
    assert numbering.parse_number(written) == read
    assert numbering.spelt(written) == ("T/ZSA 12-2026" if read else written)


@pytest.mark.rule("F30")
def test_one_announcement_numbers_several_standards_in_a_row(walker, project_at, announce):
    first, second = project_at(S.APPROVED), project_at(S.APPROVED, "乙")
    made = announce(second, first)
    assert [edition.number for edition in made.editions.order_by("pk")] == [
        "T/ZSA 1-2026",
        "T/ZSA 2-2026",
    ]
    project = Project.objects.get(pk=first.pk)
    assert (project.state, project.stage, project.number, project.standard_number) == (
        S.NUMBERING_PUBLISHING,
        "60.00",
        "T/ZSA 1-2026",
        "T/ZSA 1-2026",
    )


@pytest.mark.rule("F30")
def test_the_year_is_that_of_publication(walker, project_at, announce):
    day = dt.date(2027, 1, 1)
    made = announce(project_at(S.APPROVED), published_on=day, implemented_on=day)
    assert made.editions.get().number == "T/ZSA 1-2027"


@pytest.mark.rule("F30")
def test_a_refused_numbering_leaves_no_gap(walker, project_at, announce):
    first, other = project_at(S.APPROVED), project_at(S.COUNCIL_APPROVAL, "乙")
    with pytest.raises(WrongState):
        announce(first, other)
    assert (Standard.objects.count(), Announcement.objects.count()) == (0, 0)
    assert announce(first).editions.get().number == "T/ZSA 1-2026"
    assert Announcement.objects.get().number.endswith("〕1号")


def test_the_first_number_is_settable(walker, project_at, announce):
    Setting.objects.create(
        key="numbers.standard.first", value=30, reason="门户启用前已发布29项", valid_from=walker.now
    )
    assert announce(project_at(S.APPROVED)).editions.get().number == "T/ZSA 30-2026"


def test_a_revision_keeps_the_running_number_and_replaces_the_edition(
    walker, project_at, announce, add_text, act
):
    old = Edition.objects.create(
        standard=Standard.objects.create(running=7),
        title="示例规范",
        number="T/ZSA 7-2022",
        year=2022,
        status=Edition.Status.CURRENT,
        published_on=dt.date(2022, 1, 1),
        implemented_on=dt.date(2022, 2, 1),
    )
    walker.proposal = {"purpose": "revision", "revised_standard": "T/ZSA 7—2022"}
    project = project_at(S.APPROVED, "示例规范修订")
    edition = announce(project).editions.get()
    assert (edition.number, edition.replaces) == ("T/ZSA 7-2026", old)
    for language in ("zh", "en"):
        add_text(project, language)
    act(project, "publish_standard", by=walker.cast.secretariat)
    old.refresh_from_db()
    assert old.status == Edition.Status.REPLACED


def test_dates_of_an_announcement(walker, project_at, announce):
    project = project_at(S.APPROVED)
    today = clock.day_of(walker.now)
    yesterday = today - dt.timedelta(days=1)
    for days in (
        {"published_on": yesterday, "implemented_on": today},
        {"published_on": today, "implemented_on": yesterday},
    ):
        with pytest.raises(RuleUnmet):
            announce(project, **days)
    assert Standard.objects.count() == 0
    assert announce(project, published_on=today, implemented_on=today).pk


@pytest.mark.rule("F29")
def test_without_the_official_document_nothing_is_published(project_at):
    assert rules.official_document_confirms.missing(project_at(S.APPROVED)) == [
        "The official document that confirms the number is missing."
    ]


def test_the_announcement_is_an_official_document_naming_number_and_decision(
    walker, project_at, announce
):
    project = project_at(S.APPROVED)
    made = announce(project)
    data = IssuedForm.objects.get(kind="catalogue.announcement", matters=project).data
    assert (data["number"], data["rows"][0]["number"]) == (made.number, "T/ZSA 1-2026")
    assert data["decisions"][0]["number"] == project.approval_decision.number


@pytest.mark.rule("F29")
def test_only_what_the_council_approved_is_numbered(walker, project_at, announce):
    project = project_at(S.APPROVED)
    Project.objects.filter(pk=project.pk).update(approval_decision=None)
    with pytest.raises(StepsUnmet) as refused:
        announce(project)
    assert missing(refused) == {"F29": ["The council's approval is not recorded."]}


@pytest.mark.rule("F06a")
def test_the_secretariat_alone_numbers(walker, project_at, announce, outsiders):
    project = project_at(S.APPROVED)
    for somebody in [*outsiders.values(), walker.cast.applicant, walker.cast.council_secretary]:
        with pytest.raises(PermissionDenied):
            announce(project, by=somebody)
    assert Standard.objects.count() == 0


@pytest.mark.rule("F31")
@pytest.mark.parametrize(
    ("there", "sentence"),
    [("en", "The Chinese text is missing."), ("zh", "The English text is missing.")],
)
def test_both_texts_are_needed(walker, project_at, announce, add_text, act, there, sentence):
    project = project_at(S.APPROVED)
    announce(project)
    add_text(project, there)
    with pytest.raises(StepsUnmet) as refused:
        act(project, "publish_standard", by=walker.cast.secretariat)
    assert missing(refused) == {"F31": [sentence]}


@pytest.mark.rule("F31")
def test_every_text_that_is_not_chinese_says_that_the_chinese_prevails():
    english, german, chinese = (notes(language) for language in ("en", "de", "zh"))
    sentence = "Where this edition and the Chinese text conflict, the Chinese text prevails."
    assert (english[0], german[0]) == (sentence, sentence)
    assert len(chinese) == 1
    assert "".join(sentence.split()) in words_of(stamped(blank_pdf(), language="en"))


def test_the_stamp_brings_nothing_but_its_notes():
    said = "".join("".join(notes("en")).split())
    assert words_of(stamped(blank_pdf(), language="en")) == said


@pytest.mark.rule("F34")
def test_every_text_names_the_copyright():
    assert "ZhongguancunStandardizationAssociation" in words_of(stamped(blank_pdf(), language="en"))
    assert "中关村标准化协会" in words_of(stamped(blank_pdf(), language="zh"))


def test_what_is_no_pdf_is_refused_and_nothing_stored(walker, project_at, announce, add_text):
    project = project_at(S.APPROVED)
    announce(project)
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank_pdf())) as text:
        text.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    for data in (b"PK\x03\x04 not a pdf", b"", locked.getvalue()):
        with pytest.raises(BadValue):
            add_text(project, "zh", data=data)
    assert not Document.objects.filter(kind="catalogue.standard_text").exists()


def test_a_published_text_carries_no_comments(project_at, announce, add_text):
    project = project_at(S.APPROVED)
    announce(project)
    with pytest.raises(BadValue, match="carries 1 comment"):
        add_text(project, "zh", data=marked_pdf("Text"))
    assert not Document.objects.filter(kind="catalogue.standard_text").exists()
    add_text(project, "zh", data=marked_pdf("Link"))


def test_the_approval_draft_carries_no_changes(walker, project_at):
    project, drafter = project_at(S.REVIEW_PASSED), walker.cast.applicant
    with clock.moved_to(walker.now):
        before = Document.objects.filter(kind=DRAFT).count()
        with pytest.raises(BadValue, match="2 changes that are not accepted"):
            document_add(
                matter=project, kind=DRAFT, upload=upload("a.docx", marked_docx()), by=drafter
            )
        assert Document.objects.filter(kind=DRAFT).count() == before
        marked = document_add(
            matter=project, kind=EXPLANATION, upload=upload("b.docx", marked_docx()), by=drafter
        )
    assert marked.open_changes == 2


def test_a_text_is_replaced_until_publication_and_not_after(
    walker, project_at, announce, add_text, act
):
    project = project_at(S.APPROVED)
    edition = announce(project).editions.get()
    add_text(project, "zh", released=False)
    add_text(project, "zh", released=True)
    add_text(project, "en", released=False)
    assert {text.language: text.released for text in edition.texts.all()} == {
        "zh": True,
        "en": False,
    }
    levels = Document.objects.filter(kind="catalogue.standard_text").values_list("title", "level")
    assert {title[-3:-1]: level for title, level in levels} == {"zh": "public", "en": "restricted"}
    act(project, "publish_standard", by=walker.cast.secretariat)
    with pytest.raises(WrongState):
        add_text(project, "zh")


def test_only_the_secretariat_adds_texts_and_cover_data(
    walker, project_at, announce, add_text, outsiders
):
    project = project_at(S.APPROVED)
    announce(project)
    for somebody in [*outsiders.values(), walker.cast.applicant]:
        with pytest.raises(PermissionDenied):
            add_text(project, "zh", by=somebody)
        with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
            cover_save(project=project, values={"ics": "x"}, by=somebody)


def test_nothing_is_published_before_its_day(walker, project_at, announce, add_text, act):
    project = project_at(S.APPROVED)
    day = clock.day_of(walker.now) + dt.timedelta(days=5)
    announce(project, published_on=day, implemented_on=day)
    for language in ("zh", "en"):
        add_text(project, language)
    walker.now = clock.start_of(day) - dt.timedelta(seconds=1)
    with pytest.raises(StepsUnmet) as refused:
        act(project, "publish_standard", by=walker.cast.secretariat)
    assert missing(refused) == {
        "publication_day_is_reached": ["The publication date is not reached yet."]
    }
    walker.now = clock.start_of(day)
    assert act(project, "publish_standard", by=walker.cast.secretariat).state == S.PUBLISHED


def test_an_incomplete_cover_blocks_publication(walker, project_at, announce, add_text, act):
    project = project_at(S.APPROVED)
    announce(project)
    for language in ("zh", "en"):
        add_text(project, language)
    with clock.moved_to(walker.now):
        cover_save(
            project=project,
            values={"ics": "", "principal_drafters": " "},
            by=walker.cast.secretariat,
        )
    with pytest.raises(StepsUnmet) as refused:
        act(project, "publish_standard", by=walker.cast.secretariat)
    assert list(missing(refused)) == ["cover_is_complete"]
    with clock.moved_to(walker.now):
        cover_save(
            project=project,
            values={"ics": "35.240", "principal_drafters": "张三"},
            by=walker.cast.secretariat,
        )
    assert act(project, "publish_standard", by=walker.cast.secretariat).state == S.PUBLISHED


@pytest.mark.rule("F06a")
def test_the_secretariat_alone_publishes(walker, project_at, act, outsiders, announce):
    project = project_at(S.APPROVED)
    announce(project)
    for somebody in [*outsiders.values(), walker.cast.applicant, walker.cast.council_secretary]:
        with pytest.raises(PermissionDenied):
            act(project, "publish_standard", by=somebody)


def test_a_published_standard_has_its_edition_cover_and_papers(walker, project_at):
    project = project_at(S.PUBLISHED)
    edition = project.edition
    assert (edition.status, edition.standard.field, edition.proposer) == (
        "current",
        "next_it",
        "示例科技有限公司",
    )
    assert edition.implemented_on == edition.published_on + dt.timedelta(days=60)
    kinds = set(IssuedForm.objects.filter(matters=project).values_list("kind", flat=True))
    assert {
        "catalogue.announcement",
        "catalogue.standard_cover",
        "standards.review_minutes",
        "notices.comment_table",
    } <= kinds
