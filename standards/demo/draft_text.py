"""A standard's text as plain lines, in the order in which they stand on paper."""

from __future__ import annotations

from collections.abc import Iterator

from standards.demo.draft_model import WORDS, Text, annex_lines, contents, heading


def plain_text(text: Text) -> str:
    """The whole standard, one paragraph a line, parts set apart by an empty line."""
    parts = [_cover(text), _contents(text)]
    parts += [_element(text[key], text) for key in ("foreword", "introduction") if text.get(key)]
    parts.append([text["cover"]["title"]])
    parts += [_chapter(chapter, text) for chapter in text["chapters"]]
    parts += [_annex(annex, text) for annex in text.get("annexes", [])]
    if text.get("bibliography"):
        parts.append(_bibliography(text))
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _cover(text: Text) -> list[str]:
    cover, words = text["cover"], WORDS[text["language"]]
    issued = [
        f"{cover['published']} {words['issue']}",
        f"{cover['implemented']} {words['implement']}",
    ]
    if text["language"] == "en":
        issued = [
            f"{words['issue']} {cover['published']}",
            f"{words['implement']} {cover['implemented']}",
        ]
    lines = [
        f"ICS {', '.join(cover['ics'])}",
        f"CCS {', '.join(cover['ccs'])}",
        cover["level"],
        cover["number"],
        words["replaces"].format(**cover) if cover["replaces"] else "",
        cover["title"],
        cover["title_en"],
        words["stage"].format(**cover) if cover["stage"] else "",
        cover["patent_call"],
        cover.get("prevails", ""),
        *issued,
        words["issued_by"].format(**cover),
    ]
    return [line for line in lines if line]


def _contents(text: Text) -> list[str]:
    lines = [text["contents"]]
    for title, page in contents(text):
        lines.append(f"{title} {'.' * 40} {page}" if page else title)
    return lines


def _element(element: Text, text: Text) -> list[str]:
    return [element["title"], *_blocks(element["blocks"], text)]


def _chapter(chapter: Text, text: Text) -> list[str]:
    language = text["language"]
    lines = [heading(chapter["number"], chapter["title"], language)]
    lines += _blocks(chapter.get("blocks", []), text)
    gap = "　" if language == "zh" else "  "
    lines += [f"{r['number']}{gap}{r['title']}" for r in chapter.get("references", [])]
    for term in chapter.get("terms", []):
        lines += _term(term, text)
    for clause in chapter.get("clauses", []):
        lines += clause_lines(clause, text)
    return lines


def clause_lines(clause: Text, text: Text) -> list[str]:
    """A clause with its number before the title, or before the text where it has no title."""
    language = text["language"]
    blocks = list(_blocks(clause.get("blocks", []), text))
    if clause.get("title"):
        lines = [heading(clause["number"], clause["title"], language), *blocks]
    else:
        lines = [heading(clause["number"], blocks[0], language), *blocks[1:]]
    for child in clause.get("clauses", []):
        lines += clause_lines(child, text)
    return lines


def _term(term: Text, text: Text) -> list[str]:
    gap = "　" if text["language"] == "zh" else "  "
    named = f"{term['term']}{gap}{term['term_en']}" if term.get("term_en") else term["term"]
    notes = [{"note": note} for note in term.get("notes", [])]
    source = [term["source"]] if term.get("source") else []
    return [term["number"], named, term["definition"], *_blocks(notes, text), *source]


def _annex(annex: Text, text: Text) -> list[str]:
    lines = annex_lines(annex, text["language"])
    for clause in annex["clauses"]:
        lines += clause_lines(clause, text)
    return lines


def _bibliography(text: Text) -> list[str]:
    part = text["bibliography"]
    return [part["title"], *(f"[{n}] {entry}" for n, entry in enumerate(part["entries"], start=1))]


def _blocks(blocks: list[Text], text: Text) -> Iterator[str]:
    words = WORDS[text["language"]]
    notes = sum("note" in block for block in blocks)
    seen = 0
    for block in blocks:
        if "p" in block:
            yield block["p"]
        elif "note" in block:
            seen += 1
            yield (words["note"] if notes == 1 else words["notes"].format(n=seen)) + block["note"]
        elif "list" in block:
            yield block["list"]["lead"]
            yield from (f"{chr(97 + i)}) {item}" for i, item in enumerate(block["list"]["items"]))
        elif "table" in block:
            yield from table_lines(block["table"], text["language"])


def table_lines(table: Text, language: str) -> Iterator[str]:
    """The caption, then one line a row with tabs between the cells."""
    yield heading(table["number"], table["title"], language)
    for row in [table["head"], *table["rows"]]:
        yield "\t".join(row)
