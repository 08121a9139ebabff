"""The publication's conditions where a small slip in them would go unseen by the steps."""

from __future__ import annotations

import pytest

from standards.publication import rules
from standards.states import S
from zsa_portal.catalogue.announcements import ANNOUNCEMENT_FORM
from zsa_portal.documents import store
from zsa_portal.documents.models import IssuedForm


@pytest.mark.rule("F28")
def test_it_is_the_reason_that_is_missing(db):
    assert list(rules.reasons_are_given.missing(" ")) == ["The reason is missing."]
    assert list(rules.reasons_are_given.missing("数据不足")) == []


@pytest.mark.rule("F29")
def test_the_announcement_of_another_standard_confirms_nothing(project_at):
    project = project_at(S.COUNCIL_APPROVAL)
    form = IssuedForm.objects.create(
        kind=ANNOUNCEMENT_FORM.key, level="public", data={}, title="发布公告", check_token="another"
    )
    asked = ["The official document that confirms the number is missing."]
    assert list(rules.official_document_confirms.missing(project)) == asked
    form.matters.add(project)
    for state, words in {"pending": "its PDF is being made", "failed": "could not be made"}.items():
        form.state = state
        form.save()
        (told,) = rules.official_document_confirms.missing(project)
        assert told.startswith("The official document that confirms the number is issued")
        assert words in told
    form.file = store.put_own(b"%PDF-1.7", media_type="application/pdf")
    form.state = IssuedForm.State.READY
    form.save()
    assert list(rules.official_document_confirms.missing(project)) == []


@pytest.mark.rule("F31")
def test_without_a_number_there_are_no_texts_and_no_cover(project_at):
    project = project_at(S.COUNCIL_APPROVAL)
    assert list(rules.texts_are_there.missing(project)) == [
        "The Chinese text is missing.",
        "The English text is missing.",
    ]
    assert list(rules.cover_is_complete.missing(project)) == ["The standard's number is missing."]


def test_what_the_cover_lacks_is_named(project_at):
    project = project_at(S.PUBLISHED)
    edition = project.edition
    edition.title_en = " "
    assert list(rules.cover_is_complete.missing(project)) == ["English title is missing."]
