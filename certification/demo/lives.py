"""The lives of recognition in the demonstration."""

from __future__ import annotations

from certification.demo.kept import kept
from zsa_portal.home.demo.lives import LIVES

LIVES.add("certification.upkeep", kept)
