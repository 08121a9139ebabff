"""The rule catalogue: every rule the portal carries out, with its id and sentence."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.utils import translation

CATALOGUE = Path(__file__).with_name("catalogue.yaml")
CHINESE = Path(__file__).with_name("catalogue_zh.yaml")


@dataclass(frozen=True)
class Entry:
    """One rule: its id (F13a), the regulation's key (formulation) and its sentence in both languages."""

    id: str
    regulation: str
    sentence: str
    chinese: str = ""

    @property
    def language(self) -> str:
        """The language in which the rule is told to the present reader: Chinese where there is one."""
        spoken = (translation.get_language() or "").startswith("zh")
        return "zh-Hans" if spoken and self.chinese else "en"

    @property
    def text(self) -> str:
        """The sentence for the present reader, see ``language``."""
        return self.sentence if self.language == "en" else self.chinese

    @property
    def article(self) -> str:
        """The article's number without regulation letter and part letter, e.g. ``13``."""
        return self.id.lstrip("QRFASECNG").rstrip("abcdefg")


@functools.cache
def entries() -> dict[str, Entry]:
    """All rules by id, in the order of the catalogue."""
    loaded = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))
    chinese = yaml.safe_load(CHINESE.read_text(encoding="utf-8"))
    return {
        row["id"]: Entry(row["id"], regulation, row["rule"], chinese.get(row["id"], ""))
        for regulation, rows in loaded.items()
        for row in rows
    }


def entry(rule_id: str) -> Entry:
    """The rule of that id. KeyError when the catalogue has none."""
    return entries()[rule_id]
