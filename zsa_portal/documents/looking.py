"""Asking a parsing worker what an uploaded file is; no web process opens one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from celery import Task
from django.utils.translation import gettext as _

from zsa_portal.documents import contents
from zsa_portal.documents.contents.cleaning import clean
from zsa_portal.documents.contents.markup import UNMARKED, Markup, markup_of
from zsa_portal.parsing import TooDemanding, WorkerAway, ask, parser
from zsa_portal.workflow.refusals import BadValue, NotNow

MEMORY = 768 * 1024 * 1024
SECONDS = 30
WAITS_SECONDS = 45


@dataclass(frozen=True)
class Looked:
    """The media type of a file, what was taken out of it, in a sentence, and what a draft carries."""

    media_type: str
    cleaned: str = ""
    markup: Markup = UNMARKED


@parser(memory=MEMORY, seconds=SECONDS, throws=(BadValue,))
def look(place: str, name: str, accept: list[str]) -> list[str | int]:
    """What Looked has, of the file that lies there: media type, sentence, changes, comments."""
    path = Path(place)
    cleaned = " ".join(clean(path, name))
    media_type = contents.check(path, name, accept=tuple(accept))
    markup = markup_of(path, name)
    return [media_type, cleaned, markup.changes, markup.comments]


def at(path: Path, name: str, accept: tuple[str, ...]) -> Looked:
    """What ``look`` finds; raises as ``asked``."""
    media_type, cleaned, *counted = asked(name, look, str(path), name, list(accept))
    return Looked(media_type, cleaned, Markup(*counted))


def asked(name: str, task: Task, *args: Any) -> Any:
    """What a parsing worker answers over the file of this name.

    Raises BadValue("file", …) for a file that is not accepted, NotNow("file", …) when none answers.
    """
    try:
        return ask(task, *args, seconds=WAITS_SECONDS)
    except WorkerAway as away:
        sentence = _(
            "“%(name)s” could not be looked into just now, and nothing was stored. Please send it "
            "again in a minute."
        )
        raise NotNow("file", sentence % {"name": name}) from away
    except TooDemanding as demanding:
        sentence = _(
            "“%(name)s” takes more time or memory to look into than any document. Save it anew, "
            "smaller or in parts, and upload that."
        )
        raise BadValue("file", sentence % {"name": name}) from demanding
