"""Every named address of the portal, and how its arguments are filled from a world's keys."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

ADMIN = "admin:"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>")
KEYS = {
    "notices:receipt": {"token": "receipt"},
    "notices:own": {"key": "own_key"},
    "notices:own_withdraw": {"key": "own_key"},
    "notices:own_no_answer": {"key": "own_key"},
    "subscriptions:own": {"key": "subscription_key"},
    "subscriptions:end": {"key": "subscription_key"},
    "documents:check": {"token": "check"},
    "certification:mark": {"number": "mark_number"},
    "archive:level_version": {"number": "level_version"},
    "archive:loan_copy": {"item": "record"},
    "archive:loan_remove": {"item": "record"},
    "archive:intake_place": {"row": "intake_row"},
    "archive:exception_revoke": {"kind": "exception_kind"},
    "archive:exception_approve": {"kind": "exception_kind"},
    "archive:exception_refuse": {"kind": "exception_kind"},
    "documents:upload": {"kind": "paper_kind"},
    "documents:template": {"kind": "template_kind"},
    "people:invitation_accept": {"token": "invitation_token"},
    "reminders:feed": {"token": "feed"},
    "workflow:step": {"name": "step"},
    "workflow:bulk_step": {"kind": "machine", "name": "step_for_several"},
    "workflow:view_keep": {"place": "list_place"},
    "home:board": {"kind": "machine"},
    "workflow:states": {"kind": "machine"},
    "notices:answers": {"kind": "notice_kind"},
    "notices:accept": {"kind": "notice_kind"},
    "notices:share": {"kind": "notice_kind"},
    "notices:undo": {"kind": "notice_kind"},
    "notices:figures": {"kind": "notice_kind"},
    "meetings:attendance": {"kind": "meeting_kind"},
    "meetings:minutes": {"kind": "meeting_kind"},
    "meetings:move": {"kind": "meeting_kind"},
    "meetings:answers": {"kind": "meeting_kind"},
    "meetings:calendar": {"kind": "meeting_kind"},
    "engagements:opinion": {"kind": "engagement_kind"},
}
"""Address -> parameter -> the key that fills it, where they are not called the same."""

FIXED: dict[str, dict[str, Any]] = {
    "documents:page": {"page": 1},
    "admin_row": {"content_type_id": 999_999, "object_id": "1"},
}
"""Address -> parameter -> its value, where any world may be asked for the same."""


@functools.cache
def addresses() -> dict[str, str]:
    """Every named address with its pattern."""
    found: dict[str, str] = {}

    def walk(resolver: URLResolver, namespace: str, prefix: str) -> None:
        for entry in resolver.url_patterns:
            pattern = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
                walk(entry, inner, pattern)
            elif isinstance(entry, URLPattern):
                found[f"{namespace}{entry.name}"] = pattern

    walk(get_resolver(), "", "")
    return found


def parameters(pattern: str) -> list[str]:
    """The names of a pattern's parameters."""
    return [first or second for first, second in PARAMETER.findall(pattern)]


def arguments(
    name: str, pattern: str, keys: Mapping[str, Any], keys_of: Mapping[str, str]
) -> dict[str, Any] | None:
    """The keyword arguments of an address; None where one of its keys is not there."""
    found = dict(FIXED.get(name, {}))
    for parameter in parameters(pattern):
        if parameter in found:
            continue
        key = KEYS.get(name, {}).get(parameter, parameter)
        if parameter == "pk":
            key = keys_of.get(name) or keys_of[name.partition(":")[0]]
        if keys.get(key) is None:
            return None
        found[parameter] = keys[key]
    return found
