"""Zip archives of accepted files, looked into one level deep."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from zsa_portal.documents.contents import zipped
from zsa_portal.documents.contents.names import safe_name
from zsa_portal.documents.contents.refusing import refuse

MEDIA_TYPE = "application/zip"
MOST_MEMBERS = 300
CHUNK = 1024 * 1024


def check(path: Path, name: str, check_member: Callable[..., str]) -> str:
    """A zip whose every member is an accepted file; members are unpacked one by one, then gone."""
    with zipped.opened(path, name, "zip", most_members=MOST_MEMBERS) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if not members:
            refuse(_("“%(name)s” is empty."), name=name)
        for member in members:
            with tempfile.NamedTemporaryFile(dir=path.parent) as unpacked:
                with archive.open(member) as packed:
                    shutil.copyfileobj(packed, unpacked, CHUNK)
                unpacked.flush()
                inner = safe_name(zipped.shown_name(member))
                check_member(Path(unpacked.name), f"{name} / {inner}", inside=True)
    return MEDIA_TYPE
