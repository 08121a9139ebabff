"""The standard's text of each demonstration project, for every stage and both languages."""

from __future__ import annotations

import io
from typing import Any

from standards.demo.draft_docx import write_docx
from standards.demo.draft_model import DATA, Stage, Text, load, staged
from standards.demo.records import Record, records

FULL = {
    "edge_gateway": {"zh": "draft_standard/text.yaml", "en": "draft_standard/text_en.yaml"},
}
PATENT_CALL = {
    "zh": "在提交反馈意见时，请将您知道的相关专利连同支持性文件一并附上。",
    "en": "Recipients of this draft are invited to submit, with their comments, notification of any "
    "relevant patents of which they are aware, together with supporting documentation.",
}
PUBLISHER = {"zh": "中关村标准化协会", "en": "Zhongguancun Standardization Association"}
PREVAILS = (
    "In case of any conflict between the Chinese and the English text, the Chinese text prevails."
)
REFERRED = {
    "zh": "下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。其中，注日期的引用文件，"
    "仅该日期对应的版本适用于本文件；不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。",
    "en": "The following documents are referred to in the text in such a way that some or all of their "
    "content constitutes requirements of this document. For dated references, only the edition cited "
    "applies. For undated references, the latest edition of the referenced document (including any "
    "amendments) applies.",
}
NO_REFERENCE = {
    "zh": "本文件没有规范性引用文件。",
    "en": "There are no normative references in this document.",
}
DEFINED = {
    "zh": "下列术语和定义适用于本文件。",
    "en": "For the purposes of this document, the following terms and definitions apply.",
}
NO_TERM = {
    "zh": "本文件没有需要界定的术语和定义。",
    "en": "No terms and definitions are listed in this document.",
}
ENGLISH_BASIS = (
    "This document was drafted in accordance with GB/T 1.1—2020, Directives for standardization—"
    "Part 1: Rules for the structure and drafting of standardizing documents."
)
ENGLISH_PATENTS = (
    "Attention is drawn to the possibility that some of the content of this document may be the "
    "subject of patent rights. The issuing body of this document is not responsible for "
    "identifying such patents."
)
TITLES = {
    "zh": ("目次", "前言", "范围", "规范性引用文件", "术语和定义"),
    "en": ("Contents", "Foreword", "Scope", "Normative references", "Terms and definitions"),
}


def text_of(
    key: str,
    stage: Stage,
    *,
    language: str = "zh",
    number: str = "",
    published: str = "",
    implemented: str = "",
    replaces: str = "",
) -> Text:
    """The text of a project's standard at a stage; English exists for ``has_english`` projects.

    Dates are YYYY-MM-DD. ``replaces`` is the number of the edition that a revision replaces.
    """
    if key in FULL:
        text = load(DATA / FULL[key][language])
    else:
        text = _assembled(records().projects[key], language, replaces)
    return staged(text, stage, number=number, published=published, implemented=implemented)


def docx_of(key: str, stage: Stage, **facts: str) -> bytes:
    """``text_of`` as the bytes of a .docx; ``facts`` as there."""
    written = io.BytesIO()
    write_docx(text_of(key, stage, **facts), written)
    return written.getvalue()


def has_english(key: str) -> bool:
    """Whether the demonstration has an English text of this standard."""
    return key in FULL or "en" in records().files["drafts"][key]


def _assembled(project: Record, language: str, replaces: str) -> Text:
    draft = records().files["drafts"][project["key"]]
    core = draft if language == "zh" else draft["en"]
    contents, foreword, scope, references, terms = TITLES[language]
    first = [
        {"number": "1", "title": scope, "blocks": [{"p": line} for line in core["scope"]]},
        {
            "number": "2",
            "title": references,
            "blocks": [{"p": (REFERRED if core["references"] else NO_REFERENCE)[language]}],
            "references": core["references"],
        },
        {
            "number": "3",
            "title": terms,
            "blocks": [{"p": (DEFINED if core["terms"] else NO_TERM)[language]}],
            "terms": [
                {"number": f"3.{n}", **term} for n, term in enumerate(core["terms"], start=1)
            ],
        },
    ]
    return {
        "language": language,
        "cover": _cover(project, language, replaces),
        "contents": contents,
        "foreword": {"title": foreword, "blocks": _foreword(project, draft, language, replaces)},
        "chapters": [*first, *_core(core["chapters"])],
    }


def _core(chapters: list[Record]) -> list[Text]:
    return [
        {
            "number": str(n),
            "title": chapter["title"],
            "clauses": [
                {"number": f"{n}.{m}", "title": clause["title"], "blocks": _blocks(clause)}
                for m, clause in enumerate(chapter["clauses"], start=1)
            ],
        }
        for n, chapter in enumerate(chapters, start=4)
    ]


def _blocks(clause: Record) -> list[Text]:
    table = [{"table": clause["table"]}] if "table" in clause else []
    return [{"p": clause["text"]}, *table]


def _cover(project: Record, language: str, replaces: str) -> Text:
    title, other = project["title"], project["title_en"]
    if language == "en":
        title, other = other, title
    cover: dict[str, Any] = {
        "ics": [project["ics"]],
        "ccs": [project["ccs"]],
        "level": "团体标准" if language == "zh" else "Group Standard",
        "number": "T/ZSA XXXX—XXXX",
        "replaces": replaces,
        "title": title,
        "title_en": other,
        "patent_call": PATENT_CALL[language],
        "published": "XXXX-XX-XX",
        "implemented": "XXXX-XX-XX",
        "publisher": PUBLISHER[language],
    }
    return cover if language == "zh" else cover | {"prevails": PREVAILS}


def _foreword(project: Record, draft: Record, language: str, replaces: str) -> list[Text]:
    people, units = records().people, records().organisations
    keys, drafters = records().units(project), records().drafters(project)
    if language == "en":
        return _english_foreword(
            units[project["applicant"]]["name_en"],
            [units[key]["name_en"] for key in keys],
            [people[username]["pinyin"] for username in drafters],
        )
    proposer = units[project["applicant"]]["name"]
    lines = [
        (
            "本文件按照GB/T 1.1—2020《标准化工作导则　"
            "第1部分：标准化文件的结构和起草规则》的规定起草。"
        ),
        "请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。",
        f"本文件由{proposer}提出。",
        f"本文件由{PUBLISHER['zh']}归口。",
        f"本文件起草单位：{'、'.join(units[key]['name'] for key in keys)}。",
        f"本文件主要起草人：{'、'.join(people[username]['name'] for username in drafters)}。",
    ]
    blocks: list[Text] = [{"p": line} for line in lines]
    if replaces and draft.get("changes"):
        lead = (
            f"本文件代替{replaces}《{project['title']}》，与{replaces}相比，"
            "除结构调整和编辑性改动外，主要技术变化如下："
        )
        blocks.insert(1, {"list": {"lead": lead, "items": draft["changes"]}})
        blocks.append({"p": f"本文件及其所代替文件的历次版本发布情况为：{replaces}为首次发布。"})
    return blocks


def _english_foreword(proposer: str, units: list[str], drafters: list[str]) -> list[Text]:
    lines = [
        ENGLISH_BASIS,
        ENGLISH_PATENTS,
        f"This document was proposed by {_sentence(proposer)}",
        f"This document is under the jurisdiction of {PUBLISHER['en']}.",
        f"Drafting organizations of this document: {_sentence(', '.join(units))}",
        f"Principal drafters of this document: {', '.join(drafters)}.",
    ]
    return [{"p": line} for line in lines]


def _sentence(words: str) -> str:
    return words if words.endswith(".") else f"{words}."
