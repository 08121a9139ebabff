"""The papers of the dossiers: data/paper_texts.yaml filled with a project's data, as .docx."""

from __future__ import annotations

import datetime as dt
import io
from collections import defaultdict
from typing import Any

from docx.document import Document
from docx.shared import Pt

from standards.demo.records import Record, records
from zsa_portal.home.demo import docx_parts as parts

DISPOSITIONS = {"accepted": "采纳", "partially_accepted": "部分采纳", "rejected": "不采纳"}
KINDS = {"formulation": "制定", "revision": "修订"}


def paper_of(key: str, kind: str, *, date: dt.date, **facts: Any) -> bytes:
    """A paper of a kind about a project as the bytes of a .docx.

    ``date`` is the day printed on it. ``facts`` are what only the procedure knows, as strings:
    plan_number, ends, enquiry_ends, revised; what is not given shows as "/".
    """
    texts = records().files["paper_texts"]["papers"]
    project = records().projects[key]
    filled = values(project) | {"date": f"{date:%Y年}{date.month}月{date.day}日"} | facts
    return _written(texts, texts[kind], project, defaultdict(lambda: "/", filled))


def values(project: Record) -> dict[str, str]:
    """What the texts may name of a project, by placeholder."""
    people, units = records().people, records().organisations
    named = {
        name: "、".join(units[key]["name"] for key in keys) or "/"
        for name, keys in (
            ("participants", project["participants"]),
            ("adopters", project["first_adopters"]),
            ("units", records().units(project)),
        )
    }
    return (
        {name: value for name, value in project.items() if isinstance(value, str)}
        | _applicant(units[project["applicant"]])
        | {f"exp_{name}": value for name, value in project.get("explanation", {}).items()}
        | project["safeguards"]
        | named
        | {
            "contact": people[project["contact"]]["name"],
            "leader": people[project["leader"]]["name"],
            "committee": records().bodies[project["committee"]]["name"],
            "field_name": records().fields[project["field"]]["name"],
            "kind_name": KINDS[project["kind"]],
            "drafters": "、".join(people[name]["name"] for name in records().drafters(project)),
        }
        | _procedure(project)
    )


def _applicant(unit: Record) -> dict[str, str]:
    return {
        "applicant": unit["name"],
        **{name: unit[name] for name in ("phone", "email", "address")},
    }


def _procedure(project: Record) -> dict[str, str]:
    """What the project's procedure brought so far: votes, group, comments, review, audit."""
    people, units = records().people, records().organisations
    votes = [choice for choice, _ in records().votes(project).values()]
    comments = [c for c in records().comments(project["key"]) if c.get("moderation") != "hidden"]
    group, council = project.get("drafting_group", {}), project.get("council", {})
    audit = project.get("audit", {})
    handling = records().files["paper_texts"]["patent_handling"]
    found = {
        "size": str(len(records().seats(project))),
        "yes": str(votes.count("approve")),
        "lead": units[group["lead"]]["name"] if group else "/",
        "group_minutes": group.get("minutes", "/"),
        "conclusion_text": project.get("review_meeting", {}).get("conclusion_text", "/"),
        "audit_experts": "、".join(people[name]["name"] for name in audit.get("experts", [])),
        "audit_opinion": audit.get("opinion", "/"),
        "patent_handling": handling["involved" if project["patents"] else "none"],
        "comments_total": str(len(comments)),
    }
    for short, code in (
        ("accepted", "accepted"),
        ("partial", "partially_accepted"),
        ("rejected", "rejected"),
    ):
        found[f"comments_{short}"] = str(sum(c["disposition"] == code for c in comments))
    for short, name in (
        ("yes", "approve"),
        ("no", "disapprove"),
        ("abstain", "abstain"),
        ("note", "note"),
    ):
        found[f"council_{short}"] = str(council.get(name, "/"))
    return found


def _written(texts: Record, paper: Record, project: Record, filled: dict[str, str]) -> bytes:
    document = parts.blank()
    parts.page(document.sections[0])
    title = parts.spaced(document.add_paragraph(), after=18, line=26)
    title.alignment = parts.CENTRE
    parts.write(title, paper["title"].format_map(filled), font=parts.HEI, size=16)
    _blocks(document, texts, paper["blocks"], project, filled)
    document.core_properties.title = paper["title"].format_map(filled)
    document.core_properties.author = "中关村标准化协会"
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _blocks(
    document: Document,
    texts: Record,
    blocks: list[Record],
    project: Record,
    filled: dict[str, str],
) -> None:
    for block in blocks:
        kind, content = next(iter(block.items()))
        if kind == "include":
            _blocks(document, texts, texts[content]["blocks"], project, filled)
        elif kind == "list":
            _line(document, content["lead"].format_map(filled))
            for number, item in enumerate(content["items"], start=1):
                _line(document, f"{number}. {item.format_map(filled)}")
        elif kind == "table":
            parts.grid(document, content["head"], _rows(content, project, filled))
            parts.spaced(document.add_paragraph(), line=8)
        else:
            _line(document, content.format_map(filled), kind)


def _line(document: Document, content: str, kind: str = "p") -> None:
    paragraph = parts.spaced(document.add_paragraph(), after=4, line=22)
    if kind == "right":
        paragraph.alignment = parts.RIGHT
    elif kind == "p":
        paragraph.paragraph_format.first_line_indent = Pt(24)
    parts.write(paragraph, content, font=parts.HEI if kind == "h" else parts.SONG, size=12)


def _rows(table: Record, project: Record, filled: dict[str, str]) -> list[list[str]]:
    if "rows" in table:
        return [[cell.format_map(filled) for cell in row] for row in table["rows"]]
    return _SOURCES[table["rows_from"]](project)


def _indicators(project: Record) -> list[list[str]]:
    rows = records().files["paper_texts"]["indicators"][project["key"]]
    return [[str(cell) for cell in row] for row in rows]


def _comments(project: Record) -> list[list[str]]:
    shown = [c for c in records().comments(project["key"]) if c.get("moderation") != "hidden"]
    return [
        [
            str(n),
            c["clause"],
            c["text"],
            c["organisation"] or c["name"],
            DISPOSITIONS[c["disposition"]],
            c["reason"],
        ]
        for n, c in enumerate(shown, start=1)
    ]


def _opinions(project: Record) -> list[list[str]]:
    opinions = project.get("review_meeting", {}).get("opinions", [])
    return [
        [str(n), row["clause"], row["text"], "采纳" if row["adopted"] else "不采纳，已向提出人说明"]
        for n, row in enumerate(opinions, start=1)
    ]


_SOURCES = {"indicators": _indicators, "comments": _comments, "review_opinions": _opinions}
