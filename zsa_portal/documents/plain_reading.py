"""A paper's text in the page: made once a file by the parsing workers, with its clauses.

Who may download a version may read it here. What can be done from a clause is declared beside what
does it, in ``CLAUSE_ACTS``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from zsa_portal.documents import holding, store
from zsa_portal.documents.finding.texts import has_text
from zsa_portal.documents.marking import plain_text
from zsa_portal.documents.models import Version
from zsa_portal.documents.watermark import derived_of, kept_copy, prepared
from zsa_portal.parsing import ask
from zsa_portal.regulations.registry import Registry
from zsa_portal.workflow.machine import Text

KEY = "text:3"
"""Under which the text of a file is kept; counts up when it is told otherwise."""

CONTENTS_DEPTH, LEAST_CONTENTS = 2, 3


@dataclass(frozen=True)
class ClauseAct:
    """What can be done from a clause of a version.

    ``address`` gives the page that takes ``?clause=``, empty where the user has none.
    """

    label: Text
    address: Callable[[Version, Any], str]


CLAUSE_ACTS: Registry[ClauseAct] = Registry("act on a clause")


def reads(version: Version) -> bool:
    """Whether the text of a version can be shown in the page; by the kind of its file."""
    return has_text(version.file.media_type)


def is_open(version: Version) -> bool:
    """Whether the page shows the text of a version to those who may read it."""
    return reads(version) and not holding.kept_silent(version)


def is_made(version: Version) -> bool:
    """Whether the text was made before and is there."""
    return kept_copy(version.file, KEY) is not None


def blocks_of(version: Version) -> list[dict[str, Any]]:
    """What a version says, as ``plain_text.tell`` writes it; made now if it was not.

    Raises BadValue("file", …) for a file that cannot be read, NotNow("file", …) when no worker answers.
    """
    source, name = version.file, version.name

    def make(target: Path) -> None:
        place, kind = str(store.path_of(source)), source.media_type
        prepared(name, partial(ask, plain_text.tell, place, str(target), kind, name))

    made = derived_of(source, KEY, "application/json", make)
    with store.open_file(made) as stream:
        blocks: list[dict[str, Any]] = json.load(stream)
    return blocks


def narrowed(blocks: list[dict[str, Any]], clause: str) -> list[dict[str, Any]]:
    """The blocks of a clause with those below it; all where no block begins it."""
    found, inside = [], False
    for block in blocks:
        begun = block.get("clause", "")
        if begun:
            inside = begun == clause or begun.startswith(f"{clause}.")
        if inside and clause:
            found.append(block)
    return found or blocks


def contents_of(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks that head a clause of the first two depths, if there are enough to choose from."""
    heads = [
        block
        for block in blocks
        if 0 < block.get("heading", 0) <= CONTENTS_DEPTH and _has_title(block)
    ]
    return heads if len(heads) >= LEAST_CONTENTS else []


def _has_title(block: dict[str, Any]) -> bool:
    clause = block.get("clause", "")
    return bool(clause) and not (clause[-1].isdigit() and block["text"].strip() == clause)


def acts_on(version: Version, user: Any) -> list[tuple[str, str]]:
    """What a user can do from each clause of a version: label and address."""
    found = ((str(act.label), act.address(version, user)) for act in CLAUSE_ACTS.values())
    return [(label, address) for label, address in found if address]
