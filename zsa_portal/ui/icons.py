"""The icons that the sprite holds; a name outside icons.txt is a mistake of ours."""

from pathlib import Path

ICONS = frozenset((Path(__file__).parent / "icons.txt").read_text().split())
