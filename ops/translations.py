"""Runs in `.venv`: compiles the translations, gathers texts, and names what is missing."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

from ops.places import ROOT, packages

LANGUAGE = "zh_Hans"
CATALOGUE = ROOT / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[sdf]")


def compile_all() -> None:
    """Write each .mo that is missing or older than its .po."""
    for source in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            fresh = target.with_suffix(".mo.new")
            polib.pofile(str(source)).save_as_mofile(str(fresh))
            fresh.replace(target)


def gather() -> list[str]:
    """Bring the catalogue to what the sources say, sorted, without line numbers; return what lacks."""
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=0)
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    template = _texts_of_sources()
    fresh = polib.POFile(wrapwidth=0)
    fresh.metadata = catalogue.metadata
    for entry in sorted(template, key=lambda entry: (entry.msgid, entry.msgctxt or "")):
        old = known.get((entry.msgctxt, entry.msgid))
        fresh.append(_merged(entry, old))
    fresh.save(str(CATALOGUE))
    compile_all()
    return [entry.msgid for entry in fresh if not entry.translated()]


def problems() -> Iterator[str]:
    """Yield what is wrong: texts without Chinese, doubtful ones, placeholders that do not match."""
    catalogue = polib.pofile(str(CATALOGUE))
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    for entry in _texts_of_sources():
        found = known.get((entry.msgctxt, entry.msgid))
        if found is None or not found.translated():
            yield f"no Chinese for {entry.msgid!r}"
        elif found.fuzzy:
            yield f"doubtful (fuzzy) Chinese for {entry.msgid!r}"
        else:
            yield from _placeholder_problems(found)


def _placeholder_problems(entry: polib.POEntry) -> Iterator[str]:
    texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
    originals = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
    if "python-format" not in entry.flags:
        return
    if any(not name for text in originals for name in PLACEHOLDER.findall(text)):
        yield f"a placeholder without a name in {entry.msgid!r}"
    wanted = {name for text in originals for name in PLACEHOLDER.findall(text)}
    for text in texts:
        unknown = set(PLACEHOLDER.findall(text)) - wanted
        lost = wanted - set(PLACEHOLDER.findall(text)) if not entry.msgid_plural else set()
        if unknown or lost:
            yield f"placeholders {sorted(unknown | lost)} do not match in {entry.msgid!r}"


def _merged(entry: polib.POEntry, old: polib.POEntry | None) -> polib.POEntry:
    merged = polib.POEntry(
        msgid=entry.msgid,
        msgctxt=entry.msgctxt,
        msgid_plural=entry.msgid_plural,
        flags=[flag for flag in entry.flags if flag == "python-format"],
    )
    if old is not None:
        merged.msgstr, merged.msgstr_plural = old.msgstr, old.msgstr_plural
        merged.tcomment = old.tcomment
    if entry.msgid_plural and not merged.msgstr_plural:
        merged.msgstr_plural = {0: ""}
    return merged


def _texts_of_sources() -> polib.POFile:
    """Let Django gather the texts in a copy of the sources, so that the clone stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in (*packages(), "templates"):
            shutil.copytree(ROOT / name, copy / name)
        (copy / "locale" / LANGUAGE / "LC_MESSAGES").mkdir(parents=True)
        command = [sys.executable, "-m", "django", "makemessages", "--locale", LANGUAGE]
        command += ["--keep-pot", "--no-location", "--extension", "html,txt,py"]
        plain = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
        done = subprocess.run(
            command, cwd=copy, env=plain, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            sys.exit(f"makemessages failed: {done.stderr.strip() or done.stdout.strip()}")
        return polib.pofile(str(copy / "locale" / "django.pot"))


def main(command: str) -> None:
    if command == "compile":
        compile_all()
        return
    found = gather() if command == "gather" else list(problems())
    for line in found:
        print(f"no Chinese for {line!r}" if command == "gather" else line)
    if command == "check":
        sys.exit(1 if found else 0)


if __name__ == "__main__":
    main(sys.argv[1])
