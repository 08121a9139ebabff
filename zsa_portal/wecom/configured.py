"""Whether approvals go to WeCom (企业微信) at all: off until every value is in the environment."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.checks import Error

AES_KEY = re.compile(r"[A-Za-z0-9]{43}")


def is_on() -> bool:
    """Whether every value that the adapter needs is there."""
    return all(settings.WECOM.values())


def settings_are_whole(**_given: Any) -> list[Error]:
    """A check of the start: all values or none, and a key of the length that WeCom gives."""
    missing = sorted(f"WECOM_{name}" for name, value in settings.WECOM.items() if not value)
    found = []
    if missing and len(missing) < len(settings.WECOM):
        found.append(Error(f"Set all of WeCom or nothing; missing: {', '.join(missing)}."))
    key = settings.WECOM["AES_KEY"]
    if key and not AES_KEY.fullmatch(key):
        found.append(Error("WECOM_AES_KEY is the EncodingAESKey of 43 letters and digits."))
    return found
