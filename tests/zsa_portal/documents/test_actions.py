"""Adding, withdrawing, grading and handing papers; what is logged and who is refused."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from tests.conftest import take
from tests.zsa_portal.documents.making import docx_bytes, image_bytes, pdf_bytes, upload
from zsa_portal.documents import actions
from zsa_portal.documents.models import Document, File, Handing, IssuedForm, Version
from zsa_portal.people.models import Party, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level, LogEntry, Matter
from zsa_portal.workflow.perform import perform, seen_of
from zsa_portal.workflow.refusals import BadValue, WrongState

pytestmark = pytest.mark.django_db


def last_entry(matter) -> LogEntry:
    return LogEntry.objects.filter(matter_id=matter.pk).order_by("-pk").first()


def test_a_paper_is_added_with_its_kinds_level_owner_and_organisation(add, example_matter):
    version = add(example_matter, "test.outline", name="../我的 草案.docx")
    document = version.document
    assert (version.number, version.name) == (1, "我的 草案.docx")
    assert (document.title, document.level) == ("Outline", Level.RESTRICTED)
    assert document.owner == example_matter.owner
    assert document.organisation == example_matter.applicant


def test_adding_a_paper_is_logged_without_its_title_and_makes_open_pages_stale(add, example_matter):
    seen = seen_of(example_matter)
    version = add(example_matter, "test.attachment", title="A telling title")
    entry = last_entry(example_matter)
    assert (entry.step, entry.by, entry.from_state, entry.to_state) == (
        "document_add",
        example_matter.people["applicant"],
        "received",
        "received",
    )
    assert entry.values == {
        "document": f"zsa_documents.document:{version.document.pk}",
        "kind": "test.attachment",
        "version": 1,
    }
    fresh = type(example_matter).objects.get(pk=example_matter.pk)
    assert seen_of(fresh) != seen
    assert fresh.revision == example_matter.revision + 1


def test_the_same_kind_again_is_the_next_version(add, example_matter):
    first, second = add(example_matter), add(example_matter)
    assert second.document == first.document
    assert [first.number, second.number] == [1, 2]


def test_papers_of_a_kind_that_may_be_many_stand_side_by_side(add, example_matter):
    first = add(example_matter, "test.attachment", title="One")
    second = add(example_matter, "test.attachment", title="Two")
    again = add(example_matter, "test.attachment", title=" Two ")
    assert first.document != second.document
    assert (again.document, again.number) == (second.document, 2)


def test_a_double_click_adds_once(add, example_matter):
    data = docx_bytes()
    first = add(example_matter, data=data)
    second = add(example_matter, data=data)
    assert second == first
    assert Version.objects.count() == 1
    assert LogEntry.objects.filter(step="document_add").count() == 1


def test_the_same_bytes_count_anew_in_the_next_station(add, make_matter):
    matter, data = make_matter("draft"), docx_bytes()
    first = add(matter, data=data)
    assert add(matter, data=data) == first
    matter = take(matter, matter.people, "received")
    assert (add(matter, data=data, by=first.uploaded_by).number, first.number) == (2, 1)


def test_a_stranger_may_not_add_and_nothing_is_stored(add, example_matter, make_user, files_root):
    with pytest.raises(PermissionDenied):
        add(example_matter, by=make_user())
    assert not files_root.exists()
    assert File.objects.count() == 0


def test_a_role_that_does_not_add_the_kind_is_refused(add, example_matter):
    with pytest.raises(PermissionDenied):
        add(example_matter, "test.outline", by=example_matter.people["staff"])
    with pytest.raises(PermissionDenied):
        add(example_matter, "test.minutes", by=example_matter.people["applicant"])


def test_a_paper_is_refused_outside_its_states(add, make_matter):
    matter = make_matter("noticed")
    with pytest.raises(WrongState):
        add(matter, "test.outline")
    assert Document.objects.count() == 0


def test_a_bad_file_is_refused_and_nothing_is_written(add, example_matter):
    before = seen_of(example_matter)
    with pytest.raises(BadValue, match="is a program"):
        add(example_matter, data=b"MZ" + b"\0" * 99)
    assert Document.objects.count() == 0
    assert seen_of(type(example_matter).objects.get(pk=example_matter.pk)) == before


def test_a_new_version_comes_from_the_own_organisation_only(add, example_matter, make_user):
    version = add(example_matter)
    colleague = make_user(organisation=example_matter.applicant)
    newer = actions.version_add(
        document=version.document, upload=upload("b.docx", docx_bytes("b")), by=colleague
    )
    assert (newer.number, newer.uploaded_by) == (2, colleague)
    for other in (make_user(), example_matter.people["staff"]):
        with pytest.raises(PermissionDenied):
            actions.version_add(
                document=version.document, upload=upload("c.docx", docx_bytes("c")), by=other
            )


def test_a_station_that_has_closed_keeps_its_papers(add, make_matter):
    matter = make_matter("received")
    version = add(matter)
    perform(
        matter.put_on_notice,
        by=matter.people["staff"],
        closes_at=clock.now() + dt.timedelta(days=15),
    )
    document = Document.objects.get(pk=version.document.pk)
    applicant = matter.people["applicant"]
    with pytest.raises(PermissionDenied):
        actions.version_add(
            document=document, upload=upload("b.docx", docx_bytes("b")), by=applicant
        )
    with pytest.raises(PermissionDenied):
        actions.document_withdraw(document=document, by=applicant, reason="No longer.")


def test_a_withdrawn_paper_leaves_the_matter_and_its_place_is_free(add, example_matter):
    version = add(example_matter)
    document = actions.document_withdraw(
        document=version.document, by=example_matter.people["applicant"], reason="Wrong file."
    )
    entry = last_entry(example_matter)
    assert (entry.step, entry.reason) == ("document_withdraw", "Wrong file.")
    again = add(example_matter)
    assert again.document != document
    assert set(Document.objects.live()) == {again.document}
    assert Document.objects.readable_by(example_matter.people["applicant"]).count() == 2


def test_the_owner_department_regrades_with_a_reason(add, example_matter):
    version, staff = add(example_matter), example_matter.people["staff"]
    document = actions.document_level_set(
        document=version.document, level="public", reason="Released.", by=staff
    )
    assert document.level == Level.PUBLIC
    entry = last_entry(example_matter)
    assert (entry.step, entry.reason) == ("document_level_set", "Released.")
    assert (entry.values["before"], entry.values["level"]) == ("restricted", "public")


def test_only_the_named_posts_bring_a_paper_out_of_confidential(
    add, example_matter, make_staff, make_user
):
    version = add(example_matter, "test.minutes")
    chief = make_user(posts=("secretary_general",))
    for other in (
        make_staff(),
        example_matter.people["applicant"],
        make_staff(department="finance"),
    ):
        with pytest.raises(PermissionDenied):
            actions.document_level_set(
                document=version.document, level="public", reason="Let it go.", by=other
            )
    assert (
        actions.document_level_set(
            document=version.document, level="restricted", reason="Decided.", by=chief
        ).level
        == "restricted"
    )


def test_there_are_three_levels(add, example_matter):
    with pytest.raises(BadValue, match="no such level"):
        actions.document_level_set(
            document=add(example_matter).document,
            level="secret",
            reason="Why not.",
            by=example_matter.people["staff"],
        )


def test_a_confidential_paper_is_handed_to_persons_only(add, example_matter, make_user):
    document = add(example_matter, "test.minutes").document
    chief = make_user(posts=("secretary_general",))
    with pytest.raises(BadValue, match="by name"):
        actions.document_hand(document=document, party=Party.of(example_matter.owner), by=chief)
    reader = make_user()
    actions.document_hand(document=document, party=Party.of(reader), by=chief)
    assert Document.objects.readable_by(reader).get() == document


def test_handing_again_replaces_the_end_and_taking_back_ends_it(add, example_matter, make_user):
    document, reader, staff = (
        add(example_matter).document,
        make_user(),
        example_matter.people["staff"],
    )
    actions.document_hand(document=document, party=Party.of(reader), by=staff)
    later = clock.now() + dt.timedelta(days=3)
    handing = actions.document_hand(
        document=document, party=Party.of(reader), until=later, by=staff
    )
    now = clock.now()
    assert [one.until is None or one.until > now for one in Handing.objects.order_by("pk")] == [
        False,
        True,
    ]
    actions.handing_end(handing=handing, by=staff)
    assert Document.objects.readable_by(reader).count() == 0
    assert last_entry(example_matter).step == "handing_end"


def test_handing_into_the_past_is_refused(add, example_matter, make_user):
    with pytest.raises(BadValue, match="past"):
        actions.document_hand(
            document=add(example_matter).document,
            party=Party.of(make_user()),
            until=clock.now() - dt.timedelta(seconds=1),
            by=example_matter.people["staff"],
        )


def test_only_keepers_hand_papers(add, example_matter, make_user, make_staff):
    document = add(example_matter).document
    for other in (
        example_matter.people["applicant"],
        make_user(),
        make_staff(department="finance"),
    ):
        with pytest.raises(PermissionDenied):
            actions.document_hand(document=document, party=Party.of(make_user()), by=other)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE zsa_documents_version SET name = 'x'", "DELETE FROM zsa_documents_version"],
)
def test_the_database_refuses_to_change_a_version(add, example_matter, statement):
    add(example_matter)
    with (
        pytest.raises(DatabaseError, match="Cannot"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_paper_without_matter_is_logged_nowhere_and_confidential(make_staff):
    staff = make_staff()
    version = actions.document_add(
        matter=None, kind="note", title="Note", upload=upload("a.pdf", pdf_bytes()), by=staff
    )
    assert (version.document.level, version.document.matter) == (Level.CONFIDENTIAL, None)
    assert LogEntry.objects.count() == 0


@pytest.fixture
def issued(example_matter):
    form = IssuedForm.objects.create(
        kind="result", title="结果", level="restricted", check_token="t"
    )
    form.matters.set([Matter.objects.get(pk=example_matter.pk)])
    return form


def test_a_sealed_scan_is_attached_and_replaced_by_a_newer_one(issued, example_matter):
    staff = example_matter.people["staff"]
    first = actions.sealed_scan_add(form=issued, upload=upload("scan.pdf", pdf_bytes()), by=staff)
    second = actions.sealed_scan_add(
        form=issued, upload=upload("scan.png", image_bytes()), by=staff
    )
    assert (first.document, first.number, second.number) == (second.document, 1, 2)
    assert last_entry(example_matter).step == "sealed_scan_add"
    assert Document.objects.readable_by(staff).get() == first.document
    assert Document.objects.readable_by(example_matter.people["applicant"]).count() == 0


def test_a_scan_is_no_word_file_and_comes_from_keepers(issued, example_matter):
    with pytest.raises(BadValue, match="Accepted: pdf, jpg"):
        actions.sealed_scan_add(
            form=issued, upload=upload("a.docx", docx_bytes()), by=example_matter.people["staff"]
        )
    with pytest.raises(PermissionDenied):
        actions.sealed_scan_add(
            form=issued, upload=upload("a.pdf", pdf_bytes()), by=example_matter.people["applicant"]
        )


@pytest.mark.django_db(transaction=True)
def test_ten_uploads_at_once_give_ten_versions_of_one_paper(example_matter):
    by, barrier, failed = example_matter.people["applicant"].pk, threading.Barrier(10), []

    def send(place: int) -> None:
        try:
            barrier.wait()
            actions.document_add(
                matter=Matter.objects.get(pk=example_matter.pk),
                kind="test.outline",
                upload=upload("a.docx", docx_bytes(str(place))),
                by=User.objects.get(pk=by),
            )
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(place,)) for place in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(Version.objects.values_list("number", flat=True)) == list(range(1, 11))
    assert Document.objects.count() == 1
    assert Matter.objects.get(pk=example_matter.pk).revision == 10
