"""A standard's text as a .docx in the layout of GB/T 1.1."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from standards.demo.draft_model import WORDS, Text, annex_lines, contents, heading
from zsa_portal.home.demo import docx_parts as parts

LEFT, WIDTH = 1418, 9354  # twips: 25 mm, 165 mm


def write_docx(text: Text, target: Path | IO[bytes]) -> None:
    """Write the standard as .docx: cover, contents and foreword, text, annexes, bibliography."""
    document = parts.blank()
    document.settings.odd_and_even_pages_header_footer = True
    document.core_properties.title = text["cover"]["title"]
    document.core_properties.author = text["cover"]["publisher"]
    _Writer(document, text).all()
    document.save(str(target) if isinstance(target, Path) else target)


class _Writer:
    """Writes one standard into one document, from the cover to the last page."""

    def __init__(self, document: Document, text: Text) -> None:
        self.document = document
        self.text = text
        self.language = text["language"]
        self.words = WORDS[self.language]
        self.marks = 0

    def all(self) -> None:
        parts.page(self.document.sections[0])
        self.cover()
        self.section("upperRoman")
        self.contents()
        for part in ("foreword", "introduction"):
            if self.text.get(part):
                self.front(self.text[part])
        self.section("decimal")
        self.centred(self.text["cover"]["title"], size=16, after=24)
        for chapter in self.text["chapters"]:
            self.chapter(chapter)
        for annex in self.text.get("annexes", []):
            self.annex(annex)
        if self.text.get("bibliography"):
            self.bibliography(self.text["bibliography"])

    def section(self, numbers: str) -> None:
        made = parts.page(self.document.add_section(WD_SECTION.NEW_PAGE))
        parts.numbered_from_one(made, numbers)
        parts.running(made, self.text["cover"]["number"])

    def cover(self) -> None:
        cover, words = self.text["cover"], self.words
        self.placed(f"ICS {', '.join(cover['ics'])}", y=850)
        self.placed(f"CCS {', '.join(cover['ccs'])}", y=1130)
        self.placed(cover["level"], y=2300, size=30, align=parts.CENTRE, stretch=600)
        number = self.placed(cover["number"], y=3500, size=14, align=parts.RIGHT)
        if cover["replaces"]:
            number = self.placed(words["replaces"].format(**cover), y=3900, align=parts.RIGHT)
        parts.ruled(number, "bottom")
        self.placed(cover["title"], y=5600, size=26, align=parts.CENTRE)
        self.placed(cover["title_en"], y=7200, size=14, align=parts.CENTRE)
        if cover["stage"]:
            self.placed(words["stage"].format(**cover), y=8200, size=14, align=parts.CENTRE)
        self.placed(cover["patent_call"] or cover.get("prevails", ""), y=9000, align=parts.CENTRE)
        if cover["patent_call"] and cover.get("prevails"):
            self.placed(cover["prevails"], y=9800, align=parts.CENTRE)
        self.dates()
        publisher = self.placed(
            words["issued_by"].format(**cover), y=14900, size=16, align=parts.CENTRE
        )
        parts.ruled(publisher, "top")

    def dates(self) -> None:
        cover, words = self.text["cover"], self.words
        issue, implement = (
            (
                f"{cover[day]} {words[word]}"
                if self.language == "zh"
                else f"{words[word]} {cover[day]}"
            )
            for day, word in (("published", "issue"), ("implemented", "implement"))
        )
        self.placed(issue, y=14300, size=12, width=4600)
        self.placed(implement, y=14300, size=12, width=4600, x=LEFT + 4754, align=parts.RIGHT)

    def placed(
        self,
        content: str,
        *,
        y: int,
        x: int = LEFT,
        width: int = WIDTH,
        size: float = 10.5,
        align: object = None,
        stretch: int = 0,
    ) -> Paragraph:
        paragraph = parts.spaced(self.document.add_paragraph(), line=size * 1.4)
        paragraph.alignment = align  # type: ignore[assignment]
        run = parts.write(paragraph, content, font=parts.HEI, size=size)
        if stretch:
            parts.stretched(run, stretch)
        return parts.framed(paragraph, x=x, y=y, width=width)

    def contents(self) -> None:
        self.centred(self.text["contents"], size=16, after=20)
        for number, (title, shown) in enumerate(contents(self.text), start=1):
            line = parts.leader_tab(parts.spaced(self.document.add_paragraph(), line=18))
            parts.write(line, title)
            if shown:
                parts.write(line, "\t")
                parts.field(line, f"PAGEREF _part{number} \\h", shown, size=10.5)

    def front(self, element: Text) -> None:
        self.marked(self.centred(element["title"], size=16, before_page=True, after=20))
        self.blocks(element["blocks"])

    def centred(
        self, content: str, *, size: float = 10.5, before_page: bool = False, after: float = 8
    ) -> Paragraph:
        paragraph = parts.spaced(self.document.add_paragraph(), after=after, line=size * 1.5)
        paragraph.alignment = parts.CENTRE
        paragraph.paragraph_format.page_break_before = before_page
        parts.write(paragraph, content, font=parts.HEI, size=size)
        return paragraph

    def marked(self, paragraph: Paragraph) -> Paragraph:
        self.marks += 1
        return parts.bookmarked(paragraph, f"_part{self.marks}", self.marks)

    def headed(self, content: str, level: int) -> Paragraph:
        paragraph = self.document.add_paragraph(style=f"Heading {min(level, 6)}")
        distance = 10 if level == 1 else 5
        parts.spaced(paragraph, before=distance, after=distance)
        run = parts.write(paragraph, content, font=parts.HEI)
        run.font.bold = run.font.italic = False
        run.font.color.rgb = docx.shared.RGBColor(0, 0, 0)
        return paragraph

    def chapter(self, chapter: Text) -> None:
        self.marked(self.headed(heading(chapter["number"], chapter["title"], self.language), 1))
        self.blocks(chapter.get("blocks", []))
        for reference in chapter.get("references", []):
            self.body(heading(reference["number"], reference["title"], self.language))
        for term in chapter.get("terms", []):
            self.term(term)
        for clause in chapter.get("clauses", []):
            self.clause(clause, 2)

    def clause(self, clause: Text, level: int) -> None:
        blocks = clause.get("blocks", [])
        if clause.get("title"):
            self.headed(heading(clause["number"], clause["title"], self.language), level)
        else:
            first, *blocks = blocks
            lead = first.get("p") or first["list"]["lead"]
            paragraph = parts.spaced(self.document.add_paragraph(), after=2)
            parts.write(paragraph, heading(clause["number"], "", self.language), font=parts.HEI)
            parts.write(paragraph, lead)
            if "list" in first:
                self.items(first["list"]["items"])
        self.blocks(blocks)
        for child in clause.get("clauses", []):
            self.clause(child, level + 1)

    def term(self, term: Text) -> None:
        parts.write(
            parts.spaced(self.document.add_paragraph(), before=4), term["number"], font=parts.HEI
        )
        named = heading(term["term"], term.get("term_en", ""), self.language).rstrip()
        self.body(named, font=parts.HEI)
        self.body(term["definition"])
        self.blocks([{"note": note} for note in term.get("notes", [])])
        if term.get("source"):
            self.body(term["source"])

    def annex(self, annex: Text) -> None:
        first, status, title = annex_lines(annex, self.language)
        self.marked(self.centred(first, before_page=True, after=2))
        self.centred(status, after=2)
        self.centred(title, after=14)
        for clause in annex["clauses"]:
            self.clause(clause, 2)

    def bibliography(self, part: Text) -> None:
        self.marked(self.centred(part["title"], size=16, before_page=True, after=20))
        for number, entry in enumerate(part["entries"], start=1):
            self.body(f"[{number}] {entry}")

    def body(self, content: str, *, font: str = parts.SONG) -> Paragraph:
        paragraph = parts.spaced(self.document.add_paragraph(), after=2)
        paragraph.paragraph_format.first_line_indent = Pt(21)
        parts.write(paragraph, content, font=font)
        return paragraph

    def items(self, items: list[str]) -> None:
        for number, item in enumerate(items):
            paragraph = parts.spaced(self.document.add_paragraph(), after=1)
            paragraph.paragraph_format.left_indent = Mm(15)
            paragraph.paragraph_format.first_line_indent = Mm(-7)
            parts.write(paragraph, f"{chr(97 + number)}) {item}")

    def blocks(self, blocks: list[Text]) -> None:
        kinds: dict[str, Callable[[Text], object]] = {
            "p": lambda block: self.body(block["p"]),
            "list": lambda block: (
                self.body(block["list"]["lead"]),
                self.items(block["list"]["items"]),
            ),
            "table": lambda block: self.table(block["table"]),
        }
        notes = [block for block in blocks if "note" in block]
        for block in blocks:
            if "note" in block:
                mark = self.words["note"] if len(notes) == 1 else self.words["notes"]
                self.small(mark.format(n=notes.index(block) + 1) + block["note"])
            else:
                kinds[next(iter(block))](block)

    def small(self, content: str) -> None:
        paragraph = parts.spaced(self.document.add_paragraph(), after=2, line=14)
        paragraph.paragraph_format.first_line_indent = Pt(21)
        parts.write(paragraph, content, size=9)

    def table(self, table: Text) -> None:
        caption = self.centred(heading(table["number"], table["title"], self.language), after=4)
        caption.paragraph_format.keep_with_next = True
        parts.grid(self.document, table["head"], table["rows"])
        parts.spaced(self.document.add_paragraph(), line=8)
