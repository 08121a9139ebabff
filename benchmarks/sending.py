"""Files sent to a filing as the page's script sends them: asked by checksum first, one request each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

ASKED_AT_ONCE = 200
STOPPED_AFTER = 3
"""After so many files in a row for which the portal was away nothing more is sent."""
AWAY = (0, 502, 503, 504)
Post = Callable[..., Any]
"""Posts data to an address of the filing by its name: ``post("upload_one", {…})``."""


@dataclass
class Told:
    """What became of the files: names of those taken, those there already, and why others were not."""

    taken: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)


def send_all(post: Post, folder: int, files: Mapping[str, bytes]) -> Told:
    """Send files by their paths below a folder (its key); each ends in one of the three lists."""
    told, away = Told(), 0
    for batch in _batches(files):
        sums = {path: hashlib.sha256(data).hexdigest() for path, data in batch.items()}
        there = _known(post, list(sums.values()))
        for path, data in batch.items():
            if sums[path] in there:
                told.twice.append(path)
            elif away >= STOPPED_AFTER:
                told.missing[path] = "not sent"
            else:
                status = _send(post, folder, path, data, sums[path], told)
                away = away + 1 if status in AWAY else 0
    return told


def _batches(files: Mapping[str, bytes]) -> Iterator[dict[str, bytes]]:
    rest = iter(files.items())
    while batch := dict(islice(rest, ASKED_AT_ONCE)):
        yield batch


def _known(post: Post, checksums: list[str]) -> set[str]:
    answer = post(
        "upload_known", json.dumps({"checksums": checksums}), content_type="application/json"
    )
    return set(answer.json()["known"]) if answer.status_code == 200 else set()


def _send(post: Post, folder: int, path: str, data: bytes, sha256: str, told: Told) -> int:
    sent = {
        "file": SimpleUploadedFile(path.rpartition("/")[2], data),
        "folder": folder,
        "path": path,
        "sha256": sha256,
        "no_state_secrets": "on",
    }
    answer = post("upload_one", sent)
    said = answer.json() if answer["Content-Type"].startswith("application/json") else {}
    if "said" not in said:
        told.missing[path] = said.get("error", str(answer.status_code))
    elif "twice" in said:
        told.twice.append(path)
    else:
        told.taken.append(path)
    return int(answer.status_code)
