"""XML parts of office files, read as a stream: nothing is expanded and no type is declared."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.parsers import expat

from zsa_portal.documents.contents.refusing import bomb, damaged, declared_type
from zsa_portal.workflow.refusals import BadValue

MOST_BYTES = 128 * 1024 * 1024
CHUNK = 256 * 1024
NAMESPACE = "xmlns"
OnElement = Callable[[str, Mapping[str, str]], None]
OnText = Callable[[str], None]


class _Declares(Exception):
    """A document type is declared."""


def scan(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    name: str,
    kind: str,
    *,
    on_element: OnElement | None = None,
    on_text: OnText | None = None,
) -> None:
    """Read a part; ``on_element`` hears each element's local name and attributes by local name.

    NAMESPACE among the attributes is what the element itself binds its prefix to.
    Refuses a part that declares a document type, is too long, or is not well formed. Excel itself
    writes drawings (.vml) that are not: these are read as far as they can be.
    """
    if member.file_size > MOST_BYTES:
        bomb(name)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _declares
    parser.StartElementHandler = on_element and _local(on_element)
    parser.CharacterDataHandler = on_text
    try:
        _feed(parser, archive, member)
    except BadValue:
        raise
    except _Declares:
        declared_type(name, kind)
    except (expat.ExpatError, ValueError, LookupError):
        if not member.filename.lower().endswith(".vml"):
            damaged(name, kind)


def _feed(parser: expat.XMLParserType, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _declares(*_declaration: Any) -> None:
    raise _Declares


class _Given(Mapping[str, str]):
    """An element's attributes by local name, put together when one is asked for: few are."""

    __slots__ = ("_attributes", "_named", "_prefix")

    def __init__(self, prefix: str, attributes: dict[str, str]) -> None:
        self._prefix, self._attributes = prefix, attributes
        self._named: dict[str, str] | None = None

    def _by_name(self) -> dict[str, str]:
        if self._named is None:
            written = self._attributes
            bound = written.get(f"xmlns:{self._prefix}" if self._prefix else "xmlns", "")
            local = {key.rpartition(":")[2]: value for key, value in written.items()}
            self._named = local | {NAMESPACE: bound}
        return self._named

    def __getitem__(self, name: str) -> str:
        return self._by_name()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name())

    def __len__(self) -> int:
        return len(self._by_name())


def _local(on_element: OnElement) -> Callable[[str, dict[str, str]], None]:
    """Names as they are written, without their prefixes, whether these are bound or not."""

    def start(tag: str, attributes: dict[str, str]) -> None:
        prefix, _colon, local = tag.rpartition(":")
        on_element(local, _Given(prefix, attributes))

    return start
