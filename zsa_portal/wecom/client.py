"""What the portal asks of WeCom: a token, the hand-over of an approval, what became of it."""

from __future__ import annotations

import datetime as dt
import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from django.conf import settings
from django.core.cache import cache

from zsa_portal.regulations import clock

PATIENCE_SECONDS = 10
MOST_BYTES = 1024 * 1024
TOKEN_KEY = "wecom-token"  # noqa: S105 - where it is kept
SOONER_SECONDS = 200
"""A token is given up so much before its end."""
TOKEN_IS_GONE = (40014, 42001, 40001)
"""Invalid, expired, or given out by another secret: a new one is fetched once."""


class WecomFailed(Exception):
    """WeCom could not be reached or said no; worth another try later."""


def approval_apply(*, creator: str, approvers: list[str], text: str, summary: list[str]) -> str:
    """Hand over an approval that any one of ``approvers`` decides; returns its number (sp_no)."""
    answer = _asked(
        "oa/applyevent",
        {
            "creator_userid": creator,
            "template_id": settings.WECOM["TEMPLATE_ID"],
            "use_template_approver": 0,
            "approver": [{"attr": 1, "userid": approvers}],
            "apply_data": {
                "contents": [
                    {
                        "control": "Textarea",
                        "id": settings.WECOM["CONTROL_ID"],
                        "value": {"text": text},
                    }
                ]
            },
            "summary_list": [
                {"summary_info": [{"text": line[:20], "lang": "zh_CN"}]} for line in summary[:3]
            ],
        },
    )
    return str(answer["sp_no"])


def approval_detail(number: str) -> dict[str, Any]:
    """What became of an approval: WeCom's ``info`` of that number."""
    info: dict[str, Any] = _asked("oa/getapprovaldetail", {"sp_no": number})["info"]
    return info


def approval_find(*, creator: str, since: dt.datetime, mark: str) -> str:
    """The number of an approval handed over since then whose text has the mark; empty if none.

    Asked before a hand-over is tried again: its first try may have arrived without our knowing.
    """
    asked: dict[str, Any] = {
        "starttime": str(int(since.timestamp()) - 60),
        "endtime": str(int(clock.now().timestamp()) + 60),
        "new_cursor": "",
        "size": 100,
        "filters": [
            {"key": "template_id", "value": settings.WECOM["TEMPLATE_ID"]},
            {"key": "creator", "value": creator},
        ],
    }
    for number in _asked("oa/getapprovalinfo", asked).get("sp_no_list", []):
        if mark in json.dumps(approval_detail(number).get("apply_data", {}), ensure_ascii=False):
            return str(number)
    return ""


def _asked(path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = _called(path, {"access_token": _token()}, body)
    if answer.get("errcode") in TOKEN_IS_GONE:
        cache.delete(TOKEN_KEY)
        answer = _called(path, {"access_token": _token()}, body)
    return _accepted(answer)


def _token() -> str:
    kept = cache.get(TOKEN_KEY)
    if kept:
        return str(kept)
    given = {"corpid": settings.WECOM["CORP_ID"], "corpsecret": settings.WECOM["SECRET"]}
    answer = _accepted(_called("gettoken", given))
    seconds = max(int(answer["expires_in"]) - SOONER_SECONDS, 1)
    cache.set(TOKEN_KEY, answer["access_token"], seconds)
    return str(answer["access_token"])


def _accepted(answer: dict[str, Any]) -> dict[str, Any]:
    if answer.get("errcode"):
        raise WecomFailed(f"{answer['errcode']}: {answer.get('errmsg', '')}"[:500])
    return answer


def _called(path: str, query: dict[str, str], body: dict[str, Any] | None = None) -> dict[str, Any]:
    """WeCom's answer. WecomFailed names the path, never the query: it has the secret or the token."""
    request = urllib.request.Request(  # noqa: S310 - the address is a setting
        f"{settings.WECOM_URL}/cgi-bin/{path}?{urllib.parse.urlencode(query)}",
        data=None if body is None else json.dumps(body, ensure_ascii=False).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
            found: dict[str, Any] = json.loads(answer.read(MOST_BYTES))
    except urllib.error.HTTPError as error:
        raise WecomFailed(f"{path}: HTTP {error.code}") from None
    except (OSError, ValueError) as error:
        raise WecomFailed(f"{path}: {type(error).__name__}") from None
    if not isinstance(found, dict):
        raise WecomFailed(f"{path}: no object")
    return found
