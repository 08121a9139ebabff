"""The check of the translations finds what is missing, doubtful, or would break when filled in."""

from __future__ import annotations

import os
from pathlib import Path

import polib
import pytest

from ops import translations

TEXTS = {
    "Submit": "提交",
    "Objection %(number)s is open.": "异议 %(number)s 未解决。",
}


def catalogue(entries: dict[str, str], *, fuzzy: tuple[str, ...] = ()) -> polib.POFile:
    made = polib.POFile(wrapwidth=0)
    made.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for msgid, msgstr in entries.items():
        flags = ["python-format"] if "%" in msgid else []
        made.append(polib.POEntry(msgid=msgid, msgstr=msgstr, flags=flags))
        if msgid in fuzzy:
            made[-1].flags.append("fuzzy")
    return made


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Make the project's catalogue hold these entries, and its sources say those of TEXTS."""

    def make(
        entries: dict[str, str], *, fuzzy: tuple[str, ...] = (), said: dict | None = None
    ) -> Path:
        file = tmp_path / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
        file.parent.mkdir(parents=True, exist_ok=True)
        catalogue(entries, fuzzy=fuzzy).save(str(file))
        monkeypatch.setattr(translations, "ROOT", tmp_path)
        monkeypatch.setattr(translations, "CATALOGUE", file)
        template = catalogue(dict.fromkeys(said or TEXTS, ""))
        monkeypatch.setattr(translations, "_texts_of_sources", lambda: template)
        return file

    return make


def test_a_complete_catalogue_has_no_problems(known) -> None:
    known(TEXTS)
    assert list(translations.problems()) == []


def test_what_has_no_chinese_is_named(known) -> None:
    known({"Submit": ""})
    assert list(translations.problems()) == [
        "no Chinese for 'Submit'",
        "no Chinese for 'Objection %(number)s is open.'",
    ]


def test_what_is_doubtful_is_named(known) -> None:
    known(TEXTS, fuzzy=("Submit",))
    assert list(translations.problems()) == ["no Chinese for 'Submit'"]


@pytest.mark.parametrize("chinese", ["异议未解决。", "异议 %(nummer)s 未解决。"])
def test_placeholders_must_be_the_same(known, chinese: str) -> None:
    known(TEXTS | {"Objection %(number)s is open.": chinese})
    assert len(list(translations.problems())) == 1


def test_a_placeholder_must_have_a_name(known) -> None:
    known({"Read %s": "阅读 %s"}, said={"Read %s": ""})
    assert list(translations.problems()) == ["a placeholder without a name in 'Read %s'"]


def test_gathering_sorts_keeps_and_drops(known) -> None:
    file = known(
        {"Submit": "提交", "No longer said": "不再使用"}, said={"Submit": "", "Ballot": ""}
    )
    assert translations.gather() == ["Ballot"]
    gathered = polib.pofile(str(file))
    assert [(entry.msgid, entry.msgstr) for entry in gathered] == [
        ("Ballot", ""),
        ("Submit", "提交"),
    ]
    once = file.read_text()
    translations.gather()
    assert file.read_text() == once
    assert ": " + str(file.parent) not in once


def test_compiling_writes_only_what_is_older(known) -> None:
    file = known(TEXTS)
    translations.compile_all()
    compiled = file.with_suffix(".mo")
    assert polib.mofile(str(compiled)).find("Submit").msgstr == "提交"
    os.utime(compiled, (1, 1))
    os.utime(file, (0, 0))
    translations.compile_all()
    assert compiled.stat().st_mtime == 1


def test_the_sources_of_the_portal_are_gathered() -> None:
    texts = {entry.msgid for entry in translations._texts_of_sources()}
    assert "Chinese" in texts
    assert not [text for text in texts if text.startswith("{")]
