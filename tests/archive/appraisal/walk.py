"""Records whose time is over, and who walks an appraisal of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from archive.demo.walk.appraising import CONFIDENTIAL_LINE, RESTRICTED_LINE, Appraiser
from archive.records import Item
from tests.archive.association import Cast
from tests.archive.holdings import record
from zsa_portal.regulations import clock

__all__ = ["CONFIDENTIAL_LINE", "FILED", "RESTRICTED_LINE", "Appraiser", "due"]
FILED = dt.datetime(2015, 6, 1, 9, tzinfo=clock.SHANGHAI)
"""Ten years from the end of that year are over in 2026."""


def due(cast: Cast, name: str = "旧合同", **fields: Any) -> Item:
    """A record of the department whose ten years are over."""
    home = fields.pop("home", cast.department)
    return record(home, cast.clerk, name, **{"retention": "10", "accepted_at": FILED} | fields)
