"""What the official papers of acceptance and comments print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from certification.acceptance.papers import CHECKLIST, FINDINGS, SCOPES, TOPICS, VERDICTS
from certification.acceptance.rules import finding
from zsa_portal.documents.kinds import chinese
from zsa_portal.people.fields import TechnicalField
from zsa_portal.regulations import clock

if TYPE_CHECKING:
    from certification.acceptance.records import Acceptance
    from certification.facts import Recognition

RESULTS = {"passed": "审查合格，予以受理", "to_complete": "退回补充完善", "refused": "退回申请材料"}


def acceptance_data(recognition: Recognition, found: Acceptance) -> dict[str, Any]:
    """What the 受理审查表 prints: the points with their notes, the comparison, the result."""
    known = recognition.field in TechnicalField.values
    return {
        "title": recognition.title,
        "source_number": recognition.source_number,
        "applicant": str(recognition.applicant),
        "field": chinese(TechnicalField(recognition.field).label) if known else "",
        "groups": [
            {
                "title": chinese(group.title),
                "points": [
                    {"title": chinese(title), "holds": bool(found.checks.get(point))}
                    for point, title in group.points.items()
                ],
                "note": found.notes.get(group.key, ""),
            }
            for group in CHECKLIST
        ],
        "issuer": found.issuer,
        "none_comparable": found.none_comparable,
        "comparison": [
            row
            | {
                "scope": chinese(SCOPES[row["scope"]]),
                "finding": chinese(FINDINGS[row["finding"]]),
            }
            for row in found.comparison
        ],
        "finding": _in_chinese(found),
        "questions": [
            {
                "expert": str(asked.expert),
                "question": asked.question,
                "answer": asked.opinion,
                "day": clock.day_of(asked.at).isoformat() if asked.at else "",
            }
            for asked in recognition.experts_asked()
        ],
        "result": RESULTS[found.result],
        "reason": found.reason,
        "date": clock.today().isoformat(),
    }


def _in_chinese(found: Acceptance) -> str:
    from django.utils import translation

    with translation.override("zh-hans"):
        return finding(found.comparison)


def digest_data(recognition: Recognition) -> dict[str, Any]:
    """What the 公众评议汇总 prints: each comment, how it was verified, by topic."""
    rows = [
        {
            "reference": one.reference,
            "organisation": one.organisation or "个人",
            "text": one.text,
            "evidence": one.evidence_name,
            "day": clock.day_of(one.received_at).isoformat(),
            "declared": one.declared_true_at is not None,
            "verdict": chinese(VERDICTS[one.recognition_check.verdict]),
            "topic": chinese(TOPICS[one.recognition_check.topic]),
            "finding": one.recognition_check.finding,
        }
        for one in recognition.comments()
    ]
    return {
        "title": recognition.title,
        "source_number": recognition.source_number,
        "applicant": str(recognition.applicant),
        "rows": sorted(rows, key=lambda row: (row["topic"], row["reference"])),
        "date": clock.today().isoformat(),
    }
