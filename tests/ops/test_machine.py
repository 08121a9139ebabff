"""What the machine lacks is installed where we may, else named with the exact command."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ops import environment, machine
from ops.machine import Need
from ops.talk import Stop
from zsa_portal.documents import glyphs

ABSENT = Need("libabsent1", library="libabsent.so.1", why="forms as PDF")
SLOWER = Need("libfaster1", library="libfaster.so.1", required=False, why="PDF ten times faster")
NICER = Need("libnicer1", library="libnicer.so.1", required=False, why="names in rare characters")


@pytest.fixture(autouse=True)
def _nothing_learnt_yet() -> None:
    machine._learn_what_there_is.cache_clear()


@pytest.fixture
def nobody_may_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_apt", lambda: None)


def test_a_library_that_is_there_is_met() -> None:
    assert Need("libc6", library="libc.so.6").is_met()
    assert Need("sh", programs=("no-such-shell", "sh")).is_met()


def test_what_is_missing_and_needed_is_named_with_the_command(nobody_may_install: None) -> None:
    with pytest.raises(Stop) as stop:
        machine.ensure((ABSENT, SLOWER))
    assert str(stop.value) == (
        "for forms as PDF the system lacks libabsent1, and packages cannot be installed from here: "
        "sudo apt-get install -y libabsent1"
    )


def test_what_only_makes_faster_is_told_and_left(
    nobody_may_install: None, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.ensure((SLOWER,))
    assert capsys.readouterr().out == (
        "· Going on, but for PDF ten times faster the system lacks libfaster1, "
        "and packages cannot be installed from here: sudo apt-get install -y libfaster1\n"
    )


def test_what_is_missing_is_installed_where_we_may_and_what_is_not_required_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typed = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        typed.append(" ".join(command))
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(machine, "_apt", lambda: ["apt-get"])
    monkeypatch.setattr(subprocess, "run", run)
    machine.ensure((SLOWER, NICER))
    wait = "apt-get -o DPkg::Lock::Timeout=120"
    assert typed == [
        f"{wait} update",
        f"{wait} install -y --no-install-recommends libfaster1",
        f"{wait} install -y --no-install-recommends libnicer1",
    ]


def test_an_installation_that_fails_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = "Reading\nE: Unable to locate package libabsent1\n"
    monkeypatch.setattr(machine, "_apt", lambda: ["apt-get"])
    monkeypatch.setattr(
        subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 100, answer)
    )
    with pytest.raises(Stop, match="E: Unable to locate package libabsent1"):
        machine.ensure((ABSENT,))


def test_an_older_python_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.version_info", (3, 9, 2, "final", 0))
    with pytest.raises(Stop, match=r"Python 3\.11 or newer is needed, this is 3\.9\.2"):
        machine.check_python()


def test_a_package_that_pip_cannot_have_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = "Looking\nERROR: No matching distribution found for portal==1\n"
    monkeypatch.setattr(
        environment, "_quietly", lambda command: subprocess.CompletedProcess(command, 1, answer)
    )
    with pytest.raises(Stop, match=r"pip could not install requirements\.txt: ERROR: No matching"):
        environment._install("requirements.txt")


def test_a_python_without_venv_names_the_package(
    monkeypatch: pytest.MonkeyPatch, nobody_may_install: None
) -> None:
    monkeypatch.setattr(environment, "_works", lambda: False)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(Stop, match="sudo apt-get install -y python3-venv"):
        environment.ensure()


def test_a_font_is_met_by_its_file(tmp_path: Path) -> None:
    font = tmp_path / "a.ttf"
    assert not Need("fonts-a", file=str(font)).is_met()
    font.touch()
    assert Need("fonts-a", file=str(font)).is_met()


def test_the_fonts_of_names_are_brought_by_make_run_and_by_the_image() -> None:
    dockerfile = Path("Dockerfile").read_text(encoding="utf-8")
    fonts = {need.package: need.file for need in machine.PORTAL_NEEDS if need.file}
    assert set(fonts.values()) <= {str(path) for path in glyphs.RARE.values()}
    assert fonts.keys() == {"fonts-hanazono", "fonts-babelstone-han"}
    for package in fonts:
        assert package in dockerfile
