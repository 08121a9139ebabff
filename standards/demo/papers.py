"""The papers and words of a demonstration project at each station, from the data."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from standards.demo.draft_assembled import docx_of, text_of
from standards.demo.draft_model import Stage
from standards.demo.draft_pdf import pdf_of
from standards.demo.paper_docx import paper_of
from standards.demo.records import Record, records
from zsa_portal.regulations import clock

if TYPE_CHECKING:
    from standards.models import Project
    from zsa_portal.catalogue.models import Edition

STAGES: dict[str, Stage] = {
    "standards.standard_outline": "draft",
    "standards.working_draft": "draft",
    "standards.enquiry_draft": "enquiry",
    "standards.review_draft": "review",
    "standards.approval_draft": "approval",
}
NAMES = {
    "standards.standard_outline": "标准草案",
    "standards.comparison_report": "关键技术指标比对报告",
    "standards.novelty_report": "查新报告",
    "standards.filing_letter": "报送函",
    "standards.filing_other": "参与单位承诺书",
    "standards.working_draft": "工作组草案",
    "standards.enquiry_draft": "征求意见稿",
    "standards.drafting_explanation": "编制说明",
    "standards.enquiry_other": "试验验证情况说明",
    "standards.review_draft": "送审稿",
    "standards.review_explanation": "编制说明（送审稿）",
    "standards.approval_letter": "报批函",
    "standards.approval_overview": "总体情况说明",
    "standards.approval_draft": "报批稿",
    "standards.approval_explanation": "编制说明（报批稿）",
    "standards.patent_report": "知识产权情况说明",
    "standards.approval_other": "审查意见落实情况",
    "standards.licensing_declaration": "必要专利实施许可声明",
    "committee_minutes": "协调会议纪要",
    "council_resolution": "理事会决议",
}
STATIONS = {
    "proposal": ("standards.standard_outline", "standards.comparison_report"),
    "filing": ("standards.filing_letter", "standards.filing_other"),
    "draft": ("standards.working_draft",),
    "enquiry": (
        "standards.enquiry_draft",
        "standards.drafting_explanation",
        "standards.enquiry_other",
    ),
    "review": ("standards.review_draft", "standards.review_explanation"),
    "approval": (
        "standards.approval_letter",
        "standards.approval_overview",
        "standards.approval_draft",
        "standards.approval_explanation",
        "standards.patent_report",
        "standards.approval_other",
    ),
}
TITLED = ("standards.filing_other", "standards.enquiry_other", "standards.approval_other")
RESOLUTIONS = {
    "agreement": "committee_minutes",
    "plan": "council_resolution",
    "publication": "council_resolution",
}
COUNCILS = {"plan": "council", "publication": "publication_council"}
SAFEGUARDS = {"basis": "工作基础", "team": "项目团队", "funds": "经费", "resources": "资源条件"}


def of_station(record: Record, station: str) -> dict[str, str]:
    """Kind -> title of the papers of a station; an empty title is the kind's own."""
    kinds = STATIONS[station]
    if station == "proposal" and not record["comparison"]:
        kinds = ("standards.standard_outline",)
    if station == "proposal" and record["kind"] == "revision":
        kinds = (*kinds, "standards.novelty_report")
    return {kind: NAMES[kind] if kind in TITLED else "" for kind in kinds}


def file_of(key: str, kind: str, project: Project) -> tuple[str, bytes]:
    """Name and bytes of a paper as .docx, dated today."""
    name = f"{NAMES[kind]}-{project.title}.docx"
    if stage := STAGES.get(kind):
        return name, docx_of(key, stage, replaces=project.revised_standard)
    return name, paper_of(key, kind, date=clock.today(), **_facts(project))


def resolution(key: str, purpose: str, project: Project) -> tuple[str, bytes]:
    """Name and bytes of the paper of a body's decision."""
    kind, record = RESOLUTIONS[purpose], records().projects[key]
    facts = _facts(project)
    if made := record.get(COUNCILS.get(purpose, "")):
        facts |= {
            "council_yes": str(made["approve"]),
            "council_no": str(made["disapprove"]),
            "council_abstain": str(made["abstain"]),
            "council_note": made["note"],
        }
    return f"{NAMES[kind]}-{project.title}.docx", paper_of(key, kind, date=clock.today(), **facts)


def _facts(project: Project) -> dict[str, str]:
    facts = {
        "plan_number": project.plan_number,
        "revised": project.revised_standard,
        "ends": _day(project.plan_ends or project.planned_end),
        "enquiry_ends": _day(clock.today() + dt.timedelta(days=32)),
    }
    return {name: value for name, value in facts.items() if value}


def _day(day: dt.date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


def scope_of(key: str, language: str) -> str:
    """The scope of a project's standard in a language, for its public page."""
    draft = records().files["drafts"][key]
    core = draft if language == "zh" else draft["en"]
    return "\n".join(core["scope"])


def standard_pdf(key: str, language: str, edition: Edition) -> tuple[str, bytes]:
    """Name and bytes of the published standard in a language."""
    text = text_of(
        key,
        "published",
        language=language,
        number=edition.number,
        published=str(edition.published_on),
        implemented=str(edition.implemented_on),
    )
    return f"{edition.number.replace('/', '-')}-{language}.pdf", pdf_of(text)


def verdict(record: Record, purpose: str, members: int) -> dict[str, Any]:
    """Mode, number, figures and note of a decision; a committee's own number is left empty."""
    made = record.get(COUNCILS.get(purpose, ""))
    if made is None:
        return {
            "mode": "meeting",
            "number": "",
            "note": record["committee_agreement"],
            "present": members,
            "yes": members,
            "no": 0,
            "abstain": 0,
        }
    cast = made["approve"] + made["disapprove"] + made["abstain"]
    return {
        "mode": made["mode"],
        "number": made["number"],
        "note": made["note"],
        "present": cast,
        "yes": made["approve"],
        "no": made["disapprove"],
        "abstain": made["abstain"],
    }


def written(record: Record, key: str) -> str | None:
    """What the data says at a place of the procedure; None where it says nothing."""
    notice, _, part = key.rpartition("_")
    kind = {"notice": "project_notice"}.get(notice, notice)
    texts = records().files["paper_texts"]["notices"]
    if part in {"title", "body"} and kind in texts:
        return str(texts[kind][part]).strip()
    meeting = record.get("review_meeting", {})
    found = {
        "policy_opinion": record.get("policy_review", {}).get("opinion"),
        "evaluation_opinion": record.get("evaluation", {}).get("opinion"),
        "returned": record.get("returned"),
        "review_place": meeting.get("place"),
        "agenda": "\n".join(f"{n}. {line}" for n, line in enumerate(meeting.get("agenda", []), 1)),
        "audit_opinion": record.get("audit", {}).get("opinion"),
    }
    return found.get(key) or None


def proposal_values(record: Record, day: dt.date) -> dict[str, Any]:
    """The fields of the 项目建议书; its planned dates count from ``day``."""
    people, units = records().people, records().organisations
    applicant, contact = units[record["applicant"]], people[record["contact"]]
    plain = ("title_en", "field", "supporting", "sub_field", "patents", "ics", "ccs")
    return {name: record[name] for name in plain} | {
        "purpose": record["kind"],
        "participants": "\n".join(units[key]["name"] for key in record["participants"]),
        "adopters": "\n".join(units[key]["name"] for key in record["first_adopters"]),
        "leader": people[record["leader"]]["name"],
        "leader_phone": applicant["phone"],
        "contact_person": contact["name"],
        "contact_phone": applicant["phone"],
        "contact_email": contact["email"],
        "contact_address": applicant["address"],
        "patents_note": record["patent_note"],
        "planned_start": day + dt.timedelta(days=record["starts_in"]),
        "planned_end": day + dt.timedelta(days=record["ends_in"]),
        "justification": f"目的：{record['purpose']}\n"
        f"必要性：{record['necessity']}\n可行性：{record['feasibility']}",
        "scope": f"{record['scope']}\n主要技术内容：{record['technical_content']}",
        "related_standards": f"{record['related_standards']}\n{record['comparison']}".strip(),
        "safeguards": "\n".join(
            f"{label}：{record['safeguards'][name]}"
            for name, label in SAFEGUARDS.items()
            if record["safeguards"][name]
        ),
    }
