"""What an exception opens of which level (归档管理制度 第十三条)."""

from __future__ import annotations

from zsa_portal.documents.rights import UNSEALED
from zsa_portal.regulations.rule import provision
from zsa_portal.ui.conditions import ALWAYS, Condition, among, filled


@provision("A13c", otherwise=ALWAYS)
def covers_level(level: str) -> Condition:
    """The condition on exceptions that they open what is graded so; ``level`` leads to the level.

    公开 and 秘密 records at once, 机密 ones once the secretary general or the executive vice chair
    approved it (第十三条第三项).
    """
    return among(level, UNSEALED) | filled("approved_at")
