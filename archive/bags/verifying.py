"""A bag that another portal sent, verified by a parsing worker, which can also lay its files out."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from archive.bags import plain
from archive.bags.making import FORMAT, METADATA
from archive.bags.plain import Row
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
MOST_METADATA = 64 * 1024 * 1024
MOST_RECORDS = zipped.MOST_MEMBERS
UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


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
def verify(place: str, name: str, into: str = "") -> dict[str, Any]:
    """What the bag that lies there holds and says: every checksum of it was computed anew.

    ``records`` and ``folders`` are rows of ``plain``, each record with its file's ``media_type`` and
    ``file_name``; the bag's ``identifier``, ``organisation`` and ``description``; its
    ``fingerprint``, the same for every zip
    of this bag. The files of the records are left in the folder ``into``, if it is given, named by
    their checksums. Raises BadValue("file", …), which names the first bad file.
    """
    with (
        zipped.opened(Path(place), name, "zip") as archive,
        tempfile.TemporaryDirectory(dir=Path(place).parent) as work,
    ):
        # The directory was looked through: no path leads outside, sizes are bounded.
        archive.extractall(work)
        root = _root(Path(work), name)
        sums, info = _checksums(root, name)
        said = _metadata(root, name)
        records = _records(root, name, said, sums)
        if into:
            _lay_out(root, records, Path(into))
        return {"records": records, "folders": said["folders"], **_said_of(info, sums)}


def verified(upload: Any) -> list[Record]:
    """The records of an uploaded bag. Raises BadValue("file", …), NotNow when no worker answers."""
    name = contents.safe_name(upload.name or "")
    contents.accepted_ending(name, (ENDING,))
    with store.temporary() as path:
        with path.open("xb") as stream:
            for chunk in upload.chunks():
                stream.write(chunk)
        found = looking.asked(name, verify, str(path), name)["records"]
    sums = [one["sha256"] for one in found if one["sha256"]]
    rows = Item.objects.filter(
        state=Item.State.ACCEPTED, version__file__sha256__in=sums
    ).values_list("version__file__sha256", "pk")
    known = dict(rows)
    items = Item.objects.in_bulk(set(known.values()))
    return [
        Record(
            name=one["name"],
            level=Level(one["level"]) if one["level"] in Level.values else Level.CONFIDENTIAL,
            sha256=one["sha256"],
            folder=f"{one['year']} {one['number']} {one['folder']}",
            department=one["department_name"],
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


def _checksums(root: Path, name: str) -> tuple[dict[str, str], dict[str, Any]]:
    """The SHA-256 of each file of a valid bag, by its path; and what bag-info.txt says."""
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
    return found, dict(bag.info)


def _bad_files(root: Path, bag: Any) -> Iterator[str]:
    """The files of the payload that are missing, too many or others than the manifest says."""
    missing, unexpected = bag.compare_manifests_with_fs()
    yield from sorted([*missing, *unexpected])
    for path, sums in sorted(bag.payload_entries().items()):
        if store.checksum_of(root / path) != sums.get(ALGORITHM):
            yield path


def _metadata(root: Path, name: str) -> dict[str, list[Row]]:
    """The records and folders of metadata.json; an older bag names no folders beside its records."""
    place = root / "data" / METADATA
    try:
        if place.stat().st_size > MOST_METADATA:
            _bad(name, f"data/{METADATA}")
        said = json.loads(place.read_text(encoding="utf-8"))
        records = [plain.record(one) for one in said["records"]]
        folders = [plain.folder(one) for one in said.get("folders", ())]
    except UNREADABLE:
        _bad(name, f"data/{METADATA}")
    if said.get("format") != FORMAT:
        refuse(_("“%(name)s” is a bag of another kind than this portal makes."), name=name)
    if not records:
        refuse(_("“%(name)s” holds no records."), name=name)
    if max(len(records), len(folders)) > MOST_RECORDS:
        _bad(name, f"data/{METADATA}")
    return {"records": records, "folders": folders}


def _records(root: Path, bag: str, said: dict[str, list[Row]], sums: dict[str, str]) -> list[Row]:
    """The records, each with name and kind of its file, which has the checksum that they say."""
    found = []
    for one in said["records"]:
        proved = sums.get(one["path"]) if one["path"] else ""
        if proved != one["sha256"]:
            _bad(bag, one["path"] or one["name"])
        kind, name = "", plain.file_name(one["name"], one["path"])
        if one["path"]:
            kind = contents.check(root / one["path"], name, accept=contents.KEPT)
        found.append(one | {"media_type": kind, "file_name": name})
    return found


def _lay_out(root: Path, records: list[Row], into: Path) -> None:
    for one in records:
        target = into / one["sha256"]
        if one["path"] and not target.exists():
            (root / one["path"]).rename(target)


def _said_of(info: dict[str, Any], sums: dict[str, str]) -> dict[str, str]:
    """What a bag says of itself, and the checksum of what it holds."""
    lines = "\n".join(f"{checksum} {path}" for path, checksum in sorted(sums.items()))
    return {
        "identifier": plain.text(info.get("External-Identifier"), 120),
        "organisation": plain.text(info.get("Source-Organization"), 200),
        "description": plain.text(info.get("External-Description"), 200),
        "purpose": plain.text(info.get("Internal-Sender-Description"), 300),
        "fingerprint": hashlib.sha256(lines.encode("utf-8")).hexdigest(),
    }


def _bad(name: str, what: str) -> NoReturn:
    refuse(
        _("“%(name)s” is no valid bag, and nothing of it was stored. The first bad file: %(what)s"),
        name=name,
        what=what[:200],
    )
