"""Listed words are separated as the reader's language does it."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils import translation

from zsa_portal.ui.listing import listed


@pytest.mark.parametrize(("language", "line"), [("zh-hans", "甲、乙"), ("en", "甲, 乙")])
def test_words_are_listed_in_the_readers_language(language, line):
    page = Template("{% load ui %}{{ words|listed }} {{ words.0 }}{% between %}{{ words.1 }}")
    with translation.override(language):
        assert listed(["甲", "乙"]) == line
        assert page.render(Context({"words": ["甲", "乙"]})) == f"{line} {line}"
