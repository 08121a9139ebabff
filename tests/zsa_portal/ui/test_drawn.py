"""Cells and options as they are drawn without a template for each."""

import datetime as dt

import django_tables2 as tables
from django import forms
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from zsa_portal.ui.templatetags.drawn import cells


class Bodies(tables.Table):
    name = tables.Column(verbose_name=gettext_lazy("Name"))
    many = tables.Column(verbose_name="<b>", attrs={"td": {"class": "number"}})
    day = tables.Column(verbose_name="day")


def drawn(**row):
    (one,) = Bodies([row]).rows
    return cells(one)


def test_a_cell_says_its_column_and_is_escaped_once():
    with translation.override("en"):
        said = drawn(name="A & <i>", many=1234, day=dt.date(2026, 3, 2))
    assert said.startswith('<td data-label="Name" ')
    assert ">A &amp; &lt;i&gt;</td>" in said
    assert 'data-label="&lt;b&gt;"' in said
    assert 'class="number"' in said
    assert said.count("</td>") == 3


def test_markup_of_a_cell_stays_and_a_number_keeps_to_one_line():
    said = drawn(name=mark_safe("<b>x</b>"), many=None, day="2026-03-02")
    assert "><b>x</b></td>" in said
    assert '<span class="unbroken">2026-03-02</span></td>' in said
    assert ">—</td>" in said


class Choosing(forms.Form):
    what = forms.ChoiceField(
        choices=[("", "---------"), ("a", "A & <i>"), ("Others", [(1, "one"), ("b", "B")])],
        initial="1",
    )


def test_options_are_escaped_grouped_and_chosen():
    with translation.override("en"):
        said = str(Choosing()["what"])
    assert '<option value="">Please choose</option>' in said
    assert '<option value="a">A &amp; &lt;i&gt;</option>' in said
    assert '<optgroup label="Others">' in said
    assert '<option value="1" selected>one</option>' in said
    assert said.index("</optgroup>") > said.index('<option value="b">B</option>')
    assert said.count("selected") == 1


def test_the_choice_of_nothing_is_asked_in_the_readers_language():
    with translation.override("zh-hans"):
        assert '<option value="">请选择</option>' in str(Choosing()["what"])
