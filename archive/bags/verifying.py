"""A bag that another portal sent, verified by a parsing worker: nothing of it is stored."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from archive.bags.making import FORMAT, METADATA
from archive.records import Item
from zsa_portal.documents import contents, looking, store
from zsa_portal.documents.contents import zipped
from zsa_portal.documents.contents.refusing import refuse
from zsa_portal.parsing import parser
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.refusals import BadValue

MEMORY = 768 * 1024 * 1024
SECONDS = 40
ENDING = ".zip"
BAGIT = "bagit.txt"
ALGORITHM = "sha256"


@dataclass(frozen=True)
class Record:
    """A record of a verified bag; ``here`` is the archive's record with the same bytes, if any."""

    name: str
    level: Level
    sha256: str
    folder: str
    department: str
    here: Item | None


@parser(memory=MEMORY, seconds=SECONDS, throws=(BadValue,))
def verify(place: str, name: str) -> list[dict[str, str]]:
    """The records of the bag that lies there: every checksum of it was computed anew.

    Raises BadValue("file", …), which names the first bad file.
    """
    with (
        zipped.opened(Path(place), name, "zip") as archive,
        tempfile.TemporaryDirectory(dir=Path(place).parent) as work,
    ):
        # The directory was looked through: no path leads outside, sizes are bounded.
        archive.extractall(work)
        root = _root(Path(work), name)
        return _records(root, name, _checksums(root, name))


def verified(upload: Any) -> list[Record]:
    """The records of an uploaded bag. Raises BadValue("file", …), NotNow when no worker answers."""
    name = contents.safe_name(upload.name or "")
    contents.accepted_ending(name, (ENDING,))
    with store.temporary() as path:
        with path.open("xb") as stream:
            for chunk in upload.chunks():
                stream.write(chunk)
        found = looking.asked(name, verify, str(path), name)
    sums = [one["sha256"] for one in found if one["sha256"]]
    rows = Item.objects.filter(
        state=Item.State.ACCEPTED, document__versions__file__sha256__in=sums
    ).values_list("document__versions__file__sha256", "pk")
    known = dict(rows)
    items = Item.objects.in_bulk(set(known.values()))
    return [
        Record(
            name=one["name"],
            level=Level(one["level"]) if one["level"] in Level.values else Level.CONFIDENTIAL,
            sha256=one["sha256"],
            folder=one["folder"],
            department=one["department"],
            here=items.get(known.get(one["sha256"], 0)),
        )
        for one in found
    ]


def _root(work: Path, name: str) -> Path:
    """The bag's own folder: the zip's, or the first one in it."""
    folders = [work, *(path for path in sorted(work.iterdir()) if path.is_dir())]
    found = next((one for one in folders if (one / BAGIT).is_file()), None)
    if found is None:
        refuse(_("“%(name)s” holds no bag: bagit.txt is missing."), name=name)
    return found


def _checksums(root: Path, name: str) -> dict[str, str]:
    """The SHA-256 of each file of a valid bag, by its path."""
    import bagit

    try:
        bag = bagit.Bag(str(root))
        try:
            bag.validate()
        except bagit.BagValidationError as error:
            _bad(name, next(_bad_files(root, bag), str(error)))
    except (bagit.BagError, OSError) as error:
        _bad(name, str(error))
    found = {path: sums.get(ALGORITHM, "") for path, sums in bag.payload_entries().items()}
    if other := next((path for path, checksum in sorted(found.items()) if not checksum), ""):
        _bad(name, other)
    return found


def _bad_files(root: Path, bag: Any) -> Iterator[str]:
    """The files of the payload that are missing, too many or others than the manifest says."""
    missing, unexpected = bag.compare_manifests_with_fs()
    yield from sorted([*missing, *unexpected])
    for path, sums in sorted(bag.payload_entries().items()):
        if store.checksum_of(root / path) != sums.get(ALGORITHM):
            yield path


def _records(root: Path, name: str, sums: dict[str, str]) -> list[dict[str, str]]:
    place = root / "data" / METADATA
    try:
        said = json.loads(place.read_text(encoding="utf-8"))
        found = [_plain(one) for one in said["records"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        _bad(name, f"data/{METADATA}")
    if said.get("format") != FORMAT:
        refuse(_("“%(name)s” is a bag of another kind than this portal makes."), name=name)
    for one in found:
        proved = sums.get(one["path"]) if one["path"] else ""
        if proved != one["sha256"]:
            _bad(name, one["path"] or one["name"])
        if one["path"]:
            contents.check(root / one["path"], one["name"], accept=contents.KEPT)
    return found


def _plain(one: Any) -> dict[str, str]:
    folder, home = one["folder"], one["department"]
    return {
        "name": str(one["name"]),
        "level": str(one["level"]),
        "sha256": str(one["sha256"]),
        "path": str(one["path"]),
        "folder": f"{one['year']} {folder['number']} {folder['name']}",
        "department": str(home["name"]),
    }


def _bad(name: str, what: str) -> NoReturn:
    refuse(
        _("“%(name)s” is no valid bag, and nothing of it was stored. The first bad file: %(what)s"),
        name=name,
        what=what[:200],
    )
