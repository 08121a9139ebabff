"""What lies in static/vendor is what VENDOR.toml says, and nothing reaches outside."""

import ast
import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from zsa_portal.ui.icons import ICONS

ROOT = Path(__file__).resolve().parents[3]
VENDOR = ROOT / "static" / "vendor"
OWN = ROOT / "static" / "zsa"
PACKAGES = tomllib.loads((VENDOR / "VENDOR.toml").read_text())["package"]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_sums_are_those_of_the_manifest(package):
    found = {
        name: hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() for name in package["sha256"]
    }

    assert found == package["sha256"]


def test_no_file_without_a_sum():
    listed = {name for package in PACKAGES for name in package["sha256"]}
    lying = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}

    assert lying - {"VENDOR.toml"} == listed


def test_every_package_has_its_licence_text():
    assert [package["name"] for package in PACKAGES if not _licence(package)] == []


def _licence(package):
    return any(name.endswith("/LICENSE") for name in package["sha256"])


def test_no_source_map_is_asked_for():
    texts = [path.read_text() for path in VENDOR.rglob("*.*s") if path.is_file()]

    assert [text[:40] for text in texts if "sourceMappingURL" in text] == []


def test_own_styles_and_scripts_name_no_other_site():
    texts = {path.name: path.read_text() for path in OWN.rglob("*.*s")}

    assert [name for name, text in texts.items() if re.search(r"(https?:)?//\w+\.\w", text)] == []


def test_sprite_holds_exactly_the_listed_icons():
    sprite = (VENDOR / "bootstrap-icons" / "sprite.svg").read_text()

    assert set(re.findall(r'<symbol id="([^"]+)"', sprite)) == ICONS


def named_in_code():
    files = [*(ROOT / "zsa_portal").rglob("*.py"), *(ROOT / "standards").rglob("*.py")]
    for call in (node for file in files for node in ast.walk(ast.parse(file.read_text()))):
        if isinstance(call, ast.Call):
            given = [word.value for word in call.keywords if word.arg == "icon"]
            if isinstance(call.func, ast.Name) and call.func.id == "_item":
                given += call.args[3:4]
            yield from (value.value for value in given if isinstance(value, ast.Constant))


def test_code_names_only_icons_of_the_sprite():
    assert {name for name in named_in_code() if name} - ICONS == set()


def test_templates_name_only_icons_of_the_sprite():
    texts = [path.read_text() for path in (ROOT / "templates").rglob("*.html")]
    named = {name for text in texts for name in re.findall(r'{% icon "([^"]+)"', text)}
    named |= {name for text in texts for name in re.findall(r' icon="([^"]+)" %}', text)}

    assert named - ICONS == set()
