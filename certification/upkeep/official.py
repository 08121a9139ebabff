"""What the official papers of upkeep print (第二十一、二十三、二十六条); they are Chinese."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from certification.upkeep import rules
from certification.upkeep.conclusions import ChangesConclusion, Conclusion
from certification.upkeep.papers import CONCLUSION, RECHECK, REEXAMINATION, REVISION
from zsa_portal.ballots.decisions import APPROVED
from zsa_portal.ballots.queries import tally
from zsa_portal.ballots.resolutions import Decision
from zsa_portal.documents.models import Document
from zsa_portal.engagements.queries import live_among
from zsa_portal.people.sorting import pinyin_key
from zsa_portal.regulations import clock
from zsa_portal.ui.differences import difference

if TYPE_CHECKING:
    from certification.upkeep.facts import Kept
    from certification.upkeep.records import Letter, Visit

MARKED = re.compile(r"(<del>.*?</del>|<ins>.*?</ins>)", re.DOTALL)
TAG = re.compile(r"</?(?:del|ins)>")
WORDS: dict[str, str] = {
    Conclusion.CONTINUE: "继续有效",
    Conclusion.REVISE: "修订",
    Conclusion.REVOKE: "撤销认定",
    ChangesConclusion.ACCEPT: "修订内容通过审查",
    ChangesConclusion.REJECT: "修订内容未通过审查",
}
"""The conclusions as papers print them."""
FOLLOWED = (Conclusion.REVISE, Conclusion.REVOKE)
"""Those of which something follows for the body, which its letter says."""
PROCEDURE = {RECHECK: "先进性复核", REEXAMINATION: "复审", REVISION: "修订审查"}
ARTICLE = {
    RECHECK: "第二十条、第二十一条",
    REEXAMINATION: "第二十四条、第二十六条",
    REVISION: "第二十三条",
}
PREPARED = {
    RECHECK: "标准先进性说明（与现行国际、国内、行业相关标准和技术水平的比较，标准实施情况）",
    REEXAMINATION: "标准复审自查报告（标准实施情况、与认定要求的符合情况、先进性及存在的问题）",
}


def procedure_of(matter: Kept) -> str:
    """What the procedure is called on paper."""
    return PROCEDURE[matter.kind]


def notice_data(letter: Letter, matters: Sequence[Kept]) -> dict[str, Any]:
    """What the 复核通知 or 复审通知 says: to which body, about which standards, until when."""
    return {
        "procedure": PROCEDURE[letter.kind],
        "article": ARTICLE[letter.kind],
        "material": PREPARED[letter.kind],
        "body": letter.body.name,
        "until": str(letter.material_due_on),
        "date": str(clock.today()),
        "rows": [_row(one) for one in matters],
    }


def _row(matter: Kept) -> dict[str, str]:
    edition = matter.edition
    return {
        "number": edition.number,
        "title": edition.title,
        "source_number": edition.source_number,
        "body": edition.source_body.name if edition.source_body else "",
        "published_on": str(edition.published_on),
        "due_on": str(matter.due_on or ""),
    }


def report_data(matter: Kept) -> dict[str, Any]:
    """What the review report says: who judged and how, and the conclusion proposed."""
    return {
        "procedure": procedure_of(matter),
        "article": ARTICLE[matter.kind],
        **_row(matter),
        "conclusion": WORDS[matter.conclusion],
        "grounds": matter.grounds,
        "opinions": _opinions(matter),
        "ballot": _judgement(matter),
        "visits": [_visited(visit) for visit in matter.visits.all()],
        "date": str(clock.today()),
    }


def _opinions(matter: Kept) -> list[dict[str, str]]:
    if not hasattr(matter, "REVIEW"):
        return []
    rows = sorted(live_among(rules.engaged_in(matter)), key=lambda row: pinyin_key(row.expert.name))
    return [
        {
            "expert": row.expert.name,
            "employer": row.expert.employer,
            "conclusion": WORDS.get(row.conclusion, row.conclusion),
            "opinion": row.opinion,
            "on": str(clock.day_of(row.at)) if row.at else "",
        }
        for row in rows
    ]


def _judgement(matter: Kept) -> dict[str, Any] | None:
    ballot = rules.last_ballot(matter)
    if ballot is None:
        return None
    counted = tally(ballot)
    return {
        "panel": ballot.body.name,
        "base": counted.base,
        "yes": counted.yes,
        "no": counted.no,
        "passed": counted.passed,
        "required": counted.needed,
    }


def _visited(visit: Visit) -> dict[str, str]:
    return {"on": str(visit.visited_on), "place": visit.place, "findings": visit.findings}


def visit_data(visit: Visit, matter: Kept, photos: Iterable[Document]) -> dict[str, Any]:
    """What the 现场调查记录 says; photographs are named, and filed beside it."""
    return {
        **_row(matter),
        "visited_on": str(visit.visited_on),
        "place": visit.place,
        "visitors": visit.visitors,
        "received_by": visit.received_by,
        "findings": visit.findings,
        "photos": [photo.title for photo in photos],
        "date": str(clock.today()),
    }


def comparison_data(revision: Any) -> dict[str, Any]:
    """What the 修订内容对比表 says: each main change, what went and what came marked."""
    rows = []
    for change in revision.changes.all():
        marked = difference(change.old, change.new)
        rows.append(
            {
                "clause": change.clause,
                "old": _pieces(marked.old),
                "new": _pieces(marked.new),
                "why": change.why,
            }
        )
    return {
        **_row(revision),
        "new_source_number": revision.source_number,
        "ground": revision.ground_in_chinese,
        "rows": rows,
        "date": str(clock.today()),
    }


def _pieces(marked: str) -> list[dict[str, Any]]:
    """A marked text as pieces, so that a paper keeps it as text: what went or came is ``marked``."""
    parts = [part for part in MARKED.split(marked) if part]
    return [
        {"text": html.unescape(TAG.sub("", part)), "marked": part.startswith(("<del>", "<ins>"))}
        for part in parts
    ]


def conclusion_data(body: str, matters: Sequence[Kept]) -> dict[str, Any]:
    """What a body is told of conclusions on its standards, in one letter."""
    return {
        "body": body,
        "procedure": procedure_of(matters[0]),
        "follows": any(one.conclusion in FOLLOWED for one in matters),
        "article": ARTICLE[matters[0].kind],
        "date": str(clock.today()),
        "decisions": _decisions(matters),
        "rows": [_concluded(one) for one in matters],
    }


def announcement_data(matters: Sequence[Kept], day: dt.date) -> dict[str, Any]:
    """What the public reads of conclusions, whosever standards they are about."""
    return {
        "procedure": procedure_of(matters[0]),
        "article": ARTICLE[matters[0].kind],
        "date": str(day),
        "decisions": _decisions(matters),
        "rows": [_concluded(one) for one in matters],
    }


def _concluded(matter: Kept) -> dict[str, str]:
    return {
        **_row(matter),
        "conclusion": WORDS[matter.conclusion],
        "grounds": matter.grounds,
        "new_number": getattr(matter, "new_number", ""),
    }


def decided(matters: Sequence[Kept]) -> list[Decision]:
    """The council's decisions that approved these conclusions."""
    rows = Decision.objects.filter(
        matters__in=[one.pk for one in matters], purpose=CONCLUSION.key, outcome=APPROVED
    )
    return list(rows.distinct().order_by("pk"))


def _decisions(matters: Sequence[Kept]) -> list[dict[str, str]]:
    return [
        {"number": made.number, "decided_on": str(made.decided_on)} for made in decided(matters)
    ]
