"""nginx as production configures it: what it hands out carries the portal's own safety headers."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings

from ops.places import ROOT

FOLDER = ROOT / "ops" / "nginx"
SAFETY = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Vary": "Cookie",
}
KEPT = {"Cache-Control": "private, no-store", "Content-Disposition": 'inline; filename="a.pdf"'}


def block(name: str) -> str:
    found = re.search(
        rf"location (?:= )?{name} \{{([^}}]+)\}}", (FOLDER / "nginx.conf").read_text()
    )
    assert found is not None
    return found[1]


@pytest.mark.parametrize("header", SAFETY)
def test_files_that_nginx_hands_out_repeat_the_portals_header(header: str) -> None:
    variable = header.lower().replace("-", "_")
    assert f"add_header {header} $upstream_http_{variable} always;" in block("/protected/")


@pytest.mark.parametrize("page", ["/too-large.html", "/unavailable.html"])
def test_nginxs_own_pages_carry_safety_headers(page: str) -> None:
    assert "include /etc/nginx/safety.conf;" in block(page)
    text = (FOLDER / "safety.conf").read_text()
    assert [header for header in list(SAFETY)[:5] if f"add_header {header} " not in text] == []


def test_a_header_that_the_portal_sends_is_among_those_repeated(client, db) -> None:
    """A middleware that adds a safety header one day is noticed here."""
    sent = client.get("/notices/", secure=True).headers
    own = {"Content-Type", "Content-Length", "Content-Language", "Set-Cookie", "Cache-Control"}
    assert set(sent) - own - set(SAFETY) == set()
    assert sent["X-Frame-Options"] == settings.X_FRAME_OPTIONS


class Portal(BaseHTTPRequestHandler):
    """Allows one file, as the portal does."""

    def do_GET(self) -> None:
        self.send_response(200)
        headers = SAFETY | KEPT | {"X-Accel-Redirect": "/protected/aa/file"}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def portal() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


@pytest.fixture
def front(portal: int, tmp_path: Path) -> Iterator[int]:
    """A real nginx under the file of production, without TLS, its paths moved here."""
    if shutil.which("nginx") is None:
        pytest.skip("no nginx on this machine")
    (tmp_path / "files" / "aa").mkdir(parents=True)
    (tmp_path / "files" / "aa" / "file").write_bytes(b"%PDF-1.7")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    text = (FOLDER / "nginx.conf").read_text()
    text = re.sub(r"^\s*(http2 on;|ssl_\w+ .*;)$", "", text, flags=re.MULTILINE)
    text = re.sub(r"server \{\s+listen 127.0.0.1:8081;.*?\n    \}\n", "", text, flags=re.DOTALL)
    text = re.sub(r"server \{\s+listen 8080;.*?\n    \}\n", "", text, flags=re.DOTALL)
    moved = {
        "/tmp/": f"{tmp_path}/",
        "listen 8443 ssl;": f"listen 127.0.0.1:{port};",
        "server web:8000;": f"server 127.0.0.1:{portal};",
        "/data/files/": f"{tmp_path}/files/",
        "/etc/nginx/safety.conf": str(FOLDER / "safety.conf"),
        "/usr/share/nginx/pages": str(FOLDER / "pages"),
        "access_log /dev/stdout;": "access_log off;",
        "worker_processes auto;": f"worker_processes 1; daemon off; {_user()}",
    }
    for old, new in moved.items():
        text = text.replace(old, new)
    (tmp_path / "nginx.conf").write_text(text)
    child = subprocess.Popen(["nginx", "-c", tmp_path / "nginx.conf", "-p", tmp_path])
    try:
        _wait(port)
        yield port
    finally:
        child.terminate()
        child.wait(20)


def _user() -> str:
    """Pytest's folders are its own user's; an nginx that root starts would leave root."""
    return "user root;" if os.geteuid() == 0 else ""


def _wait(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return


def test_a_real_nginx_repeats_them(front: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", front, timeout=10)
    connection.request("GET", "/documents/1/")
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (200, b"%PDF-1.7")
    found = {name: answer.headers.get_all(name) for name in SAFETY | KEPT}
    assert found == {name: [value] for name, value in (SAFETY | KEPT).items()}


def test_a_real_nginx_says_when_the_portal_is_away(front: int, portal: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", front, timeout=10)
    connection.request("GET", "/protected/aa/file")
    answer = connection.getresponse()
    assert (answer.status, b"%PDF" in answer.read()) == (404, False)
