"""What a gate counted stays, in any procedure: tried by each way that leads to a paper."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.proof.models import Suggestion
from tests.proof.papers import TEXT
from tests.proof.states import OPEN
from tests.proof.stations import people, suggestion_at
from zsa_portal.documents.actions import (
    document_add,
    document_level_set,
    document_withdraw,
    version_add,
)
from zsa_portal.documents.holding import gate_of
from zsa_portal.documents.models import Document
from zsa_portal.people.models import Post, PostHolding, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.gates import gates_of, stands
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.refusals import Refusal

pytestmark = pytest.mark.django_db
SENTENCE = "“Put on notice” of 2026-01-05 counted this paper; it stays while that stands."


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def noticed():
    """A suggestion on notice with its text, and who leads it; the clock stands on the day after."""
    walk, suggestion = suggestion_at(OPEN)
    with clock.moved_to(walk.now + dt.timedelta(days=1)):
        yield walk, Document.objects.get(matter=suggestion.pk, kind=TEXT)


def chief():
    user = User.objects.create_user(username="chief", email="c@example.org", name="Chief")
    PostHolding.objects.create(
        user=user, post=Post.SECRETARY_GENERAL, starts=clock.today() - dt.timedelta(days=9)
    )
    return user


def test_a_counted_paper_is_withdrawn_by_nobody(noticed):
    walk, document = noticed
    for user in (walk.keeper, chief()):
        with pytest.raises(Refusal) as refused:
            document_withdraw(document=document, by=user, reason="No longer.")
        assert refused.value.reasons[0].startswith(SENTENCE)
    with pytest.raises(PermissionDenied):
        document_withdraw(document=document, by=walk.committee.seats.first().user, reason="x")
    document.refresh_from_db()
    assert document.withdrawn_at is None


def test_the_page_says_why_and_a_direct_post_changes_nothing(noticed):
    walk, document = noticed
    client = Client()
    client.force_login(walk.keeper)
    url = reverse("documents:withdraw", args=[document.pk])
    for answer in (client.get(url), client.post(url, {"reason": "No longer."})):
        assert (answer.status_code, SENTENCE in answer.content.decode()) == (409, True)
    shown = client.get(document.get_absolute_url()).content.decode()
    assert ("counted this paper" in shown, url in shown) == (True, False)
    assert Document.objects.live().filter(pk=document.pk).exists()


def test_the_admin_changes_no_paper(noticed):
    _walk, document = noticed
    client = Client()
    client.force_login(User.objects.create_superuser(username="root", email="r@example.org"))
    url = reverse("admin:zsa_documents_document_change", args=[document.pk])
    client.post(url, {"withdrawn_at_0": "2026-01-06", "withdrawn_at_1": "10:00"})
    client.post(reverse("admin:zsa_documents_document_delete", args=[document.pk]), {"post": "yes"})
    document.refresh_from_db()
    assert document.withdrawn_at is None


def test_a_better_version_is_a_new_version_seen_in_the_log(noticed):
    walk, document = noticed
    better = ContentFile(b"Pumps shall be very quiet.", name="better.txt")
    version = version_add(document=document, upload=better, by=walk.keeper)
    assert (version.number, document.versions.count()) == (2, 2)
    last = LogEntry.objects.filter(matter=document.matter_id).order_by("-pk").first()
    assert (last.step, last.values["version"]) == ("document_add", 2)
    with pytest.raises(Refusal):
        document_withdraw(document=document, by=walk.keeper, reason="No longer.")


def test_what_the_public_reads_is_not_taken_from_it_but_by_the_named_posts(noticed):
    walk, document = noticed
    hide = {"document": document, "level": "restricted", "reason": "A mistake."}
    with pytest.raises(Refusal, match="counted this paper"):
        document_level_set(by=walk.keeper, **hide)
    assert document_level_set(by=chief(), **hide).level == "restricted"


def test_before_the_gate_a_paper_is_free():
    walk = people()
    with clock.moved_to(walk.now):
        suggestion = Suggestion.objects.get(pk=walk.begin().pk)
        late = clock.now() + dt.timedelta(hours=1)
    with clock.moved_to(late):
        paper = Document.objects.create(
            matter_id=suggestion.pk, kind=TEXT, title="Added later", uploaded_by=walk.keeper
        )
        assert gate_of(paper) is None
        assert gate_of(Document.objects.exclude(pk=paper.pk).get()).step == "put_on_notice"


def test_a_paper_that_no_gate_counts_is_withdrawn_as_ever(noticed):
    walk, document = noticed
    note = ContentFile(b"A note.", name="note.txt")
    added = {"kind": "proof.note", "level": "restricted", "upload": note}
    version = document_add(matter=document.matter, by=walk.keeper, **added)
    withdrawn = document_withdraw(document=version.document, by=walk.keeper, reason="No longer.")
    assert withdrawn.withdrawn_at == clock.now()


def test_a_gate_stands_until_it_must_be_passed_again():
    assert gates_of("suggestion") == {TEXT: {"put_on_notice": ()}}
    assert stands("suggestion", OPEN, "put_on_notice")
    assert not stands("suggestion", OPEN, "adopt")
    assert [stands("example", state, "put_on_notice") for state in ("received", "noticed")] == [
        False,
        True,
    ]
    assert not stands("example", "ended", "submit")


def moved_again(move: LogEntry, *, hours: int) -> LogEntry:
    """A later entry of the same step, as a second notice would leave it."""
    again = LogEntry.objects.get(pk=move.pk)
    again.pk, again.at = None, move.at + dt.timedelta(hours=hours)
    again.save(force_insert=True)
    return again


def test_the_latest_step_that_counted_it_holds_a_paper(noticed):
    _walk, document = noticed
    first = gate_of(document)
    assert first.at == document.created_at
    moved_again(first, hours=1)
    last = moved_again(first, hours=2)
    assert gate_of(document) == last


def test_a_withdrawn_paper_and_one_of_no_matter_are_held_by_nothing(noticed):
    _walk, document = noticed
    assert gate_of(document)
    document.withdrawn_at = clock.now()
    assert gate_of(document) is None
    document.withdrawn_at = None
    document.matter = None
    assert gate_of(document) is None
