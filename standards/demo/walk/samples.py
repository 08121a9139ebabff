"""What the walker writes where it is given nothing else."""

from __future__ import annotations

from typing import Any

PROPOSAL: dict[str, Any] = {
    "title_en": "Example specification",
    "field": "next_it",
    "sub_field": "工业互联网",
    "participants": "",
    "adopters": "申报单位",
    "leader": "王敏",
    "leader_phone": "010-60000001",
    "contact_person": "李清",
    "contact_phone": "010-60000002",
    "contact_email": "contact@example.org",
    "contact_address": "北京市海淀区示例路1号",
    "patents": False,
    "justification": "行业内尚无统一要求，制定本标准有利于产品互通；技术已在多个项目中验证，具备制定条件。",
    "scope": "规定了术语、总体要求、技术要求和试验方法。",
    "related_standards": "与现行国家标准协调一致，未发现内容相同的标准。",
    "safeguards": "申报单位具备研究基础、项目团队和经费。",
    "ics": "35.240.50",
    "ccs": "L 70",
}
TEXTS = {
    "policy_opinion": "符合政策要求，同意转入技术委员会。",
    "evaluation_opinion": "项目必要、可行，建议公示。",
    "notice_title": "关于《{title}》立项公示",
    "notice_body": "现将拟立项团体标准项目予以公示。公示期内如有异议，请提交书面意见。",
    "enquiry_title": "关于征求《{title}》团体标准意见的通知",
    "enquiry_body": "现公开征求意见，请将意见在线提交。",
    "review_place": "协会第一会议室",
    "agenda": "1. 起草工作组汇报\n2. 逐条审查\n3. 评价技术水平\n4. 形成审查结论",
    "minutes": "起草工作组汇报了标准编制情况和征求意见处理情况，"
    "与会委员对送审稿逐条进行了审查，经讨论形成一致意见。",
    "technical_level": "标准技术内容合理、可行，总体达到国内先进水平。",
    "audit_opinion": "报批材料齐全，程序合规，同意通过。",
    "announcement_title": "关于发布《{title}》团体标准的公告",
    "announcement_body": "",
}
PAPERS: dict[str, dict[str, str]] = {
    "proposal": {
        "standards.standard_outline": "标准项目草案",
        "standards.comparison_report": "关键技术指标比对报告",
    },
    "filing": {
        "standards.filing_letter": "报送函",
    },
    "draft": {"standards.working_draft": "工作草案"},
    "enquiry": {
        "standards.enquiry_draft": "征求意见稿",
        "standards.drafting_explanation": "编制说明",
    },
    "review": {"standards.review_draft": "送审稿"},
    "approval": {
        "standards.approval_letter": "报送函",
        "standards.approval_draft": "报批稿",
        "standards.approval_explanation": "编制说明（报批）",
        "standards.patent_report": "知识产权情况说明及处置意见",
    },
}
RESOLUTIONS = {
    "agreement": "技术委员会纪要",
    "plan": "理事会决议〔立项〕",
    "publication": "理事会决议〔发布〕",
}
OPINION = {
    "clause": "5.1",
    "raised_by": "与会委员",
    "text": "建议进一步明确试验条件。",
    "handling": "会议同意，由起草工作组补充。",
}
