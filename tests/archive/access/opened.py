"""What stands in an answer, whatever it is: pages, spreadsheets, archives, PDFs, headers."""

from __future__ import annotations

import html
import io
import urllib.parse
import zipfile
from typing import Any

import pypdfium2


def text_of(response: Any) -> str:
    """Everything that a reader could find in an answer, headers included."""
    data = b"".join(response.streaming_content) if response.streaming else response.content
    headers = " ".join(str(value) for value in response.headers.values())
    return f"{urllib.parse.unquote(headers)}\n{words_in(data)}"


def words_in(data: bytes) -> str:
    """The text of bytes of any kind that the portal sends."""
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "\n".join(
                [*packed.namelist(), *(words_in(packed.read(n)) for n in packed.namelist())]
            )
    plain = html.unescape(data.decode("utf-8", errors="replace"))
    if data.startswith(b"%PDF"):
        return f"{plain}\n{_pdf(data)}"
    return plain


def _pdf(data: bytes) -> str:
    """The text of a PDF, its words joined: a narrow column breaks them anywhere."""
    pages = pypdfium2.PdfDocument(data)
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)
