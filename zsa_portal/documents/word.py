"""Word documents from which people begin a paper: the sections, and what the portal knows filled in."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate, Listing

from zsa_portal.workflow.models import Matter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class WordTemplate:
    """A .docx with the marks of docxtpl, and what fills them for a matter: texts, or lists of rows."""

    file: Path
    data: Callable[[Any], dict[str, Any]]

    def filled(self, matter: Matter) -> bytes:
        """The .docx for a matter."""
        document = DocxTemplate(self.file)
        document.render(_shown(self.data(matter)), autoescape=True)
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()


def _shown(value: Any) -> Any:
    """Texts with their line breaks, which Word otherwise would not show."""
    if isinstance(value, dict):
        return {key: _shown(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_shown(one) for one in value]
    return Listing(value) if isinstance(value, str) and "\n" in value else value
