"""QA3a: the management representative is appointed by a letter, which is a paper."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.conftest import LONG_AGO
from tests.zsa_portal.documents.making import docx_bytes, pdf_bytes, upload
from zsa_portal.documents.letters import letter_add, letter_is_there, letter_of
from zsa_portal.documents.models import Document
from zsa_portal.people.models import PostHolding
from zsa_portal.workflow.refusals import BadValue

pytestmark = pytest.mark.django_db
MISSING = "The appointment letter of Wang is missing; add its signed and sealed scan."


@pytest.fixture
def holding(make_staff):
    return PostHolding.objects.create(
        user=make_staff("Wang"), post="management_representative", starts=LONG_AGO
    )


@pytest.mark.rule("QA3a")
def test_the_representative_s_letter_is_missing_until_it_is_a_paper(holding, make_staff):
    assert letter_is_there.missing(holding) == [MISSING]
    head = make_staff(head=True)
    version = letter_add(holding=holding, upload=upload("letter.pdf", pdf_bytes()), by=head)
    assert letter_is_there.missing(holding) == []
    document = version.document
    assert (document.kind, document.level, document.owner.code) == (
        "documents.appointment_letter",
        "restricted",
        "secretariat",
    )
    Document.objects.filter(pk=document.pk).update(withdrawn_at=document.created_at)
    assert letter_is_there.missing(holding) == [MISSING]


@pytest.mark.rule("QA3a")
def test_another_post_needs_no_letter(holding, make_staff):
    other = PostHolding.objects.create(user=make_staff(), post="custodian", starts=LONG_AGO)
    assert (letter_is_there.missing(other), bool(letter_is_there.missing(holding))) == ([], True)


def test_only_who_keeps_the_registers_adds_a_letter_and_it_is_a_scan(
    holding, make_staff, make_user
):
    for somebody in (make_staff(), make_user(), holding.user):
        with pytest.raises(PermissionDenied):
            letter_add(holding=holding, upload=upload("a.pdf", pdf_bytes()), by=somebody)
    with pytest.raises(BadValue):
        letter_add(
            holding=holding, upload=upload("a.exe", b"MZ" + b"\0" * 99), by=make_staff(head=True)
        )
    assert letter_of(holding) is None


def test_the_page_of_posts_shows_the_letter_and_who_may_adds_it(holding, make_staff, client):
    head, clerk, posts = make_staff(head=True), make_staff(), reverse("people:posts")
    url = reverse("documents:letter", args=[holding.pk])
    client.force_login(clerk)
    shown = client.get(posts).content.decode()
    assert (MISSING in shown, url in shown) == (True, False)
    assert client.get(url).status_code == 403
    assert client.post(url, {"file": upload("a.pdf", pdf_bytes())}).status_code == 403
    client.force_login(head)
    assert url in client.get(posts).content.decode()
    sure = {"no_state_secrets": "on"}
    refused = client.post(url, sure | {"file": upload("a.docx", docx_bytes())})
    assert refused.status_code == 422
    done = client.post(url, sure | {"file": upload("letter.pdf", pdf_bytes())})
    assert (done.status_code, done["Location"]) == (302, posts)
    shown = client.get(posts).content.decode()
    assert (MISSING in shown, letter_of(holding).get_absolute_url() in shown) == (False, True)
