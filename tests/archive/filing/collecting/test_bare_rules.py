"""What holds while a department collects, on bare values: what is missing, and how it is told."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.utils import translation

from archive.filing.collecting import rules
from archive.kinds import Medium, Sort
from archive.records import Item
from zsa_portal.regulations.rule import RuleUnmet


@pytest.mark.rule("A08b")
def test_a_folder_below_the_fourth_level_is_refused_by_its_article():
    rules.DIRECTORIES.require(4)
    with pytest.raises(RuleUnmet) as refused:
        rules.DIRECTORIES.require(5)
    assert refused.value.rule == "A08b"
    assert refused.value.missing == [
        "Folders are nested at most 4 levels deep; this one would be level 5."
    ]


@pytest.mark.rule("A05")
def test_box_and_shelf_are_missed_each_by_its_name():
    paper = {"medium": Medium.PAPER, "sort": Sort.CONTRACT}
    lacks = rules.fits_its_medium.missing
    assert lacks(SimpleNamespace(**paper, box="", shelf="")) == [
        "The box is missing.",
        "The shelf is missing.",
    ]
    assert lacks(SimpleNamespace(**paper, box="3", shelf="")) == ["The shelf is missing."]
    assert lacks(SimpleNamespace(**paper, box="3", shelf="A1")) == []


@pytest.mark.parametrize(
    ("medium", "sort", "fits"),
    [
        (Medium.PAPER, Sort.CERTIFICATE, True),
        (Medium.PAPER, Sort.OTHER, True),
        (Medium.PAPER, Sort.CARRIER, True),
        (Medium.ELECTRONIC, Sort.CARRIER, False),
        (Medium.PAPER, Sort.SOUND, False),
        (Medium.ELECTRONIC, Sort.OTHER, True),
        (Medium.ELECTRONIC, Sort.CONTRACT, False),
    ],
)
@pytest.mark.rule("A05")
def test_a_kind_is_of_its_medium_or_another_than_those_that_are_named(medium, sort, fits):
    item = Item(medium=medium, sort=sort, box="3", shelf="A1")
    assert bool(rules.fits_its_medium.missing(item)) is not fits


@pytest.mark.parametrize(("language", "sign"), [("en", ", "), ("zh-hans", "、")])
def test_three_names_are_shown_and_it_is_shown_that_there_are_more(language, sign):
    three = sign.join("甲乙丙")
    with translation.override(language):
        assert [rules.some(names) for names in ("", "甲", "甲乙丙", "甲乙丙丁")] == [
            "",
            "甲",
            three,
            f"{three}…",
        ]
