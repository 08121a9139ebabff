"""What a project is about: its titles, its drafts, what the public says, the published texts."""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path

import weasyprint

from standards.demo.records import Record, records
from standards.models import Project
from tests.journeys import papers
from zsa_portal.catalogue.models import Edition

RECORD = records().projects[papers.PROJECT]
CLAUSE = re.compile(r"^(\d+(?:\.\d+)+)[ \t]+(\S.{4,})$", re.MULTILINE)
CHAPTER = re.compile(r"^\d\s+(\S+)$", re.MULTILINE)
WAYS = (("te", "accepted"), ("te", "partially_accepted"), ("ed", "accepted"), ("ge", "rejected"))


class Demonstration:
    """The demonstration's own draft standard, written by GB/T 1.1, with its comments."""

    title: str = RECORD["title"]
    title_en: str = RECORD["title_en"]
    draft: papers.File | None = None
    comments: list[Record] = records().comments(papers.PROJECT)

    def revised(self, project: Project) -> papers.File:
        """The draft in its second version."""
        return papers.file_of("standards.enquiry_draft", project)

    def standard(self, language: str, edition: Edition) -> papers.File:
        """The published text in a language, a PDF."""
        return papers.standard(language, edition)

    def headings(self, language: str) -> list[str]:
        """What the published text in a language must say."""
        return papers.headings(language)


class FromOutside(Demonstration):
    """A real draft standard, a text file; each comment is about one of its clauses."""

    def __init__(self, title: str, title_en: str, file: Path) -> None:
        self.title, self.title_en = title, title_en
        self.words = file.read_text(encoding="utf-8")
        self.draft = (f"{title}.txt", file.read_bytes())
        self.comments = self._comments(30)

    def revised(self, project: Project) -> papers.File:
        """The draft with one more sentence."""
        return f"{project.title}.txt", f"{self.words}\n本文件由协会解释。".encode()

    def standard(self, language: str, edition: Edition) -> papers.File:
        """The draft's words as the Chinese text; of the English one, which nobody has, the title."""
        words = {"zh": self.words, "en": self.title_en}[language]
        dates = f"{edition.published_on} {edition.implemented_on}"
        body = f"{edition.number} {dates}\n{words}"
        page = f"<title>{self.title}</title><pre>{body}</pre>"
        return f"{language}.pdf", weasyprint.HTML(string=page).write_pdf()

    def headings(self, language: str) -> list[str]:
        """The title and the chapters' titles of the draft; of the English text its title."""
        chapters = list(dict.fromkeys(CHAPTER.findall(self.words)))
        return {"zh": [self.title, *chapters], "en": [self.title_en]}[language]

    def _comments(self, number: int) -> list[Record]:
        clauses, ways = cycle(CLAUSE.findall(self.words)), cycle(WAYS)
        return [self._comment(place, *next(clauses), *next(ways)) for place in range(number)]

    def _comment(self, place: int, clause: str, words: str, kind: str, way: str) -> Record:
        return {
            "clause": clause,
            "type": kind,
            "text": f"意见{place + 1}：第{clause}条“{words[:18]}”，建议写明评价方法。",
            "proposed_change": "",
            "name": f"读者{place}",
            "organisation": "",
            "contact": "reader@example.org",
            "disposition": way,
            "reason": f"{clause}（{place + 1}）：工作组讨论后按此处理。",
        }
