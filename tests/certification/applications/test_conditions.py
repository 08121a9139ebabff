"""R03, R08, R09, R14: what an application needs before it is submitted."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile

from certification.applications.actions import body_paper_file
from certification.applications.papers import (
    APPLICATION_DOSSIER,
    CHARTER,
    COMPARISON,
    DECLARATIONS,
    DISCLOSURE,
    FIRST_TIME,
    LEAD,
    LEGAL_PROOF,
    LICENCE,
    STAGES,
    TEXT,
)
from certification.applications.rules import (
    REQUIRED,
    application_is_complete,
    application_is_sealed,
    equipment_is_shown,
    field_is_named,
    own_papers,
    own_papers_are_on_file,
)
from certification.models import Recognition
from certification.states import S
from zsa_portal.documents.actions import document_add, sealed_scan_add
from zsa_portal.documents.models import Document
from zsa_portal.home.demo.walking import blank_pdf
from zsa_portal.people.models import TechnicalField
from zsa_portal.regulations import clock
from zsa_portal.workflow.memo import remember
from zsa_portal.workflow.perform import perform

PATENTS = {"patents": True, "no_patent_list": "仅一项专利"}


def add(walker, recognition, kind):
    with clock.moved_to(walker.now):
        document_add(
            matter=recognition,
            kind=kind,
            title="材料",
            upload=ContentFile(b"x", name="x.txt"),
            by=walker.cast.applicant,
        )


def seal(walker, recognition):
    """The form is made anew, sealed and scanned."""
    with clock.moved_to(walker.now):
        made = perform(recognition.make_application_form, by=walker.cast.applicant)
        walker.forms_made(made)
        sealed_scan_add(
            form=made.issued_forms.latest("pk"),
            upload=ContentFile(blank_pdf(), name="scan.pdf"),
            by=walker.cast.applicant,
        )
    return Recognition.objects.get(pk=made.pk)


@pytest.mark.rule("R14a")
@pytest.mark.rule("R14b")
@pytest.mark.rule("R14c")
def test_a_complete_application_is_submitted_and_the_bodys_papers_come_along(walker, ready, submit):
    submitted = submit(ready)
    assert submitted.state == S.ACCEPTANCE
    here = Document.objects.live().filter(matter=ready.pk, kind__in=FIRST_TIME)
    assert {one.kind for one in here} == set(FIRST_TIME)
    filed = own_papers(ready)
    assert {one.kind: one.versions.get().file_id for one in here} == {
        kind: filed[kind].file_id for kind in FIRST_TIME
    }


@pytest.mark.rule("R03")
@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("", "number of the group standard is missing."),
        (
            "GB/T 1-2020",
            "“GB/T 1-2020” is no number of a group standard. Write it like T/EX 12-2025.",
        ),
        (
            "T/ZSA 7-2022",
            "T/ZSA 7-2022 is a standard of the association itself; it is not recognised.",
        ),
    ],
)
def test_only_group_standards_of_other_bodies_are_recognised(
    ready, save, refused, number, sentence
):
    assert ("R03", sentence) in refused(save(ready, source_number=number))


@pytest.mark.rule("R08")
@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"field": ""}, "Name one of the nine technical fields."),
        ({"field": "astrology"}, "Name one of the nine technical fields."),
        ({"sub_field": " "}, "sub-field is missing."),
    ],
)
def test_a_standard_lies_in_one_of_the_nine_fields(ready, save, refused, values, sentence):
    assert ("R08", sentence) in refused(save(ready, **values))


@pytest.mark.rule("R08")
def test_each_of_the_nine_fields_is_accepted():
    assert len(TechnicalField) == 9
    for field in TechnicalField:
        assert field_is_named.missing(Recognition(field=field, sub_field="工业互联网")) == []


@pytest.mark.rule("R09")
def test_whether_patents_are_involved_is_said(ready, save, refused):
    assert ("R09", "Say whether essential patents are involved.") in refused(
        save(ready, patents=None)
    )


@pytest.mark.rule("R09")
def test_essential_patents_are_disclosed_with_form_and_licence(
    walker, ready, save, submit, refused
):
    changed = save(ready, **PATENTS)
    assert [line for rule, line in refused(changed) if rule == "R09"] == [
        "Disclosure form of essential patents is missing.",
        "Licensing declarations of essential patents is missing.",
    ]
    add(walker, changed, DISCLOSURE)
    assert [line for rule, line in refused(changed) if rule == "R09"] == [
        "Licensing declarations of essential patents is missing."
    ]
    add(walker, changed, LICENCE)
    assert submit(seal(walker, changed)).state == S.ACCEPTANCE


@pytest.mark.rule("R14a")
@pytest.mark.parametrize("kind", [TEXT, COMPARISON, *(kind for kind, _title in STAGES.values())])
def test_a_paper_of_the_dossier_is_missing(walker, ready, refused, kind):
    Document.objects.filter(matter=ready.pk, kind=kind).update(withdrawn_at=walker.now)
    assert [rule for rule, _line in refused(ready)] == ["R14a"]


@pytest.mark.rule("R14a")
@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("no_test_report", "Test or trial reports"),
        ("no_complaints", "How the body handled complaints"),
        ("no_patent_list", "List of the patents disclosed"),
    ],
)
def test_a_paper_that_is_left_out_is_explained(ready, save, refused, name, paper):
    sentence = f"{paper}: attach it, or say why there is none."
    assert ("R14a", sentence) in refused(save(ready, **PATENTS | {name: " "}))


def test_a_paper_needs_no_explanation_where_it_is_there(walker, ready, save, submit):
    changed = save(ready, no_test_report="")
    add(walker, changed, "certification.test_report")
    assert submit(changed).state == S.ACCEPTANCE


@pytest.mark.rule("R14b")
@pytest.mark.parametrize("kind", [LEGAL_PROOF, CHARTER])
def test_a_first_time_body_files_its_own_papers(walker, ready, refused, kind):
    Document.objects.filter(matter=None, kind=kind).update(withdrawn_at=walker.now)
    assert [rule for rule, _line in refused(ready)] == ["R14b"]


@pytest.mark.rule("R14b")
def test_a_body_says_whether_its_papers_changed(ready, save, refused):
    assert refused(save(ready, own_papers="")) == [
        ("R14b", "Say whether the body's own papers changed since they were filed.")
    ]


@pytest.mark.rule("R14b")
def test_what_changed_is_filed_anew(walker, recognition_at, ready, refused, submit, save):
    walker.now = walker.later(1)
    second = walker.to(walker.start("第二项规范", "T/EX 2-2025"), S.ACCEPTANCE)
    with clock.moved_to(walker.later(1)):
        Recognition.objects.filter(pk=ready.pk).update(created_at=clock.now())
        ready = Recognition.objects.get(pk=ready.pk)
    walker.now = walker.later(2)
    assert second.state == S.ACCEPTANCE
    changed = save(ready, own_papers="changed")
    assert refused(changed) == [
        ("R14b", "The body's own papers changed: file those that changed anew.")
    ]
    with clock.moved_to(walker.now):
        body_paper_file(
            organisation=walker.cast.organisation,
            kind=CHARTER,
            upload=ContentFile("新章程".encode(), name="章程.txt"),
            by=walker.cast.applicant,
        )
    assert submit(changed).state == S.ACCEPTANCE
    newest = Document.objects.get(matter=ready.pk, kind=CHARTER).versions.order_by("-number")
    assert newest.first().name == "章程.txt"


@pytest.mark.rule("R14b")
def test_what_is_filed_the_moment_an_application_begins_is_filed_anew(walker):
    def lacks(*, early=dt.timedelta(), left=(), said="changed"):
        body = SimpleNamespace(own_papers=said, created_at=walker.now)
        filed = SimpleNamespace(at=walker.now - early)
        remember(body, "own_papers", {kind: filed for kind in FIRST_TIME if kind not in left})
        return own_papers_are_on_file.missing(body)

    second = dt.timedelta(seconds=1)
    assert lacks() == lacks(said="unchanged", early=second) == []
    assert lacks(early=second) == ["The body's own papers changed: file those that changed anew."]
    assert lacks(said="") == ["Say whether the body's own papers changed since they were filed."]
    asked = "Charter of the body is not on file; a body files it with its first application."
    assert lacks(left=[CHARTER], said="") == lacks(left=[CHARTER]) == [asked]


@pytest.mark.rule("R07b")
def test_the_papers_that_show_the_equipment_are_named():
    body = SimpleNamespace()
    remember(body, "own_papers", {})
    assert equipment_is_shown.missing(body) == [
        "Evidence of the department and staff for standards work is missing.",
        "Procedure for standards, organisation and rules of the body is missing.",
    ]


@pytest.mark.rule("R14c")
def test_a_telephone_number_that_is_none_is_named():
    wrong = Recognition(contact_phone="12", enterprise_led=False)
    assert application_is_complete.missing(wrong)[-1] == (
        "contact phone: “12” is no telephone number. Write it like 010-12345678 or 13800000000."
    )


@pytest.mark.rule("R14c")
@pytest.mark.parametrize("name", REQUIRED)
def test_every_field_of_the_form_is_needed(ready, save, refused, name):
    lines = [line for rule, line in refused(save(ready, **{name: " "})) if rule == "R14c"]
    label = Recognition._meta.get_field(name).verbose_name
    assert f"{label} is missing." in lines


@pytest.mark.rule("R14c")
def test_the_lead_unit_is_named_only_where_an_enterprise_leads(ready, save, refused):
    labels = [f"{Recognition._meta.get_field(name).verbose_name} is missing." for name in LEAD]
    assert "Say whether an enterprise leads the standard." in [
        line for _rule, line in refused(save(ready, enterprise_led=None))
    ]
    asked = [line for _rule, line in refused(save(ready, enterprise_led=True))]
    assert [line for line in labels if line not in asked] == []
    asked = [line for _rule, line in refused(save(ready, enterprise_led=False))]
    assert [line for line in labels if line in asked] == []


@pytest.mark.rule("R14c")
@pytest.mark.parametrize("name", DECLARATIONS)
def test_each_declaration_is_ticked(ready, save, refused, name):
    sentence = f"Not declared: {DECLARATIONS[name]}"
    assert ("R14c", sentence) in refused(save(ready, **{name: False}))


@pytest.mark.rule("R14c")
def test_the_form_is_made_printed_and_sealed(walker, ready, save, submit):
    with clock.moved_to(walker.now):
        draft = walker.start("另一项规范", "T/EX 9-2025")
        assert application_is_sealed.missing(draft) == [
            "Make the form, print and seal it, and add its scan."
        ]
    changed = save(ready, sales="三亿元")
    number = changed.issued_forms.get(kind="certification.application_form").number
    assert application_is_sealed.missing(changed) == [
        f"The application changed after form {number} was made; make it anew."
    ]
    with clock.moved_to(walker.now):
        made = perform(changed.make_application_form, by=walker.cast.applicant)
    form = made.issued_forms.latest("pk")
    assert application_is_sealed.missing(made) == [
        f"The sealed scan of form {form.number} is missing; add it on the form's page."
    ]
    assert form.data["standards"] == [["T/EX 12-2025", ready.title]]
    assert submit(seal(walker, made)).state == S.ACCEPTANCE


@pytest.mark.rule("R14c")
def test_the_sealed_form_is_asked_when_submitting(ready, save, refused):
    assert [rule for rule, _line in refused(save(ready, sales="三亿元"))] == ["R14c"]


def test_the_checklist_stands_on_the_papers_tab(ready):
    rows = APPLICATION_DOSSIER.rows(ready)
    assert [row.paper.kind for row in rows if row.missing] == []
    assert [row.paper.where_applicable for row in rows].count(True) == 5
