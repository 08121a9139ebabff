"""`make lint`, `make test` and their kin: every check of the house, from a bare clone."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from ops import changed, environment, machine, migrated, run
from ops.parts import Check, failing, failing_aloud, print_times, side_by_side, timed
from ops.places import PYTHON, ROOT, VENV, packages
from ops.postgres import DATABASE
from ops.supervisor import quit_on_signals
from ops.talk import Stop, say
from ops.throwaway import servers_for_now

TYPED = ("rules", "actions", "queries", "papers", "kinds")
# Steps stand in the models of an app's processes.
TYPED_BESIDES = (
    "zsa_portal/workflow/**/*.py",
    "zsa_portal/parsing/*.py",
    "zsa_portal/catalogue/numbering.py",
    "zsa_portal/catalogue/editions.py",
    "zsa_portal/catalogue/announcements.py",
    "standards/*/models.py",
    "standards/*/*_steps.py",
    "certification/*/models.py",
    "certification/*/*_steps.py",
    "certification/*/*/models.py",
    "certification/*/*/*_steps.py",
    "archive/*/models.py",
    "archive/*/*_steps.py",
)
SETTINGS = "zsa_portal.settings.test"
JOURNEYS = "tests/journeys"
PROOF = "tests/proof"
ACCESS = "tests/access"
# A file's tests stay together, so what several of them share is made once; files come in their
# order, since those of few tests are the long ones.
BY_FILE = ("--dist", "loadfile", "--no-loadscope-reorder")
PROOFS = "rule-proofs.json"
MOST_WORKERS = 8
MUTANTS = Check("mutants", [str(PYTHON), "-m", "tests.mutants"])
LONG_PARTS: list[Check] = [MUTANTS]


def lint() -> int:
    """Run the checks that need no server; return 1 if any of them does not hold."""
    environment.ensure(environment.PORTAL, environment.TESTS)
    return 1 if failing(_static_checks(), _without_servers()) else 0


def test() -> int:
    """Run everything; every rule is broken once, under a test of this very run."""
    with _testing() as (variables, broken):
        broken.extend(_broken_statics(variables))
        broken.extend(failing([_proof_app()], variables))
        broken.extend(_broken_tests(variables))
        proofs, journeys = _proofs(variables), _journeys("browser journeys")
        broken.extend(side_by_side(proofs, journeys, variables))
    return _ended(broken)


def test_long() -> int:
    """What a night has time for: more examples, every marked test without its rules, journeys twice."""
    with _testing() as (variables, broken):
        broken.extend(_broken_statics(variables))
        broken.extend(failing([_proof_app()], variables))
        broken.extend(_broken_tests(variables, "--hypothesis-profile", "long"))
        broken.extend(side_by_side(_proofs(variables), _journeys("browser journeys"), variables))
        everywhere = ("--break-rule", "ALL", "-q", *_all_tests())
        under_all = _pytest("every rule broken under every test", *BY_FILE, *everywhere)
        again = _journeys("browser journeys again")
        broken.extend(side_by_side(under_all, again, variables))
        for part in LONG_PARTS:
            broken.extend(failing_aloud(part, variables))
    return _ended(broken)


def check() -> int:
    """What a small change needs: static checks, the tests of what changed, the rules it touches."""
    found = changed.since_main()
    with _testing() as (variables, broken):
        is_kept = migrated.restore(variables)
        is_asked = any(path.startswith(ACCESS) for path in found.tests)
        unwalked = [] if is_asked else [Path(ACCESS).name]
        broken.extend(_broken_statics(variables, *unwalked))
        if not is_kept and not broken:
            migrated.keep(variables)
        if found.tests:
            say(f"tests of what changed: {' '.join(found.tests)}")
            of = [word for package in found.packages for word in ("--proofs-of", package)]
            broken.extend(_broken_tests(variables, *of, tests=found.tests))
        if found.packages:
            proofs = _proofs(variables)
            broken.extend(failing_aloud(proofs, variables))
    return _ended(broken)


def pictures() -> int:
    """Only the journeys, with a picture of each station for whoever looks at the screens."""
    return _alone(_journeys("browser journeys"), PICTURES="1")


def mutants() -> int:
    """Only the mutants, of the modules that MODULES names or of all that are kept under them."""
    return _alone(MUTANTS)


def format_code() -> int:
    """Let ruff format the code and mend what it can."""
    environment.ensure(environment.PORTAL, environment.TESTS)
    for words in (["format", "."], ["check", "--fix", "."]):
        code = subprocess.run([VENV / "bin" / "ruff", *words], cwd=ROOT, check=False).returncode
    return code


def _alone(part: Check, **more: str) -> int:
    """Run one part on the template of the tests' databases; ``more`` are variables for it."""
    with _testing() as (variables, broken):
        broken.extend(failing([_template()], variables))
        given = {**variables, "TEST_DB_TEMPLATE": DATABASE, **more}
        broken.extend(failing_aloud(part, given))
    return _ended(broken)


@contextmanager
def _testing() -> Iterator[tuple[dict[str, str], list[str]]]:
    """Servers for the tests: the variables that lead there, and a list for the names of what fails."""
    quit_on_signals()
    with timed("environment and servers"):
        machine.ensure(environment.needs())
        with ThreadPoolExecutor(max_workers=1) as beside:
            packages = beside.submit(machine.ensure, machine.PORTAL_NEEDS + machine.TEST_NEEDS)
            environment.ensure(
                environment.PORTAL, environment.TESTS, environment.MUTANTS, environment.EMBEDDED
            )
            packages.result()
        run.compile_translations()
    with servers_for_now() as addresses:
        own = {"DJANGO_SETTINGS_MODULE": SETTINGS, "TEST_DB_SUFFIX": "all"}
        # The many processes of a run compile each module once.
        addresses.pop("PYTHONDONTWRITEBYTECODE", None)
        yield {**addresses, **own}, []


def _ended(broken: Sequence[str]) -> int:
    print_times()
    if broken:
        raise Stop(f"these do not hold: {', '.join(broken)}.")
    return 0


def _broken_statics(variables: dict[str, str], *unwalked: str) -> list[str]:
    """Make the template of the tests' databases and run what needs no test meanwhile."""
    with timed("template, lint and tables"):
        checks = [_template(*unwalked), *_static_checks(), *_of_texts_and_tables()]
        found = failing(checks, variables)
    variables["TEST_DB_TEMPLATE"] = DATABASE
    if found:
        print(f"\nDo not hold: {', '.join(found)} (told above); the tests follow.", flush=True)
    return found


def _broken_tests(
    variables: Mapping[str, str], *words: str, tests: Sequence[str] | None = None
) -> list[str]:
    """Run tests, all of them if none are named, and let them plan the proofs of the rules."""
    planned = f"--proofs={_plan(variables)}"
    what = tests or _all_tests()
    tests_ = _pytest("tests", *BY_FILE, "--durations", "10", planned, *words, *what)
    return failing_aloud(tests_, variables)


def _proofs(variables: Mapping[str, str]) -> Check:
    name = "every rule broken once"
    workers = ["-n", str(_processors()), "--dist", "loadfile", "-q"]
    proving = _module("zsa_portal.regulations.proving", str(_plan(variables)), *workers)
    return Check(name, proving)


def _plan(variables: Mapping[str, str]) -> Path:
    return Path(variables["STATE_DIR"]) / PROOFS


def _journeys(name: str) -> Check:
    return _pytest(name, "--dist", "worksteal", JOURNEYS)


def _all_tests() -> list[str]:
    return ["tests", "--ignore", JOURNEYS, "--ignore", PROOF]


def _proof_app() -> Check:
    """The app that shows that a procedure is one folder; its journey is one of the journeys."""
    return _pytest("a procedure in one folder, tests/proof", "-q", *BY_FILE, PROOF)


def _template(*unwalked: str) -> Check:
    """Every migration run and every procedure walked, once: the tests' databases are copies."""
    return Check("migrations run, stations walked", _module("tests.stations", *unwalked))


def _static_checks() -> list[Check]:
    return [
        Check("mypy", _module("mypy", *_typed_files())),
        Check("ruff check", _module("ruff", "check", ".")),
        Check("ruff format", _module("ruff", "format", "--check", ".")),
        Check("djlint", _module("djlint", "--lint", "--quiet", "templates")),
        Check("import contracts", [str(VENV / "bin" / "lint-imports"), "--no-logo"]),
    ]


def _of_texts_and_tables() -> list[Check]:
    migrations = ["makemigrations", "--check", "--dry-run"]
    return [
        Check("migrations complete", [str(PYTHON), "manage.py", *migrations]),
        Check("translations complete", _module("ops.translations", "check")),
    ]


def _pytest(name: str, *words: str) -> Check:
    return Check(name, _module("pytest", "-n", _workers(), *words))


def _workers() -> str:
    """One more than processors: a test waits for its servers and browsers now and then."""
    return str(min(_processors() + 1, MOST_WORKERS))


def _processors() -> int:
    return max(2, min(os.cpu_count() or 2, MOST_WORKERS))


def _module(name: str, *words: str) -> list[str]:
    return [str(PYTHON), "-m", name, *words]


def _typed_files() -> list[str]:
    found = {file for pattern in TYPED_BESIDES for file in ROOT.glob(pattern)}
    for app in packages():
        for name in TYPED:
            found.update((ROOT / app).rglob(f"{name}.py"))
            found.update((ROOT / app).rglob(f"{name}/*.py"))
    return sorted(str(file.relative_to(ROOT)) for file in found)


def _without_servers() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS}
