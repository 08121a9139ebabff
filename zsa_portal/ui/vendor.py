"""Rebuilds static/vendor from unpacked npm packages: `python -m zsa_portal.ui.vendor FOLDER`.

FOLDER holds one folder per package, named as in PACKAGES, each an unpacked `npm pack` of the
version named there.
"""

import hashlib
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from zsa_portal.ui.icons import ICONS

VENDOR = Path(__file__).resolve().parents[2] / "static" / "vendor"
SOURCE_MAP = re.compile(r"(/\*# sourceMappingURL=\S+ \*/|//# sourceMappingURL=\S+)\n?")
SVG_BODY = re.compile(r"<svg[^>]*viewBox=\"([^\"]+)\"[^>]*>(.*)</svg>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Package:
    name: str
    folder: str
    version: str
    licence: str
    files: tuple[str, ...]
    modified: str = "sourceMappingURL comment removed"


PACKAGES = (
    Package(
        "bootstrap",
        "bootstrap",
        "5.3.8",
        "MIT",
        ("dist/css/bootstrap.min.css", "dist/js/bootstrap.bundle.min.js"),
    ),
    Package("htmx.org", "htmx", "2.0.11", "0BSD", ("dist/htmx.min.js",)),
    Package(
        "tom-select",
        "tom-select",
        "2.6.2",
        "Apache-2.0",
        ("dist/css/tom-select.bootstrap5.min.css", "dist/js/tom-select.complete.min.js"),
    ),
    Package(
        "bootstrap-icons",
        "bootstrap-icons",
        "1.13.2",
        "MIT",
        (),
        modified="sprite.svg holds the icons listed in zsa_portal/ui/icons.txt as symbols",
    ),
)


def sprite(icons: Path) -> str:
    """Return one SVG with a symbol for each name in ICONS, read from `icons`/<name>.svg."""
    symbols = []
    for name in sorted(ICONS):
        found = SVG_BODY.search((icons / f"{name}.svg").read_text())
        if found is None:
            raise ValueError(name)
        box, body = found.groups()
        body = re.sub(r"\s*\n\s*", "", body)
        symbols.append(f'<symbol id="{name}" viewBox="{box}">{body}</symbol>')
    lines = ['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>"]
    return "\n".join(lines) + "\n"


def copy_package(package: Package, source: Path) -> None:
    target = VENDOR / package.folder
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source / "LICENSE", target / "LICENSE")
    for name in package.files:
        text = SOURCE_MAP.sub("", (source / name).read_text())
        (target / Path(name).name).write_text(text)
    if package.name == "bootstrap-icons":
        (target / "sprite.svg").write_text(sprite(source / "icons"))


def checksums(package: Package) -> list[tuple[str, str]]:
    """Return (path below static/vendor, sha256 in hex) of each file kept of the package."""
    files = sorted(path for path in (VENDOR / package.folder).iterdir() if path.is_file())
    return [
        (path.relative_to(VENDOR).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in files
    ]


def manifest() -> str:
    """Return the text of VENDOR.toml for what lies in static/vendor now."""
    parts = ["# Written by python -m zsa_portal.ui.vendor"]
    for package in PACKAGES:
        lines = [
            "[[package]]",
            f'name = "{package.name}"',
            f'version = "{package.version}"',
            f'licence = "{package.licence}"',
            f'modified = "{package.modified}"',
            "[package.sha256]",
            *(f'"{path}" = "{digest}"' for path, digest in checksums(package)),
        ]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def main(folder: str) -> None:
    for package in PACKAGES:
        copy_package(package, Path(folder) / package.folder)
    (VENDOR / "VENDOR.toml").write_text(manifest())


if __name__ == "__main__":
    main(sys.argv[1])
