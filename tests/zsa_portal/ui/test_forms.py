"""Forms of the house: pickers, groups, files, and what the field templates draw."""

import datetime as dt

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.utils import translation

from zsa_portal.ui.forms import (
    DateField,
    FileField,
    MultipleFileField,
    RowsFormSet,
    StyledForm,
    mark_wanted,
)


class Proposal(StyledForm):
    field_groups = [("Project", ["title", "kind", "absent"]), ("Empty", [])]
    half_width = ["starts"]

    title = forms.CharField(label="Title", help_text="In full.")
    kind = forms.ChoiceField(label="Kind", choices=[("n", "New")], widget=forms.RadioSelect)
    starts = forms.DateField(label="Starts")
    until = forms.DateTimeField(label="Until", required=False)
    patents = forms.BooleanField(label="Patents", required=False, help_text="If any.")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


class Row(StyledForm):
    clause = forms.CharField(label="Clause", required=False)


Table = forms.formset_factory(Row, formset=RowsFormSet, extra=2)
POSTED = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-clause": "5.1"}


@pytest.fixture(autouse=True, params=["en", "zh-hans"])
def language(request):
    with translation.override(request.param):
        yield request.param


def test_date_value_is_iso_in_every_language():
    html = str(Proposal(initial={"starts": dt.date(2026, 3, 2)})["starts"])

    assert 'type="date"' in html
    assert 'value="2026-03-02"' in html


def test_time_value_is_iso_to_the_minute():
    html = str(Proposal(initial={"until": dt.datetime(2026, 3, 2, 9, 30)})["until"])  # noqa: DTZ001 - local input

    assert 'type="datetime-local"' in html
    assert 'value="2026-03-02T09:30"' in html


def test_date_as_the_browser_sends_it_is_read():
    assert DateField().clean("2026-02-28") == dt.date(2026, 2, 28)


@pytest.mark.parametrize("bad", ["2026-02-30", "yesterday", "2026", "\x00"])
def test_bad_date_is_an_error_of_the_field(bad):
    with pytest.raises(forms.ValidationError):
        DateField().clean(bad)


def test_groups_come_in_order_and_the_rest_last():
    groups = [
        (group.title, [(placed.bound.name, placed.width) for placed in group.fields])
        for group in Proposal().grouped_fields()
    ]

    assert groups == [
        ("Project", [("title", "full"), ("kind", "full")]),
        ("", [("starts", "half"), ("until", "full"), ("patents", "full")]),
    ]


def test_field_has_label_help_and_error_bound_to_it():
    html = Proposal({"kind": "n"})["title"].as_field_group()

    assert '<label class="form-label" for="id_title">Title' in html
    assert 'id="id_title_helptext">In full.' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'class="form-control"' in html


def test_radio_buttons_stand_in_a_fieldset_with_legend():
    html = Proposal()["kind"].as_field_group()

    assert "<fieldset" in html
    assert '<legend class="form-label">Kind' in html
    assert 'class="form-check-input"' in html


def test_checkbox_has_its_label_after_it():
    html = Proposal()["patents"].as_field_group()

    assert html.index("<input") < html.index('<label class="form-check-label" for="id_patents">')
    assert html.count("<label") == 1


def test_widget_class_is_kept_beside_the_house_class():
    widget = forms.TextInput(attrs={"class": "wide"})

    assert widget.render("x", "").count("class=") == 1
    assert 'class="form-control wide"' in widget.render("x", "")


def test_hidden_field_carries_no_class():
    assert "class=" not in str(Proposal()["secret"])


def test_error_summary_links_to_each_field(language):
    form = Proposal({})
    html = render_to_string("partials/form_fields.html", {"form": form})

    assert [f'href="#id_{name}"' in html for name in ("title", "starts")] == [True, True]
    assert html.count('role="alert"') == 1
    assert (
        "有 3 处需要您处理" if language == "zh-hans" else "3 entries need your attention"
    ) in html


def test_error_text_is_escaped():
    form = Proposal({"kind": "<script>"})
    html = render_to_string("partials/form_fields.html", {"form": form})

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


class Upload(StyledForm):
    file = FileField(accept=(".PDF", ".docx"), max_bytes=1000)
    more = MultipleFileField(accept=(".pdf",), max_bytes=1000, required=False)


def paper(name="a.pdf", size=10):
    return SimpleUploadedFile(name, b"x" * size)


def test_file_input_tells_kinds_and_size():
    html = str(Upload()["file"])

    assert 'accept=".pdf,.docx"' in html
    assert "pdf, docx" in html
    assert "1000" in html


def test_form_with_files_is_sent_as_multipart():
    html = render_to_string("partials/form.html", {"form": Upload()})

    assert 'enctype="multipart/form-data"' in html


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (paper("a.exe"), "suffix"),
        (paper("a.pdf.exe"), "suffix"),
        (paper("pdf"), "suffix"),
        (paper(size=1001), "too_large"),
        (paper(size=0), "empty"),
        (None, "required"),
    ],
)
def test_wrong_file_is_refused_with_its_reason(file, code):
    form = Upload({}, {"file": file} if file else {})

    assert [error.code for error in form.errors.as_data()["file"]] == [code]


def test_right_files_pass_at_the_limit():
    form = Upload({}, {"file": paper("A.PDF", 1000)})

    assert form.is_valid()
    assert form.cleaned_data["more"] == []


def test_several_files_are_each_checked():
    field = MultipleFileField(accept=(".pdf",))

    assert [file.name for file in field.clean([paper("a.pdf"), paper("b.pdf")])] == [
        "a.pdf",
        "b.pdf",
    ]
    with pytest.raises(forms.ValidationError):
        field.clean([paper("a.pdf"), paper("b.exe")])


def test_file_name_in_a_refusal_is_escaped():
    form = Upload({}, {"file": paper("<b>.exe")})

    assert "<b>" not in form["file"].as_field_group()


def test_a_posted_row_stays_where_the_same_was_stored_meanwhile():
    table = Table(POSTED, initial=[{"clause": "5.1"}])
    assert table.is_valid()
    assert [row.cleaned_data for row in table] == [{"clause": "5.1"}, {}]


def test_a_table_shows_what_is_stored_and_rows_to_write_in():
    assert [row["clause"].value() for row in Table(initial=[{"clause": "5.1"}])] == [
        "5.1",
        None,
        None,
    ]


class Wanted(StyledForm):
    """One field the form demands, one that only a rule does, one that nobody does."""

    title = forms.CharField(label="Title")
    points = forms.MultipleChoiceField(
        label="Points",
        choices=[("a", "A")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label="Note", required=False)


def marks_of(html):
    """How often the asterisk is drawn, in all and in the sentence that explains it."""
    return html.count('class="required-mark"'), html.count('class="form-note"')


def test_what_is_required_is_marked_and_the_mark_is_explained_once():
    form = Wanted()
    assert marks_of(render_to_string("partials/form_fields.html", {"form": form})) == (2, 1)
    mark_wanted(form, ["points"])
    html = render_to_string("partials/form.html", {"form": form})
    assert marks_of(html) == (3, 1)
    assert html.count('class="visually-hidden"') == 1, "the group of boxes says it in words"
    del form.fields["title"], form.fields["points"]
    assert marks_of(render_to_string("partials/form_fields.html", {"form": form})) == (0, 0)
