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


def _allowed(tag):
    return " src=" in tag or "application/json" in tag
