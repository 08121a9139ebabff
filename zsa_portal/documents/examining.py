"""Whether a stored file still opens and yields pages, and does nothing by itself: asked of a worker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zsa_portal.documents import contents, store
from zsa_portal.documents.contents.refusing import Harmful
from zsa_portal.documents.marking import images, reading_copies, work
from zsa_portal.documents.marking.blocks import converts
from zsa_portal.documents.models import Version
from zsa_portal.parsing import TooDemanding, WorkerAway, ask, parser
from zsa_portal.workflow.refusals import BadValue

WAITS_SECONDS = 120


@dataclass(frozen=True)
class Examined:
    """What a worker found: how many pages, or blocks of text; why it does not open; what is harmful.

    ``pages`` is None for kinds that have none, such as sound. The sentences are empty for nothing.
    """

    pages: int | None
    damage: str
    harm: str


class NotExamined(Exception):
    """No worker looked, or the file asks for more than a worker has."""


@parser(memory=work.MEMORY, seconds=work.SECONDS, throws=(BadValue,))
def examine(place: str, name: str, media_type: str) -> list[int | str | None]:
    """How many pages the file there has, why it does not open, what is harmful in it."""
    path = Path(place)
    try:
        contents.check(path, name, accept=contents.KEPT)
        return [_pages(path, name, media_type), "", ""]
    except Harmful as error:
        return [None, "", str(error)]
    except BadValue as error:
        return [None, str(error), ""]


def examined(version: Version) -> Examined:
    """What a parsing worker finds in the stored bytes of a version. Raises NotExamined."""
    place = str(store.path_of(version.file))
    try:
        pages, damage, harm = ask(
            examine, place, version.name, version.file.media_type, seconds=WAITS_SECONDS
        )
    except (WorkerAway, TooDemanding, OSError) as error:
        raise NotExamined from error
    return Examined(pages, damage, harm)


def _pages(path: Path, name: str, media_type: str) -> int | None:
    if media_type == work.PDF:
        return images.count_pages(path, name)
    if media_type in work.PICTURES:
        return 1
    if converts(media_type):
        return reading_copies.count_blocks(path, media_type, name)
    return None
