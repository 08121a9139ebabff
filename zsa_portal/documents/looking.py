"""Asking a parsing worker what an uploaded file is; no web process opens one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from celery import Task
from django.utils.translation import gettext as _

from zsa_portal.documents import contents
from zsa_portal.documents.contents.cleaning import clean
from zsa_portal.parsing import TooDemanding, WorkerAway, ask, parser
from zsa_portal.workflow.refusals import BadValue, NotNow

MEMORY = 768 * 1024 * 1024
SECONDS = 30
WAITS_SECONDS = 45


@parser(memory=MEMORY, seconds=SECONDS, throws=(BadValue,))
def look(place: str, name: str, accept: list[str]) -> list[str]:
    """The media type of the file that lies there, and what was taken out of it, in a sentence."""
    path = Path(place)
    cleaned = " ".join(clean(path, name))
    return [contents.check(path, name, accept=tuple(accept)), cleaned]


def at(path: Path, name: str, accept: tuple[str, ...]) -> tuple[str, str]:
    """What ``look`` finds; raises as ``asked``."""
    media_type, cleaned = asked(name, look, str(path), name, list(accept))
    return media_type, cleaned


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
