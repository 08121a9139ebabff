"""What a walker writes where nobody told it otherwise."""

from __future__ import annotations

import datetime as dt
from typing import Any

from certification.acceptance.papers import CHECKLIST, POINTS
from certification.applications.papers import COMPARISON, DECLARATIONS, STAGES, TEXT

PAPERS = {
    TEXT: "团体标准文本",
    **{
        kind: f"{name}阶段材料"
        for name, (kind, _title) in zip(
            ("立项", "起草", "征求意见", "审查", "发布"), STAGES.values(), strict=True
        )
    },
    COMPARISON: "标准比对报告",
}
"""Kind -> title of the papers that every application has."""


def body_facts(today: dt.date) -> dict[str, Any]:
    """The facts of a body that has done standards work for years."""
    return {
        "since": today - dt.timedelta(days=900),
        "founded": today - dt.timedelta(days=2000),
        "department": "标准化工作部",
        "staff": "张工（标准化工程师）、李工（技术秘书）",
        "rules": "《团体标准管理办法》",
        "rules_since": today - dt.timedelta(days=800),
        "incident_on": None,
        "incident": "",
    }


APPLICATION: dict[str, Any] = {
    "field": "next_it",
    "sub_field": "工业互联网",
    "patents": False,
    "legal_representative": "王会长",
    "country": "中国",
    "address": "北京市海淀区示范路1号",
    "contact_person": "赵秘书",
    "contact_phone": "010-12345678",
    "contact_email": "standards@example.org",
    "enterprise_led": False,
    "background": "国内外同类产品已形成规模，缺少统一技术要求。",
    "innovation": "首次规定了边缘侧时延与安全协同的技术要求。",
    "application": "已在三十余家企业应用，故障率下降四成。",
    "significance": "带动产业链上下游协同。",
    "sales": "相关产品年销售额约二亿元。",
    "mark_plan": "两年内选择三类产品开展“1字标”认证。",
    "international": "已向国际标准化组织提交提案。",
    **dict.fromkeys(DECLARATIONS, True),
    "opinion": "同意申请。",
    "own_papers": "unchanged",
    "no_test_report": "本标准为接口要求，无需检测报告。",
    "no_complaints": "未收到投诉。",
}
CHECKED: dict[str, Any] = {
    "checks": dict.fromkeys(POINTS, True),
    "notes": {group.key: "材料齐全。" for group in CHECKLIST},
    "issuer": "某标准化技术研究院",
    "none_comparable": False,
    "comparison": [
        {
            "scope": "national",
            "number": "GB/T 1-2020",
            "indicator": "端到端时延",
            "theirs": "≤50 ms",
            "ours": "≤10 ms",
            "finding": "higher",
        }
    ],
}
VERIFIED = {"verdict": "verified", "topic": "technical", "finding": "与证明材料一致。"}
ANSWER = {"old_text": "应进行试验。", "new_text": "应按附录A进行试验。", "answer": ""}
