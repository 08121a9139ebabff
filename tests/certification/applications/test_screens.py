"""R05a and the pages on which a body writes its application; who may take which step."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from certification.applications.actions import application_save, saved_mark
from certification.applications.papers import CHARTER, FILED
from certification.models import Recognition
from certification.parties import handles_application
from certification.states import S
from certification.tabs import sees_acceptance, sees_comments
from tests.standards.association import acting_for, organisation
from zsa_portal.documents.filed import on_file
from zsa_portal.documents.models import Document
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import Changed, WrongState
from zsa_portal.workflow.tabs import tabs_for

DRAFT = {"headers": {"X-Draft": "1"}}


def edit_url(recognition):
    return reverse("certification:application_edit", args=[recognition.pk])


def posted(client, walker, recognition, values, **more):
    with clock.moved_to(walker.now):
        return client.post(
            edit_url(recognition), {"title": recognition.title, "country": "中国"} | values, **more
        )


def keys(recognition, user):
    return [tab.key for tab in tabs_for(recognition, user)]


@pytest.mark.rule("R05a")
def test_an_application_is_shown_to_its_body_and_those_who_handle_it(
    walker, recognition_at, outsiders, client
):
    """On notice anyone may know of the standard, but not read the application."""
    recognition = recognition_at(S.NOTICE)
    for who in (walker.cast.applicant, walker.cast.secretariat):
        assert "application" in keys(recognition, who)
    for outsider in outsiders.values():
        assert handles_application(recognition, outsider) is False
        assert {"application", "acceptance"} & set(keys(recognition, outsider)) == set()
        client.force_login(outsider)
        with clock.moved_to(walker.now):
            answer = client.get(f"{recognition.get_absolute_url()}application/")
        assert (answer.status_code, answer["Location"]) == (302, recognition.get_absolute_url())


def test_another_body_does_not_know_of_an_application_in_procedure(
    recognition_at, outsiders, client
):
    recognition = recognition_at(S.ACCEPTANCE)
    client.force_login(outsiders["other member"])
    assert client.get(recognition.get_absolute_url()).status_code == 404
    assert client.get(edit_url(recognition)).status_code == 404


def test_who_sees_which_tab(walker, recognition_at):
    draft = recognition_at(S.DRAFT)
    assert sees_acceptance(draft, walker.cast.applicant) is False
    later = walker.to(draft, S.PANEL_READY)
    reviewer = walker.cast.reviewers[1]
    assert sees_acceptance(later, walker.cast.applicant) is True
    assert sees_comments(later, walker.cast.applicant) is False
    assert (sees_comments(later, walker.cast.secretariat), sees_comments(later, reviewer)) == (
        True,
        True,
    )


def test_what_is_written_saves_itself_and_names_what_it_left_out(walker, recognition_at, client):
    recognition = recognition_at(S.DRAFT)
    client.force_login(walker.cast.applicant)
    seen = saved_mark(recognition)
    values = {"background": "背景", "contact_phone": "abc", "patents": "no", "seen": seen}
    answer = posted(client, walker, recognition, values, **DRAFT)
    fresh = Recognition.objects.get(pk=recognition.pk)
    assert (fresh.background, fresh.contact_phone, fresh.patents) == ("背景", "", False)
    assert answer.json()["seen"] == saved_mark(fresh)
    assert answer.json()["left"][0].startswith("Contact phone: “abc” is no telephone number.")
    stale = posted(client, walker, recognition, values | {"background": "旧"}, **DRAFT)
    assert (stale.status_code, Recognition.objects.get(pk=recognition.pk).background) == (
        409,
        "背景",
    )


def test_the_page_works_without_the_script_and_keeps_what_is_refused(
    walker, recognition_at, client
):
    recognition = recognition_at(S.DRAFT)
    client.force_login(walker.cast.applicant)
    with clock.moved_to(walker.now):
        page = client.get(edit_url(recognition))
    seen = page.context["seen"]
    saved = posted(client, walker, recognition, {"background": "一", "seen": seen, "save": "1"})
    assert (saved.status_code, saved["Location"]) == (302, edit_url(recognition))
    stale = posted(client, walker, recognition, {"background": "二", "seen": seen})
    assert (stale.status_code, stale.context["form"]["background"].value()) == (409, "二")
    fresh = Recognition.objects.get(pk=recognition.pk)
    assert (fresh.background, stale.context["seen"]) == ("一", saved_mark(fresh))
    wrong = posted(client, walker, recognition, {"contact_phone": "abc"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["contact_phone"])
    on = posted(client, walker, recognition, {"background": "三", "submit": "1"})
    assert on["Location"].endswith("/make_application_form/")


def test_what_a_body_writes_of_itself_is_carried_to_its_other_drafts(walker, recognition_at):
    first = recognition_at(S.DRAFT)
    second = walker.start("第二项规范")
    third = walker.start("第三项规范")
    by = walker.cast.applicant
    with clock.moved_to(walker.now):
        application_save(recognition=third, values={"address": "另一地址"}, by=by)
        third_before = Recognition.objects.get(pk=third.pk).address
        application_save(
            recognition=first, values={"legal_representative": "王会长", "background": "x"}, by=by
        )
    second = Recognition.objects.get(pk=second.pk)
    assert (second.legal_representative, second.background) == ("王会长", "")
    assert third_before == "另一地址"
    assert walker.start("第四项规范").legal_representative == "王会长"


def test_saving_is_for_the_body_while_it_writes(walker, recognition_at, outsiders, client):
    recognition = recognition_at(S.ACCEPTANCE)
    by = walker.cast.applicant
    with pytest.raises(WrongState):
        application_save(recognition=recognition, values={"background": "x"}, by=by)
    client.force_login(by)
    assert client.get(edit_url(recognition)).status_code == 409
    for who in (*outsiders.values(), walker.cast.secretariat):
        with pytest.raises(PermissionDenied):
            application_save(recognition=recognition, values={"background": "x"}, by=who)
    client.force_login(walker.cast.secretariat)
    assert client.get(edit_url(recognition)).status_code == 403


def test_a_colleague_who_saved_meanwhile_is_not_overwritten(walker, recognition_at):
    recognition = recognition_at(S.DRAFT)
    seen, by = saved_mark(recognition), walker.cast.applicant
    application_save(recognition=recognition, values={"background": "别人"}, by=by, seen=seen)
    with pytest.raises(Changed):
        application_save(recognition=recognition, values={"background": "我"}, by=by, seen=seen)


def test_own_papers_are_filed_once_for_all_applications(walker, recognition_at, client, outsiders):
    recognition_at(S.DRAFT)
    body = walker.cast.organisation
    url = reverse("certification:body_paper", args=[body.pk, CHARTER])
    client.force_login(walker.cast.applicant)
    upload = {
        "file": SimpleUploadedFile("章程.txt", "章程".encode()),
        "no_state_secrets": "on",
    }
    with clock.moved_to(walker.now):
        assert client.get(url).status_code == 200
        assert client.post(url, {}).status_code == 422
        answer = client.post(url, upload)
    assert answer["Location"] == reverse("certification:body", args=[body.pk])
    version = on_file(body, list(FILED))[CHARTER]
    assert (version.number, version.name) == (1, "章程.txt")
    assert client.get(reverse("documents:download", args=[version.pk])).status_code == 200
    unknown = reverse("certification:body_paper", args=[body.pk, "certification.other"])
    assert client.get(unknown).status_code == 404
    client.force_login(walker.cast.secretariat)
    assert client.get(url).status_code == 403
    assert client.get(reverse("documents:download", args=[version.pk])).status_code == 200
    for outsider in outsiders.values():
        client.force_login(outsider)
        assert client.get(url).status_code == 404
        assert Document.objects.readable_by(outsider).filter(pk=version.document_id).count() == 0


def test_the_word_document_is_the_bodys_and_holds_what_was_written(walker, ready, client):
    url = reverse("certification:application_word", args=[ready.pk])
    client.force_login(walker.cast.applicant)
    answer = client.get(url)
    text = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
    for words in (ready.background, "☑新一代信息技术", "☑否", "示例产业联盟"):
        assert words in text
    client.force_login(walker.cast.secretariat)
    assert client.get(url).status_code == 403


def test_the_form_is_sealed_by_its_body_while_it_writes_and_by_nobody_else(
    walker, ready, client, outsiders, submit
):
    form = ready.issued_forms.get(kind="certification.application_form")
    url = reverse("documents:form_scan", args=[form.pk])
    client.force_login(walker.cast.applicant)
    assert client.get(url).status_code == 200
    assert url.encode() in client.get(form.get_absolute_url()).content
    for outsider in outsiders.values():
        client.force_login(outsider)
        assert client.get(url).status_code == 404
    submit(ready)
    client.force_login(walker.cast.applicant)
    assert client.get(url).status_code == 403


@pytest.mark.parametrize(
    ("step", "wrong", "values"),
    [
        ("make_application_form", S.ACCEPTANCE, {}),
        ("submit_application", S.ACCEPTED, {}),
        ("discard_application", S.RETURNED, {}),
        ("withdraw_application", S.NOTICE, {"reason": "理由"}),
    ],
)
def test_steps_are_the_bodys_in_their_states(
    walker, recognition_at, outsiders, client, step, wrong, values
):
    right = {"discard_application": S.DRAFT}.get(step, S.RETURNED)
    recognition = recognition_at(right)
    for who in (*outsiders.values(), walker.cast.secretariat):
        with pytest.raises(PermissionDenied), clock.moved_to(walker.now):
            perform(getattr(recognition, step), by=who, **values)
    later = recognition_at(wrong, "另一项规范") if wrong != S.RETURNED else None
    if later is not None:
        client.force_login(walker.cast.applicant)
        url = reverse("workflow:step", args=[later.pk, step])
        with clock.moved_to(walker.now):
            assert client.post(url, values).status_code == 409


@pytest.mark.parametrize("state", [S.ACCEPTANCE, S.RETURNED])
def test_an_application_is_withdrawn(walker, recognition_at, state):
    recognition = recognition_at(state)
    with clock.moved_to(walker.now):
        withdrawn = perform(
            recognition.withdraw_application, by=walker.cast.applicant, reason="理由"
        )
    assert withdrawn.state == S.WITHDRAWN


def test_a_draft_is_discarded(walker, recognition_at):
    draft = recognition_at(S.DRAFT)
    discarded = perform(draft.discard_application, by=walker.cast.applicant)
    assert discarded.state == S.DISCARDED


def test_another_body_sees_nothing_of_the_bodys_page(walker, client):
    other = acting_for(organisation("别家团体"), "other-body")
    client.force_login(other)
    url = reverse("certification:body", args=[walker.cast.organisation.pk])
    assert client.get(url).status_code == 404
