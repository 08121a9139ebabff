"""What axe finds on a page that keeps somebody from using it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = ("serious", "critical")
AXE = Axe()
CONTRAST = "color-contrast"
OPTIONS: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
ALL_BUT_CONTRAST = OPTIONS | {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    "rules": {CONTRAST: {"enabled": False}},
}
CONTRAST_ALONE = OPTIONS | {"runOnly": [CONTRAST]}
LOOKS = """(judged) => {
  const looks = new Map();
  const digest = (text) => {
    let one = 5381, two = 52711;
    for (let at = 0; at < text.length; at++) {
      one = Math.imul(one, 33) ^ text.charCodeAt(at);
      two = Math.imul(two, 31) ^ text.charCodeAt(at);
    }
    return (one >>> 0) * 4096 + (two & 4095);
  };
  const add = (element) => {
    if (!element.checkVisibility()) return;
    const own = getComputedStyle(element);
    const look = [element.localName, own.color, own.fontSize, own.fontWeight, own.textShadow];
    for (let at = element; at; at = at.parentElement) {
      const style = at === element ? own : getComputedStyle(at);
      look.push(style.backgroundColor, style.backgroundImage, style.opacity, style.position);
    }
    const key = digest(look.join('|'));
    if (!judged.has(key) && !looks.has(key)) looks.set(key, element);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (texts.currentNode.data.trim()) add(texts.currentNode.parentElement);
  }
  document.querySelectorAll('input, select, textarea').forEach(add);
  return looks;
}"""
"""One element of each look that was not judged yet: what decides on contrast is the same for all of it."""
RUN = f"""async ([most, contrast, judged]) => {{
  const found = (await axe.run(most)).violations;
  const looks = ({LOOKS})(new Set(judged));
  const include = [...looks.values()];
  const faint = include.length ? (await axe.run({{include}}, contrast)).violations : [];
  const told = [...found, ...faint];
  return {{
    faults: told.map(({{id, impact, nodes}}) => [id, impact, nodes.map(node => node.html)]),
    looks: faint.length ? [] : [...looks.keys()],
  }};
}}"""
JUDGED: set[int] = set()
"""The looks, by a number of each, whose contrast was found good on a page of this session."""


def grave_faults(page: Page) -> Iterator[str]:
    """A line for each fault that axe calls serious or critical; contrast is judged once a look."""
    page.evaluate(AXE.axe_script)
    found = page.evaluate(RUN, [ALL_BUT_CONTRAST, CONTRAST_ALONE, sorted(JUDGED)])
    JUDGED.update(found["looks"])
    for name, impact, nodes in found["faults"]:
        if impact in GRAVE:
            shown = json.dumps([node[:160] for node in nodes[:3]], ensure_ascii=False)
            yield f"{name} ({impact}) {shown}"
