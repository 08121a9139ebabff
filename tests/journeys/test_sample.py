"""The consultation once more, on a real draft standard from outside; only where it is at hand."""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path

from tests.journeys import papers
from tests.journeys.line import consultation, drafting
from tests.journeys.line.people import Line, Visitor, walker
from tests.journeys.world import Clock
from zsa_portal.home.demo.records import Record

DRAFT = papers.SAMPLES / "draft-quality-improvement-evaluation.txt"
TITLE = "质量提升评价规范"
CLAUSE = re.compile(r"^(\d+(?:\.\d+)+)\s+(\S.{4,})$", re.MULTILINE)
MOST = 12


def test_sample(visitor: Visitor, the_clock: Clock) -> None:
    before = walker()
    project = before.to(before.start(TITLE), "enquiry_ready")
    the_clock.at(before.now)
    line = Line(visitor, the_clock, project, (f"{TITLE}.txt", DRAFT.read_bytes()))
    comments = comments_on(DRAFT)
    assert len(comments) == MOST
    drafting.enquiry_papers_in(line)
    consultation.opened(line)
    the_clock.on(5)
    consultation.commented(line, comments[:2], comments[2:8], comments[8:])
    the_clock.on(27)
    consultation.moderated(line)
    consultation.answered(line, comments)
    consultation.review_draft_in(line, comments)


def comments_on(draft: Path) -> list[Record]:
    """A comment on each of the draft's first clauses, citing it, with its handling."""
    ways = cycle((("te", "accepted"), ("te", "partially_accepted"), ("ed", "accepted"), ("ge", "rejected")))  # fmt: skip
    found = CLAUSE.findall(draft.read_text(encoding="utf-8"))[:MOST]
    return [
        {
            "clause": clause, "type": kind, "text": f"第{clause}条“{words[:18]}”的要求建议写明评价方法。",
            "proposed_change": "", "name": f"读者{place}", "organisation": "", "contact": "reader@example.org",
            "disposition": disposition, "reason": f"{clause}：工作组讨论后按此处理。",
        }
        for place, ((clause, words), (kind, disposition)) in enumerate(zip(found, ways, strict=False))
    ]  # fmt: skip
