"""Where things lie: the clone, its virtual environment, and the folder of all data and logs."""

import hashlib
import json
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ops.talk import Stop

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
EMBEDDED = VENV / "embedded"
PYTHON = VENV / "bin" / "python"
PRIVATE_FOLDERS = ("run", "log", "files", "mail", "valkey", "static", "beat")


def packages() -> list[str]:
    """The folders of the portal's own code: the kernel's, and one of each app."""
    return ["zsa_portal", *sorted(file.parent.name for file in ROOT.glob("*/apps.py"))]


@dataclass(frozen=True)
class State:
    """The folder of everything that outlives a stop; each part has its own folder in it."""

    path: Path

    @classmethod
    def from_environment(cls) -> "State":
        """Open `STATE_DIR` (default `var/` of the clone; relative means from the clone)."""
        return cls.at(ROOT / (os.environ.get("STATE_DIR", "").strip() or "var"))

    @classmethod
    def at(cls, path: Path) -> "State":
        """Create the folder and try to write in it; Stop with one sentence if that fails."""
        state = cls(Path(os.path.realpath(path)))
        try:
            state.path.mkdir(parents=True, exist_ok=True)
            for name in PRIVATE_FOLDERS:
                state.folder(name).mkdir(mode=0o700, exist_ok=True)
                with tempfile.TemporaryFile(dir=state.folder(name)):
                    pass
        except OSError as error:
            message = (
                f"The data folder {state.path} cannot be used ({error.strerror}); "
                "name another one with STATE_DIR=/some/folder."
            )
            raise Stop(message) from error
        return state

    def folder(self, name: str) -> Path:
        return self.path / name

    def log(self, name: str) -> Path:
        return self.path / "log" / f"{name}.log"

    @property
    def short_hash(self) -> str:
        return hashlib.sha256(str(self.path).encode()).hexdigest()[:12]

    def secret(self, name: str) -> str:
        """Return this installation's secret of that name, made once and kept for the owner only."""
        file = self.path / "run" / "secrets.json"
        known = json.loads(file.read_text()) if file.exists() else {}
        if name not in known:
            known[name] = secrets.token_urlsafe(36)
            write_private(file, json.dumps(known))
        return known[name]


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    fresh = file.with_name(file.name + ".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(text)
    fresh.replace(file)
