"""A WeCom of one's own: an HTTP server that speaks its protocol, with its own signing and padding.

It keeps tokens, approvals and who decided them, and calls back as WeCom does. ``trouble`` is a list
of answers given before the true one: an HTTP status, or an ``errcode``. ``swallow`` takes a request
in and answers 502, as a proxy does when the answer is lost.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

CORP_ID, SECRET, TOKEN = "wwcorp0001", "the-secret", "call-back-token"
TEMPLATE, CONTROL = "3TmTemplate", "Textarea-01"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


@dataclass
class Approval:
    """One approval as WeCom keeps it."""

    number: str
    creator: str
    approvers: list[str]
    text: str
    status: int = 1
    decided_by: str = ""
    speech: str = ""

    def info(self) -> dict[str, Any]:
        details = [
            {
                "approver": {"userid": one},
                "speech": self.speech if one == self.decided_by else "",
                "sp_status": self.status if one == self.decided_by else 1,
                "sptime": 0,
                "media_id": [],
            }
            for one in {*self.approvers, self.decided_by} - {""}
        ]
        return {
            "sp_no": self.number,
            "sp_status": self.status,
            "template_id": TEMPLATE,
            "applyer": {"userid": self.creator, "partyid": "1"},
            "sp_record": [{"sp_status": self.status, "approverattr": 1, "details": details}],
            "apply_data": {
                "contents": [{"control": "Textarea", "id": CONTROL, "value": {"text": self.text}}]
            },
        }


@dataclass
class FakeWecom:
    """The corporation at WeCom."""

    url: str = ""
    approvals: dict[str, Approval] = field(default_factory=dict)
    trouble: list[tuple[str, int]] = field(default_factory=list)
    swallow: int = 0
    asked: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)

    def decide(self, number: str, by: str, status: int = 2, speech: str = "") -> None:
        """Somebody agrees (2) or rejects (3) in WeCom."""
        one = self.approvals[number]
        one.status, one.decided_by, one.speech = status, by, speech

    def revoke_tokens(self) -> None:
        """No token given so far holds any more."""
        self.tokens.clear()

    def answer(self, path: str, query: dict[str, str], body: Any) -> tuple[int, dict[str, Any]]:
        self.asked.append(path)
        if self.trouble and self.trouble[0][0] == path:
            _path, code = self.trouble.pop(0)
            return (code, {}) if 500 <= code < 600 else (200, {"errcode": code, "errmsg": "no"})
        if path == "gettoken":
            return 200, self._gettoken(query)
        if query.get("access_token") not in self.tokens:
            return 200, {"errcode": 40014, "errmsg": "invalid access_token"}
        status, found = getattr(self, "_" + path.rpartition("/")[2])(body)
        return status, {"errcode": 0, "errmsg": "ok"} | found

    def _gettoken(self, query: dict[str, str]) -> dict[str, Any]:
        if (query["corpid"], query["corpsecret"]) != (CORP_ID, SECRET):
            return {"errcode": 40001, "errmsg": "invalid credential"}
        self.tokens.append(os.urandom(8).hex())
        return {"errcode": 0, "access_token": self.tokens[-1], "expires_in": 7200}

    def _applyevent(self, body: Any) -> tuple[int, dict[str, Any]]:
        (content,) = body["apply_data"]["contents"]
        (node,) = body["approver"]
        assert (body["template_id"], content["id"], node["attr"]) == (TEMPLATE, CONTROL, 1)
        assert body["use_template_approver"] == 0
        for line in body["summary_list"]:
            (shown,) = line["summary_info"]
            assert len(shown["text"]) <= 20
        number = f"20260302{len(self.approvals) + 1:04d}"
        self.approvals[number] = Approval(
            number, body["creator_userid"], node["userid"], content["value"]["text"]
        )
        if self.swallow:
            self.swallow -= 1
            return 502, {}
        return 200, {"sp_no": number}

    def _getapprovaldetail(self, body: Any) -> tuple[int, dict[str, Any]]:
        return 200, {"info": self.approvals[body["sp_no"]].info()}

    def _getapprovalinfo(self, body: Any) -> tuple[int, dict[str, Any]]:
        wanted = {one["key"]: one["value"] for one in body["filters"]}
        assert wanted["template_id"] == TEMPLATE
        mine = [one for one in self.approvals.values() if one.creator == wanted["creator"]]
        return 200, {"sp_no_list": [one.number for one in mine]}

    def event(self, number: str) -> str:
        """The event of a change, in plain text."""
        one = self.approvals[number]
        return (
            f"<xml><ToUserName><![CDATA[{CORP_ID}]]></ToUserName>"
            "<FromUserName><![CDATA[sys]]></FromUserName>"
            "<MsgType><![CDATA[event]]></MsgType>"
            "<Event><![CDATA[sys_approval_change]]></Event><AgentID>3010040</AgentID>"
            f"<ApprovalInfo><SpNo>{number}</SpNo><SpStatus>{one.status}</SpStatus>"
            f"<TemplateId><![CDATA[{TEMPLATE}]]></TemplateId>"
            "<StatuChangeEvent>2</StatuChangeEvent></ApprovalInfo></xml>"
        )


def encrypt(text: str, corp_id: str = CORP_ID, key: str = AES_KEY) -> str:
    """A text in WeCom's encryption: 16 random bytes, length, text, corp id, padded to 32 bytes."""
    body = text.encode()
    plain = os.urandom(16) + struct.pack(">I", len(body)) + body + corp_id.encode()
    fill = 32 - len(plain) % 32
    secret = base64.b64decode(key + "=")
    encryptor = Cipher(algorithms.AES(secret), modes.CBC(secret[:16])).encryptor()
    return base64.b64encode(encryptor.update(plain + bytes([fill]) * fill)).decode()


def signed(encrypted: str, *, at: float | None = None, nonce: str = "") -> dict[str, str]:
    """The query of a call-back: msg_signature, timestamp, nonce."""
    timestamp = str(int(time.time() if at is None else at))
    nonce = nonce or os.urandom(5).hex()
    words = "".join(sorted([TOKEN, timestamp, nonce, encrypted]))
    signature = hashlib.sha1(words.encode()).hexdigest()
    return {"msg_signature": signature, "timestamp": timestamp, "nonce": nonce}


def enveloped(encrypted: str) -> str:
    """The body of a call-back."""
    return (
        f"<xml><ToUserName><![CDATA[{CORP_ID}]]></ToUserName>"
        f"<Encrypt><![CDATA[{encrypted}]]></Encrypt><AgentID><![CDATA[3010040]]></AgentID></xml>"
    )


@contextmanager
def wecom_server() -> Iterator[FakeWecom]:
    """The server on a free port of this machine."""
    fake = FakeWecom()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _answer(self, body: Any) -> None:
            address = urlsplit(self.path)
            path = address.path.removeprefix("/cgi-bin/")
            status, found = fake.answer(path, dict(parse_qsl(address.query)), body)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(found).encode())

        def log_message(self, *args: Any) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
