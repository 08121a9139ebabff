"""A standard's text as a PDF, set with the fonts of the official forms."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from standards.demo.draft_model import WORDS, Text, annex_lines, contents, heading
from zsa_portal.documents.render import pdf

Part = dict[str, Any]


def pdf_of(text: Text) -> bytes:
    """The standard as PDF: cover, contents with pages, foreword, text, annexes, bibliography."""
    return pdf(render_to_string("standards/demo/standard.html", _context(text)))


def _context(text: Text) -> dict[str, Any]:
    cover, words = text["cover"], WORDS[text["language"]]
    days = [(cover["published"], words["issue"]), (cover["implemented"], words["implement"])]
    chinese = text["language"] == "zh"
    issued, implemented = (f"{day} {word}" if chinese else f"{word} {day}" for day, word in days)
    return {
        "lang": "zh-Hans" if chinese else "en",
        "cover": cover,
        "words": words,
        "replaces": words["replaces"].format(**cover) if cover["replaces"] else "",
        "issued": issued,
        "implemented": implemented,
        "contents_title": text["contents"],
        "publisher": words["issued_by"].format(**cover),
        "parts": _parts(text),
    }


def _parts(text: Text) -> list[Part]:
    parts = [_front(text[name]) for name in ("foreword", "introduction") if text.get(name)]
    parts += [_chapter(chapter, text, place) for place, chapter in enumerate(text["chapters"])]
    parts += [_annex(annex, text) for annex in text.get("annexes", [])]
    if back := text.get("bibliography"):
        parts.append({"kind": "back", "lines": [back["title"]], "entries": back["entries"]})
    lines = [line for line, _page in contents(text)]
    numbered = enumerate(zip(parts, lines, strict=True), start=1)
    return [part | {"id": f"part{number}", "line": line} for number, (part, line) in numbered]


def _front(element: Text) -> Part:
    return {"kind": "front", "lines": [element["title"]], "blocks": _blocks(element["blocks"])}


def _chapter(chapter: Text, text: Text, place: int) -> Part:
    return {
        "kind": "opening" if place == 0 else "chapter",
        "opens": place == 0,
        "lines": [heading(chapter["number"], chapter["title"], text["language"])],
        "blocks": _blocks(chapter.get("blocks", [])),
        "references": chapter.get("references", []),
        "terms": chapter.get("terms", []),
        "clauses": _clauses(chapter),
    }


def _annex(annex: Text, text: Text) -> Part:
    lines = annex_lines(annex, text["language"])
    return {"kind": "annex", "lines": lines, "clauses": _clauses(annex)}


def _clauses(owner: Text) -> list[Text]:
    return [
        clause | {"blocks": _blocks(clause.get("blocks", [])), "clauses": _clauses(clause)}
        for clause in owner.get("clauses", [])
    ]


def _blocks(blocks: list[Text]) -> list[Text]:
    """The blocks, with the items of a list under a name that templates do not take for a method."""
    return [
        {"list": block["list"] | {"items_": block["list"]["items"]}} if "list" in block else block
        for block in blocks
    ]
