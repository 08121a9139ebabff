"""A standard's text as data: loading it, and setting it to a stage of the procedure."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any, Literal

import yaml

Stage = Literal["draft", "enquiry", "review", "approval", "published"]
Text = dict[str, Any]

DATA = Path(__file__).parent / "data"

_LABELS: dict[str, dict[str, str]] = {
    "zh": {"draft": "草案", "enquiry": "征求意见稿", "review": "送审稿", "approval": "报批稿"},
    "en": {
        "draft": "Working draft",
        "enquiry": "Enquiry draft",
        "review": "Review draft",
        "approval": "Approval draft",
    },
}

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "issue": "发布",
        "implement": "实施",
        "issued_by": "{publisher}　发布",
        "replaces": "代替 {replaces}",
        "note": "注：",
        "notes": "注{n}：",
        "annex": "附录{letter}",
        "normative": "（规范性）",
        "informative": "（资料性）",
        "stage": "（{stage}）",
    },
    "en": {
        "issue": "Issued on",
        "implement": "Implemented on",
        "issued_by": "Issued by {publisher}",
        "replaces": "Replaces {replaces}",
        "note": "NOTE: ",
        "notes": "NOTE {n}: ",
        "annex": "Annex {letter}",
        "normative": "(normative)",
        "informative": "(informative)",
        "stage": "({stage})",
    },
}


def load(path: Path) -> Text:
    """The standard's text in a YAML file."""
    text: Text = yaml.safe_load(path.read_text(encoding="utf-8"))
    return text


def staged(
    text: Text, stage: Stage, *, number: str = "", published: str = "", implemented: str = ""
) -> Text:
    """A copy with the cover of a stage: its label, the call for patents, number and dates.

    The call stands on enquiry and review drafts only. Dates are YYYY-MM-DD; what is empty keeps
    the placeholder of the text.
    """
    copied = copy.deepcopy(text)
    cover = copied["cover"]
    cover["stage"] = _LABELS[copied["language"]].get(stage, "")
    if stage not in {"enquiry", "review"}:
        cover["patent_call"] = ""
    for key, value in (("number", number), ("published", published), ("implemented", implemented)):
        if value:
            cover[key] = value
    return copied


def heading(number: str, title: str, language: str) -> str:
    """A chapter's or clause's heading line."""
    gap = "　" if language == "zh" else "  "
    return f"{number}{gap}{title}" if number else title


def annex_lines(annex: Text, language: str) -> list[str]:
    """The three lines of an annex heading."""
    words = WORDS[language]
    return [words["annex"].format(letter=annex["letter"]), words[annex["status"]], annex["title"]]


def contents(text: Text) -> list[tuple[str, str]]:
    """The entries of the table of contents with their page, "" where it is not known."""
    language = text["language"]
    titles = [text[part]["title"] for part in ("foreword", "introduction") if text.get(part)]
    titles += [heading(c["number"], c["title"], language) for c in text["chapters"]]
    gap = "　" if language == "zh" else " "
    for annex in text.get("annexes", []):
        first, status, title = annex_lines(annex, language)
        titles.append(f"{first}{status}{gap}{title}")
    if text.get("bibliography"):
        titles.append(text["bibliography"]["title"])
    pages = text.get("pages") or [""] * len(titles)
    return list(zip(titles, map(str, pages), strict=True))
