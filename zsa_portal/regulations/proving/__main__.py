"""`python -m zsa_portal.regulations.proving PLAN [pytest's words]`: break what a plan has left."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from zsa_portal.regulations.proving.plan import read


def main(file: Path, words: list[str]) -> int:
    """Run until each thing is proven or has no test left; the worst exit code."""
    code = 0
    while any(proof.tests and not proof.by for proof in read(file).values()):
        command = [sys.executable, "-m", "pytest", f"--break-plan={file}", *words]
        code = max(code, subprocess.run(command, check=False).returncode)  # noqa: S603 - our own words
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
