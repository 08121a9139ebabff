"""Every address × every role × every phase, against one table; an address without a row fails.

The table is tests/access/matrix.yaml: address → phase → answer → roles. ``rest`` stands for all
roles that no other answer names. After a change on purpose, ``pytest tests/access
--write-access-matrix`` writes what the portal answers now; read the difference before you commit.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access.world import PHASES, ROLES, STATIONS, World, addresses, build
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("matrix.yaml")
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>")
# Where the address's own parameter is called pk, this is what it is the key of.
KEY_OF = {
    "workflow": "matter",
    "standards": "matter",
    "standards:announcement": "announcement",
    "standards:edition_texts": "imported",
    "notices:notice": "notice",
    "notices:public_matter": "matter",
    "notices:opinion_new": "item",
    "notices:sheet": "item",
    "notices:sheet_send": "item",
    "notices:moderate": "opinion",
    "notices:evidence": "opinion",
    "notices:answer": "opinion",
    "notices:resolve": "opinion",
    "notices:answers": "matter",
    "notices:accept": "matter",
    "notices:undo": "matter",
    "notices:figures": "matter",
    "ballots": "ballot",
    "ballots:strike": "elector",
    "ballots:recuse": "matter",
    "ballots:recusal_lift": "recusal",
    "documents:upload": "matter",
    "documents:download": "version",
    "documents:view": "version",
    "documents:end_handing": "handing",
    "documents:form": "form",
    "documents:form_progress": "form",
    "documents:form_pdf": "form",
    "documents:form_retry": "form",
    "documents:form_scan": "form",
    "documents": "document",
    "outbox": "message",
    "outbox:resend": "mail",
    "people:organisation": "organisation",
    "people:organisation_invite": "organisation",
    "people:organisation_person_end": "organisation",
    "people:organisation_person_role": "organisation",
    "people:deputy_end": "deputyship",
    "people:body": "body",
    "people:invitation_resend": "invitation",
    "people:invitation_withdraw": "invitation",
    "people:import_preview": "import",
    "mfa_remove_webauthn": "webauthn",
    "mfa_edit_webauthn": "webauthn",
}
FIXED: dict[str, Any] = {
    "tab": "papers",
    "kind": "project",
    "language": "zh",
    "code": "standards",
    "key": "members",
    "number": "T/ZSA 1-2026",
    "patent": 999_999,
    "webauthn": 999_999,
    "import": 999_999,
    "uidb36": "x",
    "slug": "members",
}
TOKENS = {
    "notices:receipt": "receipt",
    "documents:check": "check",
    "people:invitation_accept": "invitation_token",
    "reminders:feed": "feed",
}
KINDS = {
    "documents:upload": "standard_outline",
    "notices:answers": "enquiry",
    "notices:accept": "enquiry",
    "notices:undo": "enquiry",
    "notices:figures": "enquiry",
}
ADMIN = "admin:"


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The world, built once for all roles and rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def arguments(name: str, pattern: str, keys: dict[str, Any]) -> dict[str, Any] | None:
    """The keyword arguments of an address in a phase; None where the phase has no such thing."""
    found: dict[str, Any] = {}
    for first, second in PARAMETER.findall(pattern):
        parameter = first or second
        if parameter == "pk":
            parameter_key = KEY_OF.get(name) or KEY_OF[name.partition(":")[0]]
            value = keys.get(parameter_key, FIXED.get(parameter_key))
        elif parameter == "token":
            value = keys.get(TOKENS[name]) if name in TOKENS else "no-such-token"
        elif parameter == "kind" and name in KINDS:
            value = KINDS[name]
        elif parameter == "name":
            value = "submit_proposal"
        else:
            value = keys.get(parameter, FIXED.get(parameter))
        if value is None:
            return None
        found[parameter] = value
    return found


def cases(world: World) -> list[tuple[str, str, str]]:
    """(address, phase, path) for every address; phase is ``any`` where no matter is concerned."""
    found = []
    for name, pattern in sorted(addresses().items()):
        if name.startswith(ADMIN):
            continue
        if (anyway := arguments(name, pattern, world.keys["any"])) is not None:
            found.append((name, "any", reverse(name, kwargs=anyway)))
            continue
        for phase in PHASES:
            given = arguments(name, pattern, world.keys[phase])
            if given is not None:
                found.append((name, phase, reverse(name, kwargs=given)))
    return found + [
        (name, phase, reverse(name, kwargs={"pk": world.keys[phase]["matter"]}))
        for phase, (_state, names) in STATIONS.items()
        for name in names
    ]


@functools.lru_cache(maxsize=len(ROLES))
def client_of(user: Any) -> Client:
    """A client signed in as the user, anonymous for None."""
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    return client


def answer(world: World, role: str, path: str, phase: str = "any") -> int:
    """The status a GET of the path gets; everything it did is rolled back."""
    client = client_of(world.users[role])
    with clock.moved_to(world.now[phase]), transaction.atomic():
        status = client.get(path).status_code
        transaction.set_rollback(True)
    return status


def observed(world: World) -> dict[str, dict[str, dict[int, list[str]]]]:
    """What the portal answers, in the shape of the table."""
    table: dict[str, Any] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for name, phase, path in cases(world):
        for role in ROLES:
            table[name][phase][answer(world, role, path, phase)].append(role)
    return {n: {p: dict(a) for p, a in phases.items()} for n, phases in table.items()}


def expected(row: dict[Any, Any], role: str) -> int:
    """The answer the table gives a role."""
    for status, roles in row.items():
        if roles != "rest" and role in roles:
            return int(status)
    return next(int(status) for status, roles in row.items() if roles == "rest")


def written(table: dict[str, Any]) -> str:
    """The table as YAML, the largest group of each row called ``rest``."""
    lines = ["# Made and kept as tests/access/test_matrix.py tells. Roles: " + ", ".join(ROLES)]
    for name, phases in sorted(table.items()):
        lines.append(f"{name}:")
        for phase, answers in phases.items():
            most = max(answers, key=lambda status: len(answers[status]))
            groups = [
                f"{status}: {'rest' if status == most else '[' + ', '.join(roles) + ']'}"
                for status, roles in sorted(answers.items())
            ]
            lines.append(f"  {phase}: {{{', '.join(groups)}}}")
    return "\n".join(lines) + "\n"


@functools.cache
def table() -> dict[str, Any]:
    return yaml.safe_load(TABLE.read_text(encoding="utf-8")) if TABLE.exists() else {}


def test_every_address_has_a_row():
    ours = {name for name in addresses() if not name.startswith(ADMIN)}
    assert ours - set(table()) == set()
    assert set(table()) - ours == set()


def test_no_row_allows_a_server_error():
    answers = {status for phases in table().values() for row in phases.values() for status in row}
    assert max(answers) < 500


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_a_role_as_the_table_says(world: World, role: str):
    rows = table()
    wrong = []
    for name, phase, path in cases(world):
        got, wanted = answer(world, role, path, phase), expected(rows[name][phase], role)
        if got != wanted:
            wrong.append(f"{name} ({phase}) {path}: {got}, the table says {wanted}")
    assert wrong == []


def test_write_the_matrix(request: pytest.FixtureRequest, world: World):
    if request.config.getoption("--write-access-matrix"):
        TABLE.write_text(written(observed(world)), encoding="utf-8")
    assert TABLE.exists()


def admin_paths() -> list[str]:
    """Every address of the Django admin but those of signing in and out, without an object."""
    fixed = {"app_label": "standards", "url": "nowhere", "content_type_id": 1, "id": 999_999}
    found = []
    for name, pattern in sorted(addresses().items()):
        if name.startswith(ADMIN) and name not in {f"{ADMIN}login", f"{ADMIN}logout"}:
            keys = [first or second for first, second in PARAMETER.findall(pattern)]
            given = {key: fixed.get(key, 999_999) for key in keys}
            if name != f"{ADMIN}None":
                found.append(reverse(name, kwargs=given))
    return found


@pytest.mark.parametrize("role", ROLES)
def test_the_admin_is_for_admins(world: World, role: str):
    answers = {path: answer(world, role, path) for path in admin_paths()}
    assert len(answers) > 200
    if role == "admin":
        lists = {answers[p] for p in answers if re.fullmatch(r"/admin/\w+/\w+/", p)}
        assert lists == {200}
        assert [p for p, status in answers.items() if status >= 500] == []
    else:
        assert [p for p, status in answers.items() if status != 302] == []
