"""Listed words are separated as the reader's language does it."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils import translation

from zsa_portal.ui.listing import listed, plain


@pytest.mark.parametrize(("language", "line"), [("zh-hans", "甲、乙"), ("en", "甲, 乙")])
def test_words_are_listed_in_the_readers_language(language, line):
    page = Template("{% load ui %}{{ words|listed }} {{ words.0 }}{% between %}{{ words.1 }}")
    with translation.override(language):
        assert listed(["甲", "乙"]) == line
        assert page.render(Context({"words": ["甲", "乙"]})) == f"{line} {line}"


@pytest.mark.parametrize(
    ("number", "written"), [(3.0, "3"), (2.5, "2.5"), (2.25, "2.2"), (2.96, "3"), (0, "0")]
)
def test_a_number_has_no_decimals_that_say_nothing(number, written):
    assert str(plain(number)) == written
