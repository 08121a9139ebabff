"""The production set-up names exactly the variables that the settings read, and is safe to start."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from ops.places import ROOT
from zsa_portal.settings.safety import REQUIRED

SETTINGS = ROOT / "zsa_portal" / "settings"
PORTAL_SERVICES = ("migrate", "web", "worker", "parser", "beat")
READ_BY_DJANGO_ITSELF = {"DJANGO_SETTINGS_MODULE"}
SAFE = {
    "DJANGO_SETTINGS_MODULE": "zsa_portal.settings.production",
    "SECRET_KEY": "Tq3zv8Yw1Lk6Rb0Xn5Jd9Mc2Ph7Sg4Fa-Ue_ViOoZzKkWwQqBbDd",
    "DATABASE_URL": "postgres://zsa:word@db.example.org/zsa",
    "REDIS_URL": "redis://:word@redis.example.org/0",
    "ALLOWED_HOSTS": "portal.example.org",
    "SITE_URL": "https://portal.example.org",
    "EMAIL_URL": "smtp+tls://user:word@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "portal@example.org",
    "STATE_DIR": "/var/tmp/zsa-check",
}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def variables_read(*files: str) -> set[str]:
    """The names that settings files ask `env` for."""
    names = set()
    for file in files:
        for node in ast.walk(ast.parse((SETTINGS / file).read_text())):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.value if isinstance(node.func, ast.Attribute) else node.func
            first = node.args[0]
            if (
                isinstance(called, ast.Name)
                and called.id == "env"
                and isinstance(first, ast.Constant)
            ):
                names.add(first.value)
    return names


@pytest.mark.parametrize("service", PORTAL_SERVICES)
def test_compose_sets_exactly_what_the_settings_read(compose: dict[str, Any], service: str) -> None:
    set_here = set(compose["services"][service]["environment"])
    assert set_here - READ_BY_DJANGO_ITSELF == variables_read("base.py", "production.py")


def test_everything_required_is_set(compose: dict[str, Any]) -> None:
    assert set(REQUIRED) <= set(compose["services"]["web"]["environment"])


def test_every_service_that_stays_has_a_health_check(compose: dict[str, Any]) -> None:
    without = [name for name, it in compose["services"].items() if "healthcheck" not in it]
    assert without == ["migrate"]


def test_every_named_volume_is_declared_and_used(compose: dict[str, Any]) -> None:
    mounted = {
        volume.split(":")[0]
        for service in compose["services"].values()
        for volume in service.get("volumes", [])
        if not volume.startswith((".", "/", "$"))
    }
    assert mounted == set(compose["volumes"])


def test_no_secret_stands_in_the_file() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    values = re.findall(r"^\s+\w*(?:PASSWORD|SECRET_KEY)\w*: (.+)$", text, re.MULTILINE)
    assert len(values) == 5
    assert [value for value in values if not value.startswith("${")] == []


IMAGES = re.compile(r"[a-z]+:[\w.-]+@sha256:[0-9a-f]{64}")


def test_every_image_from_outside_is_named_by_its_digest(compose: dict[str, Any]) -> None:
    images = {service["image"] for service in compose["services"].values()} - {"zsa-portal"}
    base = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert len(images) == 3
    assert [image for image in [*images, *base] if not IMAGES.fullmatch(image)] == []


def test_no_container_may_more_than_it_needs(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert "cap_add" not in service, name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert re.fullmatch(r"\d+[mg]", service["mem_limit"]), name
        assert service["pids_limit"] > 0, name
        assert all("size=" in folder for folder in service["tmpfs"]), name


def test_no_container_runs_as_root(compose: dict[str, Any]) -> None:
    users = {name: service.get("user") for name, service in compose["services"].items()}
    ours = dict.fromkeys(PORTAL_SERVICES)
    assert users == ours | {"nginx": "10001:10001", "postgres": "postgres", "redis": "redis"}
    assert "\nUSER portal\n" in (ROOT / "Dockerfile").read_text()


def test_only_migrations_connect_as_the_owner_of_the_tables(compose: dict[str, Any]) -> None:
    roles = {
        name: re.match(
            r"postgres://(\w+):", compose["services"][name]["environment"]["DATABASE_URL"]
        )
        for name in PORTAL_SERVICES
    }
    ours = dict.fromkeys(PORTAL_SERVICES, "zsa_portal")
    assert {name: found and found[1] for name, found in roles.items()} == ours | {
        "migrate": "zsa_owner"
    }
    mounted = compose["services"]["postgres"]["volumes"]
    assert "./ops/database/roles.sql:/docker-entrypoint-initdb.d/roles.sql:ro" in mounted


def test_nginx_hands_out_what_the_portal_allows_and_nothing_else() -> None:
    text = (ROOT / "ops" / "nginx" / "nginx.conf").read_text()
    protected = re.search(r"location (/protected/) \{([^}]+)\}", text)
    assert protected is not None
    assert "internal;" in protected[2]
    assert "alias /data/files/;" in protected[2]


def checked(*words: str, **changed: str | None) -> subprocess.CompletedProcess[str]:
    """Run a management command under the production settings with some variables changed."""
    values = {name: value for name, value in {**SAFE, **changed}.items() if value is not None}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **values},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_passes_djangos_own_check_for_deployment() -> None:
    done = checked("check", "--deploy", "--fail-level", "INFO")
    assert done.stdout.startswith("System check identified no issues")
    assert done.returncode == 0


@pytest.mark.parametrize("name", REQUIRED)
def test_production_refuses_to_start_without(name: str) -> None:
    done = checked("check", **{name: None})
    assert done.returncode != 0
    assert f"Set in the environment: {name}." in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("DEBUG", "1", "DEBUG shows the portal's inside to everyone"),
        ("DEMO", "true", "DEMO would let the demonstration's accounts in"),
        ("SECRET_KEY", "short", "SECRET_KEY must be random"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY must be random"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS must name"),
        ("SITE_URL", "http://portal.example.org", "SITE_URL must begin with https://"),
        ("SESSION_COOKIE_SECURE", "0", "SESSION_COOKIE_SECURE must be on"),
        ("CSRF_COOKIE_SECURE", "no", "CSRF_COOKIE_SECURE must be on"),
    ],
)
def test_production_refuses_to_start_with(name: str, value: str, why: str) -> None:
    done = checked("check", **{name: value})
    assert done.returncode != 0
    assert why in done.stderr


def test_the_demonstration_loader_refuses_in_production() -> None:
    done = checked("load_demo")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr


REQUIREMENTS = (
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-embedded.txt",
    "requirements-mutants.txt",
)


@pytest.mark.parametrize("file", REQUIREMENTS)
def test_every_requirement_is_pinned_and_carries_hashes(file: str) -> None:
    text = re.sub(r" \\\n\s+", " ", (ROOT / file).read_text())
    wanted = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    pinned = re.compile(r"[\w.\[\],-]+==[\w.]+( --hash=sha256:[0-9a-f]{64})+")
    assert wanted
    assert [line for line in wanted if not pinned.fullmatch(line)] == []


def test_requirements_are_installed_by_their_hashes_alone() -> None:
    assert '"--require-hashes"' in (ROOT / "ops" / "environment.py").read_text()
    assert "--require-hashes -r requirements.txt" in (ROOT / "Dockerfile").read_text()


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_package_asked_for_is_pinned(name: str) -> None:
    asked = re.findall(r"^[A-Za-z][\w-]*", (ROOT / f"{name}.in").read_text(), re.MULTILINE)
    pinned = re.findall(r"^([\w-]+)(?:\[|==)", (ROOT / f"{name}.txt").read_text(), re.MULTILINE)
    assert {package.lower() for package in asked} - {package.lower() for package in pinned} == set()


def test_settings_for_tests_share_nothing_between_workers() -> None:
    text = Path(SETTINGS / "test.py").read_text()
    assert variables_read("test.py") == {
        "TEST_DB_SUFFIX",
        "TEST_DB_TEMPLATE",
        "PYTEST_XDIST_WORKER",
    }
    assert "CELERY_TASK_ALWAYS_EAGER" not in text
