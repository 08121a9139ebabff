"""What procedures hand to WeCom: declared beside their steps, shown and sent by the kernel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from zsa_portal.people.models import User
from zsa_portal.regulations.registry import Registry


@dataclass(frozen=True)
class ApprovalKind:
    """An approval that WeCom may collect while a matter is in ``state``.

    ``applicant`` and ``approvers`` say whose it is and who decides, any one of them; ``lines`` what
    they are shown, without anything that only the portal may show. The verdict takes the first of
    ``approve`` whose rules are met, or ``refuse`` with the reason, as the person who decided.
    """

    state: str
    applicant: Callable[[Any], User]
    approvers: Callable[[Any], list[User]]
    lines: Callable[[Any], list[str]]
    approve: tuple[str, ...]
    refuse: str


APPROVALS: Registry[ApprovalKind] = Registry("approval in WeCom")
"""By a key that carries its app."""
