"""What a .pptx says, slide by slide: title, texts, tables and pictures; speakers' notes stay out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


def blocks(source: Path) -> Iterator[dict[str, Any]]:
    """The blocks of a .pptx. Raises zipfile.BadZipFile, KeyError, ValueError for what does not open."""
    from pptx import Presentation
    from pptx.exc import PackageNotFoundError

    try:
        told = Presentation(str(source))
    except PackageNotFoundError as error:
        raise zipfile.BadZipFile from error
    for number, slide in enumerate(told.slides, start=1):
        title = slide.shapes.title
        name = title.text_frame.text.strip() if title is not None else ""
        yield {"text": f"幻灯片 {number}　{name}".rstrip("　"), "heading": 2}
        others = (
            one for one in _flat(slide.shapes) if one.shape_id != getattr(title, "shape_id", 0)
        )
        for shape in others:
            yield from _said(shape)


def _flat(shapes: Iterable[Any]) -> Iterator[Any]:
    """The shapes, those of groups one by one."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _flat(shape.shapes)
        else:
            yield shape


def _said(shape: Any) -> Iterator[dict[str, Any]]:
    if shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            if text := "".join(run.text for run in paragraph.runs).strip():
                yield {"text": text, "heading": 0}
    elif getattr(shape, "has_table", False):
        yield {"rows": [[cell.text for cell in row.cells] for row in shape.table.rows]}
    elif hasattr(shape, "image"):
        yield {"picture": shape.image.blob}
