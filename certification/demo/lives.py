"""The lives of recognition and the 1字标 in the demonstration."""

from __future__ import annotations

from certification.demo.one_mark.lives import one_mark
from zsa_portal.home.demo.lives import LIVES

LIVES.add("certification.one_mark", one_mark)
