"""The lives of recognition, its upkeep and the 1字标 in the demonstration."""

from __future__ import annotations

from certification.demo.kept import kept
from certification.demo.one_mark.lives import one_mark
from zsa_portal.home.demo.lives import LIVES

LIVES.add("certification.upkeep", kept)
LIVES.add("certification.one_mark", one_mark)
