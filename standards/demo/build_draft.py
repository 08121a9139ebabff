"""Write the demonstration's complete draft standard as .docx and .txt, Chinese and English.

Run as ``python -m standards.demo.build_draft``. The source is data/draft_standard/text.yaml
(and text_en.yaml), read by ``draft_model``:

- ``cover``: ics, ccs, level, number, replaces, title, title_en, stage, patent_call, dates, publisher
- ``foreword``, ``introduction``: title, blocks
- ``chapters``: number, title, and blocks, references, terms or clauses
- clauses: number, title or none, blocks, and clauses of their own
- blocks: {p: ...}, {note: ...}, {list: {lead, items}}, {table: {number, title, head, rows}}
- ``annexes``: letter, status (normative or informative), title, clauses
- ``bibliography``: title, entries; ``pages``: the page of each entry of the contents
"""

from __future__ import annotations

from pathlib import Path

from standards.demo.draft_docx import write_docx
from standards.demo.draft_model import DATA, load
from standards.demo.draft_text import plain_text

FOLDER = DATA / "draft_standard"
WRITTEN = {"text.yaml": "enquiry_draft", "text_en.yaml": "english"}


def build(folder: Path = FOLDER) -> list[Path]:
    """Write the .docx and the .txt of both languages; returns the files written."""
    written = []
    for source, name in WRITTEN.items():
        text = load(folder / source)
        paper, plain = folder / f"{name}.docx", folder / f"{name}.txt"
        write_docx(text, paper)
        plain.write_text(plain_text(text), encoding="utf-8")
        written += [paper, plain]
    return written


if __name__ == "__main__":
    build()
