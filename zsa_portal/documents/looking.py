"""Asking a parsing worker what an uploaded file is; no web process opens one."""

from __future__ import annotations

from pathlib import Path

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
    """What ``look`` finds. Raises BadValue("file", …), NotNow("file", …) when no worker answers."""
    try:
        media_type, cleaned = ask(look, str(path), name, list(accept), seconds=WAITS_SECONDS)
    except WorkerAway as away:
        raise NotNow(
            "file",
            _(
                "“%(name)s” could not be looked into just now, and nothing was stored. Please "
                "send it again in a minute."
            )
            % {"name": name},
        ) from away
    except TooDemanding as demanding:
        raise BadValue(
            "file",
            _(
                "“%(name)s” takes more time or memory to look into than any document. Save it "
                "anew, smaller or in parts, and upload that."
            )
            % {"name": name},
        ) from demanding
    return media_type, cleaned
