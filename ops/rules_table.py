"""Writes docs/rules.md: every rule, the code that carries it out and the tests that hold it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import yaml

HOUSE = Path(__file__).resolve().parent.parent
CATALOGUE = HOUSE / "zsa_portal/regulations/catalogue.yaml"
TARGET = HOUSE / "docs/rules.md"
HEAD = """# Rules, code and tests

Made by `make rules` from the catalogue and the source; a test fails when it is out of date. Tests are
those marked with the rule's id: they fail when the rule is switched off.
A rule without code is not built yet.

| rule | what must hold | code | tests |
|---|---|---|---|
"""
QUOTED = re.compile(r"[\"']([A-Z]{1,2}\d[\w.]*)[\"']")
MARK = re.compile(r"mark\.rule\([^)]*\)")


def rules() -> Iterator[tuple[str, str]]:
    """Every rule's id and sentence, in the catalogue's order."""
    for rows in yaml.safe_load(CATALOGUE.read_text(encoding="utf-8")).values():
        for row in rows:
            yield row["id"], row["rule"]


def named(text: str) -> set[str]:
    """The rule ids that a text quotes."""
    return set(QUOTED.findall(text))


def marked(text: str) -> set[str]:
    """The rule ids with which a text of tests is marked."""
    return named(" ".join(MARK.findall(text)))


def places(folders: Iterable[str], ids: Callable[[str], set[str]]) -> dict[str, list[str]]:
    """For each rule id that ``ids`` finds in a file's text, the files below these folders."""
    found: dict[str, list[str]] = {}
    for folder in folders:
        for path in sorted((HOUSE / folder).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            for rule_id in ids(path.read_text(encoding="utf-8")):
                found.setdefault(rule_id, []).append(str(path.relative_to(HOUSE)))
    return found


def table() -> str:
    """The whole document."""
    apps = sorted(file.parent.name for file in HOUSE.glob("*/apps.py"))
    code = places(["zsa_portal", *apps], named)
    tests = places(["tests"], marked)
    lines = [HEAD]
    for rule_id, sentence in rules():
        cells = [rule_id, sentence.replace("|", "\\|")]
        cells += [
            "<br>".join(f"`{path}`" for path in where.get(rule_id, [])) for where in (code, tests)
        ]
        lines.append(f"| {' | '.join(cells)} |\n")
    return "".join(lines)


def main() -> int:
    """Write the document; with ``--check`` only say whether it is current."""
    text = table()
    if "--check" in sys.argv:
        return int(not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
