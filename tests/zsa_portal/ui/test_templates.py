"""No template of the house carries inline script or style, or an address of another site."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
# Official papers, mails and the demonstration's drafts are no pages: the CSP does not apply to them.
PAGES = [
    path
    for path in sorted(TEMPLATES.rglob("*.html"))
    if path.relative_to(TEMPLATES).parts[0] not in {"forms", "emails"}
    and path.parent.name != "demo"
]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_page_obeys_the_csp(path):
    text = path.read_text()
    found = re.findall(r"<style|\sstyle=|\son[a-z]+=[\"']|javascript:", text)
    found += [tag for tag in re.findall(r"<script[^>]*>", text) if not _allowed(tag)]
    found += re.findall(r"(?:src|href|action)=[\"'](?:https?:)?//[^\"']+", text)

    assert found == []


FETCHED = re.compile(r"<[^<>]*hx-get=\"(?!\?)[^\"]*\"[^<>]*hx-select=[^<>]*>")


def test_a_piece_of_another_page_leaves_the_title_of_the_page_that_fetches_it():
    """Htmx takes the title of what it fetches, even where only a part is shown."""
    found = [tag for path in PAGES for tag in FETCHED.findall(_bare(path.read_text()))]
    assert len(found) >= 2
    assert [tag for tag in found if "ignoreTitle:true" not in tag] == []


def _bare(text):
    """A template without its tags and what they compare."""
    return re.sub(r"{%.*?%}", "", text)


def _allowed(tag):
    return " src=" in tag or "application/json" in tag
