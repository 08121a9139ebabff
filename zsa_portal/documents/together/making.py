"""The ZIP itself: the papers under their phases, the official forms, and the list of all."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from zsa_portal.documents import contents, phases, queries, store, watermark
from zsa_portal.documents.models import File, IssuedForm, Version
from zsa_portal.documents.zipping import free_place
from zsa_portal.regulations import clock
from zsa_portal.ui.xlsx import Column, workbook
from zsa_portal.workflow.models import Level, Matter
from zsa_portal.workflow.refusals import BadValue


@dataclass(frozen=True)
class Member:
    """A paper that goes in: its folder and name there, and what the list says of it."""

    paper: Version | IssuedForm
    folder: str
    name: str
    title: str
    number: int | None
    level: str
    who: str
    at: Any

    def leaves(self) -> tuple[File, str]:
        """Its file as it leaves the portal, marked where it has to be, and under which name.

        Raises BadValue.
        """
        if isinstance(self.paper, Version):
            file = _whole(watermark.leaving(self.paper))
            return file, watermark.name_of(file, self.paper)
        return _whole(self.paper.file), self.name


def _whole(file: File | None) -> File:
    if file is None or not store.intact(file):
        sentence = _("The stored file does not have its checksum; tell the secretariat.")
        raise BadValue("file", sentence)
    return file


@dataclass
class Made:
    """What lies in a ZIP, by key with its level, and how many papers had to be left out."""

    versions: dict[int, str] = field(default_factory=dict)
    forms: dict[int, str] = field(default_factory=dict)
    left_out: int = 0

    def add(self, member: Member) -> None:
        """Note that a paper lies in it."""
        held = self.versions if isinstance(member.paper, Version) else self.forms
        held[member.paper.pk] = member.level


def members_of(matter: Matter, user: Any) -> list[Member]:
    """Everything of a matter of which a user may have the bytes, newest versions, by phase.

    The rights are those of the lists: ``readable_in``, ``readable_by``.
    """
    return [*_papers(matter, user), *_forms(matter, user)]


def _papers(matter: Matter, user: Any) -> Iterator[Member]:
    known = [row for row in queries.readable_papers(matter, user) if row.newest]
    found = _versions(user, [row.newest.pk for row in known if row.newest])
    for place, (title, rows) in enumerate(phases.by_phase(matter, known), start=1):
        for row in rows:
            version = found.get(row.newest.pk) if row.newest else None
            if version is not None:
                yield _of_version(version, f"{place:02d} {title}", row.title)


def _versions(user: Any, keys: Sequence[int]) -> dict[int, Version]:
    rows = Version.objects.readable_by(user).filter(pk__in=keys)
    rows = rows.select_related("file", "uploaded_by", "document__uploaded_by")
    return {one.pk: one for one in rows}


def _of_version(version: Version, folder: str, title: str) -> Member:
    level, who = version.document.level, str(version.uploaded_by)
    return Member(version, folder, version.name, title, version.number, level, who, version.at)


def _forms(matter: Matter, user: Any) -> Iterator[Member]:
    rows: Any = queries.forms_of(matter, user).select_related("file", "issued_by")
    forms = [form for form in rows if form.file_id is not None]
    scans = _versions(user, [form.scan_pk for form in forms if form.scan_pk])
    folder = _("Official forms")
    for form in forms:
        title = f"{form.title} {form.printed_number}".strip()
        who = str(form.issued_by or "")
        yield Member(form, folder, f"{title}.pdf", title, None, form.level, who, form.issued_at)
        if form.scan_pk in scans:
            sealed = _("%(form)s, sealed scan") % {"form": title}
            yield _of_version(scans[form.scan_pk], folder, sealed)


def write(
    target: Path, matter: Matter, members: Sequence[Member], tell: Callable[[int], None]
) -> Made:
    """Write the ZIP to a path, one file after the other; ``tell`` hears how many lie in it.

    What cannot be marked now, or is no longer as it was stored, stays out and stands in the list
    with the reason.
    """
    made, taken, rows = Made(), set[str](), []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, strict_timestamps=False) as bundle:
        for done, member in enumerate(members, start=1):
            rows.append(_put(bundle, member, taken, made))
            tell(done)
        _write_lists(bundle, matter, rows)
    return made


def _put(bundle: zipfile.ZipFile, member: Member, taken: set[str], made: Made) -> list[Any]:
    """One file into the ZIP; its row of the list."""
    said = [member.title, member.number, str(Level(member.level).label), member.who, member.at]
    try:
        file, name = member.leaves()
    except BadValue as kept:
        made.left_out += 1
        return ["—", *said, "—", str(kept)]
    place = f"{contents.safe_name(member.folder)}/{contents.safe_name(name)}"
    place = free_place(place, taken)
    bundle.write(store.path_of(file), place)
    made.add(member)
    return [place, *said, file.sha256, ""]


def heads() -> list[Column]:
    """The headings of the list."""
    return [
        Column(_("File"), 44),
        Column(_("Paper"), 32),
        Column(_("Version"), 9),
        Column(_("Level"), 10),
        Column(_("Uploaded by"), 16),
        Column(_("Uploaded"), 17),
        Column(_("Checksum (SHA-256)"), 66),
        Column(_("Left out because"), 40),
    ]


def _write_lists(bundle: zipfile.ZipFile, matter: Matter, rows: Sequence[list[Any]]) -> None:
    name, columns = _("List of the papers"), heads()
    bundle.writestr(f"{name}.xlsx", workbook(rows, columns, title=name))
    page = render_to_string(
        "documents/zip_list.html",
        {
            "title": name,
            "matter": matter,
            "heads": [one.heading for one in columns],
            "rows": rows,
            "at": clock.now(),
        },
    )
    bundle.writestr(f"{name}.html", page)


def size_of(members: Sequence[Member]) -> int:
    """The bytes of the stored files together."""
    return sum(one.paper.file.size for one in members if one.paper.file is not None)


def most_bytes() -> int:
    """How large a ZIP may be: twenty times the largest file."""
    return 20 * int(settings.FILES_MAX_BYTES)
