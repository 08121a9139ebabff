"""What is wrong on a page is found: contrast, of which one of each look is judged, and the rest."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.axe import JUDGED, grave_faults

PAGE = '<!doctype html><html lang="zh"><title>页</title><main><h1>标题</h1>%s</main></html>'
PALE = "color: #bbb; background: #fff"


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("<p>清楚</p>" * 3, []),
        (f'<p>清楚</p><p style="{PALE}">浅色</p><p style="{PALE}">浅色</p>', ["color-contrast"]),
        (
            '<div style="background: #444"><p>暗色</p></div><p>清楚</p>',
            ["color-contrast"],
        ),
        (f'<label>名称<input style="{PALE}" value="浅"></label>', ["color-contrast"]),
        ('<p>清楚</p><input value="无名">', ["label"]),
        ("", []),
    ],
)
def test_grave_faults_of_a_page_are_found(page: Page, body: str, faults: list[str]):
    page.set_content(PAGE % body)
    assert [fault.partition(" ")[0] for fault in grave_faults(page)] == faults


def test_a_look_is_judged_until_it_was_found_good(page: Page):
    pale = PAGE % f'<p>清楚</p><p style="{PALE}">浅色</p>'
    for _time in range(2):
        page.set_content(pale)
        assert [fault.partition(" ")[0] for fault in grave_faults(page)] == ["color-contrast"]
    page.set_content(PAGE % '<p style="color: #123">深色</p>')
    assert (list(grave_faults(page)), bool(JUDGED)) == ([], True)
    judged = set(JUDGED)
    page.set_content(PAGE % '<p style="color: #123">又一段</p>')
    assert (list(grave_faults(page)), judged) == ([], JUDGED)
