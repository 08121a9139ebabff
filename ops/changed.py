"""What a change touches: the tests of its folders and the packages whose rules it may move."""

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ops.places import ROOT, packages

ALWAYS = "tests/docs"
MAIN = ("main", "origin/main")


@dataclass(frozen=True)
class Change:
    """``tests`` are files and folders for pytest, ``packages`` dotted names of changed code."""

    tests: list[str]
    packages: list[str]


def since_main() -> Change:
    """What differs from the last commit and from where the branch left main."""
    return change_of(_changed_files())


def change_of(files: Iterable[str]) -> Change:
    """What files, named from the root of the clone, touch."""
    tests: set[str] = set()
    touched: set[str] = set()
    for path in map(Path, files):
        tests.update(_tests_of(path))
        if path.parts[0] in packages() and path.suffix == ".py" and "migrations" not in path.parts:
            touched.add(_package_of(path))
    inner = {one for one in tests if not any(str(parent) in tests for parent in Path(one).parents)}
    return Change(sorted(inner | {ALWAYS}) if inner else [], sorted(touched))


def _tests_of(path: Path) -> Iterator[str]:
    top, folder = path.parts[0], Path("tests") / path.parent
    if top == "tests":
        yield from _changed_test(path)
    elif top == "templates":
        for app in packages():
            yield from _existing(Path("tests") / app / path.parent.relative_to(top))
    elif top in packages():
        while len(folder.parts) > 3 and not (ROOT / folder).is_dir():
            folder = folder.parent
        yield from _existing(folder)
    elif top == "ops":
        yield from _existing(Path("tests/ops") / f"test_{path.stem}.py")


def _changed_test(path: Path) -> Iterator[str]:
    """A test itself; of what tests share, those of its folder."""
    if "journeys" in path.parts or path.suffix != ".py":
        return
    yield from _existing(path if path.name.startswith("test_") else path.parent)


def _existing(path: Path) -> Iterator[str]:
    """A path of tests; of a folder that has other folders of tests in it, only its own files."""
    whole = ROOT / path
    if whole.is_dir() and not any(whole.glob("*/test_*.py")):
        yield str(path)
    elif whole.is_dir():
        yield from (str(file.relative_to(ROOT)) for file in sorted(whole.glob("test_*.py")))
    elif whole.is_file():
        yield str(path)


def _package_of(path: Path) -> str:
    """The folder as a package, or the module itself where it stands at the top of an app."""
    whole = path.parent if len(path.parts) > 2 else path.with_suffix("")
    return ".".join(whole.parts)


def _changed_files() -> set[str]:
    found = _git("diff", "--name-only", "HEAD") | _git("ls-files", "--others", "--exclude-standard")
    for name in MAIN:
        if base := _git("merge-base", "HEAD", name):
            return found | _git("diff", "--name-only", *base)
    return found


def _git(*words: str) -> set[str]:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return set(done.stdout.split("\n")) - {""}
