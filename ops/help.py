"""`make help`: the Makefile's own explanations."""

import re

from ops.places import ROOT


def show() -> None:
    for target, text in re.findall(
        r"^([\w-]+):.*?## (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE
    ):
        print(f"make {target:<14} {text}")
